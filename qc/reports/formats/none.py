"""No findings, only the account: for runs whose reports go to files."""

from __future__ import annotations

from collections.abc import Iterator

from qc.outcome import Run
from qc.reports import safe
from qc.reports.options import ReportOptions
from qc.reports.summary import summary_lines


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(summary_lines(run, options))
