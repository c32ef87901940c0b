"""From the content of a Markdown block, whose lines lost indentation and markers, back to the lines of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from qc.offsets import Span, Stretch
from qc.readers.transcript import Transcript

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")


class Lines:
    """The lines of a source as editors count them; `bounds`: start, end of the text, and start of the next line."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.bounds = [(match.start(), match.end(1), match.end()) for match in _LINE.finditer(source)]

    def text(self, line: int) -> str:
        """The text of a line (from 0) as the parser sees it, "" behind the last."""
        return self.source[slice(*self.bounds[line][:2])].replace("\0", "\ufffd") if line < len(self.bounds) else ""


class Aligned:
    """Where each stretch of a block's content stands in the source."""

    def __init__(self, stretches: Iterator[Stretch]) -> None:
        self._stretches = [stretch for stretch in stretches if stretch.start < stretch.end]
        self._ends = [stretch.end for stretch in self._stretches]

    def copy(self, transcript: Transcript, start: int, end: int, text: str) -> None:
        """Append `text`, which is `content[start:end]` or stands for it character by character."""
        for piece in self.pieces(start, end):
            part = text[piece.start - start : piece.end - start]
            if piece.copied:
                transcript.copy(piece.source_start, piece.source_end, part)
            else:
                transcript.put(part, piece.source_start, piece.source_end)

    def place(self, start: int, end: int) -> Span | None:
        """Where in the source `content[start:end]` stands, `None` if nowhere."""
        pieces = list(self.pieces(start, end))
        return Span(pieces[0].source_start, pieces[-1].source_end) if pieces else None

    def pieces(self, start: int, end: int) -> Iterator[Stretch]:
        """`content[start:end]` cut where its way to the source changes."""
        for index in range(bisect_right(self._ends, start), len(self._stretches)):
            stretch = self._stretches[index]
            if stretch.start >= end:
                return
            first, last = max(start, stretch.start), min(end, stretch.end)
            if stretch.copied:
                shift = stretch.source_start - stretch.start
                yield Stretch(first, last, first + shift, last + shift)
            else:
                yield Stretch(first, last, stretch.source_start, stretch.source_end)


def aligned_lines(content: str, lines: Lines, first: int) -> Aligned:
    """The content of a block that begins in line `first` (from 0): each of its lines ends one of the source."""
    return Aligned(_line_stretches(content, lines, first))


def aligned_cell(content: str, lines: Lines, line: int, column: int) -> tuple[Aligned, int]:
    """A cell's content, looked for in `line` from `column` on, and the column behind it; its "|" stands for "\\|"."""
    start = lines.bounds[line][0]
    found = lines.text(line).find(content.replace("|", "\\|"), column)
    if found < 0:
        return Aligned(iter([_whole(0, content, lines, line)])), column
    return Aligned(_cell_stretches(content, start + found)), found + len(content) + content.count("|")


def _line_stretches(content: str, lines: Lines, first: int) -> Iterator[Stretch]:
    offset = 0
    for number, text in enumerate(content.split("\n"), first):
        if number >= len(lines.bounds):
            return
        yield from _line(offset, text, lines, number)
        _, end, following = lines.bounds[number]
        offset += len(text) + 1
        if following > end:
            yield Stretch(offset - 1, offset, end, following)


def _line(offset: int, text: str, lines: Lines, number: int) -> Iterator[Stretch]:
    begin = lines.bounds[number][0]
    whole = lines.text(number)
    if (column := whole.rfind(text)) >= 0:
        yield Stretch(offset, offset + len(text), begin + column, begin + column + len(text))
        return
    words = text.lstrip(" ")  # a tab in the source may have become several of these
    if (column := whole.rfind(words)) < 0:
        yield _whole(offset, text, lines, number)
        return
    start = offset + len(text) - len(words)
    blanks = column - len(whole[:column].rstrip(" \t"))
    yield Stretch(offset, start, begin + column - blanks, begin + column)
    yield Stretch(start, start + len(words), begin + column, begin + column + len(words))


def _cell_stretches(content: str, place: int) -> Iterator[Stretch]:
    offset = 0
    for text in content.split("|"):
        stop = offset + len(text)
        yield Stretch(offset, stop, place, place + len(text))
        place += len(text) + 2
        yield Stretch(stop, stop + 1, place - 2, place)
        offset = stop + 1


def _whole(offset: int, text: str, lines: Lines, line: int) -> Stretch:
    """A line that is not found in its source stands for all of it: for its end too, if it is just as long."""
    begin, end, following = lines.bounds[line]
    return Stretch(offset, offset + len(text), begin, following if len(text) == end - begin else end)
