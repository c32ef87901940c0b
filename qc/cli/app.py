"""The commands of qc and the words that introduce them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer

from qc import __version__
from qc.cli.options import with_settings

# Where each command stands: its module is loaded when the command is asked for, or help about all of them.
_COMMANDS = {
    "check": "qc.cli.check",
    "rule": "qc.cli.rules",
    "report": "qc.cli.reports",
    "baseline": "qc.cli.baseline",
    "diff": "qc.cli.diff",
    "config": "qc.cli.configuration",
    "schema": "qc.cli.configuration",
    "init": "qc.cli.configuration",
}
_WITH_SETTINGS = ("check", "config")


def app(asked: str = "") -> typer.Typer:
    """The command line: with the command `asked` alone, or all of them where there is none of that name."""
    made = typer.Typer(
        help="Find repeated phrases, garbled sentences and unrelated trailing links in scraped text.",
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_qc)
    for name in [asked] if asked in _COMMANDS else _COMMANDS:
        _add(made, name, import_module(_COMMANDS[name]))
    return made


def _add(made: typer.Typer, name: str, module: Any) -> None:
    if name == "baseline":
        made.add_typer(module.app, name=name)
        return
    command: Callable[..., Any] = getattr(module, name)
    made.command(name)(with_settings(command) if name in _WITH_SETTINGS else command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qc {__version__}")
        raise typer.Exit


def _qc(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
