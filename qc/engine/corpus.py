"""The conclusion: corpus rules see the notes of all documents once, and their findings join the outcomes.

Notes are small and texts are not kept, so the few documents that a conclusion names are read again to show the place.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from qc.document import Document
from qc.engine.concluded import Concluded, Elsewhere, ReadAgain, each
from qc.engine.locate import excerpt, fingerprint, place
from qc.engine.look import Looked, batches, clean_outcome, shown
from qc.engine.overlaps import resolve
from qc.engine.plan import Plan
from qc.engine.rows import items, opened
from qc.finding import Finding
from qc.outcome import Outcome
from qc.spans import Ints, distinct
from qc.spool import Spool
from qc.text import Text

_NOTES_HELD = 50_000  # of each rule: a few hundred bytes each


class Everything:
    """What looking at all inputs came to, of any number.

    outcomes   in the order of the inputs
    notes      of the corpus rules: code -> (number of the item in the run, note), ascending
    """

    def __init__(self) -> None:
        self.outcomes: Spool[Outcome] = Spool()
        self.notes: dict[str, Spool[tuple[int, Any]]] = defaultdict(partial(Spool, held=_NOTES_HELD))
        self._items = 0

    def add(self, looked: Looked) -> None:
        """Append what comes next in the order of the run."""
        self.outcomes.extend(looked.outcomes)
        for code, notes in looked.notes.items():
            ascending = sorted(notes, key=itemgetter(0))
            self.notes[code].extend((self._items + number, note) for number, note in ascending)
        self._items += looked.items


def conclude(everything: Everything, plan: Plan, read_again: ReadAgain) -> Iterable[Outcome]:
    """The outcomes with the findings of the corpus rules among theirs; in flat memory, however many there are."""
    found = Concluded(finding for finding in _conclusions(everything.notes, plan) if _wanted(finding, plan))
    if not found:
        return everything.outcomes
    named = (found.document, found.elsewhere) if plan.keep_text else (found.document,)
    numbers = distinct(np.concatenate(named))
    looked = _look_again(numbers, found, Elsewhere(found, read_again), plan, read_again)
    return _joined(everything.outcomes, looked, plan.keep_text)


def _conclusions(notes: Mapping[str, Sequence[tuple[int, Any]]], plan: Plan) -> Iterator[Finding]:
    for rule in plan.corpus_rules:
        yield from map(plan.graded, rule.conclude(notes.get(rule.code, ())))


def _wanted(finding: Finding, plan: Plan) -> bool:
    return finding.severity.rank >= plan.min_severity.rank and finding.confidence >= plan.min_confidence


class _Again(NamedTuple):
    """A document of the run, by number, read again: its located findings, how many were let pass, how many words."""

    number: int
    document: Document
    findings: list[Finding]
    left_out: Mapping[str, int]
    words: int


def _look_again(
    numbers: Ints, found: Concluded, elsewhere: Elsewhere, plan: Plan, read_again: ReadAgain
) -> Iterator[_Again]:
    """The documents of these numbers, ascending, with the findings in them; a batch is in memory at a time."""
    own = found.by_document()
    at, indices = next(own)
    read: deque[int] = deque()
    for batch in batches(_noted(read_again(each(numbers)), read)):
        text = Text(batch)
        words = np.bincount(text.words.owner, minlength=len(batch)).tolist()
        for document, count in zip(text.sources, words, strict=True):
            number = read.popleft()
            while at < number:  # its document has vanished meanwhile
                at, indices = next(own, _NO_MORE)
            mine = indices if at == number else []
            waived = plan.waivers.of(document)
            kept = waived.sift([elsewhere.shown(found, index) for index in mine])
            yield _Again(number, document, [_located(it, document) for it in kept], dict(waived.left_out), count)


_NO_MORE: tuple[int, list[int]] = (sys.maxsize, [])


def _noted(read: Iterable[tuple[int, Document]], numbers: deque[int]) -> Iterator[Document]:
    for number, document in read:
        numbers.append(number)
        yield document


def _located(finding: Finding, document: Document) -> Finding:
    return replace(
        finding,
        document=0,
        place=place(document, finding.span),
        excerpt=excerpt(document.text, finding.span),
        fingerprint=fingerprint(finding, document, 1),
    )


def _joined(outcomes: Iterable[Outcome], looked: Iterator[_Again], keep_text: bool) -> Iterator[Outcome]:
    """Every finding in the outcome of its document; rows of clean documents are opened where one falls into them."""
    again = next(looked, None)
    first = 0
    for outcome in outcomes:
        last = first + items(outcome)
        own: dict[int, Outcome] = {}
        while again and again.number < last:
            single = outcome if outcome.count == 1 else clean_outcome(again.document, outcome.language, again.words)
            own[again.number] = _with(single, again, keep_text)
            again = next(looked, None)
        yield from opened(outcome, first, own) if own else (outcome,)
        first = last


def _with(outcome: Outcome, again: _Again, keep_text: bool) -> Outcome:
    """One outcome with further findings; where its text was not kept for want of any, it is now."""
    known = [replace(finding, language=outcome.language) for finding in again.findings]
    changed: dict[str, Any] = {"findings": tuple(resolve([*outcome.findings, *known]))}
    if again.left_out:
        changed["left_out"] = Counter(outcome.left_out) + Counter(again.left_out)
    if keep_text and outcome.text is None:
        changed |= shown(again.document)
    return replace(outcome, **changed)
