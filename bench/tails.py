"""The trailing-links data: texts as extractors left them, a label a line, halves by domain, and the metrics.

The metrics are those of `../shared/score/trailing_metrics.py`, which stays the reference; a test compares them.
"""

from __future__ import annotations

import re
import statistics
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import corpora

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


@dataclass
class Tally:
    """Cuts held against the labels. A cut is the offset from which the text is junk, or `None`."""

    n: Counter[str] = field(default_factory=Counter)
    before: list[tuple[int, int, int]] = field(default_factory=list)
    after: list[tuple[int, int, int]] = field(default_factory=list)
    oracle: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, page: Page, cut: int | None, removed: Sequence[tuple[int, int]] = ()) -> None:
        """`removed`: stretches before the cut that fixes take out (they count in the F1 only)."""
        at = len(page.text) + 1 if cut is None else cut
        found, lost = self._lines(page, at)
        n, flagged = self.n, cut is not None
        n.update(texts=1, flagged=flagged, right=flagged and not lost and found > 0)
        tailed, material = page.tail_start is not None, page.tail >= MATERIAL
        n.update(tailed=tailed, clean=not tailed, alarm=flagged and not tailed, lost=lost)
        hit = tailed and found >= page.tail / 2 and page.tail > 0
        n.update(hit=hit, exact=tailed and cut == page.tail_start, material=tailed and material)
        n.update(material_hit=hit and material)
        gold = shingles(page.gold)
        self.before.append(overlap(gold, page.text))
        self.after.append(overlap(gold, without(page.text[:at], removed)) if flagged or removed else self.before[-1])
        end = page.tail_start
        self.oracle.append(self.before[-1] if end is None else overlap(gold, page.text[:end]))

    def _lines(self, page: Page, at: int) -> tuple[int, int]:
        """Characters of tail found, and of body lost."""
        found = lost = 0
        for start, end, label in page.labels:
            junk, size = start >= at, end - start
            if label.startswith("tail"):
                found += size * junk
                self.n.update(tp=junk, fn=not junk)
            elif label == "body":
                lost += size * junk
                self.n.update(fp=junk, body=size)
        return found, lost

    def share(self, part: str, whole: str) -> float | None:
        return self.n[part] / self.n[whole] if self.n[whole] else None

    def figures(self) -> dict[str, Any]:
        """All figures; `None` where there was nothing to count."""
        n = self.n
        precision = n["tp"] / (n["tp"] + n["fp"]) if n["tp"] + n["fp"] else None
        recall = n["tp"] / (n["tp"] + n["fn"]) if n["tp"] + n["fn"] else None
        f1 = {name: article_f1(getattr(self, name)) for name in ("before", "after", "oracle")} if n["texts"] else {}
        return {
            "texts": n["texts"],
            "tails": n["tailed"],
            "cuts": n["flagged"],
            "cuts right": self.share("right", "flagged"),
            "tails hit": self.share("hit", "tailed"),
            "material tails hit": self.share("material_hit", "material"),
            "exact": self.share("exact", "tailed"),
            "line precision": precision,
            "line recall": recall,
            "clean flagged": self.share("alarm", "clean"),
            "body lost": self.share("lost", "body"),
            **{f"F1 {name}": value for name, value in f1.items()},
        }


def without(text: str, removed: Sequence[tuple[int, int]]) -> str:
    """The text without some stretches."""
    kept, at = [], 0
    for start, end in sorted(removed):
        kept.append(text[at:start])
        at = max(at, end)
    return "".join([*kept, text[at:]])
