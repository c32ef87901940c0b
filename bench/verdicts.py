"""What peers say of texts, yes or no, where their environments are there: `python -m bench.verdicts` makes them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import corpora
from bench.corpora import Sample
from bench.environments import DATA_JUICER, HOME, Contender

# Name of the verdict -> what says it, and the contender whose environment it runs in.
PEERS = {
    "datatrove, Gopher repetition": (Contender("datatrove_verdicts"), Contender("datatrove_filters")),
    "data-juicer, character and word repetition": (Contender("datajuicer_verdicts"), DATA_JUICER),
}


def figures(samples: Sequence[Sample], real: Sequence[bool]) -> dict[str, Any]:
    """Precision and recall of the peers' repetition filters; nothing of those that are not installed."""
    from bench.repetition import precision_recall

    found = {}
    for name, (script, home) in PEERS.items():
        python = HOME / home.script / "bin" / "python"
        if (HOME / home.script / "complete").exists():
            found[name] = precision_recall(_said(python, script, samples), real)
    return found


def _said(python: Path, script: Contender, samples: Sequence[Sample]) -> list[bool]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        corpora.write(path, samples)
        said = subprocess.run([python, script.path, path], check=True, stdout=subprocess.PIPE, text=True).stdout
    verdicts: list[bool] = json.loads(said.strip().splitlines()[-1])  # data-juicer talks before it answers
    return verdicts


def main() -> None:
    """Make the environments."""
    for _, home in PEERS.values():
        if home.requirements:
            home.python()


if __name__ == "__main__":
    main()
