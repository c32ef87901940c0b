"""Many spans as columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qc.offsets import Span

Ints = NDArray[np.int64]
Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class Spans:
    """Ascending, disjoint spans. `start`, `end`: int64[k]; `owner`: int64[k], which parent each lies in (-1: none)."""

    start: Ints
    end: Ints
    owner: Ints

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, index: int) -> Span:
        return Span(int(self.start[index]), int(self.end[index]))

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.start.tolist(), self.end.tolist())

    @cached_property
    def length(self) -> Ints:
        """int64[k], computed once: rules ask for single lengths, one candidate after the other."""
        length: Ints = self.end - self.start
        length.flags.writeable = False
        return length

    def at(self, offset: int) -> int:
        """Index of the span that holds `offset`, or of the last one before it (-1 if there is none)."""
        return int(self.start.searchsorted(offset, "right")) - 1

    def within(self, start: int, end: int) -> range:
        """Indices of the spans that begin in `[start, end)`."""
        return range(int(self.start.searchsorted(start)), int(self.start.searchsorted(end)))

    def first_within(self, parents: Spans) -> Ints:
        """int64[len(parents) + 1]: parent i holds the spans `[result[i], result[i + 1])`, where parents tile them."""
        return np.append(np.searchsorted(self.start, parents.start), len(self))


def spans(start: Ints, end: Ints, parents: Spans | None = None) -> Spans:
    """Columns from starts (ascending) and ends; the owner is the parent in which a span begins (-1: before any)."""
    if parents is None:
        return Spans(start, end, np.zeros(len(start), np.int64))
    return Spans(start, end, owners(start, parents.start))


def owners(start: Ints, parents: Ints) -> Ints:
    """int64[k]: for each of the ascending `start` the index of the last of the ascending `parents` not behind it."""
    if len(parents) > len(start):
        return np.searchsorted(parents, start, side="right") - 1
    first = np.searchsorted(start, parents)
    return np.repeat(np.arange(-1, len(parents)), np.diff(first, prepend=0, append=len(start)))


def ranges(start: Ints, end: Ints) -> Ints:
    """int64[sum of lengths]: every index of the spans `[start, end)`, one span after the other."""
    length = end - start
    begun = np.cumsum(length) - length
    indices: Ints = np.arange(int(length.sum())) + np.repeat(start - begun, length)
    return indices


def firsts(ascending: NDArray[Any]) -> Ints:
    """Where each value of an ascending column stands first; `numpy.unique` would import a part of NumPy for it."""
    new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return np.flatnonzero(new)


def distinct(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """The values, ascending, each once."""
    ascending = np.sort(values)
    return ascending[firsts(ascending)]


def runs(mask: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Starts and ends (half-open) of the stretches where `mask` holds."""
    padded = np.zeros(len(mask) + 2, np.bool_)
    padded[1:-1] = mask
    return np.flatnonzero(padded[1:] > padded[:-1]), np.flatnonzero(padded[1:] < padded[:-1])
