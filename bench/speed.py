"""How fast qc is, beside its peers, in one run: `python -m bench.speed --json bench/results/speed.json`.

    --data PATH...    JSON Lines (.gz) with a text field; without it the dev data, where they lie beside the checkout,
                      else a corpus made from a seed (`--synthetic` insists on that one)
    --seconds S       how long the comparison on each corpus may take, about
    --no-peers        only qc and the yardstick: nothing is installed
    --json OUT        keep the figures; `python -m bench.speed_page` makes docs/speed.md of them

MB are a million bytes of UTF-8 text, seconds those of the processor, one core, medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import corpora, memory, startup, synthetic
from bench.contest import contest, present, rounds
from bench.corpora import DATA, Sample
from bench.environments import OWN, PEERS
from bench.machine import machine
from bench.stages import profile

_SMALL = "The committee met on Monday. It will report in spring.\n"
_GOLD = ("trailing/pages-dev.jsonl.gz", "trailing/sites-dev.jsonl.gz", "clean/ud-dev.jsonl.gz")
_SYNTHETIC_CHARACTERS = 6_000_000
_UNWATCHED = 3600.0  # seconds: looking at memory takes processor time, and is done in a run of its own
_LONG = (20_000_000, 80_000_000, 240_000_000)  # of the corpora on which whole runs are watched


def main(arguments: Sequence[str] | None = None) -> None:
    told = _parsed(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(_corpora(told), told.seconds, not told.no_peers, Path(folder))
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    if told.json:
        told.json.parent.mkdir(parents=True, exist_ok=True)
        told.json.write_text(text + "\n", encoding="utf-8")
    print(text)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", metavar="PATH", help="JSON Lines with a text field")
    parser.add_argument("--synthetic", action="store_true", help="the corpus made from a seed, whatever data there are")
    parser.add_argument("--seconds", type=float, default=60, help="about how long each comparison may take")
    parser.add_argument("--no-peers", action="store_true", help="install nothing, measure only qc and the yardstick")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser.parse_args(arguments)


def _corpora(told: argparse.Namespace) -> dict[str, list[Sample]]:
    """The corpora by name, each shuffled with a seed so that any first part of it is a fair sample."""
    if told.data:
        found = {"data": [sample for path in told.data for sample in corpora.samples(path)]}
    elif told.synthetic or not DATA.is_dir():
        found = _synthetic(max(200_000, int(min(1.0, told.seconds / 20) * _SYNTHETIC_CHARACTERS)))
    else:
        everything = [sample for name in _GOLD for sample in corpora.samples(DATA / name)]
        found = {
            "English": [sample for sample in everything if sample.lang == "en"],
            "Indonesian": [sample for sample in everything if sample.lang == "id"],
            "mixed": everything,
            **_synthetic(_SYNTHETIC_CHARACTERS),
        }
    for samples in found.values():
        random.Random(1).shuffle(samples)
    return found


def _synthetic(characters: int) -> dict[str, list[Sample]]:
    return {f"synthetic, {len(synthetic.TONGUES)} languages": list(synthetic.corpus(characters))}


def measure(texts: dict[str, list[Sample]], seconds: float, peers: bool, folder: Path) -> dict[str, Any]:
    """All figures of one run."""
    work = folder / "texts.jsonl"
    corpora.write(work, next(iter(texts.values()))[:1])
    contenders, absent = present([*OWN, *(PEERS if peers else ())], work)
    return {
        "command": "python -m bench.speed " + " ".join(_shown(sys.argv[1:])),
        "machine": machine(),
        "absent": absent,
        "corpora": {name: _described(samples) for name, samples in texts.items()},
        "comparison": {name: contest(contenders, samples, seconds, work) for name, samples in texts.items()},
        "whole": {name: _whole(samples, work) for name, samples in texts.items()},
        "profile": {name: _profile(samples, work) for name, samples in texts.items()},
        "startup_ms": _startup(folder, max(1, min(20, int(seconds)))),
        "runs": _runs(folder, min(1.0, seconds / 30)) if sys.platform == "linux" else {},
    }


def _shown(arguments: Sequence[str]) -> list[str]:
    """The arguments without paths of this machine, and without the options that name them."""
    paths = {number for number, argument in enumerate(arguments) if "/" in argument}
    options = {number - 1 for number in paths if arguments[number - 1].startswith("--")}
    return [argument for number, argument in enumerate(arguments) if number not in paths | options]


def _described(samples: Sequence[Sample]) -> dict[str, Any]:
    return {
        "documents": len(samples),
        "bytes": sum(len(sample.text.encode()) for sample in samples),
        "languages": dict(Counter(sample.lang for sample in samples).most_common()),
    }


def _whole(samples: Sequence[Sample], work: Path) -> dict[str, float]:
    """MB/s of qc and of the yardstick over the whole corpus."""
    size = corpora.write(work, samples)
    scores = rounds(OWN, work, 3)
    return {name: round(size / 1e6 / sorted(score.seconds)[1], 2) for name, score in scores.items()}


def _profile(samples: Sequence[Sample], work: Path) -> list[dict[str, Any]]:
    return profile(work, corpora.write(work, samples) / 1e6)


def _startup(folder: Path, count: int) -> dict[str, float]:
    small = folder / "small.txt"
    small.write_text(_SMALL, encoding="utf-8")
    return startup.medians(startup.commands(small), count)


def _runs(folder: Path, part: float) -> list[dict[str, Any]]:
    """The command line on two made-up corpora with one process and with two: seconds, peak of the tree, the output."""
    runs = []
    for characters in _LONG:
        path = folder / "corpus.jsonl"
        size = corpora.write(path, synthetic.corpus(max(20_000, int(part * characters))))
        for jobs in (1, 2):
            command = [sys.executable, "-m", "qc", "check", str(path), "--output-format", "jsonl", "--exit-zero"]
            whole = [*command, "--no-cache", "--profile", "--jobs", str(jobs)]
            timed = memory.watch(whole, pause=_UNWATCHED)
            kept = {name: timed[name] for name in ("seconds", "output")}
            peak = memory.watch(whole)["peak_mb"]
            runs.append({"bytes": size, "jobs": jobs, "own": _own(timed["told"]), "peak_mb": peak, **kept})
    return runs


def _own(profile: str) -> dict[str, float]:
    """Seconds of processor time that the main process took for itself, by stage, from what `--profile` prints."""
    rows = (line.split() for line in profile.splitlines())
    return {row[0]: float(row[1]) for row in rows if row and row[0] in ("ordering", "conclusion", "writing")}


if __name__ == "__main__":
    main()
