"""How much of a document it has said before: a statistic, never a verdict.

The share of words that belong to a second or later copy of some n-gram of two to five words. First copies do not count,
so a text without repetition has 0. Long documents repeat many a pair of words by nature: compare like with like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.measures.grouping import grouped

if TYPE_CHECKING:
    from qc.text import Text

_SIZES = (2, 3, 4, 5)


def repeated_share(text: Text) -> NDArray[np.float64]:
    """float64[documents], 0 to 1; use as `text.view(repeated_share)`."""
    said = np.zeros(len(text.words), np.bool_)
    for size in _SIZES:
        said |= _said_before(text, size)
    owner = np.minimum(text.words.owner, len(text.documents) - 1)
    words = np.bincount(owner, minlength=len(text.documents))
    again = np.bincount(owner, weights=said, minlength=len(text.documents))
    share: NDArray[np.float64] = again / np.maximum(words, 1)
    return share


def _said_before(text: Text, size: int) -> NDArray[np.bool_]:
    """bool[w]: the word belongs to an n-gram of `size` words that its document holds before."""
    owner = text.words.owner
    first = np.flatnonzero(owner[: len(owner) - size + 1] == owner[size - 1 :]) if len(owner) >= size else owner[:0]
    order, edges = grouped(hashes.mix(text.sequence_ids(first, first + size) ^ owner[first].astype(np.uint64)))
    later = np.ones(len(order), np.bool_)
    later[edges] = False
    step = np.zeros(len(owner) + 1, np.int64)
    np.add.at(step, first[order[later]], 1)
    np.add.at(step, first[order[later]] + size, -1)
    said: NDArray[np.bool_] = np.cumsum(step[:-1]) > 0
    return said
