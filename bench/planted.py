"""Planted defects: recall, exactness of the span, and findings per defect, by rule, pattern and language.

Clean articles of nineteen languages, put together from real sentences: news and treebanks, and for it, ja, ko, nl, pt,
tr, uk and vi, with half as many articles, manuals and the like from packages. Those in which qc finds anything before
are left out, so that every finding behind belongs to the defect. Recall counts findings of the rule itself, or of one
named for the pattern, that share half of their span with the defect. One defect should be one finding: "findings a
hit" counts all findings in a text whose defect was found; the aim is 1.1 at most.

Three seeds are pooled, each with articles put together anew from the same sentences and planted anew: one alone plants
twenty to sixty defects of a rule in a language, too few to tell .93 from .96. Rates of fewer than thirty are set in
brackets; below the table by language stands each rate under .95 with how far chance may take it (Wilson's interval).

A text cut in mid-word may end in a whole word by chance ("hoch", "over"). Nothing tells such an end from a full stop
that was forgotten: undetectable by construction, wherever the piece stands as a word in the texts of that language.
These count as misses in all tables; how many they are, and the recall of the others, stands below them.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpora import Sample
from bench.findings import Judged, check
from bench.hosts import FROM_PACKAGES, Host, hosts, vocabulary
from bench.page import table
from bench.plant import PATTERNS, Case, cases
from qc.document import Document
from qc.finding import Finding

PER_LANGUAGE = 20
SEEDS = (1, 2, 3)
_AIM, _FEW = 0.95, 30  # recall in each language; plants that say little
_Z = 1.96  # of a confidence of 95 %
MID_WORD = "the text stops in mid-word"
_FAMILIES: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Result:
    """What became of a planted defect.

    hit      the rule, or one named for the pattern, found it
    exact    ... at exactly its span
    others   findings beside the one: each is a defect told twice, or an alarm
    """

    case: Case
    hit: bool
    exact: bool
    found: tuple[Finding, ...]


def results(
    data: Path, families: Sequence[str] = _FAMILIES, per_language: int = PER_LANGUAGE, seed: int = 1
) -> list[Result]:
    """Plant, check, compare; `families` are prefixes of codes."""
    every = cases(clean(data, per_language, seed), seed)
    planted = [case for case in every if case.pattern.code.startswith(tuple(families))]
    samples = [_sample(str(number), case) for number, case in enumerate(planted)]
    outcomes = check(samples, preview=True, corpus=False)
    return [_result(case, outcome.findings) for case, outcome in zip(planted, outcomes, strict=True)]


def _sample(name: str, case: Case) -> Sample:
    """The planted article, with what its page declares."""
    text, declared = case.planted.text, case.planted.declared
    page = Document(name, text, meta={"lang": declared}) if declared else None
    return Sample(name, text, case.host.lang, document=page)


def clean(data: Path, per_language: int, seed: int = 1) -> dict[str, list[Host]]:
    """The first hosts of each language in which nothing is found; half as many of those from packages."""
    kept: dict[str, list[Host]] = {}
    for lang, articles in hosts(data, 3 * per_language, seed).items():
        samples = [Sample(host.id, host.text, lang) for host in articles]
        outcomes = check(samples, preview=True, corpus=False)
        silent = [host for host, outcome in zip(articles, outcomes, strict=True) if not outcome.findings]
        kept[lang] = silent[: per_language // 2 if lang in FROM_PACKAGES else per_language]
    return {lang: articles for lang, articles in kept.items() if len(articles) >= per_language // 2}


def _result(case: Case, found: tuple[Finding, ...]) -> Result:
    codes = (case.pattern.code, *case.pattern.also)
    span, more = case.planted.span, case.planted.more
    found = tuple(each for each in found if not any(map(each.span.overlap, more)) or each.span.overlap(span))
    hits = [
        each
        for each in found
        if each.code in codes and 2 * each.span.overlap(span) >= min(max(1, each.span.length), span.length)
    ]
    return Result(case, bool(hits), any(each.span == span for each in hits), found)


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """Nothing to read: what is planted is known."""
    return []


def measure(data: Path, preview: bool = False, families: Sequence[str] = _FAMILIES) -> dict[str, Any]:
    found = [each for seed in SEEDS for each in results(data, families, seed=seed)]
    return {**figures(found), "seeds": len(SEEDS), "whole words": _whole_words(found, vocabulary(data))}


def _whole_words(found: Sequence[Result], known: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """Of the texts cut in mid-word: how many end in a whole word all the same, and the recall without them."""
    code = next((each.code for each in PATTERNS if each.name == MID_WORD), "")
    mine = [each for each in found if each.case.pattern.code == code]
    whole = [each for each in mine if each.case.pattern.name == MID_WORD and _piece(each) in known[each.case.host.lang]]
    apart = set(map(id, whole))
    rest = [each for each in mine if id(each) not in apart]
    cut = [each for each in rest if each.case.pattern.name == MID_WORD]
    counts = {"cut": len(cut) + len(whole), "whole": len(whole), "found": sum(each.hit for each in whole)}
    rates = {"recall of the others": _recall(cut), f"recall of {code} without them": _recall(rest)}
    return {**counts, **rates, "by language": _grouped(rest, lambda each: each.case.host.lang)}


def _piece(each: Result) -> str:
    return each.case.planted.span.of(each.case.planted.text).lower()


def _recall(group: Sequence[Result]) -> float | None:
    return round(sum(each.hit for each in group) / len(group), 3) if group else None


def figures(found: Sequence[Result]) -> dict[str, Any]:
    """Rates by rule, by pattern, and by rule and language."""
    return {
        "all": _rates(found),
        "languages": sorted({each.case.host.lang for each in found}),
        "by rule": _grouped(found, lambda each: each.case.pattern.code),
        "by pattern": _grouped(found, lambda each: f"{each.case.pattern.code} {each.case.pattern.name}"),
        "by rule and language": _grouped(found, lambda each: f"{each.case.pattern.code} {each.case.host.lang}"),
        "sources": {f"{each.case.pattern.code} {each.case.pattern.name}": each.case.pattern.source for each in found},
    }


def _grouped(found: Iterable[Result], key: Any) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for each in found:
        groups[key(each)].append(each)
    return {name: _rates(groups[name]) for name in sorted(groups)}


def _rates(group: Sequence[Result]) -> dict[str, Any]:
    hits = [each for each in group if each.hit]
    return {
        "planted": len(group),
        "recall": round(len(hits) / len(group), 3),
        "exact": round(sum(each.exact for each in hits) / len(hits), 3) if hits else None,
        "findings_per_hit": round(sum(len(each.found) for each in hits) / len(hits), 2) if hits else None,
    }


def section(measured: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    head = ("rule", "planted", "recall", "exact span", "findings a hit")
    rules = [("**all**", *_cells(measured["all"]))]
    rules += [(code, *_cells(row)) for code, row in measured["by rule"].items()]
    patterns = [(measured["sources"][name], name, *_cells(row)) for name, row in measured["by pattern"].items()]
    languages = f"Languages: {', '.join(measured['languages'])}.\n"
    return "\n".join(
        [
            languages,
            table(head, rules),
            table(("seen in", "pattern", *head[1:]), patterns),
            _pieces(measured.get("whole words", {})),
            _by_language(_with_whole_words_aside(measured)),
            _below(_with_whole_words_aside(measured)),
        ]
    )


def _pieces(told: Mapping[str, Any]) -> str:
    """What is said of the texts cut in mid-word."""
    if not told.get("cut"):
        return ""
    rates = "; ".join(f"{name}: {rate}" for name, rate in told.items() if name.startswith("recall"))
    whole = f"{told['whole']} end in a whole word ({told['found']} found)"
    return f"Of {told['cut']} texts cut in mid-word {whole}; {rates}.\n"


def _cells(row: Mapping[str, Any]) -> list[Any]:
    return [row[name] for name in ("planted", "recall", "exact", "findings_per_hit")]


def _with_whole_words_aside(measured: Mapping[str, Any]) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """The rates by rule and language, and those of the texts cut in mid-word that do not end in a whole word."""
    rows = {tuple(name.split()): row for name, row in measured["by rule and language"].items()}
    code = next((each.code for each in PATTERNS if each.name == MID_WORD), "GAR102")
    aside = measured.get("whole words", {}).get("by language", {})
    rows |= {(f"{code}, no whole words", lang): row for lang, row in aside.items()}
    return rows


def _by_language(rows: Mapping[tuple[str, ...], Mapping[str, Any]]) -> str:
    """Recall of each rule in each language."""
    recall: dict[str, dict[str, Any]] = defaultdict(dict)
    for (code, lang), row in rows.items():
        recall[code][lang] = row["recall"] if row["planted"] >= _FEW else f"({row['recall']})"
    languages = sorted({lang for by_language in recall.values() for lang in by_language})
    lines = [(code, *(recall[code].get(lang, "") for lang in languages)) for code in sorted(recall)]
    return table(("recall", *languages), lines)


def _below(rows: Mapping[tuple[str, ...], Mapping[str, Any]]) -> str:
    """The languages in which a rule finds less than it should."""
    low = sorted((name, row["planted"], row["recall"]) for name, row in rows.items() if row["recall"] < _AIM)
    lines = [(*name, count, rate, "{:.2f} to {:.2f}".format(*_interval(rate, count))) for name, count, rate in low]
    return table((f"below {_AIM}", "language", "planted", "recall", "by chance"), lines)


def _interval(rate: float, count: int) -> tuple[float, float]:
    """Wilson's interval of a rate."""
    spread = _Z * math.sqrt(rate * (1 - rate) / count + (_Z / (2 * count)) ** 2)
    middle, scale = rate + _Z**2 / (2 * count), 1 + _Z**2 / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def main() -> None:
    """Show planted defects that were missed, or hit at another span: `python -m bench.planted --data DIR CODE`."""
    parser = argparse.ArgumentParser(prog="python -m bench.planted")
    parser.add_argument("code", nargs="*", default=[""], help="rules or families")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--per-language", type=int, default=PER_LANGUAGE)
    parser.add_argument("--seed", type=int, default=1, help="of the articles and of the planting")
    told = parser.parse_args()
    for each in results(told.data, told.code, told.per_language, told.seed):
        if not each.exact or len(each.found) > 1:
            _show(each)


def _show(each: Result) -> None:
    case, text, span = each.case, each.case.planted.text, each.case.planted.span
    state = "missed" if not each.hit else "exact" if each.exact else "moved"
    print(f"{state}\t{case.pattern.code}\t{case.pattern.name}\t{case.host.lang}")
    print(
        f"    {text[max(0, span.start - 60) : span.start]}⟦{span.of(text)}⟧{text[span.end : span.end + 40]}"[
            :500
        ].replace("\n", "⏎")
    )
    for found in each.found:
        print(f"    {found.code} {found.span.of(text)[:200]!r}")


if __name__ == "__main__":
    main()
