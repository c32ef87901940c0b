"""How right each rule was when it was last measured: `qc/measured.json`, written by `python -m bench.accuracy_page`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

STORED = Path(__file__).parents[1] / "measured.json"


@cache
def measured(stored: Path = STORED) -> Mapping[str, Mapping[str, Any]]:
    """Figures by code; a rule that was not measured has none.

    precision                   of the findings in real texts that were read (`read` of them), the share that was right
    recall                      of planted defects, the share that was found
    weaker                      languages in which that share was below .95, with their shares: not claimed
    false_alarms_per_million    findings a million words of clean prose that are not known to be right
    source                      the texts and the day
    """
    if not stored.is_file():
        return {}
    figures: dict[str, dict[str, Any]] = json.loads(stored.read_text("utf-8"))
    return figures


def in_words(figures: Mapping[str, Any]) -> str:
    """The figures in a sentence; what was not measured is left out."""
    said = []
    if figures["precision"] is not None:
        said.append(f"precision {figures['precision']:.2f} ({figures['read']:,} findings read)")
    if figures["recall"] is not None:
        weaker = ", ".join(f"{language} {recall:.3f}" for language, recall in figures["weaker"].items())
        said.append(
            f"recall {figures['recall']:.2f} of planted defects" + (f" (under 0.95: {weaker})" if weaker else "")
        )
    if figures["false_alarms_per_million"] is not None:
        said.append(f"{figures['false_alarms_per_million']:.1f} false alarms a million words of clean prose")
    return f"Measured: {', '.join(said)}. From {figures['source']}."
