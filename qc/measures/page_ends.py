"""The end of one page, held against the ends of its site's other pages: from which line on it is the site's."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cached_property
from itertools import accumulate

_COMMON = 0.5  # of the lines that tell something, from the first that the site shares
_GAP = 12  # lines of the page's own between two that it shares
_CLOSING = 2  # different lines that close pages of the site open its end, though prose of the page's own follows
_SECTIONS = 3  # stretches of such prose, at most
_OWN = 1 / 3  # of the page's own prose above, at most so much below: a banner inside an article opens nothing
_IN_A_ROW = 4  # different lines, at least, where a single one would not do


class PageEnd:
    """The last lines of a page, in the order of the text.

    ids     equal for lines of equal words; 0 for a line that tells nothing, odd for fields of records
    prose   reads as part of a text
    pages   on how many different pages of the site each line stands
    least   on how many it must stand to be the site's
    """

    def __init__(self, ids: list[int], prose: list[bool], pages: list[int], least: int) -> None:
        self.ids, self.prose, self.pages, self.least = ids, prose, pages, least

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _own(self) -> list[int]:
        """int[k + 1]: how many lines of prose that the site does not share stand above each line."""
        pairs = zip(self.prose, self.pages, strict=True)
        return [*accumulate((prose and count < self.least for prose, count in pairs), initial=0)]

    def climbed(self, below: int) -> int:
        """The highest line from which on half of the lines above `below` are shared; `below` itself if there is none.

        Prose of the page's own ends the way up, and so do many lines of its own.
        """
        first, shared, told, gap = below, 0, 0, 0
        for line in range(below - 1, -1, -1):
            told += self.ids[line] != 0
            if self.pages[line] >= self.least:
                shared, gap = shared + 1, 0
                first = line if shared >= _COMMON * told else first
            elif self.prose[line] or gap >= _GAP:
                break
            else:
                gap += self.ids[line] != 0
        return first

    def past_own_prose(self, first: int, closing: Container[int]) -> int:
        """The first line of what closes the site's pages, past prose of the page's own, which is its readers'.

        `closing` are the ids of lines below which pages of the site have no prose of their own; several of them in one
        stretch say that the text is over.
        """
        closes = [line in closing for line in self.ids]
        for _ in range(_SECTIONS if any(closes[:first]) else 0):
            last = next((line for line in range(first - 1, -1, -1) if closes[line]), -1)
            begin = self.climbed(last + 1)
            several = len({self.ids[line] for line in range(begin, last + 1) if closes[line]}) >= _CLOSING
            if not (several and self._little_follows(begin, last + 1, first)):
                break
            first = begin
        return first

    def comments(self, first: int, heads: Iterable[int]) -> int:
        """The first of the `heads` of comments that the site shares, if little prose stands from it to `first`.

        Otherwise `first`.
        """
        shared = (line for line in heads if line < first and self.pages[line] >= self.least)
        return next((line for line in shared if self._little_follows(line, line, first)), first)

    def _little_follows(self, begin: int, start: int, end: int) -> bool:
        """The lines from `start` to `end` hold little prose of the page's own, against what stands above `begin`."""
        return self._own[end] - self._own[start] <= _OWN * self._own[begin]

    def in_a_row(self, least: int) -> int:
        """The first of the lines on `least` pages that end the page without a break, if they are many and no text.

        Otherwise, as everywhere, the place behind the last line.
        """
        empty = (line == 0 and not prose for line, prose in zip(self.ids, self.prose, strict=True))
        shared = [count >= least or nothing for count, nothing in zip(self.pages, empty, strict=True)]
        own = max((line for line, is_shared in enumerate(shared) if not is_shared), default=-1)
        first = next((line for line in range(own + 1, len(self)) if self.ids[line]), len(self))
        different = {line for line in self.ids[first:] if line}
        return first if len(different) >= max(_IN_A_ROW, 2 * sum(self.prose[first:])) else len(self)
