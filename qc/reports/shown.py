"""Which findings a format that lists them shows, in order, each with the outcome it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from qc.finding import Finding
from qc.outcome import Outcome, Run
from qc.reports.options import ReportOptions


def shown(run: Run, options: ReportOptions) -> Iterator[tuple[Outcome, Finding]]:
    """Findings in the order of the run, at most `max_findings`."""
    pairs = ((outcome, finding) for outcome in run.outcomes for finding in outcome.findings)
    return islice(pairs, options.max_findings)


def count_shown(run: Run, options: ReportOptions) -> int:
    total = sum(len(outcome.findings) for outcome in run.outcomes)
    return total if options.max_findings is None else min(total, options.max_findings)
