"""`qc report`: earlier results rendered or merged, without checking again."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from qc import reports
from qc.config import ConfigError
from qc.outcome import Comparison, Run


def report(
    inputs: Annotated[list[str], typer.Argument(help="Results as JSONL: one file, or the shards of a run.")],
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            "-o",
            help="The report; the suffix tells its format, or FORMAT:PATH; "
            "FOLDER/ gets a page with its data beside it. Repeatable.",
        ),
    ],
    previous: Annotated[
        list[str] | None,
        typer.Option(help="Results of an earlier run, as JSONL: the report says what is new and what is fixed."),
    ] = None,
) -> None:
    """Render earlier results, or merge those of several shards, without checking again."""
    for wanted in output:
        if reason := reports.unwritable(wanted):
            raise ConfigError(f"cannot write the report {reports.target(wanted)[1]}: {reason}")
    run = _loaded(inputs)
    if previous:
        run = replace(run, comparison=Comparison.between(_loaded(previous), run))
    for wanted in output:
        reports.write_file(run, wanted)


def _loaded(paths: list[str]) -> Run:
    from qc.reports.loading import LoadError, load

    try:
        return load(paths)
    except LoadError as problem:
        raise ConfigError(str(problem)) from None
