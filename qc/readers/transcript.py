"""A text in the making: pieces of a source laid one after the other, and where each came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from qc.document import Block, Document, Kind, Link
from qc.offsets import SourceMap, Span

if TYPE_CHECKING:
    from qc.readers.aligning import Aligned

# White space of HTML and Markdown; U+00A0 and its like are characters.
BLANKS = " \t\n\r\f"


class Gap(IntEnum):
    """What stands between the text so far and the next; of several in a row the strongest."""

    NONE = 0
    SPACE = 1
    CELL = 2
    LINE = 3


_SEPARATORS = {Gap.SPACE: " ", Gap.CELL: "\t", Gap.LINE: "\n"}


class Transcript:
    """Grows a document's text piece by piece. Gaps wait until text follows, so none begins or ends it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self.links: list[Link] = []
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        # Start, end, source start and source end of each stretch, one after the other.
        self._stretches = [-1, -1, -1, -1]
        self._gap = Gap.NONE
        self._gap_source: tuple[int, int] | None = None
        self._behind_gap: dict[int, int] = {}

    # -- text

    def copy(self, start: int, end: int, text: str) -> None:
        """Append `text`, which stands for `source[start:end]` character by character and is as long as that."""
        if self._gap:
            self._settle()
        self._pieces.append(text)
        before = self.length
        self.length = after = before + end - start
        stretches = self._stretches
        if stretches[-1] == start and stretches[-3] == before and before - stretches[-4] == start - stretches[-2]:
            stretches[-3], stretches[-1] = after, end
        else:
            stretches += (before, after, start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Append `text`, which as a whole stands for `source[start:end]`."""
        if self._gap:
            self._settle()
        if text:
            self._pieces.append(text)
            before = self.length
            self.length += len(text)
            self._stretches += (before, self.length, start, end)

    # -- gaps

    def space(self, start: int, end: int) -> None:
        """Words end here: a space, if text follows on the same line, that stands for `source[start:end]`."""
        if self._gap is Gap.NONE:
            self._gap, self._gap_source = Gap.SPACE, (start, end)

    def cell(self) -> None:
        """A cell ends here: a tab, if text follows on the same line."""
        if self._gap < Gap.CELL:
            self._gap, self._gap_source = Gap.CELL, None

    def line(self) -> None:
        """A line ends here, if text follows."""
        if self._gap is not Gap.LINE:
            self._gap, self._gap_source = Gap.LINE, None

    def line_break(self, start: int, end: int) -> None:
        """A line ends here because `source[start:end]` says so; two in a row leave an empty line."""
        if self._gap is Gap.LINE and self._gap_source:
            self._settle()
        self._gap, self._gap_source = Gap.LINE, (start, end)

    def graft(self, other: Transcript, aligned: Aligned) -> None:
        """Append what `other` made of a content whose way to this source `aligned` knows."""
        if not other.length:
            return
        self._settle()
        base, text, at = self.length, "".join(other._pieces), 0
        for start, end, first, last in other.stretches():
            self._unmapped(text[at:start])
            if end - start == last - first:
                aligned.copy(self, first, last, text[start:end])
            elif place := aligned.place(first, last):
                self.put(text[start:end], *place)
            else:
                self._unmapped(text[start:end])
            at = end
        self.blocks += [Block(block.span.shift(base), block.kind) for block in other.blocks]
        self.links += [Link(link.span.shift(base), link.href) for link in other.links]

    def _unmapped(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _settle(self) -> None:
        gap, place, mark = self._gap, self._gap_source, self.length
        self._gap = Gap.NONE
        if not mark:
            return
        if place is None:
            self._unmapped(_SEPARATORS[gap])
        elif gap is Gap.SPACE and place[1] - place[0] == 1:
            self.copy(*place, " ")
        else:
            self.put(_SEPARATORS[gap], *place)
        self._behind_gap[mark] = self.length

    # -- what the source says about stretches

    def block(self, kind: Kind, mark: int) -> None:
        """The text since `length` was `mark` is a block of this kind."""
        if span := self.since(mark):
            self.blocks.append(Block(span, kind))

    def link(self, href: str, mark: int) -> None:
        """The text since `length` was `mark` is an anchor."""
        if span := self.since(mark):
            self.links.append(Link(span, href))

    def since(self, mark: int) -> Span | None:
        """The span of the text since `length` was `mark`, without the gap before it; `None` if there is none."""
        start = self._behind_gap.get(mark, mark)
        return Span(start, self.length) if start < self.length else None

    def stretches(self) -> Iterator[tuple[int, int, int, int]]:
        """Start, end, source start and source end of each stretch."""
        numbers = iter(self._stretches[4:])
        return zip(numbers, numbers, numbers, numbers, strict=True)

    def document(self, path: str, format: str, meta: Mapping[str, Any]) -> Document:
        """The finished document; blocks and links in the order of the text, outer blocks before inner ones."""
        return Document(
            path=path,
            text="".join(self._pieces),
            format=format,
            source=self.source,
            source_map=SourceMap(self.stretches()),
            links=tuple(sorted(self.links, key=lambda link: link.span)),
            blocks=tuple(sorted(self.blocks, key=lambda block: (block.span.start, -block.span.end))),
            meta=meta,
        )
