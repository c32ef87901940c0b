"""`qc diff`: what changed between two runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from qc.cli.messages import several, warning
from qc.config import ConfigError
from qc.finding import Finding
from qc.gate import ExitCode
from qc.outcome import Comparison, Run
from qc.reports import places
from qc.reports.safe import inline


def diff(
    old: Annotated[str, typer.Argument(help="Results of the earlier run, as JSONL.")],
    new: Annotated[str, typer.Argument(help="Results of the later run, as JSONL.")],
) -> int:
    """Compare two results by fingerprint: what is new (+), what is fixed (-); exit 1 if something is new."""
    before, after = _whole(old), _whole(new)
    changes = Comparison.between(before, after)
    added = [it for it in after.findings if changes.states.get(it.fingerprint) == "new"]
    for line in [*_lines("-", changes.fixed), *_lines("+", added)]:
        print(line)
    print(f"{len(added):,} new, {len(changes.fixed):,} fixed, {len(changes.states) - len(added):,} unchanged")
    return ExitCode.FOUND if added else ExitCode.CLEAN


def _whole(path: str) -> Run:
    """The run in a file; raises `ConfigError` for one that is cut short: what it lacks would pass for fixed."""
    from qc.reports.loading import LoadError, load

    try:
        run = load([path])
    except LoadError as problem:
        raise ConfigError(str(problem)) from None
    if not run.complete:
        raise ConfigError(f"{path}: the run was interrupted, or the file is cut off; only whole runs can be compared")
    if run.vetted and run.vetted.known and not run.vetted.listed:
        hidden = several(sum(run.vetted.known.values()), "known finding")
        warning(
            f"{path} does not list {hidden}: --show-known or --no-baseline makes a run that can be compared in whole"
        )
    return run


def _lines(sign: str, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        where = f"{places.label(finding.place)}: " if finding.place else ""
        yield f"{sign} {where}{inline(finding.code)} {inline(finding.name)}: {inline(finding.message)}"
