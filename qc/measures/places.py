"""Many small hits as few places: what stands in one word, or next to one another, is one place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.spans import Ints
    from qc.text import Text

_BESIDE = 3  # characters between two hits that stand next to one another
_WORD = 16  # between two hits of one word; in scripts without spaces a word has no other end


EACH = 5  # so many places of one document are findings of their own; more are one finding
SHOWN = 20  # how many places one finding lists


def places(text: Text, start: Ints, end: Ints) -> Iterator[list[range]]:
    """What to report of ascending, disjoint hits: groups of places, each place the range of its hits.

    A place never crosses a line. Few places of a document are a group each, many are one group.
    """
    by_document: dict[int, list[range]] = {}
    for first, last in pairwise(_cuts(text, start, end)):
        by_document.setdefault(text.document_at(int(start[first])), []).append(range(first, last))
    for found in by_document.values():
        yield from [found] if len(found) > EACH else ([place] for place in found)


def _cuts(text: Text, start: Ints, end: Ints) -> list[int]:
    """The hits with which places begin, and the number of hits."""
    if not len(start):
        return []
    before, after = end[:-1], start[1:]
    apart = after - before > _WORD
    near = np.flatnonzero(~apart)
    apart[near] = [not _joined(text.kinds[first:last]) for first, last in zip(before[near], after[near], strict=True)]
    return [0, *(np.flatnonzero(apart) + 1).tolist(), len(start)]


def _joined(between: NDArray[np.uint8]) -> bool:
    """Whether two hits are one place, by the kinds of the few characters between them."""
    if (between == Kind.NEWLINE).any():
        return False
    return len(between) <= _BESIDE or not (between == Kind.SPACE).any()


def word_around(text: Text, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a stretch up to the next blank (at most 30 characters), for messages."""
    left, right = text.string[max(0, start - 30) : start], text.string[end : end + 30]
    head = left.split()[-1] if left[-1:].strip() else ""
    tail = right.split()[0] if right[:1].strip() else ""
    return head, tail


def shown(stretch: str) -> str:
    """At most 60 characters of a stretch, what is not printable as an escape, for messages."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in stretch[:60])
