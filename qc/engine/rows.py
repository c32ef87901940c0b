"""Rows of clean documents: what has nothing to show is counted, not listed, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from qc.document import State
from qc.outcome import Outcome


def merged(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes with neighbouring clean documents of one file and language as one outcome that counts them."""
    rows: list[Outcome] = []
    for outcome in outcomes:
        if rows and _clean(outcome) and _clean(rows[-1]) and _kind(outcome) == _kind(rows[-1]):
            rows[-1] = _sum(rows[-1], outcome)
        else:
            rows.append(outcome)
    return rows


def _clean(outcome: Outcome) -> bool:
    return outcome.state is State.CHECKED and not (outcome.findings or outcome.notes or outcome.left_out)


def _kind(outcome: Outcome) -> tuple[str, str, str, str]:
    return outcome.path, outcome.format, outcome.field, outcome.language


def _sum(first: Outcome, second: Outcome) -> Outcome:
    return replace(
        first,
        record=None,
        count=first.count + second.count,
        characters=first.characters + second.characters,
        words=first.words + second.words,
    )


def items(outcome: Outcome) -> int:
    """How many items of a reader the outcome stands for; a failure that counts for many was one item."""
    return outcome.count if outcome.state is State.CHECKED else 1


def first_numbers(outcomes: Iterable[Outcome]) -> list[int]:
    """The number of the first item of each outcome, and last the number of all items."""
    return list(accumulate(map(items, outcomes), initial=0))


def opened(row: Outcome, first: int, found: dict[int, Outcome]) -> Iterator[Outcome]:
    """A row whose item `first` is its first, with those items that have an outcome of their own now taken out of it."""
    characters = row.characters - sum(outcome.characters for outcome in found.values())
    words = row.words - sum(outcome.words for outcome in found.values())
    begun = first
    for number, outcome in [*sorted(found.items()), (first + row.count, None)]:
        if number > begun:
            # How the row's totals fall on its pieces is not known: the first piece carries them.
            yield replace(row, count=number - begun, characters=characters, words=words)
            characters = words = 0
        if outcome is not None:
            yield outcome
        begun = number + 1
