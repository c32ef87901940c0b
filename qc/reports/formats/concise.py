"""One line a finding: `path:line:column: severity CODE name: message`."""

from __future__ import annotations

from collections.abc import Iterator

from qc.outcome import Run
from qc.reports import places, safe
from qc.reports.ansi import SEVERITY, Painter, Style
from qc.reports.options import ReportOptions
from qc.reports.shown import left_out, listed
from qc.reports.summary import summary_lines


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run, options))


def _lines(run: Run, options: ReportOptions) -> Iterator[str]:
    paint = Painter(options.color)
    for outcome, finding in listed(run, options):
        place = paint(places.label(places.of(finding, outcome)), Style.BOLD)
        severity = paint(finding.severity, SEVERITY[finding.severity])
        rule = f"{safe.inline(finding.code)} {safe.inline(finding.name)}"
        yield f"{place}: {severity} {rule}: {safe.inline(finding.message)}"
    yield from summary_lines(run, options, left_out(run, options))
