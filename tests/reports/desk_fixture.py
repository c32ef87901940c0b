"""The run that the desk is tested with, from a seed: 10,000 findings, 50 of them hostile, many scripts, a cluster."""

from __future__ import annotations

import random
from dataclasses import replace

from made_runs import HOSTILE, RULES, SCRIPTS, SENTENCES, checked, finding, hostile, many, outcome, place, run

from qc.document import Record
from qc.finding import Excerpt, Finding, Related, Severity
from qc.offsets import Span
from qc.outcome import Outcome, Run

FINDINGS, HOSTILE_FINDINGS, MEMBERS, SMALL = 10_000, 50, 46, 4

RULES = {**RULES, "near": ("DUP102", "near-duplicate-document", Severity.WARNING)}


def desk_run(total: int = FINDINGS, seed: int = 7) -> Run:
    """Exactly `total` findings: a cluster of 46 documents, every script, hostile strings, and records of prose."""
    fixed = [*cluster(seed), checked("\n".join(SCRIPTS), "scripts.txt"), *_hostile(HOSTILE_FINDINGS)]
    left = total - sum(len(it.findings) for it in fixed)
    prose = many(left // 10 + 1, 10, seed).outcomes
    kept: list[Outcome] = []
    for it in prose:
        kept.append(replace(it, findings=it.findings[: max(0, left)]))
        left -= len(kept[-1].findings)
    return run(*fixed, *(it for it in kept if it.findings))


def small_run() -> Run:
    """A little of everything, for what takes its time by the element."""
    return run(*cluster(7, SMALL), checked("\n".join(SCRIPTS), "scripts.txt"), *_hostile(6), *many(3, 3).outcomes[:3])


def _hostile(findings: int) -> list[Outcome]:
    """Findings with hostile words in every field that strangers fill, two a document."""
    documents = [it for it in hostile().outcomes if it.text is not None]
    again = [replace(it, path=f"{it.path}/again") for it in documents]
    return [*documents, *again][: findings // 2]


def cluster(seed: int, members: int = MEMBERS) -> list[Outcome]:
    """Documents that are nearly the same: each has a word or two of its own; the second one names all others."""
    chance = random.Random(seed)
    texts = [_varied(chance) for _ in range(members)]
    records = [Record(at, at + 1, f"copy-{at}", f"https://copies.example/{at}") for at in range(members)]
    found = _finding(texts, records)
    return [
        outcome(text, [found] if at == 1 else [], "copies.jsonl", record=record, field="text", language="en")
        for at, (text, record) in enumerate(zip(texts, records, strict=True))
    ]


def _varied(chance: random.Random) -> str:
    words = SENTENCES["en"].split(" ")
    for at in chance.sample(range(len(words)), 2):
        words[at] = f"changed{chance.randrange(1000)}"
    return " ".join(words)


def _finding(texts: list[str], records: list[Record]) -> Finding:
    def whole(at: int) -> Span:
        return Span(0, len(texts[at]))

    related = tuple(
        Related(
            at, whole(at), "another copy", place(texts[at], whole(at), "copies.jsonl", records[at]),
            Excerpt("", texts[at][:240], ""),
        )
        for at in range(len(texts))
        if at != 1
    )  # fmt: skip
    code, name, severity = RULES["near"]
    made = finding(
        texts[1], whole(1), path="copies.jsonl", record=records[1], document=1, message=f"one of {len(texts)} copies"
    )
    return replace(made, code=code, name=name, severity=severity, related=related, fingerprint="cluster:1")


assert len(HOSTILE) <= HOSTILE_FINDINGS
