"""Conjunctions written onto a word: Arabic and Hebrew "and" before it, Korean "and", "or" behind it.

"الشاطئ الرملي والشاطئ الرملي" and "하얀 해변과 하얀 해변" are phrases joined to themselves, though no two words in them
touch a third. A word without its conjunction is compared as a hash; who reports compares the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import Kind, of_characters
from qc.spans import Ints, ranges

if TYPE_CHECKING:
    from qc.text import Text

_PREFIXES = "وו"
_SUFFIXES = "와과랑나"
_LONGEST = 8


def joined_by_clitic(text: Text) -> Iterator[tuple[int, int]]:
    """`(first, count)`: `count` words from `first` on, and the same again at once, with a conjunction written onto one.

    Two words at least: one word doubled so ("أكثر وأكثر") is how these languages say "more and more".
    """
    for at, begins in ((_prefixed(text), True), (_suffixed(text), False)):
        bare = _bare(text, at, begins)
        for count in range(2, _LONGEST + 1) if len(at) else ():
            yield from _copies(text, at, bare, begins, count)


def _prefixed(text: Text) -> Ints:
    return _written_onto(text, _PREFIXES, text.words.start, 4)


def _suffixed(text: Text) -> Ints:
    return _written_onto(text, _SUFFIXES, text.words.end - 1, 3)


def _written_onto(text: Text, letters: str, places: Ints, least: int) -> Ints:
    """The words of so many letters at least that have one of `letters` at `places` (int64[w])."""
    if not any(letter in text.string for letter in letters):
        return np.zeros(0, np.int64)
    written = of_characters(letters).take(text.codes[places], mode="clip")
    return np.flatnonzero(written & (text.words.length >= least))


def _bare(text: Text, at: Ints, begins: bool) -> hashes.Hashes:
    """uint64[k]: the ids which the words `at` would have without their first (`begins`) or last letter."""
    if not len(at):
        return np.zeros(0, np.uint64)
    start, end = text.words.start[at] + begins, text.words.end[at] - (not begins)
    sums = hashes.prefix(hashes.character_values(text.folded_codes[ranges(start, end)]))
    edges = np.append(0, np.cumsum(end - start))
    return hashes.stretch_hashes(sums, edges[:-1], edges[1:])


def _copies(text: Text, at: Ints, bare: hashes.Hashes, begins: bool, count: int) -> Iterator[tuple[int, int]]:
    """Where the word `at` begins the second copy of `count` words (or ends the first one), and all else is equal."""
    first = at - count if begins else at - count + 1
    kept = (first >= 0) & (first + 2 * count <= len(text.words))
    kept[kept] &= text.words.owner[first[kept]] == text.words.owner[first[kept] + 2 * count - 1]
    first, bare, at = first[kept], bare[kept], at[kept]
    twin = first if begins else first + 2 * count - 1
    same = text.word_ids[twin] == bare
    rest = first[same] + begins
    equal = text.sequence_ids(rest, rest + count - 1) == text.sequence_ids(rest + count, rest + 2 * count - 1)
    for start in first[same][equal].tolist():
        if _verified(text, start, count, begins):
            yield start, count


def _verified(text: Text, first: int, count: int, begins: bool) -> bool:
    """Letter for letter, with nothing but blanks between the words, and the end of a phrase behind."""
    one, two = text.word_strings(first, first + count), text.word_strings(first + count, first + 2 * count)
    if begins:
        two[0] = two[0][1:]
    else:
        one[-1] = one[-1][:-1]
    span = slice(int(text.words.start[first]), int(text.words.end[first + 2 * count - 1]))
    blank: NDArray[np.bool_] = (text.kinds[span] >= Kind.DIGIT) | (text.kinds[span] == Kind.SPACE)
    return one == two and bool(blank.all())
