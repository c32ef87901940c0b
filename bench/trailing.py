"""Trailing links on real pages: cuts held against bodies that people marked, with the extractors' own leftovers.

Weights are learned on one half of the domains and asked on the other, both ways round, so every figure comes from
pages whose sites the model has not seen. A cut is the start of the first finding that runs to the end of the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from bench import corpora, trailing_fixed, trailing_reader, trailing_tried, trailing_weights
from bench.corpora import Sample
from bench.findings import Judged, check, judged, tally, verdicts
from bench.page import table
from bench.tails import Cut, Held, Page, bodies, figures, held, pages
from bench.trailing_weights import Lesson
from qc.finding import Finding
from qc.measures import tails
from qc.measures.furniture import FURNITURE, furniture
from qc.measures.shapes import shapes
from qc.text import Text

PAGES, SITES, HARD = "trailing/pages-dev", "trailing/sites-dev", "trailing/hard-negatives-dev"
RULES = ("LNK101", "LNK103", "LNK104")
WITH_SITES = (*RULES, "LNK102")
ENGLISH = ("scrapinghub", "mozilla", "wcxb_dev")
WHOLE_PAGE = "full_htmltext"

Findings = Sequence[Finding]


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    """Every table of the page, as figures."""
    texts = pages(data / f"{PAGES}.jsonl.gz")
    gold, hard = bodies(data / f"{PAGES}.jsonl.gz"), bodies(data / f"{HARD}.jsonl.gz")
    given = trailing_weights.lesson(data)
    found = crossed(given, [*texts, *gold, *hard], RULES)
    own, clean, lists = found[: len(texts)], found[len(texts) : -len(hard)], found[-len(hard) :]
    rows = [held(page, cut(page, by)) for page, by in zip(texts, own, strict=True)]
    english = [index for index, page in enumerate(texts) if page.source in ENGLISH and page.producer != WHOLE_PAGE]
    extracted = [texts[index] for index in english]
    cuts = [cut(page, own[index]) for page, index in zip(extracted, english, strict=True)]
    return {
        "halves": _halves(texts, rows),
        "news": _grouped(texts, rows, lambda page: page.producer if page.source == "scrapinghub" else None),
        "fixed": _fixed(given, [page for page in texts if page.source == "scrapinghub"]),
        "all": _grouped(texts, rows, lambda page: page.producer),
        "languages": _grouped(texts, rows, _language),
        "rules": {rule: _alone(extracted, [own[index] for index in english], rule) for rule in ("LNK101", "LNK104")},
        "baselines": _baselines(extracted),
        "clean": {"gold bodies": _flagged(gold, clean, PAGES), **_by_type(hard, lists)},
        "sites": _sites(data),
        "leading": _leading(data),
        "thresholds": _thresholds(given, extracted),
        "climbing": trailing_tried.climbed(extracted, cuts),
        "reader": trailing_reader.compared(extracted, cuts),
        "every line": _every_line(data, extracted),
        "read": _read(findings(data, preview)),
    }


def _fixed(given: Lesson, texts: Sequence[Page]) -> dict[str, dict[str, float]]:
    return trailing_fixed.fixed(texts, crossed(given, texts, trailing_fixed.default_rules()))


def _read(found: Sequence[Judged]) -> dict[str, dict[str, dict[str, int]]]:
    """What people who read the findings in clean texts said, by data set and rule."""
    sets = sorted({each.data for each in found})
    return {name: {rule: dict(n) for rule, n in tally([e for e in found if e.data == name]).items()} for name in sets}


@contextmanager
def learned(weights: tuple[Any, float], names: tuple[str, ...]) -> Iterator[None]:
    """Let `tails` use these weights instead of the shipped ones."""
    shipped = tails.model
    by_name = dict(zip(names, weights[0].tolist(), strict=True))
    tails.model = lambda asked: (np.array([by_name[name] for name in asked]), weights[1])  # type: ignore[assignment]
    try:
        yield
    finally:
        tails.model = shipped


_THRESHOLDS = (0.65, 0.7, 0.75, 0.8, 0.85)
RIGHT = 0.95  # of the cuts, at least: what the rules aim at
CHOSEN = "as the other half would have it"


def _thresholds(given: Lesson, texts: Sequence[Page]) -> dict[str, Any]:
    """What each half would be like at other thresholds, and at the one that its other half would choose."""
    rows = {}
    for threshold in _THRESHOLDS:
        found = _at(given, texts, threshold)
        for half in (0, 1):
            rows[f"half {half}", threshold] = figures([row for page, row in found if page.half == half])
    chosen = {}
    for half in (0, 1):
        fits = [at for at in _THRESHOLDS if rows[f"half {1 - half}", at]["cuts right"] >= RIGHT]
        at = min(fits, default=_THRESHOLDS[-1])
        chosen[f"half {half}, at {at} {CHOSEN}"] = rows[f"half {half}", at]
    return {**{f"{name}, at {at}": row for (name, at), row in rows.items()}, **chosen}


def _at(given: Lesson, texts: Sequence[Page], threshold: float) -> list[tuple[Page, Held]]:
    shipped, tails.THRESHOLD = tails.THRESHOLD, threshold
    try:
        found = crossed(given, texts, RULES)
    finally:
        tails.THRESHOLD = shipped
    return [(page, held(page, cut(page, by))) for page, by in zip(texts, found, strict=True)]


def _every_line(data: Path, texts: Sequence[Page]) -> dict[str, Any]:
    """What it brings to weigh every line below some prose: by how sure a cut must be."""
    with trailing_tried.every_line():
        given = trailing_weights.lesson(data)
        rows = {f"at {at}": [row for _, row in _at(given, texts, at)] for at in (tails.THRESHOLD, 0.8, 0.9)}
    return {name: figures(row) for name, row in rows.items()}


def crossed(given: Lesson, texts: Sequence[Page], rules: Sequence[str]) -> list[Findings]:
    """What the rules find in each text, the weights learned on the other half of the domains."""
    found: list[Findings] = [()] * len(texts)
    for half in (0, 1):
        asked = [index for index, page in enumerate(texts) if page.half == half]
        with learned(trailing_weights.learn(given.where(given.half != half)), given.names):
            for index, own in zip(asked, found_by([texts[index] for index in asked], rules), strict=True):
                found[index] = own
    return found


def found_by(texts: Sequence[Page], rules: Sequence[str]) -> list[Findings]:
    samples = [Sample(page.id, page.text, page.lang, "", page.domain) for page in texts]
    return [outcome.findings for outcome in check(samples, select=list(rules))]


def cut(page: Page, found: Findings) -> Cut:
    """Where the text is cut, and what else the fixes take out."""
    end, at = len(page.text.rstrip()), None
    removed = []
    for finding in found:
        if finding.span.end >= end and finding.code != "LNK103":
            at = finding.span.start if at is None else min(at, finding.span.start)
        elif finding.fix is not None:
            removed.append((finding.span.start, finding.span.end))
    return at, [span for span in removed if at is None or span[0] < at]


def _grouped(texts: Sequence[Page], rows: Sequence[Held], key: Callable[[Page], str | None]) -> dict[str, Any]:
    groups: dict[str, list[Held]] = defaultdict(list)
    for page, row in zip(texts, rows, strict=True):
        if (group := key(page)) is not None:
            groups[group].append(row)
    return {group: figures(own) for group, own in sorted(groups.items())}


def _halves(texts: Sequence[Page], rows: Sequence[Held]) -> dict[str, Any]:
    """Extractor output and whole pages in English, by the half that was asked."""

    def kind(page: Page) -> str | None:
        name = "whole pages" if page.producer == WHOLE_PAGE else "extractor output"
        return name if page.source in ENGLISH else None

    both = _grouped(texts, rows, lambda page: kind(page) and f"{kind(page)}, both halves")
    return {**both, **_grouped(texts, rows, lambda page: kind(page) and f"{kind(page)}, half {page.half}")}


def _alone(texts: Sequence[Page], found: Sequence[Findings], rule: str) -> dict[str, Any]:
    """What one rule's findings cut."""
    own = ([finding for finding in by if finding.code == rule] for by in found)
    return figures([held(page, cut(page, by)) for page, by in zip(texts, own, strict=True)])


def _language(page: Page) -> str | None:
    return page.lang if page.producer != WHOLE_PAGE else None


def _baselines(texts: Sequence[Page]) -> dict[str, Any]:
    """What simpler ways do on the same texts."""
    ways: dict[str, Callable[[Page], int | None]] = {
        "nothing": lambda page: None,
        "the first stock phrase below some prose": partial(_first, keyword=True),
        "all below the last long line (as jusText)": partial(_first, keyword=False),
        "the best choice among the lines where a block could begin": _best,
        "oracle": lambda page: page.tail_start,
    }
    return {name: figures([held(page, (way(page), [])) for page in texts]) for name, way in ways.items()}


def _first(page: Page, *, keyword: bool) -> int | None:
    text = Text([page.document])
    body = np.flatnonzero(text.view(shapes).prose)
    if not len(body):
        return None
    if not keyword:
        return int(text.lines.start[body[-1] + 1]) if body[-1] + 1 < len(text.lines) else None
    cued = np.flatnonzero(text.view(furniture).has(FURNITURE))
    cued = cued[cued > body[0]]
    return int(text.lines.start[cued[0]]) if len(cued) else None


def _best(page: Page) -> int | None:
    """The first line in the tail where a block could begin: what no choice of weights and thresholds can better."""
    text = Text([page.document])
    if page.tail_start is None or not len(text.lines):
        return None
    start = text.lines.start[tails.weigh(text)[0]]
    within = start[start >= page.tail_start]
    return int(within[0]) if len(within) else None


def _flagged(texts: Sequence[Page], found: Sequence[Findings], data: str) -> dict[str, Any]:
    """How many clean texts are cut, also by what people who read the places said, or lose a line inside."""
    right = _read_as_right(data)
    cuts = [cut(page, by) for page, by in zip(texts, found, strict=True)]
    cut_off = [(len(page.text) - at, page) for page, (at, _) in zip(texts, cuts, strict=True) if at is not None]
    not_right = sum(right.get(page.page, 0) <= len(page.text) - size for size, page in cut_off)
    return {
        "texts": len(texts),
        "cut": len(cut_off),
        "not right": not_right,
        "share": len(cut_off) / len(texts),
        "share not right": not_right / len(texts),
        "characters": sum(size for size, _ in cut_off) / sum(len(page.text) for page in texts),
        "inside": sum(bool(removed) for _, removed in cuts) / len(texts),
        "ids": sorted(page.id for _, page in cut_off),
    }


def _read_as_right(data: str) -> dict[str, int]:
    """By page, how far the last trailing block goes that somebody read and found right."""
    ends: dict[str, int] = {}
    for name, own in verdicts(data).items():
        for verdict in own:
            if verdict.right and verdict.code in WITH_SITES:
                page = name.split("/")[1]
                ends[page] = max(ends.get(page, 0), verdict.span.end)
    return ends


def _by_type(texts: Sequence[Page], found: Sequence[Findings]) -> dict[str, Any]:
    groups: dict[str, list[int]] = {"lists, forums, products, documentation": list(range(len(texts)))}
    for index, page in enumerate(texts):
        groups.setdefault(page.lang, []).append(index)
    return {name: _flagged([texts[i] for i in of], [found[i] for i in of], HARD) for name, of in groups.items()}


def _sites(data: Path) -> dict[str, Any]:
    """With the site's other pages at hand: each producer's texts are a collection of their own."""
    texts = sorted(pages(data / f"{SITES}.jsonl.gz"), key=lambda page: page.producer)
    many = _on_sites_of(texts, 3)
    found: dict[str, Any] = {}
    for name, rules in (("LNK102 alone", ("LNK102",)), ("one page at a time", RULES), ("both", WITH_SITES)):
        by = [own for _, group in groupby(texts, lambda page: page.producer) for own in found_by(list(group), rules)]
        rows = [held(page, cut(page, own)) for page, own in zip(texts, by, strict=True)]
        found[name] = _grouped(texts, rows, lambda page: page.producer)
        found[f"{name}, sites of three pages and more"] = _grouped(
            texts, rows, lambda page: page.producer if (page.producer, page.domain) in many else None
        )
    gold = bodies(data / f"{SITES}.jsonl.gz")
    found["gold bodies"] = _flagged(gold, found_by(gold, WITH_SITES), SITES)
    return found


def _leading(data: Path) -> dict[str, dict[str, int]]:
    """Leading blocks of the sites' texts: lines above the body, and what of them `LNK102` takes out."""
    texts = sorted(pages(data / f"{SITES}.jsonl.gz"), key=lambda page: page.producer)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for producer, group in groupby(texts, lambda page: page.producer):
        own = list(group)
        for page, found in zip(own, found_by(own, ("LNK102",)), strict=True):
            counts[producer].update(_taken_above(page, found))
    return {producer: dict(count) for producer, count in counts.items()}


def _taken_above(page: Page, found: Findings) -> Iterator[str]:
    """A name a line: above the body, the same if it is taken out, and lines of the body that are."""
    _, removed = cut(page, found)
    for start, _, label in page.labels:
        taken = any(begin <= start < end for begin, end in removed)
        if label == "lead":
            yield "lines above the body"
        if taken and label in ("lead", "body"):
            yield "taken out" if label == "lead" else "of the body"


def _on_sites_of(texts: Sequence[Page], least: int) -> set[tuple[str, str]]:
    count: dict[tuple[str, str], int] = defaultdict(int)
    for page in texts:
        count[page.producer, page.domain] += 1
    return {site for site, pages_ in count.items() if pages_ >= least}


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """What there is to read: the findings in bodies that people marked, and in lists, forums and documentation."""
    found: list[Judged] = []
    for name in (PAGES, SITES, HARD):
        samples = list(corpora.samples(data / f"{name}.jsonl.gz"))
        found += judged(name, samples, check(samples, select=list(WITH_SITES), preview=preview))
    return found


_COLUMNS = (
    "texts",
    "tails",
    "cuts",
    "cuts right",
    "tails hit",
    "material tails hit",
    "line precision",
    "copies aside",
    "line recall",
)
_ABOVE = ("lines above the body", "taken out", "of the body")
_SHARES = ("share", "share not right", "characters", "inside")
_QUALITY = ("clean flagged", "body lost", "F1 before", "F1 after", "F1 oracle")


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown; docs/trailing.md has all of it."""
    rows = figures["halves"]
    return f"{_table('English', rows)}\nAll tables, and what falls short: [trailing.md](trailing.md).\n"


def _table(head: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    columns = (*_COLUMNS, *_QUALITY)
    return table(
        (head, *columns), [(name, *(told(row.get(column)) for column in columns)) for name, row in rows.items()]
    )


def told(value: object) -> str:
    """A figure for a table: shares with three digits, what was not counted as a dash."""
    if value is None:
        return "-"
    return (
        f"{value:.4f}"
        if isinstance(value, float) and value < 0.05
        else f"{value:.3f}"
        if isinstance(value, float)
        else str(value)
    )


def _clean(figures: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """The rows of the table of clean texts."""
    rows = [*figures["clean"].items(), ("gold bodies of the sites", figures["sites"]["gold bodies"])]
    return [
        (name, row["texts"], row["cut"], row["not right"], *(told(row[share]) for share in _SHARES))
        for name, row in rows
    ]


def whole(figures: Mapping[str, Any]) -> str:
    """All tables, as Markdown."""
    parts = [
        "## One page at a time\n",
        _table("English, by half", figures["halves"]),
        "\nThe Scrapinghub pages, by what made the text:\n",
        _table("producer", figures["news"]),
        "\nThe same pages after every fix that the default rules know for one page:\n",
        trailing_fixed.section(figures["fixed"]),
        "\nAll pages:\n",
        _table("producer", figures["all"]),
        "\nTexts that end in a tail, and those of which qc leaves more than half of it:\n",
        table(("producer", "with a tail", "after qc"), list(_left(figures["all"]))),
        "\nExtractor output by language:\n",
        _table("language", figures["languages"]),
        "\nBy rule:\n",
        _table("rule", figures["rules"]),
        "\nSimpler ways on the same English extractor output:\n",
        _table("way", figures["baselines"]),
        "\n## With the site's other pages\n",
        *(
            f"\n{name}:\n\n{_table('producer', rows)}"
            for name, rows in figures["sites"].items()
            if name != "gold bodies"
        ),
        "\nLeading blocks (LNK102 alone; lists of links above the text count as `inner`, not here):\n",
        table(
            ("producer", *_ABOVE),
            [(name, *(row.get(column, 0) for column in _ABOVE)) for name, row in figures["leading"].items()],
        ),
        "\n## Clean texts\n",
        "*Not right*: cuts that nobody has read and found right. Bodies that people marked do end in boilerplate.\n",
        table(
            (
                "texts",
                "number",
                "cut",
                "not right",
                "share",
                "share not right",
                "of the characters",
                "with a banner or pointer inside",
            ),
            _clean(figures),
        ),
        "\nEach finding in them (by the shipped weights) was read; the verdicts stand in `bench/adjudicated.jsonl`:\n",
        table(("texts", "rule", "right", "wrong", "unread"), _verdicts(figures["read"])),
    ]
    return "\n".join(parts)


def _left(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for name, row in rows.items():
        share = row["tails"] / row["texts"]
        yield name, told(share), told(share * (1 - row["tails hit"]))


def _verdicts(read: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[tuple[object, ...]]:
    states = ("right", "wrong", "unread")
    return [
        (name, rule, *(counts.get(state, 0) for state in states))
        for name, rules in read.items()
        for rule, counts in rules.items()
    ]
