"""False alarms in clean texts: gold bodies that people cut out by hand, texts of treebanks, and of packages.

The texts of packages (manuals, handbooks, law, scripture, songs, quotations, dialogues, recipes, tables, lists, code,
articles of an encyclopaedia, in thirty languages) are obtained by `python -m bench.packages`.
Findings a million words (in scripts without spaces: characters), raw, and as judged:
gold bodies do hold typing errors, repeated sentences and leftovers, and a finding that is right is no false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import corpora, packages
from bench.corpora import Sample
from bench.findings import Judged, check, judged, tally
from bench.page import table
from qc.api import plan
from qc.config import load

SETS = {
    "trailing/pages-dev": "gold bodies of news pages",
    "trailing/sites-dev": "gold bodies of Polish and Russian news pages, several a site",
    "clean/ud-dev": "texts of treebanks",
}
_FROM_PACKAGES = "texts of packages"
PACKAGES = "packages"  # what `python -m bench.packages` has obtained


def look(data: Path, preview: bool) -> tuple[list[Judged], list[tuple[str, Sample, int]]]:
    """All findings, and each sample with its set and its words."""
    found: list[Judged] = []
    words: list[tuple[str, Sample, int]] = []
    for name, samples in _sets(data):
        outcomes = check(samples, preview=preview)
        found += judged(name, samples, outcomes)
        words += [(name, sample, outcome.words) for sample, outcome in zip(samples, outcomes, strict=True)]
    return found, words


def _sets(data: Path) -> Iterator[tuple[str, list[Sample]]]:
    for name in SETS:
        yield name, list(corpora.samples(data / f"{name}.jsonl.gz"))
    yield PACKAGES, list(packages.samples())


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """What there is to read."""
    return look(data, preview)[0]


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    """Figures by rule, language, genre and set."""
    found, words = look(data, preview)
    waiting, _ = look(data, preview=True)
    total = sum(count for _, _, count in words)
    return {
        "words": total,
        "all": _rates(found, total),
        "by rule": _by_rule(found, rules(preview), total),
        "by preview rule": _by_rule(waiting, rules(preview=True) - rules(preview), total),
        "by set": _by(found, words, lambda name, sample: SETS.get(name, _FROM_PACKAGES)),
        "by language": _by(found, words, lambda name, sample: sample.lang or "not told"),
        "by genre": _by(found, words, lambda name, sample: sample.genre),
    }


def rules(preview: bool) -> set[str]:
    """What runs, as "CODE name"."""
    return {f"{rule.code} {rule.name()}" for rule in plan(load(given={"preview": preview}, origin="bench")).rules}


def _by_rule(found: Iterable[Judged], labels: Iterable[str], words: int) -> dict[str, dict[str, Any]]:
    """Figures of each of the rules, of those that found nothing, too."""
    counts = tally(found)
    kept = {label: counts.get(label, Counter()) for label in sorted(labels)}
    return {label: {**each, **_per_million(each, words)} for label, each in kept.items()}


def _rates(found: Iterable[Judged], words: int) -> dict[str, Any]:
    counts = Counter(each.state for each in found)
    return {"words": words, **counts, **_per_million(counts, words)}


def _per_million(counts: Mapping[str, int], words: int) -> dict[str, float]:
    """Findings a million words, and those of them which are not known to be right."""
    millions = words / 1e6
    alarms = counts.get("wrong", 0) + counts.get("unread", 0)
    return {
        "findings_per_million": round(sum(counts.values()) / millions, 1),
        "alarms_per_million": round(alarms / millions, 1),
    }


def _by(
    found: Iterable[Judged], words: Iterable[tuple[str, Sample, int]], key: Callable[[str, Sample], str]
) -> dict[str, dict[str, Any]]:
    sizes: Counter[str] = Counter()
    for name, sample, count in words:
        sizes[key(name, sample)] += count
    groups: dict[str, list[Judged]] = {group: [] for group, _ in sizes.most_common()}
    for each in found:
        groups[key(each.data, each.sample)].append(each)
    return {group: _rates(members, sizes[group]) for group, members in groups.items()}


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    waiting = [(f"{rule} (preview)", row) for rule, row in figures["by preview rule"].items()]
    rows = [
        (rule, *_counts(row), row["findings_per_million"], row["alarms_per_million"])
        for rule, row in [("**all default rules**", figures["all"]), *figures["by rule"].items(), *waiting]
    ]
    head = ("findings a million words", "of them not right")
    parts = [f"{figures['words']:,} words.\n", table(("rule", "right", "wrong", "unread", *head), rows)]
    for name in ("by set", "by language", "by genre"):
        groups = [_row(group, row) for group, row in figures[name].items()]
        parts.append(table((name, "words", "right", "wrong", "unread", *head), groups))
    return "\n".join(parts)


def _row(group: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return group, f"{row['words']:,}", *_counts(row), row["findings_per_million"], row["alarms_per_million"]


def _counts(row: Mapping[str, Any]) -> tuple[int, int, int]:
    return row.get("right", 0), row.get("wrong", 0), row.get("unread", 0)
