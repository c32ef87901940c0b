"""Repetition in broken machine translation: 1,737 translations, 43 of them marked by annotators as repetitive.

The marks are incomplete, so every alarm on a translation without a mark was read: raw and adjudicated figures. Reported
are the default rules of the family REP and GAR101; the score ranks texts by their findings, then by repeated bigrams.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import corpora, verdicts
from bench.corpora import Sample
from bench.findings import Judged, check, judged, tally
from bench.page import table
from bench.repeats import SCORES, average_precision, repeated_share

DATA_SET = "repetition/nmt-dev"
_CLAIMS = ("REP", "GAR101")


def look(data: Path, preview: bool) -> tuple[list[Sample], list[bool], list[Judged]]:
    """The translations, whether each is marked, and what qc finds."""
    rows = list(corpora.records(data / f"{DATA_SET}.jsonl"))
    samples = [Sample(str(row["id"]), str(row["text"]), str(row["lang"]), "machine translation") for row in rows]
    marked = [row["repetition"] == 1 for row in rows]
    found = judged(DATA_SET, samples, check(samples, preview=preview))
    return samples, marked, [each for each in found if each.finding.code.startswith(_CLAIMS)]


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """What there is to read: the alarms on translations without a mark, and the findings on marked ones."""
    return look(data, preview)[2]


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    samples, marked, found = look(data, preview)
    by_id: dict[str, list[Judged]] = defaultdict(list)
    for each in found:
        by_id[each.sample.id].append(each)
    flagged = [bool(by_id[sample.id]) for sample in samples]
    real = [mark or _right(by_id[sample.id]) for sample, mark in zip(samples, marked, strict=True)]
    scores = {"qc": [_score(sample, by_id[sample.id]) for sample in samples]}
    scores |= {name: [score(sample.text) for sample in samples] for name, score in SCORES.items()}
    return {
        "texts": len(samples),
        "marked": sum(marked),
        "raw": precision_recall(flagged, marked),
        "adjudicated": precision_recall(flagged, real),
        "unread": sum(each.state == "unread" and not mark for each, mark in _with_marks(samples, marked, by_id)),
        "by rule": tally(found),
        "average_precision": {name: round(average_precision(each, marked), 3) for name, each in scores.items()},
        "verdicts": verdicts.figures(samples, marked),
        "missed": [sample.id for sample, mark, flag in zip(samples, marked, flagged, strict=True) if mark and not flag],
    }


def _with_marks(
    samples: Sequence[Sample], marked: Sequence[bool], by_id: Mapping[str, list[Judged]]
) -> list[tuple[Judged, bool]]:
    return [(each, mark) for sample, mark in zip(samples, marked, strict=True) for each in by_id[sample.id]]


def _right(found: Sequence[Judged]) -> bool:
    return any(each.state == "right" for each in found)


def _score(sample: Sample, found: Sequence[Judged]) -> float:
    """How sure qc is that something is repeated here; among texts without a finding, the share of repeated bigrams."""
    doubt = math.prod(1 - each.finding.confidence for each in found)
    return (1 - doubt) + 0.01 * repeated_share(sample.text) if found else 0.01 * repeated_share(sample.text)


def precision_recall(flagged: Sequence[bool], real: Sequence[bool]) -> dict[str, Any]:
    """Counts and rates of texts flagged."""
    hits = sum(flag and truth for flag, truth in zip(flagged, real, strict=True))
    return {
        "flagged": sum(flagged),
        "hits": hits,
        "precision": round(hits / sum(flagged), 3) if any(flagged) else None,
        "recall": round(hits / sum(real), 3) if any(real) else None,
    }


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    rates = [
        (name, each["flagged"], each["hits"], each["precision"], each["recall"])
        for name, each in [
            ("qc, raw labels", figures["raw"]),
            ("qc, adjudicated", figures["adjudicated"]),
            *figures["verdicts"].items(),
        ]
    ]
    told = f"{figures['texts']:,} translations, {figures['marked']} marked; {figures['unread']} alarms unread.\n"
    ranks = sorted(figures["average_precision"].items(), key=lambda item: -item[1])
    head = ("verdict on a text", "flagged", "hits", "precision", "recall")
    return "\n".join([told, table(head, rates), table(("score", "average precision on raw labels"), ranks)])
