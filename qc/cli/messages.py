"""What qc says to the person at the terminal: one line each on stderr, safe to print whatever it quotes."""

from __future__ import annotations

import sys

from qc.reports.safe import inline


def error(message: str) -> None:
    _say("error", message)


def warning(message: str) -> None:
    _say("warning", message)


def note(message: str) -> None:
    _say("note", message)


def several(count: int, word: str) -> str:
    """ "1 finding", "1,204 findings"."""
    return f"{count:,} {word}" + "s" * (count != 1)


def _say(kind: str, message: str) -> None:
    print(f"{kind}: {inline(message)}", file=sys.stderr)
