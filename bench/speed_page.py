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
LONG_RUN = STORED.with_name("long_run.json")
PAGE = ROOT / "docs" / "speed.md"

_OWN = ("ordering", "conclusion", "writing")

MUCH = 15  # percent of the whole: more than that needs a reason
_REASONS = {
    "REP104": "in a corpus of made-up words chance puts many twice in a row, and each is verified and reported.",
    "languages.languages": "pycld2 reads a sample of each document, and these are short; what it says decides which "
    "lists the rules use.",
}
_RUNS = """`qc check` of corpora made from a seed: wall time, and, in a run of its own, the peak of the process tree.
Ordering (cutting the input, receiving, keeping the order), conclusion (the corpus rules) and writing are seconds of
processor time that the main process takes for itself; the first goes on while the workers look, the others behind it.
"""

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
    figures, long_run = (json.loads(path.read_text(encoding="utf-8")) for path in (stored, LONG_RUN))
    PAGE.write_text(page(figures, long_run), encoding="utf-8")


def page(figures: Mapping[str, Any], long_run: Mapping[str, Any]) -> str:
    """The page, as Markdown."""
    parts = [_HEAD.format(command=figures["command"], machine=described(figures["machine"])), "## Side by side\n"]
    parts += [_comparison(name, each) for name, each in figures["comparison"].items()]
    parts += ["## Whole corpora\n", _whole(figures), "## Start-up\n", _startup(figures["startup_ms"])]
    if figures["runs"]:
        parts += ["## Processes and memory\n", _runs(figures["runs"])]
    parts += [_long_run(long_run)]
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
    rows = []
    for run in runs:
        alone = next(other for other in runs if other["bytes"] == run["bytes"])
        times = f"{alone['seconds'] / run['seconds']:.2f}"
        own = (f"{run['own'].get(stage, 0.0):.2f}" for stage in _OWN)
        row = (f"{run['bytes'] / 1e6:.0f}", run["jobs"], run["seconds"], times, *own, run["peak_mb"], run["output"])
        rows.append(row)
    head = ("MB", "jobs", "seconds", "times as fast as one", *_OWN, "peak MB", "hash of the output")
    return f"{_RUNS}\n{table(head, rows)}"


def _long_run(figures: Mapping[str, Any]) -> str:
    """The size of the tree in each tenth of one long run."""
    told = f"`{figures['command']}`: {figures['bytes'] / 1e9:.1f} GB, {figures['documents']:,} documents, "
    told += f"{figures['seconds']:,.0f} seconds; the peak of the process tree was {figures['peak_mb']:.0f} MB.\n\n"
    tenths = [f"{size:.0f}" for size in figures["tenths_mb"]]
    return told + table(("tenth of the run", *range(1, 11)), [("largest, MB", *tenths)])


def _profile(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    told = f"**{name}**: {sum(row['ms_per_mb'] for row in rows):.0f} ms a megabyte.\n\n"
    for row in rows:
        if row["percent"] > MUCH:
            told += f"{row['name']} takes {row['percent']:.0f}%: {reason(row['name']) or 'nobody has said why.'}\n\n"
    return told + table(("stage, view or rule", "kind", "ms/MB", "%", "findings"), _profile_rows(rows))


def reason(name: str) -> str:
    """Why a stage, view or rule may take more than `MUCH` percent; "" where nobody has said so."""
    return _REASONS.get(name.split(maxsplit=1)[0], "")


def _profile_rows(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        found = "" if row["found"] is None else row["found"]
        yield row["name"], row["kind"], row["ms_per_mb"], row["percent"], found


if __name__ == "__main__":
    main()
