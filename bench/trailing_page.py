"""docs/trailing.md from stored figures: `python -m bench.trailing_page [--markup DIR...]`.

Run `python -m bench.accuracy trailing --json bench/results/accuracy.json` first. With `--markup`, the figures of pages
read as text and as HTML are measured anew (see bench/markup.py) and stored beside the others; those of pages that
nothing was chosen on come from `python -m bench.unseen --json bench/results/accuracy.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import markup, trailing, unseen
from bench.accuracy import keep
from bench.accuracy_page import STORED
from bench.corpora import ROOT
from bench.page import table
from qc.measures.cues import Topic, rows

PAGE = ROOT / "docs" / "trailing.md"
CASES = ROOT / "bench" / "trailing_cases.tsv"
WEIGHTS = ROOT / "qc" / "measures" / "tails.tsv"

_HEAD = """# Trailing links

Made by `python -m bench.trailing_page` from stored figures; do not edit.

What stands below an article on its page comes along when the page is scraped. `LNK101` and `LNK104` find it one page at
a time, `LNK102` with the help of the site's other pages; `LNK103` finds pointers to other articles between the
paragraphs, `LNK105` (off by default) credits at the end.

**How.** Stock phrases of web pages are looked up in every line. A line where a block could begin is weighed with all
that stands below and above it by a logistic model of named features; the weights are below, and the script that learned
them is `bench/trailing_weights.py`. A line of prose is never cut on a phrase inside it alone; a last paragraph with
three that stand apart is a banner. Some blocks are told by patterns of their own, whatever their words weigh:
- comments, however much prose they are: a heading that counts them or names the title ("6 thoughts on “...”"), one
  that is soon followed by a day and an hour or by the lines of a form;
- tickers: headlines with the time or the day at which they came out, the newest first;
- a stock phrase on a line of its own with much less prose below than above, where the text above is running prose;
- tags, if no line of them closes with a full stop; headlines or items of a list under "read also" or "related";
- notes on the writer: a heading, or a name on a line of its own over a paragraph with that name and a role ("editor");
  one that stands without either is left to `LNK105`, unless it names the site as well;
- notes on the site, by the name that is in the document's address: "About Example Weekly", the name alone on a line,
  a paragraph that begins with it and says what the site is, a disclaimer that names it. A text that names its site in
  a good part of its paragraphs is about the site, and its notes are left alone.

Where a reader knew the page, its links and its navigation count too.

**Figures.** The weights are learned on one half of the domains (by a hash of the name) and asked on the other, both
ways round; phrases were collected from the first half only. Which patterns were missing (notes on writer and site,
phrases with some prose below, comments, tickers, banners of one paragraph) was seen in texts of both halves, and how
often each is right was counted on both: so the figures flatter them. Pages that nothing was learned on stand in a
section of their own (that a paragraph about the writer with no name above it is left to `LNK105` was decided there).
*Cuts right*: of the cuts reported, those that lose no line of the marked body. *Tails hit*: tails of which at least
half is cut; *material* ones have 100 characters or more. *Line precision*: of the labelled lines behind cuts, those
that are no body; *copies aside*: the same but for lines that stand further up in the marked body, so that the cut takes
only a copy (the article's own headline in a list of the latest articles). *Body lost*: characters of marked bodies
behind a cut. *F1*: 4-grams of the article, before, after all fixes, and with an oracle's cuts. To measure on your
machine: `python -m bench.accuracy trailing --data DIR`.
"""

_SHORT = """## What falls short

- One page at a time most of what is missed cannot be told from the page alone: readers' comments without a heading,
  offers of a firm, credits, teasers in full sentences (the cases below). The best choice among all lines that are
  weighed or told by a pattern would hit {best:.0%} of the tails of English extractor output and {material:.0%} of the
  material ones.
- Cuts that count as wrong mostly open with a line that the marked body happens to include; see the false alarms below.
- The sites of the dev data have few pages each: {few} of {sites} texts are from a site with fewer than three, of which
  `LNK102` sees no more than what two pages end with in a row. The tables show the others apart.
- A folder of pages without addresses counts as one site, and a line must then stand on a fifth of its pages.
- The Polish and Russian pages here leave less to gain than pages in five languages would: an oracle's cuts take
  trafilatura's texts from {before:.3f} to {oracle:.3f}, all rules together to {after:.3f} ({share:.1%} of the
  oracle's); on sites of three pages and more from {before_many:.3f} to {oracle_many:.3f} and {after_many:.3f}.
"""


_CHOSEN = """
## The threshold

A block is reported from one belief on. It is the lowest of these at which each half, by weights learned on the other,
has {right:.0%} of its cuts right, and so it was chosen with both halves in sight:

{rows}
Had each half been given the threshold that is enough for the other:

{chosen}
"""

_TRIED = """
## What was tried

All of it on the English extractor output, learned on one half of the domains and asked on the other
(`bench/trailing_tried.py`).

**Beginning higher.** Right cuts often begin too low: bylines, notes on the writer, credits and dates stand above the
line that gives the tail away. If every right cut took its whole tail, that would be the row so named. A model of named
features (shape, stock phrases, neighbours, repetition, distance), asked line by line upwards from the cut, does not get
there: asked for sure steps it hardly moves, and where it moves it runs into the body, because short lines, dates,
addresses and credits close bodies as often as they open tails. Not shipped.

{climbing}
**Weighing every line.** Below some prose every line could open a tail, not only those with a stock phrase. Weighed by
the same features, fewer of the cuts are right at the same recall. Boosted trees and models of the words did no better
when they were tried. Not shipped.

{every}
"""

_READER = """
## What a reader cuts

{count} of these texts were read by somebody who saw neither the page nor the labels (`bench/trailing_reader.py`): one
of a page, {tails} of them with a material tail, the others without any. So many tails can be told from the text alone,
and so often do labels and a careful reader differ:

{rows}
Most of what the reader cuts opens with a stock phrase; the rest is told by a change of voice, by names that come back,
by lines of one shape, or by the sense alone.

{kinds}
"""


def page(stored: Mapping[str, Any]) -> str:
    figures = stored["trailing"]
    parts = [_HEAD, trailing.whole(figures)]
    if "markup" in stored:
        parts += ["\n## With links and blocks\n", markup.section(stored["markup"])]
    if "unseen" in stored:
        parts.append(unseen.section(stored["unseen first"], stored["unseen"]))
    parts += [
        _short(figures),
        _reader(figures["reader"]),
        _chosen(figures["thresholds"]),
        _TRIED.format(climbing=_rows("cuts", figures["climbing"]), every=_rows("belief", figures["every line"])),
        _cases("miss", "Ten misses"),
        _cases("alarm", "Ten false alarms"),
        _phrases(),
        _weights(),
    ]
    return "\n".join(parts)


def _short(figures: Mapping[str, Any]) -> str:
    sites = figures["sites"]
    every = sum(row["texts"] for row in sites["both"].values())
    many = sum(row["texts"] for row in sites["both, sites of three pages and more"].values())
    best = figures["baselines"]["the best choice among the lines where a block could begin"]
    return _SHORT.format(
        few=f"{every - many:,}",
        sites=f"{every:,}",
        best=best["tails hit"],
        material=best["material tails hit"],
        share=sites["both"]["trafilatura"]["F1 after"] / sites["both"]["trafilatura"]["F1 oracle"],
        **_gained(sites["both"]["trafilatura"]),
        **{
            f"{name}_many": f1
            for name, f1 in _gained(sites["both, sites of three pages and more"]["trafilatura"]).items()
        },
    )


def _gained(row: Mapping[str, Any]) -> dict[str, float]:
    return {when: row[f"F1 {when}"] for when in ("before", "after", "oracle")}


_COUNTED = ("cuts", "cuts right", "tails hit", "material tails hit", "line precision", "clean flagged")


def _rows(head: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    body = [(name, *(trailing.told(row[column]) for column in _COUNTED)) for name, row in rows.items()]
    return table((head, *_COUNTED), body)


def _chosen(rows: Mapping[str, Mapping[str, Any]]) -> str:
    chosen = {name: row for name, row in rows.items() if trailing.CHOSEN in name}
    others = {name: row for name, row in rows.items() if name not in chosen}
    return _CHOSEN.format(right=trailing.RIGHT, rows=_rows("half", others), chosen=_rows("half", chosen))


def _reader(read: Mapping[str, Any]) -> str:
    reader = read["reader"]
    rows = _rows("who", {who: read[who] for who in ("reader", "rules")})
    kinds = [(kind, *row.values()) for kind, row in read["kinds"].items()]
    head = ("what the reader saw", *next(iter(read["kinds"].values())))
    return _READER.format(count=reader["texts"], tails=reader["tails"], rows=rows, kinds=table(head, kinds))


def _cases(kind: str, head: str) -> str:
    lines = [f"\n## {head}\n"]
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind}\t"):
            _, text, said = line.split("\t")
            lines.append(f"1. `{text[:40]}`: {said}")
    return "\n".join(lines) + "\n"


def _phrases() -> str:
    """How many phrases each language has, by topic, and how many of them somebody else attests."""
    counts: dict[str, Counter[Topic]] = defaultdict(Counter)
    attested: Counter[str] = Counter()
    for row in rows():
        counts[row.language][row.topic] += 1
        attested[row.language] += row.evidence != "by hand"
    names = [topic.name.lower().replace("_", " ") for topic in Topic]
    body = [
        (language, own.total(), attested[language], *(own[topic] for topic in Topic))
        for language, own in sorted(counts.items())
    ]
    text = """
## Phrases

`qc/measures/cues.tsv` holds a phrase a line with its language, what it announces, and who attests it: the translations
of site software in Debian, PyPI and npm packages (WordPress, Ghost, MediaWiki, Wagtail, Puput, Zinnia, django CMS blog,
Aldryn Newsblog, Docusaurus, Material for MkDocs, Nikola, themes of Hexo and Jekyll, Isso, Shariff, Klaro,
tarteaucitron), or the number of sites of the dev data's first half on whose pages it stands outside the body, or
("package pages") of sites whose pages lie in published packages. What nobody attests was compiled by hand and says so.
"""
    return f"{text}\n{table(('language', 'phrases', 'attested', *names), body)}"


def _weights() -> str:
    return f"\n## Weights\n\n{table(('feature', 'weight'), list(_weight_rows()))}"


def _weight_rows() -> Iterator[tuple[str, str]]:
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, weight = line.split("\t")
            yield name, weight


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.trailing_page")
    parser.add_argument("--markup", type=Path, nargs="*", default=(), help="folders of pages with their bodies")
    told = parser.parse_args()
    if told.markup:
        keep(STORED, "markup", markup.measure(told.markup))
    PAGE.write_text(page(json.loads(STORED.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
