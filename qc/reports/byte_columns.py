"""Columns in bytes of UTF-8, of positions whose columns are code points."""

from __future__ import annotations

from qc.offsets import LineIndex, Position
from qc.outcome import Outcome


def _source(outcome: Outcome | None) -> str | None:
    """What the positions of a document's findings lead to."""
    if outcome is None or outcome.record is not None:
        return None
    return outcome.text if outcome.source is None else outcome.source


class ByteColumns:
    """The byte columns of one document, if the run kept its text (`keep_text`) and it is no record.

    The line looked at last is kept with the bytes up to each of its characters, so that many places on one long line
    cost no more than the line.
    """

    def __init__(self, outcome: Outcome | None) -> None:
        source = _source(outcome)
        self._lines = None if source is None else LineIndex(source)
        self._line = 0
        self._ascii = True
        self._bytes: list[int] = []

    def column(self, position: Position) -> int | None:
        """The column from 1 in bytes, `None` where the text is not known."""
        if self._lines is None:
            return None
        if position.line != self._line:
            self._look_at(self._lines, position.line)
        return position.column if self._ascii else self._bytes[min(position.column, len(self._bytes)) - 1] + 1

    def _look_at(self, lines: LineIndex, line: int) -> None:
        starts = lines.starts
        end = starts[line] if line < len(starts) else len(lines.text)
        text = lines.text[starts[line - 1] : end]
        self._line, self._ascii, self._bytes = line, text.isascii(), [0]
        if not self._ascii:
            encoded = text.encode("utf-8", "surrogatepass")
            self._bytes = [at for at, byte in enumerate(encoded) if byte & 0xC0 != 0x80]
            self._bytes.append(len(encoded))
