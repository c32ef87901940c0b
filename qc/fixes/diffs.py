"""What the fixes change, as a unified diff for people: safe to print, so what has no glyph is made visible."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from qc.fixes.files import MendedFile, Piece

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NO_END = "\\ No newline at end of file"


def diff(file: MendedFile, name: str) -> Iterator[str]:
    """The lines of the diff of one file, without their line ends; nothing where nothing changes."""
    if file.pieces:
        yield f"--- {name}"
        yield f"+++ {name}"
    for piece in file.pieces:
        yield from _record(piece) if file.format == "jsonl" else _hunks(piece)


def _record(piece: Piece) -> Iterator[str]:
    """A record is one line: a hunk without context."""
    yield f"@@ -{piece.line} +{piece.line} @@"
    for sign, content in (("-", piece.old), ("+", piece.new)):
        yield from _signed(sign, content.decode())


def _hunks(piece: Piece) -> Iterator[str]:
    old, new = (_LINE.findall(content.decode(piece.codec)) for content in (piece.old, piece.new))
    for number, line in enumerate(difflib.unified_diff(old, new)):
        if number >= 2:
            yield from [line.rstrip("\n")] if line.startswith("@@") else _signed(line[0], line[1:])


def _signed(sign: str, line: str) -> Iterator[str]:
    ended = line.rstrip("\r\n")
    yield sign + ended
    if ended == line:
        yield _NO_END
