"""`--profile`: where the time of a run went, by stage and rule."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time

from qc.engine import Progress

Watch = Callable[[Progress], None] | None


class Profile:
    """Listens to the progress of a run and prints a table on stderr at its end."""

    def __init__(self) -> None:
        self._last = Progress()

    def listening(self, watch: Watch) -> Callable[[Progress], None]:
        """`watch`, with this profile listening as well."""

        def both(progress: Progress) -> None:
            self._last = progress
            if watch is not None:
                watch(progress)

        return both

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """What is done meanwhile is a stage of its own."""
        began = thread_time()
        yield
        self._last = self._last.spent(stage, thread_time() - began)

    def show(self) -> None:
        """Seconds of processor time (summed over the workers), share of the whole, and megabytes of text a second."""
        seconds, characters = self._last.seconds, self._last.characters
        whole = sum(seconds.values()) or 1e-9
        rows = sorted(seconds.items(), key=lambda row: -row[1])
        print(f"{'stage':<10} {'seconds':>9} {'share':>7} {'million characters/s':>21}", file=sys.stderr)
        for stage, spent in [*rows, ("all", whole)]:
            speed = characters / 1e6 / max(spent, 1e-9)
            print(f"{stage:<10} {spent:>9.3f} {spent / whole:>7.1%} {speed:>21.1f}", file=sys.stderr)
