"""What is kept of a page to compare it with the others of its site: its first and last lines, numbers aside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from operator import not_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import Kind
from qc.measures.addresses import site_of
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, Way, furniture, has_neighbours
from qc.measures.marks import marks
from qc.text import Text

_END, _HEAD = 400, 80  # lines of a page that are noted, at most
_END_PROSE, _HEAD_PROSE = 24, 8  # and as many lines of prose
_TITLE_LINES, _TITLE = 6, (4, 30)  # a title is one of the first lines, of so many words
_SKETCHED, _SKETCH = 16, 8  # of the first lines of prose, the smallest ids
_NUMBER = np.uint64(7)
_LABEL, _VALUE = 4, 6  # words before and behind the colon of a field, at most


class Region(NamedTuple):
    """Lines at one end of a page, in the order of the text.

    ids          uint64[k]: equal for lines of equal words, numbers aside; 0 where a line tells nothing; odd for fields
    start, end   int32[k]: offsets in the document
    prose        bool[k]: reads as part of a text
    comments     bool[k]: a heading of comments
    """

    ids: hashes.Hashes
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    prose: Bools
    comments: Bools

    def __len__(self) -> int:
        return len(self.ids)

    def packed(self, first: int, last: int) -> bytes:
        """Some of the lines, 18 bytes each: a note crosses from one process to another, and millions may be kept."""
        return b"".join(column[first:last].tobytes() for column in self)

    @classmethod
    def unpacked(cls, packed: bytes) -> Region:
        """The lines that `packed` packed."""
        count = len(packed) // _LINE
        return cls(
            np.frombuffer(packed, np.uint64, count),
            np.frombuffer(packed, np.int32, count, 8 * count),
            np.frombuffer(packed, np.int32, count, 12 * count),
            np.frombuffer(packed, np.bool_, count, 16 * count),
            np.frombuffer(packed, np.bool_, count, 17 * count),
        )


_LINE = 18  # bytes of a packed line: 8 of its id, 4 of its start, 4 of its end, 1 each for prose and comments


def packed_ids(packed: bytes) -> hashes.Hashes:
    """The ids of packed lines, and nothing else of them."""
    return np.frombuffer(packed, np.uint64, len(packed) // _LINE)


class PageNote(NamedTuple):
    """What of a page is compared with the other pages of its site.

    sketch        the smallest ids of its first lines of prose, packed
    titles        ids of the lines that could be its title
    top, bottom   its first and last lines, packed
    """

    site: str
    sketch: bytes
    titles: tuple[int, ...]
    top: bytes
    bottom: bytes

    @property
    def head(self) -> Region:
        return Region.unpacked(self.top)

    @property
    def end(self) -> Region:
        return Region.unpacked(self.bottom)


def page_notes(text: Text) -> Iterator[tuple[int, PageNote]]:
    """A note for every document of several lines, with its index in the batch; a single line has no margins."""
    if not has_neighbours(text):
        return
    page = text.view(furniture)
    ids, offset = _line_ids(text, page), text.documents.start[text.lines.owner]
    start, end = ((column - offset).astype(np.int32) for column in (text.lines.start, text.lines.end))
    reads = page.body & ((page.shapes.size >= 2) | page.shapes.prose)  # "(show)" is no line of a program
    lines = Region(ids, start, end, reads, page.has((Topic.COMMENTS,)) & ~page.shapes.prose)
    headlines = np.where(page.shapes.ended, 0, page.shapes.size)
    listed, size, prose, body = (column.tolist() for column in (ids, headlines, page.shapes.prose, reads))
    begin = text.lines.first_within(text.documents).tolist()
    for index, (first, last) in enumerate(pairwise(begin)):
        if last > first + 1:
            own = slice(first, last)
            sketch, titles = _sketch(listed[own], prose[own]), _titles(listed[own], size[own], prose[own])
            ends = _head(body[own]), _end(body[own])
            regions = (lines.packed(first + above, first + below) for above, below in ends)
            yield index, PageNote(site_of(text.sources[index]), sketch, titles, *regions)


def _telling(text: Text, page: Furniture) -> Bools:
    """bool[lines]: says enough to tell a site: not mostly numbers, no single word, no heading that belongs to texts."""
    first, last = text.words_of(text.lines)
    number = np.append(0, np.cumsum(text.initials == Kind.DIGIT))
    numbers = number[last] - number[first]
    words = last - first - numbers
    telling: Bools = ((words >= 2) & (page.shapes.size >= 2) & (words >= numbers)) | ((words >= 1) & page.furniture)
    return telling & ~page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD)) & ~page.shapes.code


def _fields(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a field of a record, "Memory: 8 GB": records of one kind agree in many of them by chance."""
    colon = text.view(marks).of(":")
    colon = colon[text.kinds[np.minimum(colon + 1, len(text.kinds) - 1)] == Kind.SPACE]
    line = np.searchsorted(text.lines.start, colon, side="right") - 1
    first, last = text.words_of(text.lines)
    word = np.searchsorted(text.words.start, colon)
    label = (line >= 0) & (word > first[line]) & (word <= first[line] + _LABEL)
    label &= (word < last[line]) & (last[line] <= word + _VALUE)
    fields = np.zeros(len(text.lines), np.bool_)
    fields[line[label]] = True
    return fields & ~page.furniture & ~page.shapes.prose


def _line_ids(text: Text, page: Furniture) -> hashes.Hashes:
    telling, fields = _telling(text, page), _fields(text, page)
    words = np.where(text.initials == Kind.DIGIT, _NUMBER, text.word_ids)
    first, last = text.words_of(text.lines)
    ids = hashes.stretch_hashes(hashes.prefix(words), first, last)
    ids = ids & ~np.uint64(1) | fields.astype(np.uint64)
    return np.where(telling | fields, ids, np.uint64(0))


def _sketch(ids: list[int], prose: list[bool]) -> bytes:
    """The smallest ids of the first lines of prose (Broder 1997): near-duplicates have most of them in common."""
    of_prose = [line for line, is_prose in zip(ids, prose, strict=True) if is_prose]
    return np.array(sorted(set(of_prose[:_SKETCHED] or ids))[:_SKETCH], np.uint64).tobytes()


def _titles(ids: list[int], size: list[float], prose: list[bool]) -> tuple[int, ...]:
    """The lines before the prose that are as long as a headline; a page without prose (a quotation) has no title.

    `size`: words of the lines that close without a full stop, 0 of others.
    """
    if not any(prose):
        return ()
    top = zip(ids[:_TITLE_LINES], size, takewhile(not_, prose), strict=False)
    return tuple(line for line, words, _ in top if _TITLE[0] <= words <= _TITLE[1])


def _end(prose: list[bool]) -> tuple[int, int]:
    """The last lines of a page, as far up as some lines of prose."""
    count = len(prose)
    low = max(0, count - _END)
    lines = [line for line in range(low, count) if prose[line]]
    return (lines[-_END_PROSE] if len(lines) >= _END_PROSE else low), count


def _head(prose: list[bool]) -> tuple[int, int]:
    """The first lines of a page, down to some lines of prose: teasers stand above the text, too."""
    lines = [line for line, is_prose in enumerate(prose[:_HEAD]) if is_prose]
    return 0, lines[_HEAD_PROSE - 1] if len(lines) >= _HEAD_PROSE else min(_HEAD, len(prose))
