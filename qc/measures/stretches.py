"""Many ranges as one column of indices."""

from __future__ import annotations

import numpy as np

from qc.spans import Ints


def indices(first: Ints, last: Ints) -> Ints:
    """int64[sum of lengths]: all indices of the ranges `[first, last)`, one range after the other."""
    length = last - first
    offset = np.repeat(first - np.cumsum(length) + length, length)
    found: Ints = np.arange(len(offset)) + offset
    return found
