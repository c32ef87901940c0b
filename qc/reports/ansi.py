"""Colours of a terminal: the only place that writes an escape sequence."""

from __future__ import annotations

from enum import StrEnum

from qc.finding import Severity


class Style(StrEnum):
    """SGR parameters."""

    BOLD = "1"
    DIM = "2"
    RED = "1;31"
    GREEN = "32"
    YELLOW = "1;33"
    BLUE = "1;34"
    CYAN = "36"


SEVERITY = {Severity.ERROR: Style.RED, Severity.WARNING: Style.YELLOW, Severity.INFO: Style.BLUE}


class Painter:
    """Paints text if colour is wanted and else leaves it as it is."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, style: Style) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text
