"""The look: a batch of documents becomes a `Text`, every rule looks at it, and each input gets its `Outcome`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import thread_time
from typing import Any, TypeVar

import numpy as np

from qc.document import Document, State, Unread
from qc.engine.locate import locate
from qc.engine.overlaps import resolve
from qc.engine.plan import BATCH_CHARACTERS, Plan
from qc.engine.rows import merged
from qc.engine.waivers import Waived
from qc.finding import Finding, Place
from qc.measures.languages import languages
from qc.offsets import Span
from qc.outcome import Outcome
from qc.rule import Diagnostic, Rule
from qc.rules import all_rules
from qc.rules.run.rule_crash import RuleCrash
from qc.rules.run.skipped_input import SkippedInput
from qc.rules.run.too_many_findings import TooManyFindings
from qc.rules.run.unreadable_input import UnreadableInput
from qc.rules.run.unused_suppression import UnusedSuppression
from qc.text import Text

Read = Document | Unread
Item = TypeVar("Item", bound=Read)


@dataclass
class Looked:
    """What looking at `items` inputs came to.

    outcomes   in the order of the inputs; clean neighbours may be one outcome (see `rows`)
    notes      of the corpus rules: code -> [(number of the item, note)]
    seconds    of processor time by stage: "reading", "columns", the code of each rule, "places"
    """

    items: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    notes: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict, compare=False)

    def extend(self, other: Looked) -> None:
        """Append what comes next; the numbers of its notes go on from ours."""
        base = self.items
        self.items += other.items
        self.outcomes += other.outcomes
        for stage, spent in other.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
        for code, notes in other.notes.items():
            self.notes.setdefault(code, []).extend((base + number, note) for number, note in notes)


def look(read: Iterable[Read], plan: Plan) -> Iterator[Looked]:
    """Look at what a reader gives, a batch at a time, in order."""
    began = thread_time()
    for batch in batches(read):
        reading = thread_time() - began
        looked = _look_at(batch, plan)
        looked.seconds["reading"] = reading
        yield looked
        began = thread_time()


def batches(read: Iterable[Item], characters: int = BATCH_CHARACTERS) -> Iterator[list[Item]]:
    """Groups of about `characters`; a longer document is a batch of its own. What is unread keeps its place."""
    batch: list[Item] = []
    size = 0
    for item in read:
        length = len(item.text) if isinstance(item, Document) else 100
        if batch and size + length > characters:
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield batch


def _look_at(batch: Sequence[Read], plan: Plan) -> Looked:
    """All rules on one batch."""
    documents = [item for item in batch if isinstance(item, Document)]
    numbers = [number for number, item in enumerate(batch) if isinstance(item, Document)]
    seconds: dict[str, float] = {}
    with _timed(seconds, "columns"):
        text = Text(documents)
        _ = text.sentences, text.view(languages)
    found = _findings(text, plan, seconds)
    notes = _notes(text, numbers, plan, seconds)
    with _timed(seconds, "places"):
        checked = iter(_outcomes(text, found, plan) if documents else ())
        outcomes = [next(checked) if isinstance(item, Document) else unread_outcome(item) for item in batch]
    text.forget()
    return Looked(len(batch), merged(outcomes) if plan.merge_clean else outcomes, notes, seconds)


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    began = thread_time()
    yield
    seconds[stage] = thread_time() - began


def _findings(text: Text, plan: Plan, seconds: dict[str, float]) -> list[list[Finding]]:
    """What all rules find, by document."""
    found: list[list[Finding]] = [[] for _ in text.sources]
    for rule in plan.document_rules:
        with _timed(seconds, rule.code):
            made = _check(rule, text)
        for finding in map(plan.graded, made):
            wanted = finding.severity.rank >= plan.min_severity.rank and finding.confidence >= plan.min_confidence
            if wanted or finding.code == RuleCrash.code:
                found[finding.document].append(finding)
    return found


def _check(rule: Rule, text: Text) -> list[Finding]:
    """The findings of one rule; where it fails, document by document, so that a crash costs one document one rule."""
    try:
        return list(rule.check(text))
    except Exception as error:
        if len(text.sources) == 1:
            return [_crash(rule, error, 0)]
    found = []
    for number, document in enumerate(text.sources):
        found += [_renumbered(finding, number) for finding in _check(rule, Text([document]))]
    return found


def _renumbered(finding: Finding, document: int) -> Finding:
    related = tuple(replace(other, document=document) for other in finding.related)
    return replace(finding, document=document, related=related)


def _crash(rule: Rule, error: Exception, document: int) -> Finding:
    message = (
        f"rule {rule.code} ({rule.name()}) failed here: {type(error).__name__}: {error}; the other rules went on. "
        f"Leave it out with --ignore {rule.code}"
    )
    return _diagnosis(RuleCrash, message, document=document)


def _diagnosis(
    rule: type[Diagnostic], message: str, *, document: int = 0, where: Place | None = None, **evidence: Any
) -> Finding:
    return Finding(rule.code, rule.name(), rule.severity, document, Span(0, 0), message, place=where, evidence=evidence)


def _notes(text: Text, numbers: list[int], plan: Plan, seconds: dict[str, float]) -> dict[str, list[tuple[int, Any]]]:
    """The notes of every corpus rule, by code, on the batch's own numbering."""
    notes = {}
    for rule in plan.corpus_rules:
        with _timed(seconds, rule.code):
            made = [(numbers[document], note) for document, note in rule.note(text)]
        if made:
            notes[rule.code] = made
    return notes


def _outcomes(text: Text, found: list[list[Finding]], plan: Plan) -> Iterator[Outcome]:
    """The outcome of every document of the batch, in order."""
    words = np.bincount(text.words.owner, minlength=len(text.sources)).tolist()
    named = text.view(languages)
    documents = list(text.sources)
    for number, document in enumerate(documents):
        clean = clean_outcome(document, named[number], words[number])
        judged = found[number] or plan.waivers.marked
        yield _judged(clean, documents, number, found[number], plan) if judged else clean


def _judged(clean: Outcome, documents: list[Document], number: int, found: list[Finding], plan: Plan) -> Outcome:
    """The outcome of a document with those of the findings in it that count, at their places."""
    document, language = documents[number], clean.language
    waived = plan.waivers.of(document)
    findings = resolve(waived.sift(found))
    over = findings[plan.max_findings :]
    findings = locate(findings[: plan.max_findings], document, documents, language)
    if over:
        findings += locate([_overflow(over, number, plan)], document, documents, language)
    findings += _unused_marks(waived, number, plan)
    whole = shown(document) if plan.keep_text and findings else {}
    return replace(clean, findings=tuple(findings), left_out=dict(waived.left_out), **whole)


def _unused_marks(waived: Waived, number: int, plan: Plan) -> Iterator[Finding]:
    """Findings for the marks that let nothing pass, of those about rules that look at single documents."""
    if not plan.waivers.marked:
        return
    document, looked = waived.document, {rule.code for rule in plan.document_rules}
    elsewhere = {label for rule in all_rules() if rule.code not in looked for label in (rule.code, rule.name())}
    for mark in waived.unused(elsewhere):
        message = f"no finding needs this mark for {', '.join(sorted(mark.labels))}; take it out, or mend its spelling"
        where = Place(document.path, document.format, Span(0, 0), mark.start, mark.end, document.record, document.field)
        yield _diagnosis(UnusedSuppression, message, document=number, where=where)


def clean_outcome(document: Document, language: str, words: int) -> Outcome:
    """The outcome of a document in which nothing was found."""
    return Outcome(
        path=document.path,
        format=document.format,
        state=State.CHECKED,
        record=document.record,
        field=document.field,
        notes=tuple(document.meta.get("notes", ())),
        language=language,
        characters=len(document.text),
        words=words,
    )


def shown(document: Document) -> dict[str, Any]:
    """What a report needs to show the whole document."""
    return {"text": document.text, "source": document.source, "links": document.links, "blocks": document.blocks}


def _overflow(over: list[Finding], document: int, plan: Plan) -> Finding:
    counts = Counter(finding.code for finding in over)
    listed = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
    message = (
        f"{len(over)} more findings in this document are not listed ({listed}); "
        f"--max-findings raises the limit of {plan.max_findings}"
    )
    return _diagnosis(TooManyFindings, message, document=document, left_out=dict(sorted(counts.items())))


def unread_outcome(unread: Unread) -> Outcome:
    """The outcome of an input that gave no document; a failed one carries a QC001 finding, a skipped one QC002."""
    where = Place(unread.path, unread.format, Span(0, 0), record=unread.record)
    rule = UnreadableInput if unread.state is State.FAILED else SkippedInput
    finding = _diagnosis(rule, unread.reason, where=where)
    return Outcome(
        unread.path,
        unread.format,
        unread.state,
        unread.record,
        reason=unread.reason,
        count=unread.count,
        findings=(finding,),
    )
