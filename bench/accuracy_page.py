"""docs/accuracy.md and qc/measured.json from the stored figures: `python -m bench.accuracy_page [FILE]`.

Nothing on the page is typed by hand: run `python -m bench.accuracy --json bench/results/accuracy.json`, make it anew,
then `python -m qc.cli.docs` for the pages of the rules.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.accuracy import TASKS
from bench.corpora import ROOT
from bench.machine import described
from bench.measured import measured
from bench.page import table

STORED = ROOT / "bench" / "results" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
MEASURED = ROOT / "qc" / "measured.json"

_HEAD = """# Accuracy

Made by `python -m bench.accuracy_page` from stored figures; do not edit. To measure on your machine:

```console
python -m bench.accuracy --data DIR --json bench/results/accuracy.json
python -m bench.accuracy_page
```

All figures come from whole runs: default rules, overlaps resolved, one finding a defect. A finding in real text is
*right* where a careful editor of an article would mark it, *wrong* where what stands there is legitimate. Verdicts
are one reader's, who read each finding once; only of those of LNK101 in texts of packages (manuals, scripture, lists),
which are many and alike, some of each kind were read and the others judged by the kind.
Verdicts with their reasons stand in `bench/adjudicated.jsonl`, open to appeal. The texts are other people's and stay
where they are. The rules were mended on the wrong findings read here, and their confidences
set on these verdicts: on texts that nobody has looked at, expect a little less.
"""


def main() -> None:
    stored = json.loads((Path(sys.argv[1]) if len(sys.argv) > 1 else STORED).read_text(encoding="utf-8"))
    PAGE.write_text(page(stored), encoding="utf-8")
    rules = json.dumps(measured(stored), indent=1, ensure_ascii=False)
    MEASURED.write_text(rules + "\n", encoding="utf-8")


def page(stored: Mapping[str, Any]) -> str:
    """The page, as Markdown."""
    parts = [_HEAD, "## Rules\n", _rules(stored)]
    parts += [_task(task, stored[task]) for task in TASKS if task in stored]
    return "\n".join(parts)


def _rules(stored: Mapping[str, Any]) -> str:
    told = (
        "Precision: of the findings in clean prose and broken translations, all of them judged, and of a sample of\n"
        "those in scraped texts (clean prose has few defects, so that this is the strict way to ask). Recall: of\n"
        "planted defects; a rule claims the languages in which it finds .95 of them, and the others are named here\n"
        "and on its own page. Alarms: findings a million words of clean prose that are not known to be right.\n"
    )
    rows = [
        (
            code,
            _shown(row["precision"]),
            row["read"],
            _shown(row["recall"]),
            " ".join(row["weaker"]),
            _shown(row["false_alarms_per_million"]),
        )
        for code, row in measured(stored).items()
    ]
    head = ("rule", "precision", "findings judged", "recall", "not claimed", "alarms a million words")
    return f"{told}\n{table(head, rows)}"


def _shown(figure: float | None) -> str:
    return "" if figure is None else str(figure)


def _task(task: str, figures: Mapping[str, Any]) -> str:
    """The section of a task, below what its module says of how it is measured."""
    module = importlib.import_module(f"bench.{task}")
    title, _, how = (module.__doc__ or "").partition("\n")
    run = figures.get("run", {})
    machine = f"Run on {run['date']} with qc {run['qc']}: {described(run['machine'])}.\n" if run else ""
    return "\n".join([f"## {task.capitalize()}\n", f"{title}\n{how.strip()}\n", machine, module.section(figures)])


if __name__ == "__main__":
    main()
