"""The trailing-links data: texts as extractors left them, a label a line, halves by domain, and the metrics.

The metrics are those of `../shared/score/trailing_metrics.py`, which stays the reference: figure for figure the same.
"""

from __future__ import annotations

import re
import statistics
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from bench import corpora
from qc.document import Document, Record

MATERIAL = 100  # characters: a shorter tail is a leftover, not a block
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """One text as one producer left it, or (`producer` "gold") the body that people marked."""

    id: str
    page: str
    source: str
    producer: str
    lang: str
    domain: str
    text: str
    gold: str
    labels: tuple[tuple[int, int, str], ...]  # start, end, label of each line
    tail_start: int | None

    @property
    def half(self) -> int:
        """0 or 1, by the domain: what is chosen on one half is measured on the other."""
        return zlib.crc32(self.domain.encode()) & 1

    @cached_property
    def document(self) -> Document:
        """The text as a document with the address that says which site it is of."""
        url = f"https://{self.domain}/{self.id}" if self.domain else ""
        return Document(self.id, self.text, record=Record(0, 1, self.id, url))

    @cached_property
    def tail(self) -> int:
        """Characters of the tail."""
        return sum(end - start for start, end, label in self.labels if label.startswith("tail"))


def pages(path: Path) -> list[Page]:
    """The texts of a file whose extraction kept at least half of the body."""
    return [_page(record) for record in corpora.records(path) if float(str(record["recall"])) >= 0.5]


def _page(record: Mapping[str, Any]) -> Page:
    labels = tuple((line["start"], line["end"], line["label"]) for line in record["lines"])
    known = {name: record[name] or "" for name in ("id", "page", "source", "producer", "lang", "domain")}
    return Page(**known, text=record["text"], gold=record["gold"], labels=labels, tail_start=record["tail_start"])


def bodies(path: Path) -> list[Page]:
    """The gold bodies of a file, each page once: texts without a tail."""
    found: dict[tuple[str, str], Page] = {}
    for record in corpora.records(path):
        source, page, gold = str(record["source"]), str(record["page"]), str(record["gold"])
        lang = str(record.get("lang") or record.get("page_type") or "")
        body = Page(page, page, source, "gold", lang, str(record["domain"] or ""), gold, gold, (), None)
        found.setdefault((source, page), body)
    return list(found.values())


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """The n-grams of the words of a text, with their counts."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + n]) for at in range(max(1, len(words) - n + 1)) if words)


def overlap(gold: Counter[tuple[str, ...]], text: str) -> tuple[int, int, int]:
    """n-grams of the text that are in the body, that are not, and those of the body that are missing."""
    found = shingles(text)
    return (gold & found).total(), (found - gold).total(), (gold - found).total()


def article_f1(rows: Iterable[tuple[int, int, int]]) -> float:
    """F1 of the mean precision and the mean recall of the 4-grams."""
    rows = list(rows)
    precision = statistics.mean(hit / (hit + more) for hit, more, _ in rows if hit + more)
    recall = statistics.mean(hit / (hit + less) for hit, _, less in rows if hit + less)
    return 2 * precision * recall / (precision + recall)


Overlap = tuple[int, int, int]
Cut = tuple[int | None, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Held:
    """One cut held against the labels of its text: what to count, and the 4-grams before, after and at best."""

    n: Mapping[str, int]
    before: Overlap
    after: Overlap
    oracle: Overlap


def held(page: Page, cut: Cut) -> Held:
    """A cut is the offset from which the text is junk (or `None`), and stretches before it that fixes take out."""
    start, removed = cut
    at, flagged = len(page.text) + 1 if start is None else start, start is not None
    n, found, lost = _lines(page, at)
    tailed, material = page.tail_start is not None, page.tail >= MATERIAL
    hit = tailed and 0 < page.tail <= 2 * found
    n |= {"texts": 1, "flagged": flagged, "right": flagged and not lost and found > 0, "lost": lost}
    n |= {"tailed": tailed, "clean": not tailed, "alarm": flagged and not tailed, "hit": hit}
    n |= {
        "exact": tailed and start == page.tail_start,
        "material": tailed and material,
        "material_hit": hit and material,
    }
    before, oracle = _extremes(page)
    changed = flagged or removed
    after = overlap(_shingles_of(page.gold), without(page.text[:at], removed)) if changed else before
    return Held({name: int(value) for name, value in n.items()}, before, after, oracle)


def _lines(page: Page, at: int) -> tuple[dict[str, int], int, int]:
    """Lines found and missed, and the characters of tail found and of body lost."""
    n, found, lost = Counter[str](), 0, 0
    for start, end, label in page.labels:
        junk, size = start >= at, end - start
        if label.startswith("tail"):
            found += size * junk
            n.update(tp=junk, fn=not junk)
        elif label == "body":
            lost += size * junk
            n.update(fp=junk, body=size, copy=junk and _is_copy(page, at, page.text[start:end]))
    return dict(n), found, lost


def _is_copy(page: Page, at: int, line: str) -> bool:
    """In the marked body the line stands before lines that are kept: behind the cut is another copy of it.

    Sites repeat the headline of an article in their lists of the latest articles below it.
    """
    kept = (page.text[start:end] for start, end, label in page.labels if label == "body" and end <= at)
    last = max((page.gold.find(own.strip()) for own in kept), default=-1)
    return 0 <= page.gold.find(line.strip()) < last


@lru_cache(maxsize=64)
def _shingles_of(gold: str) -> Counter[tuple[str, ...]]:
    return shingles(gold)


@lru_cache(maxsize=8192)
def _extremes(page: Page) -> tuple[Overlap, Overlap]:
    """The 4-grams of the text as it is, and as it were with its tail cut at the right place."""
    gold, end = _shingles_of(page.gold), page.tail_start
    before = overlap(gold, page.text)
    return before, before if end is None else overlap(gold, page.text[:end])


def figures(rows: Sequence[Held]) -> dict[str, Any]:
    """All figures of some cuts; `None` where there was nothing to count."""
    n: Counter[str] = Counter()
    for row in rows:
        n.update(row.n)

    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    return {
        "texts": n["texts"],
        "tails": n["tailed"],
        "cuts": n["flagged"],
        "cuts right": share(n["right"], n["flagged"]),
        "tails hit": share(n["hit"], n["tailed"]),
        "material tails hit": share(n["material_hit"], n["material"]),
        "exact": share(n["exact"], n["tailed"]),
        "line precision": share(n["tp"], n["tp"] + n["fp"]),
        "copies aside": share(n["tp"], n["tp"] + n["fp"] - n["copy"]),
        "line recall": share(n["tp"], n["tp"] + n["fn"]),
        "clean flagged": share(n["alarm"], n["clean"]),
        "body lost": share(n["lost"], n["body"]),
        "F1 before": article_f1(row.before for row in rows),
        "F1 after": article_f1(row.after for row in rows),
        "F1 oracle": article_f1(row.oracle for row in rows),
    }


def without(text: str, removed: Sequence[tuple[int, int]]) -> str:
    """The text without some stretches."""
    kept, at = [], 0
    for start, end in sorted(removed):
        kept.append(text[at:start])
        at = max(at, end)
    return "".join([*kept, text[at:]])
