"""What qc finds in texts, through the whole engine, and what people who read each finding said of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.corpora import ROOT, Sample
from qc.api import plan
from qc.config import load
from qc.document import Document, Record
from qc.engine import check_documents
from qc.finding import Finding
from qc.offsets import Span
from qc.outcome import Outcome
from qc.rules.run.rule_crash import RuleCrash

ADJUDICATED = ROOT / "bench" / "adjudicated.jsonl"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody who read the place said: is it the defect that the rule claims?"""

    code: str
    span: Span
    right: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding in a sample of a data set with its verdict, `None` where nobody has read it yet."""

    data: str
    sample: Sample
    finding: Finding
    verdict: Verdict | None

    @property
    def state(self) -> str:
        if self.verdict is None:
            return "unread"
        return "right" if self.verdict.right else "wrong"


def check(samples: Sequence[Sample], **settings: Any) -> list[Outcome]:
    """The outcomes of the samples, in order; `settings` are those of qc.toml (default rules without any).

    Raises `RuntimeError` where a rule crashes: a rule that says nothing must not look precise.
    """
    documents = [_document(number, sample) for number, sample in enumerate(samples)]
    outcomes = check_documents(documents, plan(load(given=settings, origin="bench")))
    crashes = [found.message for outcome in outcomes for found in outcome.findings if found.code == RuleCrash.code]
    if crashes:
        raise RuntimeError(crashes[0])
    return outcomes


def _document(number: int, sample: Sample) -> Document:
    read = sample.document or Document("<bench>", sample.text)
    return replace(read, record=Record(number, number + 1, sample.id, _url(sample)))


def _url(sample: Sample) -> str:
    """An address that says which pages are of one site."""
    return f"https://{sample.site}/{sample.id}" if sample.site else ""


def judged(data: str, samples: Sequence[Sample], outcomes: Sequence[Outcome]) -> list[Judged]:
    """Every finding with its verdict: the one on the same code at an overlapping span."""
    known = verdicts(data)
    return [
        Judged(data, sample, finding, _verdict(finding, known.get(sample.id, ())))
        for sample, outcome in zip(samples, outcomes, strict=True)
        for finding in outcome.findings
    ]


def verdicts(data: str, path: Path = ADJUDICATED) -> dict[str, list[Verdict]]:
    """The verdicts on a data set, by id of the sample."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        said = json.loads(line)
        if said["data"] == data:
            span = Span(*said["span"])
            found[said["id"]].append(Verdict(said["code"], span, said["right"], said["reason"]))
    return found


def _verdict(finding: Finding, known: Iterable[Verdict]) -> Verdict | None:
    """The verdict whose span shares most with the finding's; spans may move a little from version to version."""
    same = [said for said in known if said.code == finding.code and said.span.overlap(finding.span)]
    return max(same, key=lambda said: said.span.overlap(finding.span), default=None)


def shown(each: Judged) -> str:
    """A finding for reading: what a verdict needs to name it, the place, and the reason."""
    finding, excerpt = each.finding, each.finding.excerpt
    head = [each.state, each.data, each.sample.id, finding.code, f"{finding.span.start}-{finding.span.end}"]
    place = f"{excerpt.before}⟦{excerpt.match}⟧{excerpt.after}" if excerpt else ""
    lines = ["\t".join([*head, f"{finding.confidence:.2f}", each.sample.lang, each.sample.genre]), f"    {place!r}"]
    return "\n".join([*lines, f"    {finding.message}"])


def tally(found: Iterable[Judged]) -> dict[str, Counter[str]]:
    """How many findings of each rule are right, wrong and unread."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        counts[f"{each.finding.code} {each.finding.name}"][each.state] += 1
    return dict(sorted(counts.items()))


def unread_first(found: Iterable[Judged]) -> Iterator[Judged]:
    yield from sorted(found, key=lambda each: (each.state != "unread", each.finding.code))
