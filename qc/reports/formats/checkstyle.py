"""Checkstyle's XML, which most collectors of findings read: a file an element, a finding an error in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from qc.finding import Finding
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.markup import tag
from qc.reports.options import ReportOptions
from qc.reports.regions import region, relative


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run))


def _lines(run: Run) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tag("checkstyle", {"version": "4.3"})
    found = (outcome for outcome in run.outcomes if outcome.findings)
    for path, outcomes in groupby(found, key=lambda outcome: outcome.path):
        yield " " + tag("file", {"name": relative(path)})
        for outcome in outcomes:
            yield from (_error(finding, outcome) for finding in outcome.findings)
        yield " </file>"
    yield "</checkstyle>"


def _error(finding: Finding, outcome: Outcome) -> str:
    place = places.of(finding, outcome)
    where = region(place)
    column = {"column": where.start.column} if where.exact else {}
    record = f"{places.name('', place.record)}: " if place.record is not None else ""
    attributes = {
        "line": where.start.line,
        **column,
        "severity": finding.severity.value,
        "message": f"{record}{finding.message}",
        "source": f"qc.{finding.code}.{finding.name}",
    }
    return "  " + tag("error", attributes, closed=True)
