"""The conclusion: corpus rules see the notes of all documents once, and their findings join the outcomes.

Notes are small and texts are not kept, so the few documents that a conclusion names are read again to show the place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qc.document import Document
from qc.engine.locate import excerpt, fingerprint, place
from qc.engine.look import clean_outcome
from qc.engine.overlaps import resolve
from qc.engine.plan import Plan
from qc.engine.rows import first_numbers, opened
from qc.finding import Excerpt, Finding, Place, Related
from qc.offsets import Span
from qc.outcome import Outcome

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


def conclude(
    outcomes: list[Outcome], notes: Mapping[str, list[tuple[int, Any]]], plan: Plan, read_again: ReadAgain
) -> list[Outcome]:
    """The outcomes with the findings of the corpus rules among theirs."""
    findings = [finding for finding in _conclusions(notes, plan) if _wanted(finding, plan)]
    if not findings:
        return outcomes
    seen = _look_again(findings, plan, read_again)
    located: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if (finding.document, finding.span, finding.code) in seen.prints:
            located[finding.document].append(_located(finding, seen))
    located |= {number: [] for number in seen.outcomes if number not in located}
    return _joined(outcomes, located, seen)


def _joined(outcomes: list[Outcome], located: Mapping[int, list[Finding]], seen: _Seen) -> list[Outcome]:
    """Every finding in the outcome of its document; rows of clean documents are opened where one falls into them."""
    firsts = first_numbers(outcomes)
    by_outcome: dict[int, dict[int, Outcome]] = defaultdict(dict)
    for number, found in located.items():
        index = bisect_right(firsts, number) - 1
        own = outcomes[index] if outcomes[index].count == 1 else seen.outcomes[number]
        by_outcome[index][number] = _with(own, found, seen.outcomes[number])
    joined: list[Outcome] = []
    for index, outcome in enumerate(outcomes):
        joined += opened(outcome, firsts[index], by_outcome[index]) if index in by_outcome else [outcome]
    return joined


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


def _conclusions(notes: Mapping[str, list[tuple[int, Any]]], plan: Plan) -> Iterator[Finding]:
    for rule in plan.corpus_rules:
        yield from map(plan.graded, rule.conclude(sorted(notes.get(rule.code, ()), key=lambda note: note[0])))


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
