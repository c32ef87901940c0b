"""Columns with an entry a line of a batch: sums over the lines of a document, and the lines beside each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qc.measures.cues import Bools
from qc.spans import Ints
from qc.text import Text

Floats = NDArray[np.float64]


def counted_below(text: Text, column: Bools | Floats) -> Floats:
    """float64[lines]: the sum of `column` from the line to the end of its document."""
    total = _sums(column)
    below: Floats = total[text.view(edges)[1]] - total[:-1]
    return below


def counted_above(text: Text, column: Bools | Floats) -> Floats:
    """float64[lines]: the sum of `column` over the lines above in its document."""
    total = _sums(column)
    above: Floats = total[:-1] - total[text.view(edges)[0]]
    return above


def _sums(column: Bools | Floats) -> Floats:
    """float64[lines + 1]: prefix sums."""
    total = np.zeros(len(column) + 1)
    np.cumsum(column, out=total[1:])
    return total


def edges(text: Text) -> tuple[Ints, Ints]:
    """int64[lines] each: the first line of each line's document, and the one behind its last."""
    first = text.lines.first_within(text.documents)
    return first[text.lines.owner], first[text.lines.owner + 1]


def neighbour(text: Text, column: Bools, step: int) -> Bools:
    """bool[lines]: `column` of the line `step` lines below, False past the ends of the document."""
    moved = np.zeros_like(column)
    owner = text.lines.owner
    if step > 0:
        moved[:-step] = column[step:] & (owner[step:] == owner[:-step])
    else:
        moved[-step:] = column[:step] & (owner[:step] == owner[-step:])
    return moved


def counted_in(text: Text, mask: Bools) -> Ints:
    """int64[lines]: how many characters of each line `mask` holds."""
    places = np.flatnonzero(mask)
    count: Ints = np.searchsorted(places, text.lines.end) - np.searchsorted(places, text.lines.start)
    return count


def holds(text: Text, offsets: Ints) -> Bools:
    """bool[lines]: one of the ascending `offsets` lies in the line."""
    held: Bools = np.searchsorted(offsets, text.lines.end) > np.searchsorted(offsets, text.lines.start)
    return held
