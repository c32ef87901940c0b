"""How long it takes until a command has answered: wall time of the whole process, commands turn about."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median


def commands(small: Path) -> dict[str, list[str]]:
    """What is timed; `ruff --version` only where ruff stands beside this interpreter."""
    beside = Path(sys.executable).parent
    qc = [str(beside / "qc")] if (beside / "qc").exists() else [sys.executable, "-m", "qc"]
    found = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "qc --version": [*qc, "--version"],
        "qc check small.txt": [*qc, "check", str(small)],
        "qc check --no-cache small.txt": [*qc, "check", str(small), "--no-cache"],
    }
    ruff = shutil.which("ruff", path=str(beside))
    return {**found, "ruff --version": [ruff, "--version"]} if ruff else found


def medians(timed: Mapping[str, Sequence[str]], count: int = 20) -> dict[str, float]:
    """Milliseconds of each command, the median of `count` runs after one that warms the caches."""
    taken: dict[str, list[float]] = {name: [] for name in timed}
    for turn in range(count + 1):
        for name, command in timed.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if turn:
                taken[name].append(time.perf_counter() - start)
    return {name: round(1000 * median(each), 1) for name, each in taken.items()}
