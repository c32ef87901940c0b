"""Mojibake: ftfy's own test cases. What they call broken is found with the same repair; their negatives stay silent.

A negative in which ftfy's authors want a little changed (a control character) counts as silent if just that is.

Then files in two encodings, made by `bench/mixed_encodings.py` from lines of treebanks and of packages in thirty
languages: which of the lines in the rarer encoding are named by their line, and which of the others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import mixed_encodings
from bench.corpora import Sample
from bench.findings import Judged, check, judged
from bench.page import table
from qc.outcome import Outcome

IN_THE_WILD, NEGATIVE = "encoding/ftfy-in-the-wild", "encoding/ftfy-negative"


def _cases(data: Path, name: str) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
    return cases


def _samples(cases: Sequence[Mapping[str, str]]) -> list[Sample]:
    return [Sample(case["label"], case["original"], genre="test case") for case in cases]


def findings(data: Path, preview: bool = False) -> list[Judged]:
    """What there is to read: alarms on negatives, and all else found in the cases."""
    found = []
    for name in (IN_THE_WILD, NEGATIVE):
        samples = _samples(_cases(data, name))
        found += judged(name, samples, check(samples, select=["ENC"], preview=preview))
    return found


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    import ftfy

    wild, negative = _cases(data, IN_THE_WILD), _cases(data, NEGATIVE)
    found, silent = (check(_samples(cases), select=["ENC101"], preview=preview) for cases in (wild, negative))
    wanted, unchanged = ([case.get("fixed-encoding", case["fixed"]) for case in cases] for cases in (wild, negative))
    repaired = [mended(case["original"], outcome) for case, outcome in zip(wild, found, strict=True)]
    kept = [mended(case["original"], outcome) for case, outcome in zip(negative, silent, strict=True)]
    theirs = [ftfy.fix_encoding(case["original"]) for case in wild]
    pairs = list(zip(wild, wanted, repaired, theirs, strict=True))
    return {
        "mixed": mixed_encodings.measure(data),
        "cases": len(wild),
        "broken": sum(case["original"] != want for case, want in zip(wild, wanted, strict=True)),
        "found": sum(bool(outcome.findings) for outcome in found),
        "repaired": sum(text == want for text, want in zip(repaired, wanted, strict=True)),
        "repaired_by_ftfy": sum(text == want for text, want in zip(theirs, wanted, strict=True)),
        "missed_but_by_ftfy": [case["label"] for case, want, ours, ftfys in pairs if ours != want == ftfys],
        "negatives": len(negative),
        "alarms": [
            case["label"]
            for case, want, text, outcome in zip(negative, unchanged, kept, silent, strict=True)
            if text != want or (outcome.findings and want == case["original"])
        ],
        "alarms_of_ftfy": sum(
            ftfy.fix_encoding(case["original"]) != want for case, want in zip(negative, unchanged, strict=True)
        ),
    }


def mended(text: str, outcome: Outcome) -> str:
    """The text with the fixes of all findings applied."""
    edits = sorted((edit for found in outcome.findings if found.fix for edit in found.fix.edits), reverse=True)
    for span, replacement in edits:
        text = text[: span.start] + replacement + text[span.end :]
    return text


def section(figures: Mapping[str, Any]) -> str:
    """The part of docs/accuracy.md, as Markdown."""
    rows = [
        ("qc ENC101", figures["found"], figures["repaired"], len(figures["alarms"])),
        ("ftfy.fix_encoding", "", figures["repaired_by_ftfy"], figures["alarms_of_ftfy"]),
    ]
    head = (
        "",
        f"found, of {figures['broken']} broken",
        f"as wanted, of {figures['cases']}",
        f"alarms on {figures['negatives']} negatives",
    )
    missed = ", ".join(figures["missed_but_by_ftfy"]) or "none"
    mixed = mixed_encodings.section(figures["mixed"]) if "mixed" in figures else ""
    return f"{table(head, rows)}\nRepaired by ftfy and not by qc: {missed}.\n\n{mixed}"
