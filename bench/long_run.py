"""Whether memory stays flat on a corpus of any size: `python -m bench.long_run --gigabytes 10 --json OUT`.

    --gigabytes G   how much text (10); it is written into the temporary folder first, so that much room is needed there
    --jobs N        worker processes (2)
    --json OUT      keep the figures (bench/results/long_run.json); `python -m bench.speed_page` shows them

The corpus is the one made from a seed, many times over, each time with a sentence of its own in every document, on
five thousand hosts. Its tree of processes is looked at four times a second.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import memory, synthetic
from bench.machine import machine

_ONCE = 80_000_000  # characters of the corpus that is written again and again
_HOSTS = 5_000
_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxz", "aeiou"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.long_run", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gigabytes", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="OUT")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder) / "corpus.jsonl", int(told.gigabytes * 1e9), told.jobs)
    text = json.dumps({"command": f"python -m bench.long_run --gigabytes {told.gigabytes:g}", **figures}, indent=1)
    if told.json:
        told.json.write_text(text + "\n", encoding="utf-8")
    print(text)


def measure(path: Path, size: int, jobs: int) -> dict[str, Any]:
    """Seconds and peak of one run over about `size` bytes, and the size of the tree at each tenth of it."""
    documents = write(path, size)
    command = [sys.executable, "-m", "qc", "check", str(path), "--output-format", "jsonl", "--exit-zero", "--no-cache"]
    watched = memory.watch([*command, "--jobs", str(jobs)])
    series = watched.pop("series_mb")
    watched.pop("told")
    tenths = [max(series[len(series) * at // 10 : len(series) * (at + 1) // 10], default=0) for at in range(10)]
    return {"machine": machine(), "bytes": path.stat().st_size, "documents": documents, "tenths_mb": tenths, **watched}


def write(path: Path, size: int) -> int:
    """Write about `size` bytes of JSON Lines; how many documents they are."""
    samples = [json.dumps(each.text, ensure_ascii=False)[:-1] for each in synthetic.corpus(min(_ONCE, size // 2))]
    written = count = 0
    with path.open("w", encoding="utf-8") as lines:
        while written < size:
            for text in samples:
                host = count * 7919 % _HOSTS
                url = f"https://site{host}.example/{count}"
                lines.write(f'{{"url": "{url}", "text": {text}\\nPage {_word(count * 1_000_003)} {_word(count)}."}}\n')
                count += 1
            written = lines.tell()
    return count


def _word(number: int) -> str:
    """A word for each number: what stands on one page only must not look alike with its numbers left out."""
    letters = []
    while number or not letters:
        number, rest = divmod(number, 100)
        letters += [_CONSONANTS[rest // 5], _VOWELS[rest % 5]]
    return "".join(letters)


if __name__ == "__main__":
    main()
