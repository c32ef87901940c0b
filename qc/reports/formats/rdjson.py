"""The Reviewdog Diagnostic Format: lines from 1, columns from 1 in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding, Place, Related, Severity
from qc.offsets import Position
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.byte_columns import ByteColumns
from qc.reports.options import ReportOptions
from qc.reports.records import Data
from qc.reports.regions import relative

NEEDS_TEXT = True


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    yield '{"source":{"name":"qc"},"diagnostics":['
    between = "\n"
    for outcome in run.outcomes:
        columns = ByteColumns(outcome)
        for finding in outcome.findings:
            yield between + safe.json_text(_diagnostic(finding, outcome, columns))
            between = ",\n"
    yield "\n]}\n"


def _diagnostic(finding: Finding, outcome: Outcome, columns: ByteColumns) -> Data:
    place = places.of(finding, outcome)
    record = f"{places.name('', place.record)}: " if place.record is not None else ""
    return {
        "message": safe.inline(f"{record}{finding.message}"),
        "location": _location(place, columns),
        "severity": Severity(finding.severity).value.upper(),
        "code": {"value": finding.code},
        "relatedLocations": [_related(it, columns, outcome) for it in finding.related if it.place is not None],
    }


def _related(related: Related, columns: ByteColumns, outcome: Outcome) -> Data:
    assert related.place is not None
    here = related.place.path == outcome.path and related.place.record == outcome.record
    return {
        "message": safe.inline(related.label),
        "location": _location(related.place, columns if here else ByteColumns(None)),
    }


def _location(place: Place, columns: ByteColumns) -> Data:
    """Path and range; of a record the line of the file, and columns only where the text of the line is known."""
    data: Data = {"path": safe.path(relative(place.path))}
    if place.record is not None:
        return data | ({"range": {"start": {"line": place.record.line}}} if place.record.line else {})
    if place.start is None:
        return data
    end = {"end": _position(place.end, columns)} if place.end is not None else {}
    return data | {"range": {"start": _position(place.start, columns), **end}}


def _position(position: Position, columns: ByteColumns) -> Data:
    column = columns.column(position)
    return {"line": position.line} | ({} if column is None else {"column": column})
