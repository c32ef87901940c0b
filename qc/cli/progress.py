"""Progress for long runs: on stderr, only on a terminal, only when it takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qc.engine import Progress

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0  # seconds before anything is shown


@contextmanager
def shown(wanted: bool = True) -> Iterator[Callable[[Progress], None] | None]:
    """What to call with each `Progress`; `None` where nobody is there to see it."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    line = _Line()
    try:
        yield line.update
    finally:
        line.close()


class _Line:
    """One line that says how far the run is; it comes into being once there is something to wait for."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._status: Status | None = None

    def update(self, progress: Progress) -> None:
        seconds = time.monotonic() - self._began
        if seconds >= PATIENCE:
            self._show(
                f"{progress.documents:,} documents, {progress.characters / 1e6:,.1f} million characters "
                f"({progress.characters / 1e6 / seconds:,.1f} million a second), {progress.findings:,} findings"
            )

    def _show(self, words: str) -> None:
        if self._status is None:
            from rich.console import Console
            from rich.status import Status

            self._status = Status(words, console=Console(stderr=True))
            self._status.start()
        self._status.update(words)

    def close(self) -> None:
        if self._status is not None:
            self._status.stop()
