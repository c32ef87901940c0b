"""What is left of an article when every fix is applied that the default rules know for one page: 4-grams, as F1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.page import table
from bench.tails import Overlap, Page, article_f1, overlap, shingles
from qc.api import plan
from qc.config import load
from qc.finding import Finding
from qc.fixes.edits import applied, chosen

HEAD = ("producer", "texts", "F1 before", "F1 after all fixes", "of these fixes, trailing blocks alone")
TRAILING = ("LNK101", "LNK104")


def default_rules() -> list[str]:
    """The default rules that look at one page at a time."""
    return [rule.code for rule in plan(load(origin="bench")).document_rules]


def fixed(texts: Sequence[Page], found: Sequence[Sequence[Finding]]) -> dict[str, dict[str, float]]:
    """By producer: article F1 as the texts are, after all fixes, and after those of trailing blocks alone."""
    rows: dict[str, list[tuple[Overlap, Overlap, Overlap]]] = {}
    for page, own in zip(texts, found, strict=True):
        gold = shingles(page.gold)
        trailing = [finding for finding in own if finding.code in TRAILING]
        left = (overlap(gold, each) for each in (page.text, _mended(page.text, own), _mended(page.text, trailing)))
        rows.setdefault(page.producer, []).append(tuple(left))  # type: ignore[arg-type]
    return {name: _figures(own) for name, own in sorted(rows.items())}


def _mended(text: str, found: Sequence[Finding]) -> str:
    fixes = (finding.fix for finding in chosen(found, unsafe=True))
    return applied(text, [edit for fix in fixes if fix for edit in fix.edits])


def _figures(rows: Sequence[tuple[Overlap, Overlap, Overlap]]) -> dict[str, float]:
    before, after, trailing = (article_f1(column) for column in zip(*rows, strict=True))
    return {"texts": len(rows), HEAD[2]: before, HEAD[3]: after, HEAD[4]: trailing}


def section(figures: Mapping[str, Mapping[str, float]]) -> str:
    """The table, with four digits: the differences are small."""
    rows = [(name, row["texts"], *(f"{row[column]:.4f}" for column in HEAD[2:])) for name, row in figures.items()]
    return table(HEAD, rows)
