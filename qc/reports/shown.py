"""Which findings a format for people lists, in order, each with the outcome it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from qc.document import State
from qc.finding import Finding
from qc.outcome import Outcome, Run
from qc.reports.options import ReportOptions


def listed(run: Run, options: ReportOptions) -> Iterator[tuple[Outcome, Finding]]:
    """Findings in the order of the run, at most `limit`.

    Those of skipped inputs are left to the account at the end, which names the inputs: a folder of pictures would
    bury everything else.
    """
    return islice(_candidates(run), options.limit)


def left_out(run: Run, options: ReportOptions) -> int:
    """How many findings `listed` leaves out because of the limit."""
    return 0 if options.limit is None else max(0, sum(1 for _ in _candidates(run)) - options.limit)


def _candidates(run: Run) -> Iterator[tuple[Outcome, Finding]]:
    for outcome in run.outcomes:
        if outcome.state is not State.SKIPPED:
            yield from ((outcome, finding) for finding in outcome.findings)
