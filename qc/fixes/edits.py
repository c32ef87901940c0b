"""Which fixes of a text go together, and the text with them applied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qc.finding import Edit, Finding, Fix
from qc.offsets import Span


def chosen(findings: Iterable[Finding], *, unsafe: bool = False) -> list[Finding]:
    """The findings whose fixes are applied together, in the order of the text.

    A fix is applied with all its edits or not at all. Of fixes that meet, even if they only touch, the one that begins
    first wins, then the longer one, then the lower code; the others may have their turn when the text is read again.
    """
    offered = [(finding, finding.fix) for finding in findings if finding.fix and (unsafe or finding.fix.safe)]
    ranked = sorted(
        ((_reach(fix), finding.code, finding, fix) for finding, fix in offered if fix.edits),
        key=lambda it: (it[0].start, -it[0].end, it[1]),
    )
    taken = _Taken()
    return [finding for _, _, finding, fix in ranked if taken.take(fix)]


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits, which do not overlap; everything outside of them stays as it is."""
    pieces, at = [], 0
    for span, replacement in sorted(edits):
        pieces += [text[at : span.start], replacement]
        at = span.end
    return "".join([*pieces, text[at:]])


def _reach(fix: Fix) -> Span:
    return Span(min(edit.span.start for edit in fix.edits), max(edit.span.end for edit in fix.edits))


class _Taken:
    """Spans that are taken, by start; none touches another."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, fix: Fix) -> bool:
        """Take the spans of a fix, if all of them are free and none touches another of its own."""
        own = sorted(edit.span for edit in fix.edits)
        if _meet(own) or not all(map(self._free, own)):
            return False
        for span in own:
            at = bisect_left(self._starts, span.start)
            self._starts.insert(at, span.start)
            self._ends.insert(at, span.end)
        return True

    def _free(self, span: Span) -> bool:
        at = bisect_left(self._starts, span.start)
        after = at == len(self._starts) or span.end < self._starts[at]
        return after and (at == 0 or self._ends[at - 1] < span.start)


def _meet(spans: Sequence[Span]) -> bool:
    return any(one.end >= two.start for one, two in pairwise(spans))
