"""Edits of a text, led back to the source it came from; where there is no sure way back, nothing is edited."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from qc.document import Document
from qc.finding import Edit
from qc.fixes.json_strings import escaped
from qc.offsets import SourceMap, Span

_BLANKS = " \t\r\n"


def source_edits(document: Document, edits: Iterable[Edit]) -> list[Edit] | None:
    """The edits as edits of the document's source; `None` where the way back of one is not known."""
    if document.source_map is None:
        return list(edits)
    found: list[Edit] = []
    for edit in edits:
        mapped = _mapped(document, edit, document.source_map)
        if mapped is None:
            return None
        found += mapped
    return found


def _mapped(document: Document, edit: Edit, source_map: SourceMap) -> list[Edit] | None:
    """One edit: what it deletes, piece by piece, so that markup between the pieces stays; whole lines of Markdown."""
    source = document.source or ""
    if edit.span.length == 0:
        place = source_map.span(edit.span)
        return None if place is None else [Edit(place, _written(document, edit.replacement))]
    pieces = list(_pieces(edit.span, source_map))
    if not pieces or None in pieces:
        return None
    spans = list(_joined([piece for piece in pieces if piece is not None]))
    if document.format == "markdown" and not edit.replacement:
        whole = _whole_lines(source, Span(spans[0].start, spans[-1].end))
        if whole is not None and _nothing_else(whole, edit.span, source_map):
            return [Edit(whole, "")]
    first, *others = spans
    return [Edit(first, _written(document, edit.replacement)), *(Edit(span, "") for span in others)]


def _written(document: Document, replacement: str) -> str:
    """The replacement as the source's format writes it."""
    if document.format == "html":
        return html.escape(replacement, quote=False)
    return escaped(replacement, document.source or "") if document.format == "jsonl" else replacement


def _pieces(span: Span, source_map: SourceMap) -> Iterator[Span | None]:
    """The source of each stretch in `span`; `None` for a part of one that has its source only as a whole."""
    stretches = source_map.stretches
    for index in range(bisect_right(stretches, span.start, key=lambda it: it.end), len(stretches)):
        stretch = stretches[index]
        if stretch.start >= span.end:
            return
        first, last = max(stretch.start, span.start), min(stretch.end, span.end)
        if stretch.copied:
            shift = stretch.source_start - stretch.start
            yield Span(first + shift, last + shift)
        elif (first, last) == (stretch.start, stretch.end):
            yield Span(stretch.source_start, stretch.source_end)
        else:
            yield None


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbouring spans as one."""
    current = spans[0]
    for span in spans[1:]:
        if current.start <= span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    yield current


def _whole_lines(source: str, span: Span) -> Span | None:
    """The lines around `span` with the blank ones before them; behind them too, where something follows."""
    start, end = span
    while start and source[start - 1] not in "\r\n":
        start -= 1
    while end < len(source) and source[end] not in "\r\n":
        end += 1
    behind = end
    while behind < len(source) and source[behind] in _BLANKS:
        behind += 1
    if behind < len(source):
        while source[behind - 1] not in "\r\n":  # the indentation of what follows
            behind -= 1
        return Span(start, behind)
    while start and source[start - 1] in _BLANKS:
        start -= 1
    return Span(start, end)


def _nothing_else(lines: Span, edited: Span, source_map: SourceMap) -> bool:
    """Whether no text but the edited one came from these lines."""
    stretches = source_map.stretches
    before = bisect_right(stretches, edited.start - 1, key=lambda it: it.end)
    for index in range(max(0, before - 1), len(stretches)):
        start, end, source_start, source_end = stretches[index]
        outside = start < edited.start or end > edited.end
        if outside and _meets(stretches[index], lines, edited):
            return False
        if start >= edited.end and source_start >= lines.end:
            break
        del source_end
    return True


def _meets(stretch: Sequence[int], lines: Span, edited: Span) -> bool:
    """Whether a part of the stretch outside of the edited text came from the lines."""
    start, end, source_start, source_end = stretch
    copied = end - start == source_end - source_start
    if start < edited.start:
        last = source_start + min(end, edited.start) - start if copied else source_end
        if last > lines.start and source_start < lines.end:
            return True
    if end > edited.end:
        first = source_start + max(start, edited.end) - start if copied else source_start
        return first < lines.end and source_end > lines.start
    return False
