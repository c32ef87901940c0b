"""What a careful reader cuts who sees nothing but the text, held against the same labels as the rules.

170 of the English texts as extractors left them, one of a page: 100 whose tail is material, 70 without a tail, taken by
chance and read in a mixed order, without the page and without the labels. `bench/reader.jsonl` has for each where the
reader would cut, or null, and what stands there. Where reader and label differ, the marked body mostly has a note on
the writer, a credit or a disclaimer at its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench import corpora
from bench.corpora import ROOT
from bench.tails import Cut, Held, Page, figures, held

READ = ROOT / "bench" / "reader.jsonl"


def compared(texts: Sequence[Page], cuts: Sequence[Cut]) -> dict[str, Any]:
    """Figures of the reader and of the rules on the texts that were read, and both by what the reader saw there."""
    own = {page.id: (page, cut) for page, cut in zip(texts, cuts, strict=True)}
    rows = [(str(each["kind"]), *_both(each, *own[str(each["id"])])) for each in corpora.records(READ)]
    kinds = sorted({kind for kind, reader, _ in rows if reader.n["flagged"]})
    return {
        "reader": figures([reader for _, reader, _ in rows]),
        "rules": figures([rules for _, _, rules in rows]),
        "kinds": {kind: _hits([row for row in rows if row[0] == kind]) for kind in kinds},
    }


def _both(read: Mapping[str, Any], page: Page, cut: Cut) -> tuple[Held, Held]:
    return held(page, (read["cut"], [])), held(page, cut)


def _hits(rows: Sequence[tuple[str, Held, Held]]) -> dict[str, int]:
    return {
        "cuts": len(rows),
        "right by the labels": sum(reader.n["right"] for _, reader, _ in rows),
        "tails hit by the rules": sum(rules.n["hit"] for _, _, rules in rows),
    }
