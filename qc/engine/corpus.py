"""The conclusion: corpus rules see the notes of all documents once, and their findings join the outcomes.

Notes are small and texts are not kept, so the few documents that a conclusion names are read again to show the place.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter
from typing import Any

from qc.document import Document
from qc.engine.locate import excerpt, fingerprint, place
from qc.engine.look import Looked, clean_outcome
from qc.engine.overlaps import resolve
from qc.engine.plan import Plan
from qc.engine.rows import items, opened
from qc.finding import Excerpt, Finding, Place, Related
from qc.offsets import Span
from qc.outcome import Outcome
from qc.spool import Spool

_NOTES_HELD = 50_000  # of each rule: a few hundred bytes each

# Reads the documents of these outcome numbers (ascending) again; one that has vanished meanwhile is left out.
ReadAgain = Callable[[list[int]], Iterable[tuple[int, Document]]]


@dataclass
class _Seen:
    """What stands at the places the findings name.

    places     (document number, span) -> where that is, and the words there
    prints     (document number, span, code) -> fingerprint
    outcomes   document number -> its outcome as if it were clean; where reports show texts, of the other copies too
    """

    places: dict[tuple[int, Span], tuple[Place, Excerpt]] = field(default_factory=dict)
    prints: dict[tuple[int, Span, str], str] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)


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
    """The outcomes with the findings of the corpus rules among theirs."""
    outcomes = everything.outcomes
    findings = [finding for finding in _conclusions(everything.notes, plan) if _wanted(finding, plan)]
    if not findings:
        return outcomes
    seen = _look_again(findings, plan, read_again)
    located: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if (finding.document, finding.span, finding.code) in seen.prints:
            located[finding.document].append(_located(finding, seen))
    located |= {number: [] for number in seen.outcomes if number not in located}
    return _joined(outcomes, located, seen)


def _joined(outcomes: Iterable[Outcome], located: Mapping[int, list[Finding]], seen: _Seen) -> Iterator[Outcome]:
    """Every finding in the outcome of its document; rows of clean documents are opened where one falls into them."""
    waiting = deque(sorted(located))
    first = 0
    for outcome in outcomes:
        last = first + items(outcome)
        own: dict[int, Outcome] = {}
        while waiting and waiting[0] < last:
            number = waiting.popleft()
            clean = seen.outcomes[number]
            own[number] = _with(outcome if outcome.count == 1 else clean, located[number], clean)
        yield from opened(outcome, first, own) if own else (outcome,)
        first = last


def _with(outcome: Outcome, found: list[Finding], clean: Outcome) -> Outcome:
    """One outcome with further findings; where its text was not kept for want of any, it is now."""
    known = [replace(finding, language=outcome.language) for finding in found]
    findings = tuple(resolve([*outcome.findings, *known]))
    if outcome is not clean and clean.left_out:
        outcome = replace(outcome, left_out=Counter(outcome.left_out) + Counter(clean.left_out))
    if outcome.text is not None:
        return replace(outcome, findings=findings)
    return replace(
        outcome, findings=findings, text=clean.text, source=clean.source, links=clean.links, blocks=clean.blocks
    )


def _conclusions(notes: Mapping[str, Sequence[tuple[int, Any]]], plan: Plan) -> Iterator[Finding]:
    for rule in plan.corpus_rules:
        yield from map(plan.graded, rule.conclude(notes.get(rule.code, ())))


def _wanted(finding: Finding, plan: Plan) -> bool:
    return finding.severity.rank >= plan.min_severity.rank and finding.confidence >= plan.min_confidence


def _look_again(findings: list[Finding], plan: Plan, read_again: ReadAgain) -> _Seen:
    """Read the documents that the findings name once more."""
    spans: dict[int, set[Span]] = defaultdict(set)
    own: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        own[finding.document].append(finding)
        spans[finding.document].add(finding.span)
        for other in finding.related:
            spans[other.document].add(other.span)
    seen = _Seen()
    for number, document in read_again(sorted(spans)):
        for span in spans[number]:
            seen.places[number, span] = place(document, span), excerpt(document.text, span)
        waived = plan.waivers.of(document)
        for finding in waived.sift(own.get(number, ())):
            seen.prints[number, finding.span, finding.code] = fingerprint(finding, document, 1)
        if number in own or plan.keep_text:
            clean = clean_outcome(document, keep_text=plan.keep_text)
            seen.outcomes[number] = replace(clean, left_out=dict(waived.left_out))
    return seen


def _located(finding: Finding, seen: _Seen) -> Finding:
    where, words = seen.places[finding.document, finding.span]
    return replace(
        finding,
        document=0,
        place=where,
        excerpt=words,
        fingerprint=seen.prints[finding.document, finding.span, finding.code],
        related=tuple(_related(other, seen) for other in finding.related),
    )


def _related(related: Related, seen: _Seen) -> Related:
    where, words = seen.places.get((related.document, related.span), (None, None))
    return replace(related, document=0, place=where, excerpt=words)
