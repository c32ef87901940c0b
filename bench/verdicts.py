"""What peers say of texts, yes or no, where their environments are there: `python -m bench.speed` makes them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import corpora
from bench.corpora import Sample
from bench.environments import HOME, Contender

DATATROVE = Contender("datatrove_verdicts")


def figures(samples: Sequence[Sample], real: Sequence[bool]) -> dict[str, Any]:
    """Precision and recall of datatrove's Gopher repetition filter; nothing where datatrove is not installed."""
    from bench.repetition import precision_recall

    python = HOME / "datatrove_filters" / "bin" / "python"
    if not python.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        corpora.write(path, samples)
        said = subprocess.run([python, DATATROVE.path, path], check=True, stdout=subprocess.PIPE).stdout
    return {"datatrove, Gopher repetition": precision_recall(json.loads(said), real)}
