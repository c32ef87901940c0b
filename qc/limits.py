"""How much of a collection has findings, and how much of it is there twice: what the limits of the gate measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from qc.document import State
from qc.finding import Finding, Severity
from qc.offsets import Span
from qc.outcome import Outcome, Run

# Rules whose findings are text that stands somewhere else as well.
_COPIES = ("REP101", "REP102", "DUP")


class Share(NamedTuple):
    """`part` of `whole`."""

    part: int
    whole: int

    def exceeds(self, limit: float) -> bool:
        return self.part > limit * self.whole

    def __str__(self) -> str:
        percent = 100 * self.part / self.whole if self.whole else 0.0
        return f"{percent:.3g}% ({self.part:,} of {self.whole:,})"


def is_copy(finding: Finding) -> bool:
    """Whether the finding is a copy of a paragraph, a sentence, a passage or a document."""
    return finding.code.startswith(_COPIES)


def affected(run: Run, counts: Callable[[Finding], bool]) -> Share:
    """Documents with at least one finding that counts, of all that were checked or should have been."""
    hit = sum(outcome.count for outcome in run.outcomes if any(map(counts, outcome.findings)) and _was_tried(outcome))
    return Share(hit, sum(outcome.count for outcome in run.outcomes if _was_tried(outcome)))


def _was_tried(outcome: Outcome) -> bool:
    return outcome.state is not State.SKIPPED


def duplication(run: Run) -> Share:
    """Characters of copies that are not known to the baseline, of all characters that were checked."""
    characters = sum(outcome.characters for outcome in run.outcomes)
    return Share(min(characters, sum(map(_copied, run.outcomes))), characters)


def _copied(outcome: Outcome) -> int:
    """Characters in copies: each once in this document, and those of the further copies a finding stands for."""
    copies = [finding for finding in outcome.findings if is_copy(finding) and not finding.baseline.is_known]
    further = sum((_documents(finding) - 2) * (finding.span.end - finding.span.start) for finding in copies)
    return _covered(finding.span for finding in copies) + further


def _documents(finding: Finding) -> int:
    """How many documents share what was found; a finding about one document is a copy within it."""
    documents = finding.evidence.get("documents")
    return documents if isinstance(documents, int) and documents > 2 else 2


def _covered(spans: Iterable[Span]) -> int:
    """How many characters lie in at least one of the spans."""
    covered = end = 0
    for span in sorted(spans):
        covered += max(0, span.end - max(end, span.start))
        end = max(end, span.end)
    return covered


def counting(least: Severity, *, leave_copies: bool) -> Callable[[Finding], bool]:
    """Which findings count: at `least` or above and not known; `leave_copies`: a limit of their own judges copies."""
    grave = {severity for severity in Severity if severity.rank >= least.rank}

    def counts(finding: Finding) -> bool:
        left = leave_copies and is_copy(finding)
        return finding.severity in grave and not finding.baseline.is_known and not left

    return counts
