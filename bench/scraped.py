"""Texts as extractors leave them: what the rules find there, and how much of a sample of it is right.

Clean prose has few defects and planted ones are alike; these pages have what the web has. Of each page one text, taken
by hash among the extractors; of each rule so many findings, two of a text at most, by hash too, were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bench import corpora
from bench.corpora import Sample
from bench.findings import Judged, check, judged
from bench.page import table

SETS = ("trailing/pages-dev", "trailing/sites-dev")
_FAMILIES = ("REP", "GAR", "ENC", "LNG")
_READ, _OF_ONE_TEXT = 20, 2


def look(data: Path, preview: bool) -> list[Judged]:
    """All findings of the families that this page is about."""
    found: list[Judged] = []
    for name in SETS:
        samples = list(_texts(data / f"{name}.jsonl.gz"))
        outcomes = check(samples, select=list(_FAMILIES), preview=preview)
        found += judged(f"{name}#text", samples, outcomes)
    return found


def _texts(path: Path) -> Iterable[Sample]:
    """Of each page the text whose id has the smallest hash."""
    pages: dict[tuple[Any, Any], dict[str, Any]] = {}
    for record in corpora.records(path):
        page = (record.get("source"), record.get("page", record.get("id")))
        if page not in pages or _hash(str(record["id"])) < _hash(str(pages[page]["id"])):
            pages[page] = record
    return [Sample(str(each["id"]), str(each["text"]), str(each.get("lang") or "")) for each in pages.values()]


def _hash(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=8).digest()


def sample(found: Iterable[Judged]) -> list[Judged]:
    """Of each rule `_READ` findings, in an order that nobody chose."""
    chosen: dict[str, list[Judged]] = defaultdict(list)
    texts: Counter[tuple[str, str]] = Counter()
    for each in sorted(found, key=lambda each: _hash(f"{each.sample.id} {each.finding.span}")):
        code, text = each.finding.code, (each.finding.code, each.sample.id)
        if len(chosen[code]) < _READ and texts[text] < _OF_ONE_TEXT:
            texts[text] += 1
            chosen[code].append(each)
    return [each for code in sorted(chosen) for each in chosen[code]]


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """What there is to read."""
    return sample(look(data, preview))


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    found = look(data, preview=True)
    return {"by rule": _by_rule(found, sample(found))}


def _by_rule(found: Sequence[Judged], read: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    counts = Counter(f"{each.finding.code} {each.finding.name}" for each in found)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for each in read:
        states[f"{each.finding.code} {each.finding.name}"][each.state] += 1
    return {label: {"found": counts[label], **states[label]} for label in sorted(counts)}


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    rows = [
        (label, row["found"], row.get("right", 0), row.get("wrong", 0), row.get("unread", 0))
        for label, row in figures["by rule"].items()
    ]
    return table(("rule", "found", "of the sample right", "wrong", "unread"), rows)
