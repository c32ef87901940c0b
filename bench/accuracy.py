"""How right qc is: `python -m bench.accuracy clean|scraped|repetition|garble|... ...`.

    --data DIR     the data sets; by default ../shared/data beside the checkout
    --json FILE    keep the figures of these tasks beside those of others; `python -m bench.accuracy_page` makes
                   docs/accuracy.md of them, and qc/measured.json, which `qc rule CODE` and docs/rules.md show
    --list         print the findings for reading instead, the unread first (--code CODE, --unread)
    --preview      the preview rules too

Verdicts on findings stand in bench/adjudicated.jsonl: data set, id, code, span, right or not, and why; never the text.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.corpora import DATA
from bench.findings import shown, unread_first
from bench.machine import machine
from qc import __version__

TASKS = (
    "clean",
    "scraped",
    "repetition",
    "garble",
    "encoding",
    "planted",
    "segmentation",
    "calibration",
    "trailing",
)


def main(arguments: Sequence[str] | None = None) -> None:
    told = _parsed(arguments)
    for task in TASKS if "all" in told.tasks else told.tasks or TASKS:
        module = importlib.import_module(f"bench.{task}")
        if told.list:
            _list(module.findings(told.data, told.preview), told.code, told.unread)
            continue
        figures = module.measure(told.data, told.preview)
        if told.json:
            keep(told.json, task, figures)
        print(f"# {task}\n\n{module.section(figures)}")


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=(__doc__ or "").split("\n")[0])
    tasks = (*TASKS, "all")
    parser.add_argument("tasks", nargs="*", choices=[[], *tasks], metavar="task", help=", ".join(tasks))
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the data sets")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--list", action="store_true", help="print the findings for reading, the unread first")
    parser.add_argument("--code", default="", help="with --list: of this rule or family only")
    parser.add_argument("--unread", action="store_true", help="with --list: only those without a verdict")
    parser.add_argument("--preview", action="store_true", help="preview rules too")
    return parser.parse_args(arguments)


def _list(found: Sequence[Any], code: str, unread: bool) -> None:
    for each in unread_first(found):
        if each.finding.code.startswith(code) and (each.state == "unread" or not unread):
            print(shown(each))


def keep(path: Path, task: str, figures: Mapping[str, Any]) -> None:
    """Put the figures of a task into a file that holds those of all, with the day and the machine."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    run = {"date": date.today().isoformat(), "machine": machine(), "qc": __version__}
    stored = {**stored, task: {**figures, "run": run}}
    path.write_text(json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
