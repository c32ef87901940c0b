"""Segments that say again what an earlier one of the same document said: paragraphs, sentences.

Equal hashes are a screen; every copy is compared with the first one letter by letter, once, so that the work is linear
however many copies there are. A segment that only collides with another is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.measures.grouping import grouped
from qc.spans import Ints, Spans

if TYPE_CHECKING:
    from qc.text import Text

# Between two segments of one repeated block so many others may stand, if they come again, too (short headings).
_BETWEEN = 2


class Block(NamedTuple):
    """A stretch of consecutive segments that stands in a document more than once.

    length   how many segments it has
    starts   the index of its first segment in each copy, ascending, two at least
    """

    length: int
    starts: tuple[int, ...]

    @property
    def adjacent(self) -> bool:
        """Every copy follows the one before it at once."""
        return self.step == self.length

    @property
    def step(self) -> int:
        """How many segments each copy begins behind the one before it, 0 if that differs."""
        steps = {later - earlier for earlier, later in zip(self.starts, self.starts[1:], strict=False)}
        return steps.pop() if len(steps) == 1 else 0

    def span(self, segments: Spans, copy: int) -> tuple[int, int]:
        """Offsets of one copy (0 is the first) in the text."""
        first = self.starts[copy]
        return int(segments.start[first]), int(segments.end[first + self.length - 1])


def repeated(text: Text, segments: Spans, worthy: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """Groups of segments of equal words in one document, by their second member; only the `worthy` ones (bool[k])."""
    kept = np.flatnonzero(worthy)
    documents = np.searchsorted(text.documents.start, segments.start[kept], side="right")
    keys = hashes.mix(text.segment_ids(segments)[kept] ^ documents.astype(np.uint64))
    groups = (kept[members].tolist() for members in _several(*grouped(keys)))
    verified = (_verified(text, segments, members) for members in groups)
    return sorted((group for group in verified if len(group) > 1), key=lambda group: group[1])


def _several(order: Ints, edges: Ints) -> Iterator[Ints]:
    """The groups of two and more."""
    ends = np.append(edges[1:], len(order))
    for group in np.flatnonzero(ends - edges > 1).tolist():
        yield order[edges[group] : ends[group]]


def _verified(text: Text, segments: Spans, members: list[int]) -> tuple[int, ...]:
    """The members that are word for word the first one."""
    folded = text.folded
    first = folded[segments.start[members[0]] : segments.end[members[0]]]
    words = text.word_strings(*_words(text, segments, members[0]))
    return tuple(
        member
        for member in members
        if folded[segments.start[member] : segments.end[member]] == first
        or text.word_strings(*_words(text, segments, member)) == words
    )


def _words(text: Text, segments: Spans, index: int) -> tuple[int, int]:
    first, last = np.searchsorted(text.words.start, (segments.start[index], segments.end[index]))
    return int(first), int(last)


def blocks(groups: list[tuple[int, ...]], ids: hashes.Hashes) -> list[Block]:
    """Groups that follow one another in every copy as one block; `ids` are those of all segments."""
    found: list[Block] = []
    for group in groups:
        step = _step(found[-1], group, ids) if found else 0
        if step:
            found[-1] = Block(found[-1].length + step, found[-1].starts)
        else:
            found.append(Block(1, group))
    return found


def _step(block: Block, group: tuple[int, ...], ids: hashes.Hashes) -> int:
    """By how many segments the block grows if `group` continues it in every copy; 0 if it does not."""
    step = group[1] - (block.starts[1] + block.length - 1)
    if len(group) != len(block.starts) or not 1 <= step <= _BETWEEN + 1 or group[0] >= block.starts[1]:
        return 0
    starts, ends = np.array(block.starts), np.array(group)
    together = (ends - starts == block.length - 1 + step).all()
    between = [ids[starts + block.length + offset] for offset in range(step - 1)]
    return step if together and all((column == column[0]).all() for column in between) else 0
