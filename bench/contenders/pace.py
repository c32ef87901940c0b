"""The loop every contender runs in its own process: one line of standard input, one timed pass over the documents.

Runs in foreign environments, so it needs nothing but the standard library.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def texts() -> list[str]:
    """The texts of the JSON Lines file that the command line names."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def serve(passes: dict[str, Callable[[], int]], about: str) -> None:
    """Say what there is to run; then for each name read, run that pass and say how long it took and what it counted.

    Seconds are those of this process's processor time, so that a busy machine does not count against anyone.
    """
    say({"passes": list(passes), "about": about})
    for line in sys.stdin:
        wall, start = time.perf_counter(), time.process_time()
        count = passes[line.strip()]()
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say({"seconds": seconds, "wall": time.perf_counter() - wall, "count": count, "peak_kb": peak})


def say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)
