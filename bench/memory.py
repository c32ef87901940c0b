"""The peak of a whole process tree, watched from outside (Linux), and how long it ran."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PAUSE = 0.25  # seconds: to look costs processor time, which two workers have none to spare of


def watch(command: Sequence[str], pause: float = _PAUSE) -> dict[str, Any]:
    """Run a command: its seconds, the size of its tree in MB (shared pages counted once), a hash of its output.

    `series_mb` has the size at every look, each so many seconds behind the last one, `peak_mb` the largest; `told` is
    what the command wrote on stderr.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told)
        series: list[float] = []
        watcher = threading.Thread(target=_follow, args=(process, series, pause))
        watcher.start()
        assert process.stdout is not None
        output = hashlib.sha256()
        while piece := process.stdout.read(1 << 20):
            output.update(piece)
        process.wait()
        watcher.join()
        taken = round(time.perf_counter() - start, 3)
        told.seek(0)
        words = told.read().decode(errors="replace")
    peak = max(series, default=0.0)
    return {"seconds": taken, "peak_mb": peak, "series_mb": series, "output": output.hexdigest()[:16], "told": words}


def _follow(process: subprocess.Popen[bytes], series: list[float], pause: float) -> None:
    while process.poll() is None:
        series.append(round(sum(map(_kilobytes, _tree(process.pid))) / 1024, 1))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause)


def _tree(root: int) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children[parent].append(int(stat.parent.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def _kilobytes(process: int) -> int:
    """Its proportional share of memory: pages that several processes share are counted once in all."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
