"""How a block that stands in a document more than once is reported: what an editor would cut, with the rest beside it.

That is the second copy, or, where the copies follow one another at once, all of them but the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qc.finding import Finding, Fix, Severity
from qc.measures.repeats import Block
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.spans import Spans
    from qc.text import Text

# A document that repeats more than so many things here and there does it by design (a schedule, a catalogue, a form):
# one finding names the first of them.
_SINGLE = 5
_BY_DESIGN = 0.6

Judged = tuple[Block, float]


def reports(rule: Rule, text: Text, segments: Spans, judged: Iterable[Judged], noun: str) -> Iterator[Finding]:
    """One finding for each block of a document, or one for all that stand apart where they are many."""

    def place(found: Judged) -> object:
        block, _ = found
        start = int(segments.start[block.starts[0]])
        return start if block.adjacent else -1 - text.document_at(start)

    for group in systematic(judged, place, _SINGLE):
        yield _many(rule, text, segments, group, noun) if len(group) > 1 else _one(rule, text, segments, group[0], noun)


def _one(rule: Rule, text: Text, segments: Spans, found: Judged, noun: str) -> Finding:
    block, confidence = found
    copies = len(block.starts)
    start, end = block.span(segments, 1)
    if block.adjacent:
        end = block.span(segments, copies - 1)[1]
    others = [0] if block.adjacent else [0, *range(2, copies)][:LISTED]
    labels = ("the first copy", *("another copy" for _ in others[1:]))
    what = f"this {noun} stands" if block.length == 1 else f"these {block.length} {noun}s stand"
    often = "twice" if copies == 2 else f"{copies} times"
    return rule.finding(
        text,
        start,
        end,
        f"{what} here {often}" + (", one copy right behind the other" if block.adjacent else ""),
        confidence=confidence,
        severity=Severity.ERROR if block.adjacent else None,
        related=[(*block.span(segments, copy), label) for copy, label in zip(others, labels, strict=True)],
        fix=_deletion(rule, text, segments, block),
        evidence={"copies": copies, f"{noun}s": block.length, "adjacent": block.adjacent},
    )


def _many(rule: Rule, text: Text, segments: Spans, group: list[Judged], noun: str) -> Finding:
    """The first of many, with the first copy of it and the second copies of the others."""
    block = group[0][0]
    others = [other.span(segments, 1) for other, _ in group[1:LISTED]]
    return rule.finding(
        text,
        *block.span(segments, 1),
        f"this {noun} and {len(group) - 1} others stand in this text more than once",
        confidence=min(_BY_DESIGN, *(confidence for _, confidence in group)),
        related=[(*block.span(segments, 0), "the first copy"), *((*span, f"another {noun} again") for span in others)],
        evidence={"copies": len(block.starts), f"repeated {noun}s": len(group)},
    )


def _deletion(rule: Rule, text: Text, segments: Spans, block: Block) -> Fix:
    """Delete every copy but the first, each with the gap before it; safe where they follow one another."""
    edits: list[tuple[int, int, str]] = []
    for copy in range(1, len(block.starts)):
        start, end = int(segments.end[block.starts[copy] - 1]), block.span(segments, copy)[1]
        if edits and edits[-1][1] == start:
            edits[-1] = (edits[-1][0], end, "")
        else:
            edits.append((start, end, ""))
    return rule.fix(text, "delete the repetition", *edits, safe=block.adjacent)
