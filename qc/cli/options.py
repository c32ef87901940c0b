"""The options of a command, made from the settings: a setting declared once is a key and an option."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from qc.config import Settings
from qc.config.keys import Key, keys, plain
from qc.reports import format_names

# What people type often.
_SHORT = {"jobs": ("-j",), "per-path-ignores": ("--per-path-ignore",)}
_SPLIT_AT_COMMAS = {"select", "ignore", "extend-select"}


def with_settings(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """`command`, with an option for every setting; those that were given arrive in its `**given`, by field."""
    hints = get_type_hints(command, include_extras=True)
    own = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(command).parameters.items()
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    made = [_parameter(key) for key in keys(Settings).values()]
    shown = [*made, *own]  # help shows headings in the order in which they come up

    @wraps(command)
    def wrapper(**arguments: Any) -> int | None:
        return command(**{name: value for name, value in arguments.items() if _given(value)})

    wrapper.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return wrapper


def _given(value: object) -> bool:
    return value is not None and value != []


def _parameter(key: Key) -> inspect.Parameter:
    kind: Any = list[str] if key.kind is tuple else str if issubclass(key.kind, StrEnum) else key.kind
    option = typer.Option(
        _flags(key),
        *_SHORT.get(key.name, ()),
        help=_help(key),
        rich_help_panel=key.panel,
        metavar=key.metavar or ("NAME" if _choices(key) else None),
        show_default=False,
        callback=_split if key.name in _SPLIT_AT_COMMAS else None,
    )
    optional = Annotated[kind | None, option]
    return inspect.Parameter(key.field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=optional)


def _flags(key: Key) -> str:
    return f"--{key.name}/--no-{key.name}" if key.kind is bool else f"--{key.name}"


def _help(key: Key) -> str:
    """The help of a setting with its choices and its default, where it has one."""
    words, default = key.help.rstrip("."), plain(key.default)
    if choices := _choices(key):
        marked = (f"{choice} (default)" if choice == default else choice for choice in choices)
        return f"{words}: {', '.join(marked)}."
    if key.kind is bool or not default:
        return f"{words}."
    return f"{words}; default {', '.join(default) if isinstance(default, list) else default}."


def _choices(key: Key) -> tuple[str, ...]:
    return tuple(format_names()) if key.name == "output-format" else key.choices


def _split(values: list[str] | None) -> list[str]:
    """`--select REP,GAR` and `--select REP --select GAR` are the same."""
    return [part for value in values or () for part in value.split(",") if part]
