"""The conclusion: corpus rules see the notes of all documents once, and their findings join the outcomes.

Notes are small and texts are not kept, so the few documents that a conclusion names are read again to show the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qc.document import Document
from qc.engine.locate import excerpt, fingerprint, place
from qc.engine.overlaps import resolve
from qc.engine.plan import Plan
from qc.finding import Excerpt, Finding, Place, Related
from qc.offsets import Span
from qc.outcome import Outcome

# Reads the documents of these outcome numbers (ascending) again; one that has vanished meanwhile is left out.
ReadAgain = Callable[[list[int]], Iterable[tuple[int, Document]]]


@dataclass(frozen=True, slots=True)
class _Seen:
    place: Place
    excerpt: Excerpt
    document: Document | None  # only where the report shows the text


def conclude(
    outcomes: list[Outcome], notes: Mapping[str, list[tuple[int, Any]]], plan: Plan, read_again: ReadAgain
) -> list[Outcome]:
    """The outcomes with the findings of the corpus rules among theirs."""
    findings = [finding for finding in _conclusions(notes, plan) if _wanted(finding, plan)]
    if not findings:
        return outcomes
    seen, stems = _look_again(findings, plan, read_again)
    by_document: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if (finding.document, finding.span) in seen:
            by_document[finding.document].append(_located(finding, outcomes, seen, stems))
    joined = list(outcomes)
    for number, found in by_document.items():
        joined[number] = _join(outcomes[number], found, seen[number, found[0].span], plan)
    return joined


def _conclusions(notes: Mapping[str, list[tuple[int, Any]]], plan: Plan) -> Iterator[Finding]:
    for rule in plan.corpus_rules:
        yield from map(plan.graded, rule.conclude(sorted(notes.get(rule.code, ()), key=lambda note: note[0])))


def _wanted(finding: Finding, plan: Plan) -> bool:
    return finding.severity.rank >= plan.min_severity.rank and finding.confidence >= plan.min_confidence


def _look_again(
    findings: list[Finding], plan: Plan, read_again: ReadAgain
) -> tuple[dict[tuple[int, Span], _Seen], dict[tuple[int, Span, str], str]]:
    """What stands at every place the findings name, and the stem of each finding's fingerprint."""
    places: dict[int, set[Span]] = defaultdict(set)
    own: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        own[finding.document].append(finding)
        places[finding.document].add(finding.span)
        for other in finding.related:
            places[other.document].add(other.span)
    seen, stems = {}, {}
    for number, document in read_again(sorted(places)):
        kept = document if plan.keep_text and number in own else None
        for span in places[number]:
            seen[number, span] = _Seen(place(document, span), excerpt(document.text, span), kept)
        for finding in own.get(number, ()):
            stems[number, finding.span, finding.code] = fingerprint(finding, document, 1)
    return seen, stems


def _located(
    finding: Finding,
    outcomes: list[Outcome],
    seen: Mapping[tuple[int, Span], _Seen],
    stems: Mapping[tuple[int, Span, str], str],
) -> Finding:
    at = seen[finding.document, finding.span]
    return replace(
        finding,
        place=at.place,
        excerpt=at.excerpt,
        fingerprint=stems[finding.document, finding.span, finding.code],
        language=outcomes[finding.document].language,
        related=tuple(_related(other, seen) for other in finding.related),
    )


def _related(related: Related, seen: Mapping[tuple[int, Span], _Seen]) -> Related:
    at = seen.get((related.document, related.span))
    return related if at is None else replace(related, place=at.place, excerpt=at.excerpt)


def _join(outcome: Outcome, found: list[Finding], seen: _Seen, plan: Plan) -> Outcome:
    """One outcome with further findings; where its text was not kept for want of any, it is now."""
    findings = tuple(resolve([*outcome.findings, *found]))
    document = seen.document
    if outcome.text is not None or document is None:
        return replace(outcome, findings=findings)
    return replace(outcome, findings=findings, text=document.text, links=document.links, blocks=document.blocks)
