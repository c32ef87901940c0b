"""Places in a text: the only module that knows code points, UTF-16 units, bytes, lines and columns.

Everywhere else a place is a `Span`: half-open, in code points of the document's own text. What a
reader dropped or decoded on the way from the source is kept in a `SourceMap`, which leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

# Line ends as editors count them; U+2028, NEL, VT and FF are characters inside a line (as in VS Code and git).
_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open stretch `[start, end)` in code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of `text` that this span names."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlap(self, other: Span) -> int:
        """How many code points both spans share (0 if they only touch)."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Unit(StrEnum):
    """What a column counts: SARIF and qc count code points, LSP UTF-16 units, rdjson bytes."""

    CODE_POINT = "code-point"
    UTF16 = "utf-16"
    BYTE = "byte"


class Position(NamedTuple):
    """A place for people and editors: line and column, both from 1."""

    line: int
    column: int


def width(text: str, unit: Unit) -> int:
    """Length of `text` in `unit`; a lone surrogate counts as its three bytes."""
    if unit is Unit.CODE_POINT:
        return len(text)
    if unit is Unit.UTF16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


class LineIndex:
    """Turns offsets of one text into positions and back: O(log lines) each after one pass over the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line; never empty."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def position(self, offset: int, unit: Unit = Unit.CODE_POINT) -> Position:
        """The position of `offset` (0 <= offset <= len(text)); raises `ValueError` outside."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text of {len(self.text)} code points")
        line = bisect_right(self.starts, offset)
        start = self.starts[line - 1]
        if unit is Unit.CODE_POINT:  # without a look at the line: it may be all of the text
            return Position(line, 1 + offset - start)
        return Position(line, 1 + width(self.text[start:offset], unit))

    def offset(self, position: Position, unit: Unit = Unit.CODE_POINT) -> int:
        """The offset of `position`; raises `ValueError` where there is no such place."""
        line, column = position
        if not 1 <= line <= len(self.starts) or column < 1:
            raise ValueError(f"no line {line}, column {column} in a text of {len(self.starts)} lines")
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        offset = start + _advance(self.text[start:end], column - 1, unit)
        if offset > end:
            raise ValueError(f"line {line} has no column {column}")
        return offset

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1) without its line end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


def _advance(line: str, units: int, unit: Unit) -> int:
    """How many code points of `line` make up `units`; past the end, what is missing is added."""
    if unit is Unit.CODE_POINT:
        return units
    taken = seen = 0
    for character in line:
        if seen >= units:
            break
        seen += width(character, unit)
        taken += 1
    return taken + max(0, units - seen)


class Stretch(NamedTuple):
    """`text[start:end]` came from `source[source_start:source_end]`.

    Of equal lengths it was copied character by character; of unequal ones (an entity, an escape) only as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def copied(self) -> bool:
        return self.end - self.start == self.source_end - self.source_start


class SourceMap:
    """Where in the source each stretch of a document's text came from.

    Stretches are ascending in the text and do not overlap; what lies between them (a line break the reader
    put between two blocks) came from nowhere. `span` answers a span of the source, or `None`: never a guess.
    """

    def __init__(self, stretches: Iterable[Sequence[int]]) -> None:
        self.stretches = [Stretch(*stretch) for stretch in stretches]
        self._ends = [stretch.end for stretch in self.stretches]

    @classmethod
    def identity(cls, length: int) -> SourceMap:
        """The map of a text that is its own source."""
        return cls([(0, length, 0, length)])

    def span(self, span: Span) -> Span | None:
        """The source span of a text span: from the source of its first character to that of its last.

        `None` where either end came from nowhere. An empty span maps to an empty span.
        """
        if span.start == span.end:
            start = self._source(span.start, last=False)
            return None if start is None else Span(start, start)
        start, end = self._source(span.start, last=False), self._source(span.end - 1, last=True)
        return None if start is None or end is None or end < start else Span(start, end)

    def _source(self, offset: int, *, last: bool) -> int | None:
        """Source offset where the character at `offset` begins, or (`last`) where it ends."""
        index = bisect_right(self._ends, offset)
        if index == len(self.stretches):
            return None
        stretch = self.stretches[index]
        if offset < stretch.start:
            return None
        if stretch.copied:
            return stretch.source_start + offset - stretch.start + last
        return stretch.source_end if last else stretch.source_start
