"""docs/speed.md from the stored figures: `python -m bench.speed_page [bench/results/speed.json]`.

Nothing on the page is typed by hand: run `python -m bench.speed --json bench/results/speed.json` and make it anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.corpora import ROOT
from bench.machine import described
from bench.page import table

STORED = ROOT / "bench" / "results" / "speed.json"
PAGE = ROOT / "docs" / "speed.md"

_HEAD = """# Speed

Made by `python -m bench.speed_page` from the figures of one run; do not edit. To measure on your machine:

```console
{command}
```

{machine}. MB are a million bytes of UTF-8 text; seconds are those of the processor, one core, the median of interleaved
rounds behind one that warms up. Every contender runs in a process of its own over the same documents. What they do
differs: qc gives findings with places, reasons and other copies; filters give a verdict a document, taggers numbers.
"""


def main() -> None:
    stored = Path(sys.argv[1]) if len(sys.argv) > 1 else STORED
    PAGE.write_text(page(json.loads(stored.read_text(encoding="utf-8"))), encoding="utf-8")


def page(figures: Mapping[str, Any]) -> str:
    """The page, as Markdown."""
    parts = [_HEAD.format(command=figures["command"], machine=described(figures["machine"])), "## Side by side\n"]
    parts += [_comparison(name, each) for name, each in figures["comparison"].items()]
    parts += ["## Whole corpora\n", _whole(figures), "## Start-up\n", _startup(figures["startup_ms"])]
    if figures["runs"]:
        parts += ["## Processes and memory\n", _runs(figures["runs"])]
    parts += ["## Where the time goes\n", *(_profile(name, rows) for name, rows in figures["profile"].items())]
    return "\n".join(parts)


def _comparison(name: str, compared: Mapping[str, Any]) -> str:
    rows = [
        (each, scores["mb_per_s"], scores["times_slower_than_qc"], scores["peak_mb"], scores["about"])
        for each, scores in compared["passes"].items()
    ]
    head = ("", "MB/s", "times as long as qc", "peak MB", "version")
    described = f"**{name}**: {compared['documents']:,} documents, {compared['bytes'] / 1e6:.2f} MB.\n"
    return f"{described}\n{table(head, rows)}"


def _whole(figures: Mapping[str, Any]) -> str:
    contenders = next(iter(figures["whole"].values()))
    rows = []
    for name, rates in figures["whole"].items():
        corpus = figures["corpora"][name]
        languages = len([language for language in corpus["languages"] if language])
        rows.append((name, f"{corpus['documents']:,}", f"{corpus['bytes'] / 1e6:.1f}", languages, *rates.values()))
    return table(("corpus", "documents", "MB", "languages", *(f"{each}, MB/s" for each in contenders)), rows)


def _startup(medians: Mapping[str, float]) -> str:
    told = "Wall time of the whole process, median, commands turn about.\n\n"
    return told + table(("command", "ms"), medians.items())


def _runs(runs: Sequence[Mapping[str, Any]]) -> str:
    """A row a run; runs of one size follow each other, the one with a single process first."""
    told = "`qc check` of corpora made from a seed: wall time, and the peak of the whole process tree.\n\n"
    rows = []
    for run in runs:
        alone = next(other for other in runs if other["bytes"] == run["bytes"])
        times = f"{alone['seconds'] / run['seconds']:.2f}"
        rows.append((f"{run['bytes'] / 1e6:.0f}", run["jobs"], run["seconds"], times, run["peak_mb"], run["output"]))
    return told + table(("MB", "jobs", "seconds", "times as fast as one", "peak MB", "hash of the output"), rows)


def _profile(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    told = f"**{name}**: {sum(row['ms_per_mb'] for row in rows):.0f} ms a megabyte.\n\n"
    return told + table(("stage, view or rule", "kind", "ms/MB", "%", "findings"), _profile_rows(rows))


def _profile_rows(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        found = "" if row["found"] is None else row["found"]
        yield row["name"], row["kind"], row["ms_per_mb"], row["percent"], found


if __name__ == "__main__":
    main()
