"""The commands of qc and the words that introduce them."""

from __future__ import annotations

from typing import Annotated

import typer

from qc import __version__
from qc.cli import baseline
from qc.cli.check import check
from qc.cli.configuration import config, init, schema
from qc.cli.diff import diff
from qc.cli.options import with_settings
from qc.cli.reports import report
from qc.cli.rules import rule

app = typer.Typer(
    help="Find repeated phrases, garbled sentences and unrelated trailing links in scraped text.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qc {__version__}")
        raise typer.Exit


@app.callback()
def _qc(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command()(with_settings(check))
app.command()(rule)
app.command()(report)
app.add_typer(baseline.app, name="baseline")
app.command()(diff)
app.command()(with_settings(config))
app.command()(schema)
app.command()(init)
