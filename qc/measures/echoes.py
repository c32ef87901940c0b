"""Where a run of words comes again a few words later: stutters, phrases joined to themselves, short loops.

A text that equals itself shifted by `p` words over a run of `n` words says those `n` words twice, `p` apart. With
`n >= p` the copies touch (a period), with `n = p - gap` so many words stand between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.spans import Ints

if TYPE_CHECKING:
    from qc.text import Text

# Periods looked for, in words; in scripts without spaces a word is a character, and a phrase of ten words has about 30.
LONGEST = 24
LONGEST_UNSPACED = 48
# Words between two copies, at most ("is a member of"; "รวมทั้ง" is 6 characters).
GAP = 4
GAP_UNSPACED = 6


@dataclass(frozen=True, slots=True)
class Echoes:
    """Maximal runs, by period and then by place. All int64[k], in words.

    first    the first word of the run
    count    how many words from there on come again ...
    period   ... so many words later
    """

    first: Ints
    count: Ints
    period: Ints

    def __len__(self) -> int:
        return len(self.first)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """`(first, count, period)` as plain integers."""
        return zip(self.first.tolist(), self.count.tolist(), self.period.tolist(), strict=True)

    def where(self, mask: NDArray[np.bool_]) -> Echoes:
        return Echoes(self.first[mask], self.count[mask], self.period[mask])


def echoes(text: Text) -> Echoes:
    """All runs whose copies touch, or stand at most `GAP` words apart; use as `text.view(echoes)`.

    One comparison of columns a period: time is `LONGEST` times the number of words, whatever the text.
    """
    keys, unspaced = _keys(text), text.unspaced_words
    longest = min(LONGEST_UNSPACED if unspaced.any() else LONGEST, len(keys) - 1)
    edges = [_equal(keys, period) for period in range(1, longest + 1)]
    places = np.concatenate(edges) if edges else np.zeros(0, np.int64)
    period = np.repeat(np.arange(1, len(edges) + 1), [len(edge) // 2 for edge in edges])
    first, last = places[::2], places[1::2]
    return _long_enough(Echoes(first, last - first + _width(period) - 1, period), unspaced)


def _keys(text: Text) -> NDArray[np.uint32]:
    """uint32[w]: equal for equal words of one document (half of the hash: who reports compares the words)."""
    return hashes.mix(text.word_ids ^ text.words.owner.astype(np.uint64)).astype(np.uint32)


def _width(period: Ints) -> Ints:
    """How many words in a row must be equal for a place to be looked at: 1, 2 or 4, never more than half a period."""
    return np.where(period >= 8, 4, np.where(period >= 4, 2, 1))


def _equal(keys: NDArray[np.uint32], period: int) -> Ints:
    """Start, end, start, end ... of the runs where `_width(period)` words in a row equal those `period` later."""
    equal = np.zeros(len(keys) - period + 2, np.bool_)  # with nothing on either side
    np.equal(keys[period:], keys[:-period], out=equal[1:-1])
    if period >= 4:
        equal[1:-1] &= equal[2:]
    if period >= 8:
        equal[1:-2] &= equal[3:]
        equal[-2] = False
    return np.flatnonzero(equal[1:] != equal[:-1])


def _long_enough(found: Echoes, unspaced: NDArray[np.bool_]) -> Echoes:
    """The runs that leave out at most `GAP` words of a period, and at most half of it."""
    if not len(found):
        return found
    wide = unspaced[found.first]
    gap = np.minimum(np.where(wide, GAP_UNSPACED, GAP), (found.period + 1) // 2)
    return found.where((found.count >= found.period - gap) & (wide | (found.period <= LONGEST)))


def strongest(text: Text, found: Echoes) -> NDArray[np.bool_]:
    """bool[k]: the 200 longest runs of each document and one more for every twenty words: there all repeats."""
    owner = text.words.owner[found.first]
    order = np.lexsort((-(found.count + found.period), owner))
    owner = owner[order]
    words = np.searchsorted(text.words.owner, owner, "right") - np.searchsorted(text.words.owner, owner)
    kept = np.zeros(len(owner), np.bool_)
    kept[order] = np.arange(len(owner)) - np.searchsorted(owner, owner) < 200 + words // 20
    return kept
