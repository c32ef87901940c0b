"""Markdown of the pages made from stored figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; all columns but the first are set right."""
    lines = [_row(head), "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *map(_row, rows)]) + "\n"


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
