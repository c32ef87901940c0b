"""The findings of conclusions, of any number, and the places that they name: a few numbers of each in memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np

from qc.document import Document
from qc.engine.locate import excerpt, place
from qc.finding import Excerpt, Finding, Place
from qc.offsets import Span
from qc.shelf import Shelf
from qc.spans import Ints, distinct

_TOGETHER = 10_000  # numbers that are unpacked at a time

# Reads the documents of these outcome numbers (ascending) again; one that has vanished meanwhile is left out.
ReadAgain = Callable[[Iterable[int]], Iterable[tuple[int, Document]]]


class Concluded:
    """Findings in the order in which they were concluded.

    document       int64[f]: the number of the document that each is about
    first_related  int64[f]: which of all related places is its first
    elsewhere      int64[r]: the document of each related place, of one finding after the other
    start, end     int64[r]: the span of each of them
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings: Shelf[Finding] = Shelf()
        columns = document, elsewhere, start, end = array("q"), array("q"), array("q"), array("q")
        self.first_related = array("q")
        for finding in findings:
            self._findings.put(finding)
            document.append(finding.document)
            self.first_related.append(len(elsewhere))
            for other in finding.related:
                elsewhere.append(other.document)
                start.append(other.span.start)
                end.append(other.span.end)
        self.document, self.elsewhere, self.start, self.end = (np.frombuffer(column, np.int64) for column in columns)

    def __len__(self) -> int:
        return len(self._findings)

    def __getitem__(self, index: int) -> Finding:
        return self._findings[index]

    def by_document(self) -> Iterator[tuple[int, list[int]]]:
        """Documents, ascending, and the indices of the findings in each, ascending."""
        yield from _grouped(self.document)


class Elsewhere:
    """Where the related places are and what stands there, read in the order of their documents."""

    def __init__(self, found: Concluded, read_again: ReadAgain) -> None:
        self._seen: Shelf[tuple[Place, Excerpt]] = Shelf()
        self._at = np.full(len(found.elsewhere), -1, np.int64)
        if len(found.elsewhere):
            self._read(found, read_again)

    def _read(self, found: Concluded, read_again: ReadAgain) -> None:
        wanted = _grouped(found.elsewhere)
        for number, document in read_again(each(distinct(found.elsewhere))):
            indices = next(indices for at, indices in wanted if at == number)
            for index in indices:
                span = Span(int(found.start[index]), int(found.end[index]))
                self._at[index] = self._seen.put((place(document, span), excerpt(document.text, span)))

    def shown(self, found: Concluded, index: int) -> Finding:
        """A finding with the places that it names; one that has vanished meanwhile has neither place nor words."""
        finding, related = found[index], []
        for slot, other in enumerate(finding.related, found.first_related[index]):
            where, words = self._seen[int(self._at[slot])] if self._at[slot] >= 0 else (None, None)
            related.append(replace(other, document=0, place=where, excerpt=words))
        return replace(finding, related=tuple(related)) if related else finding


def _grouped(numbers: Ints) -> Iterator[tuple[int, list[int]]]:
    """The different numbers, ascending, and at which indices each stands, ascending."""
    order = np.argsort(numbers, kind="stable")
    for number, group in groupby(zip(each(numbers[order]), each(order), strict=True), itemgetter(0)):
        yield number, [index for _, index in group]


def each(numbers: Ints) -> Iterator[int]:
    """The numbers as Python's own, without all of them in memory at once."""
    for first in range(0, len(numbers), _TOGETHER):
        yield from numbers[first : first + _TOGETHER].tolist()
