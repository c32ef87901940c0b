"""Passages that come again somewhere in a document: maximal runs of equal words, each told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qc.measures.loops import SHINGLE, previous

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

# Where half of a run was said before by a known passage, it is one more copy of that passage.
_HALF = 0.5
# So many words in the middle of a passage may have been said nearer before.
_NEARER = 24


@dataclass
class Passage:
    """`count` words from `first` on, and again from each of `again` on (word indices, ascending).

    A later copy may hold more or fewer of them: `sizes` says how many words each has.
    """

    first: int
    count: int
    again: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def passages(text: Text, least: int = SHINGLE) -> Iterator[Passage]:
    """All passages of `least` words and more (eight at least), by their second copy, verified word by word.

    A run is compared with the nearest copy before it. Copies that overlap are periods, and no passages.
    """
    known: list[Passage] = []
    owner = np.full(len(text.words), -1, np.int64)
    for start, count, back in _runs(text, least):
        source = start - back
        earlier = owner[source : source + count]
        member = int(earlier[count // 2])
        if member >= 0 and (earlier == member).mean() >= _HALF:
            known[member].again.append(start)
            known[member].sizes.append(count)
        elif text.equal_words(source, start, count):
            member = len(known)
            known.append(Passage(source, count, [start], [count]))
        else:
            continue
        owner[start : start + count] = member
    yield from known


def _runs(text: Text, least: int) -> Iterator[tuple[int, int, int]]:
    """`(start, count, back)`: maximal stretches of words that stand, all of them, `back` words before, apart."""
    back = text.view(previous)
    edges = np.flatnonzero(np.diff(back, prepend=-1))
    count = np.diff(edges, append=len(back)) + SHINGLE - 1
    found = back[edges] > 0
    start, count, back = _bridged(text, edges[found], count[found], back[edges[found]])
    kept = (count >= least) & (back >= count)
    yield from zip(start[kept].tolist(), count[kept].tolist(), back[kept].tolist(), strict=True)


def _bridged(text: Text, start: Ints, count: Ints, back: Ints) -> tuple[Ints, Ints, Ints]:
    """Two stretches of one distance are one where what stands between them has come nearer before, too."""
    order = np.argsort(back, kind="stable")  # by distance, and by place, as they are
    gap = start[order][1:] - (start + count)[order][:-1]
    near = np.flatnonzero((np.diff(back[order]) == 0) & (gap <= _NEARER))
    if not len(near):
        return start, count, back
    ids, end, left = text.word_ids, start + count, np.ones(len(start), np.bool_)
    for one, two in zip(order[near][::-1].tolist(), order[near + 1][::-1].tolist(), strict=True):
        stop, again, by = int(end[one]), int(start[two]), int(back[one])
        if again <= stop or (ids[stop - by : again - by] == ids[stop:again]).all():
            end[one], left[two] = end[two], False
    return start[left], (end - start)[left], back[left]
