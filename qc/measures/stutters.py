"""Words said again at once: one to thirteen words, two times or more, with the same joint between all copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.hashes import among
from qc.measures.echoes import Echoes, echoes, strongest
from qc.measures.stretches import indices
from qc.spans import runs

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

# The longest unit that is a stutter, in words and in characters of a script without spaces.
LONGEST, LONGEST_UNSPACED = 13, 36


class Between(Enum):
    """What stands between the copies."""

    NOTHING = ""
    SPACE = " "
    HYPHEN = "-"
    COMMA = ", "


@dataclass(frozen=True)
class Stutter:
    """`copies` times the `period` words from `first` on, and `rest` words of the unit once more."""

    text: Text
    first: int
    period: int
    copies: int
    between: Between
    rest: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return self._offsets(self.period * self.copies)

    @property
    def unit(self) -> tuple[int, int]:
        """Offsets of the first copy."""
        return self._offsets(self.period)

    def _offsets(self, count: int) -> tuple[int, int]:
        starts, ends = self.text.words.start, self.text.words.end
        return int(starts[self.first]), int(ends[self.first + count - 1])

    @cached_property
    def words(self) -> list[str]:
        """The words of one copy, in lower case."""
        return self.text.word_strings(self.first, self.first + self.period)

    @cached_property
    def letters(self) -> int:
        """Letters of one copy, vowel signs and other marks included."""
        start, end = self.unit
        return int((self.text.kinds[start:end] >= Kind.MARK).sum())

    @cached_property
    def capitals(self) -> list[bool]:
        """For the first words of all copies (the first fifty): whether they begin with a capital."""
        first = self.first + self.period * np.arange(min(self.copies, 50))
        capitals: list[bool] = (self.text.kinds[self.text.words.start[first]] == Kind.UPPER).tolist()
        return capitals

    @cached_property
    def has_digits(self) -> bool:
        start, end = self.unit
        return bool((self.text.kinds[start:end] == Kind.DIGIT).any())


def stutters(text: Text, taken: NDArray[np.bool_]) -> Iterator[Stutter]:
    """All of them, shortest units first, verified word by word; what a shorter unit explains is not said again.

    `taken` (bool[w]) is the caller's: runs that begin and end in words it marks meanwhile are passed over.
    """
    explained = np.full(len(text.words), -1, np.int64)
    for number, (first, count, period) in enumerate(_screen(text)):
        last = first + period + count - 1
        known = explained[first] >= 0 and explained[first] == explained[last]
        if not known and not (taken[first] and taken[last]):
            explained[first : last + 1] = number
            yield from _copies(text, first, count, period)


def _screen(text: Text) -> Echoes:
    """Runs as long as their period, but for the thousands of reduplications and the copies behind other joints."""
    found = text.view(echoes)
    if not len(found):
        return found
    unspaced = text.unspaced_words[found.first]
    longest = np.where(unspaced, LONGEST_UNSPACED, LONGEST)
    found = found.where((found.count >= found.period) & (found.period <= longest))
    found = found.where(_may_matter(text, found))
    return found.where(strongest(text, found))


def _may_matter(text: Text, found: Echoes) -> NDArray[np.bool_]:
    """No light unit that stands a few times only, and with two copies a joint that is a blank or nothing."""
    unspaced = text.unspaced_words[found.first]
    size = text.words.end[found.first + found.period - 1] - text.words.start[found.first]
    light = np.where(unspaced, size < _LIGHT_UNSPACED, (size < _LIGHT) & (found.period > 1))
    joint = joints(text, found.first + found.period)
    several = found.count >= 2 * found.period
    plain = (joint > 0) & (joint <= _KINDS.index(Between.SPACE)) & ~(unspaced & (found.period <= _LIGHT_UNSPACED))
    matters: NDArray[np.bool_] = (several | plain) & (~light | (found.count >= (_MANY - 1) * found.period))
    return matters


def _copies(text: Text, first: int, count: int, period: int) -> Iterator[Stutter]:
    """The stutters of one run: as far as one and the same joint stands between the copies."""
    if count < 2 * period:
        yield from _pair(text, first, count, period)
        return
    between = joints(text, np.arange(first + period, first + count + 1, period))
    edges = [0, *(np.flatnonzero(between[1:] != between[:-1]) + 1).tolist(), len(between)]
    for start, end in pairwise(edges):
        joint = _KINDS[between[start]]
        at = first + period * start
        if joint is not None and _same(text, at, period, end - start):
            rest = count % period if end == len(between) else 0
            yield Stutter(text, at, period, end - start + 1, joint, rest)


def _pair(text: Text, first: int, count: int, period: int) -> Iterator[Stutter]:
    """Two copies: `_may_matter` has seen to it that nothing or a blank stands between them."""
    if _same(text, first, period, 1):
        touch = text.words.end[first + period - 1] == text.words.start[first + period]
        between = Between.NOTHING if touch else Between.SPACE
        yield Stutter(text, first, period, 2, between, count - period)


_KINDS = (None, *Between)
_COMMAS = np.sort(np.array([ord(mark) for mark in ",،，、"], np.uint64))

# A unit of less than so many characters means nothing unless it stands so often.
_LIGHT, _LIGHT_UNSPACED, _MANY = 4, 3, 6


def joints(text: Text, at: Ints) -> NDArray[np.int64]:
    """int64[k]: index in `_KINDS` of what stands before each of the words `at`; 0 for anything else."""
    start = text.words.end[at - 1]
    length = text.words.start[at] - start
    places = [np.minimum(start + offset, len(text.kinds) - 1) for offset in range(3)]
    blank = [(text.kinds[place] == Kind.SPACE) | (text.kinds[place] == Kind.NEWLINE) for place in places]
    comma = [among(text.codes[place].astype(np.uint64), _COMMAS) for place in places[:2]]
    listed = comma[0] & ((length == 1) | (blank[1] & (length == 2)))
    listed |= blank[0] & comma[1] & blank[2] & (length == 3)
    space = blank[0] & ((length == 1) | (blank[1] & (length == 2)))
    hyphen = (text.kinds[places[0]] == Kind.HYPHEN) & (length == 1)
    kinds: NDArray[np.int64] = np.where(space, 2, np.where(hyphen, 3, np.where(listed, 4, 0)))
    return np.where(length == 0, 1, kinds)


def glued_copies(text: Text) -> Iterator[tuple[int, int, int]]:
    """`(start, end, period)`: offsets of four copies or more of 3 to 12 letters within one word ("WhiteWhiteWhite...").

    Only words of twelve characters and more are looked at, one comparison with themselves a period.
    """
    words = text.words
    long = words.length >= _FOUR * _PERIODS.start
    places = indices(words.start[long], np.minimum(words.end[long] + 1, len(text.codes)))
    codes = text.folded_codes[places]
    for period in _PERIODS:
        first, last = runs(codes[period:] == codes[:-period])
        enough = last - first >= (_FOUR - 1) * period
        for start, size in zip(places[first[enough]].tolist(), (last - first)[enough].tolist(), strict=True):
            if _one_word_of_units(text, start, start + size + period, period):
                yield start, start + (size // period + 1) * period, period


_FOUR, _PERIODS = 4, range(3, 13)
_SAMPLE = 2  # letters of the alphabet
_TOKEN = 80  # characters; a line of base64 has 76
_BASE64 = ascii_letters + digits + "+/="
_ODD = re.compile(r"[0-9+=]|[a-z][A-Z]")


def _one_word_of_units(text: Text, start: int, end: int, period: int) -> bool:
    """Letters all through, no shorter unit (one letter over and over, "hahaha"), and no part of encoded data."""
    unit = text.folded[start : start + period]
    shorter = any(unit == unit[:size] * (period // size) for size in range(1, period) if period % size == 0)
    sample = len(set(unit)) <= _SAMPLE  # "aabaabaabaab" shows what repetition is
    if period == _PERIODS.start and text.wordy[end : end + period].all():  # a prefix: "prapraprapradědeček"
        return False
    letters = bool((text.kinds[start:end] >= Kind.LOWER).all())
    return letters and not shorter and not sample and not _encoded(text, start, end)


def _encoded(text: Text, start: int, end: int) -> bool:
    """The rest of the token is no word, as in base64: it holds digits, or capitals behind small letters."""
    before, behind = text.slice(max(0, start - _TOKEN), start), text.slice(end, end + _TOKEN)
    token = before[len(before.rstrip(_BASE64)) :] + behind[: len(behind) - len(behind.lstrip(_BASE64))]
    return _ODD.search(token) is not None


def _same(text: Text, first: int, period: int, more: int) -> bool:
    """Whether the next `more` copies are letter for letter the first one."""
    words = text.word_strings(first, first + period * (more + 1))
    return words[period:] == words[:-period]
