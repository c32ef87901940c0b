"""The names of the documents that are extra copies of others, one a line (see `qc.reports.lists`)."""

from __future__ import annotations

from collections.abc import Iterator

from qc.outcome import Run
from qc.reports import lists
from qc.reports.options import ReportOptions


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return (f"{name}\n" for name in lists.dropped(run))
