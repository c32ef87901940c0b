"""Where sentences end: golden cases by hand in thirty languages and more, and treebank texts of ten sentences each.

The cases (`bench/golden/sentences.txt`) hold abbreviations, initials, ordinals, quotations and what garbled text has:
". . .", no capitals, lines without a stop. A boundary is right if it falls into the blanks around the marked place.
The treebank texts do not carry their boundaries, only their number: the share of it that is found is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench import corpora
from bench.corpora import ROOT
from bench.findings import Judged
from bench.page import table
from qc.document import Document
from qc.text import Text

CASES = ROOT / "bench" / "golden" / "sentences.txt"
_BOUNDARY, _LINE = "¦", "⏎"
_TEN = ("German-GSD", "Spanish-GSD", "French-GSD", "Indonesian-GSD")  # ten sentences a text


class Case(NamedTuple):
    """A text, and the number of visible characters before each boundary within it."""

    lang: str
    text: str
    ends: frozenset[int]


def cases(path: Path = CASES) -> Iterator[Case]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            lang, marked = line.split("\t")
            pieces = marked.replace(_LINE, "\n").split(_BOUNDARY)
            counts = [_visible("".join(pieces[: at + 1])) for at in range(len(pieces) - 1)]
            yield Case(lang, "".join(pieces), frozenset(counts))


def _visible(text: str) -> int:
    return len("".join(text.split()))


def found(case: Case) -> frozenset[int]:
    """The number of visible characters before each boundary that qc sees."""
    text = Text([Document(path="case", text=case.text, meta={"lang": case.lang})])
    ends = text.sentences.end[:-1].tolist()
    return frozenset(_visible(text.slice(0, end)) for end in ends)


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """Nothing to read: where sentences end is written in the cases."""
    return []


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed = []
    for case in cases():
        seen = found(case)
        for lang in (case.lang, "all"):
            counts[lang].update(right=len(seen & case.ends), found=len(seen), marked=len(case.ends), cases=1)
        if seen != case.ends:
            missed.append(f"{case.lang}: {case.text}")
    return {
        "by language": {lang: _rates(counts[lang]) for lang in ("all", *sorted(set(counts) - {"all"}))},
        "not exact": missed,
        "treebanks": _treebanks(data),
    }


def _rates(count: Counter[str]) -> dict[str, Any]:
    precision = count["right"] / count["found"] if count["found"] else 1.0
    recall = count["right"] / count["marked"]
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "cases": count["cases"],
        "boundaries": count["marked"],
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f": round(both, 3),
    }


def _treebanks(data: Path) -> dict[str, float]:
    """Sentences found per sentence there is, in texts of ten."""
    path = data / "clean" / "ud-dev.jsonl.gz"
    seen: dict[str, list[int]] = defaultdict(list)
    for sample in corpora.samples(path) if path.exists() else ():
        treebank = sample.id.partition("/")[0]
        if treebank in _TEN:
            text = Text([Document(path=sample.id, text=sample.text, meta={"lang": sample.lang})])
            seen[treebank].append(len(text.sentences))
    return {name: round(sum(counts) / (10 * len(counts)), 3) for name, counts in sorted(seen.items())}


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    names = ("cases", "boundaries", "precision", "recall", "f")
    rows = [(lang, *(row[name] for name in names)) for lang, row in figures["by language"].items()]
    parts = [table(("language", "cases", "boundaries", "precision", "recall", "F"), rows)]
    if figures["treebanks"]:
        parts.append(table(("treebank", "sentences found, per sentence"), figures["treebanks"].items()))
    return "\n".join(parts)
