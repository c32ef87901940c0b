"""Whether confidences tell the truth: of findings at confidence c, the share c should be right.

Truth are the verdicts on findings in clean prose, scraped texts and broken translations. The expected calibration error
(ECE) is the mean distance between what a bin of findings claims and how much of it is right, weighted by size. It is
quoted on the texts of one half (by hash of their name) with what the rules say, and with what the other half teaches:
for each rule and confidence the share that was right there, drawn towards what the rule says. If the two differ much,
the stated confidences are off; if the taught ones are no better, they are as good as these data can make them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from bench import clean, repetition, scraped
from bench.findings import Judged
from bench.page import table

BINS = 20
_PRIOR = 10.0  # so many findings the stated confidence is worth against those that were read
_FEW = 8  # findings of a rule below which its own error means nothing


class Said(NamedTuple):
    """A finding that somebody has read."""

    code: str
    confidence: float
    right: bool
    half: int


Quote = Callable[[Said], float]


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """Nothing to read that the other tasks do not show."""
    return []


def said(data: Path) -> list[Said]:
    """All findings with a verdict."""
    found = [*clean.look(data, preview=True)[0], *scraped.findings(data, preview=True)]
    found += repetition.look(data, preview=True)[2]
    return [
        Said(each.finding.code, each.finding.confidence, each.verdict.right, half(each.sample.id))
        for each in found
        if each.verdict is not None
    ]


def half(name: str) -> int:
    """0 or 1, by the hash of a text's name."""
    return blake2b(name.encode(), digest_size=1).digest()[0] & 1


def stated(one: Said) -> float:
    return one.confidence


def taught(by: Iterable[Said]) -> Quote:
    """What the share right among `by` says of a rule at a confidence, drawn towards what is stated."""
    counts: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0])
    for one in by:
        counts[one.code, one.confidence][0] += one.right
        counts[one.code, one.confidence][1] += 1

    def quote(one: Said) -> float:
        right, total = counts[one.code, one.confidence]
        return (right + _PRIOR * one.confidence) / (total + _PRIOR)

    return quote


def error(group: Sequence[Said], quote: Quote = stated) -> float:
    """The expected calibration error over `BINS` bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in group:
        claimed = quote(one)
        bins[min(int(claimed * BINS), BINS - 1)].append((claimed, one.right))
    gaps = (abs(sum(claimed for claimed, _ in each) - sum(right for _, right in each)) for each in bins.values())
    return sum(gaps) / len(group) if group else 0.0


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    return figures(said(data))


def figures(all_said: Sequence[Said]) -> dict[str, Any]:
    halves = [[one for one in all_said if one.half == number] for number in (0, 1)]
    crossed = [error(halves[number], taught(halves[1 - number])) for number in (0, 1)]
    return {
        "findings": len(all_said),
        "stated": round(error(all_said), 3),
        "halves": [round(error(each), 3) for each in halves],
        "taught by the other half": [round(each, 3) for each in crossed],
        "bins": _bins(all_said),
        "by rule": _by_rule(all_said),
    }


def _bins(group: Iterable[Said]) -> list[dict[str, Any]]:
    bins: dict[int, list[Said]] = defaultdict(list)
    for one in group:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [{"from": number / BINS, **_row(bins[number])} for number in sorted(bins)]


def _by_rule(group: Iterable[Said]) -> dict[str, dict[str, Any]]:
    rules: dict[str, list[Said]] = defaultdict(list)
    for one in group:
        rules[one.code].append(one)
    return {code: _row(rules[code]) for code in sorted(rules)}


def _row(group: Sequence[Said]) -> dict[str, Any]:
    count = len(group)
    return {
        "findings": count,
        "claimed": round(sum(one.confidence for one in group) / count, 3),
        "right": round(sum(one.right for one in group) / count, 3),
        "error": round(error(group), 3) if count >= _FEW else None,
    }


def section(measured: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    first, second = measured["halves"]
    crossed = measured["taught by the other half"]
    told = (
        f"{measured['findings']:,} findings. Expected calibration error of the stated confidences: "
        f"{measured['stated']} (halves {first} and {second}); of those that the other half teaches: "
        f"{crossed[0]} and {crossed[1]}.\n"
    )
    bins = [(f"{row['from']:.2f}", row["findings"], row["claimed"], row["right"]) for row in measured["bins"]]
    rules = [
        (code, *("" if row[name] is None else row[name] for name in ("findings", "claimed", "right", "error")))
        for code, row in measured["by rule"].items()
    ]
    return "\n".join(
        [
            told,
            table(("confidence from", "findings", "claimed", "right"), bins),
            table(("rule", "findings", "claimed", "right", "error"), rules),
        ]
    )
