"""Neighbouring sentences that are nearly the same, and what tells them apart.

Screen: two sentences in a row of about equal length that begin or end with the same words. The edit distance in words
(characters where words are not spaced) is rapidfuzz's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.measures.weights import weight_sums
from qc.spans import Ints

if TYPE_CHECKING:
    from qc.text import Text

# So many words may differ, of so many at least; the same two words begin or end both.
MOST = 2
_LEAST, _EDGE = 6, 2
_SHARE = 0.25


class Change(NamedTuple):
    """Words of the first sentence (in lower case) and what stands in their place in the second; either may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """Sentence `index` and the one behind it (`Text.sentences`), with what differs."""

    index: int
    words: int
    changes: tuple[Change, ...]


def near_repeats(text: Text) -> Iterator[Near]:
    """Pairs of neighbouring sentences of one document that differ by one or two words."""
    first, last = text.words_of(text.sentences)
    for index in _screen(text, first, last).tolist():
        one = text.word_strings(int(first[index]), int(last[index]))
        two = text.word_strings(int(first[index + 1]), int(last[index + 1]))
        changes = _changes(one, two)
        if changes:
            yield Near(index, max(len(one), len(two)), changes)


def _screen(text: Text, first: Ints, last: Ints) -> Ints:
    sums = text.view(weight_sums)
    weight, count = sums[last] - sums[first], last - first
    if len(count) < 2:
        return np.zeros(0, np.int64)
    owner = text.words.owner
    sound = (np.minimum(weight[1:], weight[:-1]) >= _LEAST - 1) & (np.minimum(count[1:], count[:-1]) > _EDGE)
    sound &= np.abs(np.diff(count)) <= MOST
    at = np.flatnonzero(sound)
    at = at[owner[first[at]] == owner[first[at + 1]]]
    begins = _same(text, first[at], first[at + 1])
    ends = _same(text, last[at] - _EDGE, last[at + 1] - _EDGE)
    near: Ints = at[begins | ends]
    return near


def _same(text: Text, one: Ints, two: Ints) -> NDArray[np.bool_]:
    """Whether the `_EDGE` words from two places on are equal."""
    same: NDArray[np.bool_] = text.sequence_ids(one, one + _EDGE) == text.sequence_ids(two, two + _EDGE)
    return same


def _changes(one: list[str], two: list[str]) -> tuple[Change, ...]:
    from rapidfuzz.distance import Levenshtein

    most = min(MOST, int(_SHARE * max(len(one), len(two))))
    distance = Levenshtein.distance(one, two, score_cutoff=most)
    if not 0 < distance <= most:
        return ()
    steps = Levenshtein.opcodes(one, two)
    return tuple(
        Change(tuple(one[step.src_start : step.src_end]), tuple(two[step.dest_start : step.dest_end]))
        for step in steps
        if step.tag != "equal"
    )
