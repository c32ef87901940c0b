"""Findings under a heading for each document, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from qc.finding import Finding, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.ansi import SEVERITY, Painter, Style
from qc.reports.options import ReportOptions
from qc.reports.shown import left_out, listed
from qc.reports.summary import summary_lines

_SEVERITY_COLUMNS = max(len(severity) for severity in Severity)


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run, options))


def _lines(run: Run, options: ReportOptions) -> Iterator[str]:
    paint = Painter(options.color)
    for _, pairs in groupby(listed(run, options), key=lambda pair: id(pair[0])):
        yield from _document([*pairs], paint)
        yield ""
    yield from summary_lines(run, options, left_out(run, options))


def _document(pairs: list[tuple[Outcome, Finding]], paint: Painter) -> Iterator[str]:
    outcome = pairs[0][0]
    yield paint(places.name(outcome.path, outcome.record), Style.BOLD)
    columns = max(len(_position(finding)) for _, finding in pairs)
    for _, finding in pairs:
        severity = paint(finding.severity.ljust(_SEVERITY_COLUMNS), SEVERITY[finding.severity])
        rule = f"{safe.inline(finding.code)} {safe.inline(finding.name)}"
        yield f"  {_position(finding):>{columns}}  {severity}  {rule}: {safe.inline(finding.message)}"


def _position(finding: Finding) -> str:
    start = finding.place.start if finding.place else None
    return "-" if start is None else f"{start.line}:{start.column}"
