"""Lines of a file that are in another encoding than most of it, as its reader found them (`Document.meta["apart"]`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qc.offsets import Span

if TYPE_CHECKING:
    from qc.document import Document
    from qc.text import Text


class LineApart(NamedTuple):
    """Span in the text, number of the line in the file (from 1), its codec and that of the file."""

    span: Span
    line: int
    codec: str
    main: str


def lines_apart(text: Text) -> Iterator[LineApart]:
    """Those of which something stands in the text, without the blanks around them."""
    for document, base in zip(text.sources, text.documents.start.tolist(), strict=True):
        apart = document.meta.get("apart", ())
        main = str(document.meta.get("encoding", ""))
        spans = _in_text(document, [Span(start, end) for _, start, end, _ in apart]) if apart else ()
        for (line, _, _, codec), place in zip(apart, spans, strict=True):
            span = _trimmed(document.text, place)
            if span.length:
                yield LineApart(span.shift(base), line, codec, main)


def _in_text(document: Document, lines: list[Span]) -> Iterator[Span]:
    """Where spans of the source stand in the text, from the first stretch to the last; empty where nowhere."""
    if document.source_map is None:
        yield from lines
        return
    stretches = document.source_map.stretches
    starts, ends = ([stretch[at] for stretch in stretches] for at in (2, 3))  # ascending, as the text is
    for line in lines:
        first, last = bisect_right(ends, line.start), bisect_left(starts, line.end)
        inside = stretches[first:last]
        if not inside:
            yield Span(0, 0)
            continue
        ahead = max(0, line.start - inside[0].source_start) if inside[0].copied else 0
        behind = max(0, inside[-1].source_end - line.end) if inside[-1].copied else 0
        yield Span(inside[0].start + ahead, inside[-1].end - behind)


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))
