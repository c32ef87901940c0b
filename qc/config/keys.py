"""A key that a person may set: its type, default, bounds and help, read off a dataclass field.

The settings of qc and the options of each rule are frozen dataclasses whose fields carry this in their metadata, so
one description checks TOML, reads the command line, writes the JSON Schema and prints the help.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", tuple: "a list of texts"}
_SCHEMA_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", tuple: "array"}


@dataclass(frozen=True)
class Key:
    """One key.

    name       in kebab case, as it stands in qc.toml
    field      the name of the dataclass field
    kind       bool, int, float, str, tuple (of texts) or a `StrEnum`
    choices    the only values allowed; empty: any within `minimum` and `maximum`
    accept     a last look at a value of the right kind: returns it, or raises `ValueError`
    """

    name: str
    field: str
    kind: type
    default: Any
    help: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    panel: str = ""
    metavar: str = ""
    accept: Callable[[Any], Any] | None = None

    def check(self, value: Any) -> Any:
        """`value`, as TOML gives it, in the type of the key; raises `ValueError` that says what is expected."""
        if not self._fits(value):
            raise ValueError(f"expects {self.expected()}, not {shown(value)}")
        checked = self.kind(value)
        return checked if self.accept is None else self.accept(checked)

    def _fits(self, value: Any) -> bool:
        if self.choices:
            return isinstance(value, str) and value in self.choices
        if self.kind is tuple:
            return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        if self.kind in (int, float):
            return self._is_number(value) and self._within(value)
        return isinstance(value, self.kind)

    def _is_number(self, value: Any) -> bool:
        return isinstance(value, int if self.kind is int else int | float) and not isinstance(value, bool)

    def _within(self, value: float) -> bool:
        lowest = -sys.float_info.max if self.minimum is None else self.minimum
        highest = sys.float_info.max if self.maximum is None else self.maximum
        return lowest <= value <= highest  # false for nan

    def expected(self) -> str:
        """What the key takes, in words: "a whole number from 1 to 50"."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.minimum is not None and self.maximum is not None:
            return f"{_WORDS[self.kind]} from {self.minimum:g} to {self.maximum:g}"
        if self.minimum is not None:
            return f"{_WORDS[self.kind]} of at least {self.minimum:g}"
        if self.maximum is not None:
            return f"{_WORDS[self.kind]} of at most {self.maximum:g}"
        return _WORDS[self.kind]

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the value."""
        kind = str if issubclass(self.kind, StrEnum) else self.kind
        schema: dict[str, Any] = {"type": _SCHEMA_TYPES[kind], "description": self.help, "default": plain(self.default)}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.kind is tuple:
            schema["items"] = {"type": "string"}
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        return schema | {word: bound for word, bound in bounds.items() if bound is not None}


def keys(declaration: type) -> dict[str, Key]:
    """The keys of a dataclass, by name, in the order of its fields; the default gives the type."""
    found = (_key(field) for field in dataclasses.fields(declaration))
    return {key.name: key for key in found}


def _key(field: dataclasses.Field[Any]) -> Key:
    kind = type(field.default)
    choices = tuple(field.metadata.get("choices", ()))
    if issubclass(kind, StrEnum):
        choices = tuple(member.value for member in kind)
    return Key(
        name=field.name.replace("_", "-"),
        field=field.name,
        kind=kind,
        default=field.default,
        help=field.metadata.get("help", ""),
        minimum=field.metadata.get("minimum"),
        maximum=field.metadata.get("maximum"),
        choices=choices,
        panel=field.metadata.get("panel", ""),
        metavar=field.metadata.get("metavar", ""),
        accept=field.metadata.get("accept"),
    )


def value_from_text(text: str) -> Any:
    """The value of `KEY=VAL` from the command line: TOML, or the bare text where it is none."""
    import tomllib

    try:
        parsed = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return parsed["value"] if list(parsed) == ["value"] else text


def plain(value: Any) -> Any:
    """A checked value as JSON and TOML write it: tuples as lists, members of an enumeration as texts."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, StrEnum) else value


def toml(value: Any) -> str:
    """A checked value as it would be written in qc.toml."""
    return json.dumps(plain(value), ensure_ascii=False)  # of what a key can hold, TOML writes all as JSON does


def shown(value: Any) -> str:
    """A value as a person would have written it, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list" if len(value) != 1 else f"a list of {shown(value[0])}"
    text = repr(plain(value))
    return text if len(text) <= 60 else f"{text[:57]}..."
