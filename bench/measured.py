"""What is measured of each rule, in four figures: `qc rule CODE` and docs/rules.md show them.

precision                   of the findings in real texts that somebody read, the share that is right (clean prose, a
                            sample of scraped texts and broken translations: no planted defects); `null` where nothing
                            was found in them
read                        how many those are
recall                      of the defects planted into clean articles, the share that is found; `null` without any
weaker                      languages in which that share is below `CLAIMED`, with it: a rule claims the others
false_alarms_per_million    findings a million words of clean prose that are not known to be right
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Figures = Mapping[str, Any]
CLAIMED = 0.95  # recall of planted defects, at least, in each language that a rule claims


def measured(stored: Figures) -> dict[str, dict[str, Any]]:
    """By code, from the stored figures of `bench.accuracy`; rules that no task speaks of are left out."""
    clean, planted = stored.get("clean", {}), stored.get("planted", {}).get("by rule", {})
    in_clean = {**clean.get("by rule", {}), **clean.get("by preview rule", {})}
    others = [stored.get(task, {}).get("by rule", {}) for task in ("scraped", "repetition")]
    verdicts = _verdicts((in_clean, *others))
    rates = {label.split()[0]: row["alarms_per_million"] for label, row in in_clean.items()}
    codes = sorted({*verdicts, *planted})
    source = _source(stored)
    return {
        code: {
            **_precision(verdicts.get(code, Counter())),
            "recall": planted[code]["recall"] if code in planted else None,
            "weaker": _weaker(code, stored),
            "false_alarms_per_million": rates.get(code),
            "source": source,
        }
        for code in codes
    }


def _verdicts(tables: Iterable[Figures]) -> dict[str, Counter[str]]:
    """Right, wrong and unread findings of each rule, over the tasks."""
    found: dict[str, Counter[str]] = {}
    for table in tables:
        for label, row in table.items():
            states = {state: row.get(state, 0) for state in ("right", "wrong")}
            found.setdefault(label.split()[0], Counter()).update(states)
    return found


def _precision(verdicts: Counter[str]) -> dict[str, Any]:
    read = verdicts.total()
    return {"precision": round(verdicts["right"] / read, 3) if read else None, "read": read}


def _weaker(code: str, stored: Figures) -> dict[str, float]:
    """Language -> recall of planted defects there, where it is lower than what is claimed."""
    rows = stored.get("planted", {}).get("by rule and language", {})
    own = {label.split()[1]: row["recall"] for label, row in rows.items() if label.split()[0] == code}
    return {language: recall for language, recall in sorted(own.items()) if recall < CLAIMED}


def _source(stored: Figures) -> str:
    """Where the figures come from, in a clause."""
    parts = []
    if "clean" in stored:
        parts.append(f"{stored['clean']['words']:,} words of clean prose")
    if "scraped" in stored:
        parts.append("a sample of scraped texts")
    if "repetition" in stored:
        parts.append(f"{stored['repetition']['texts']:,} machine translations")
    if "planted" in stored:
        parts.append(f"defects planted in {len(stored['planted']['languages'])} languages")
    day = max((task["run"]["date"] for task in stored.values() if "run" in task), default="")
    return ", ".join(parts) + (f"; {day}" if day else "")
