"""Where a finding stands in its file, for receivers that know files, lines and columns and nothing of records."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import quote

from qc.finding import Place
from qc.offsets import Position


class Region(NamedTuple):
    """Start and end in a file, from 1; not `exact`: only the line is known (a record), or not even that (line 1)."""

    start: Position
    end: Position
    exact: bool


def region(place: Place) -> Region:
    """The region of a place: the line of its record, else its position, else the first line of the file."""
    if place.record is not None or place.start is None:
        line = max(1, place.record.line) if place.record is not None else 1
        return Region(Position(line, 1), Position(line, 2), False)
    return Region(place.start, place.end or place.start, True)


def relative(path: str) -> str:
    """The path as seen from the working folder, with "/" between its parts; unchanged where it lies elsewhere."""
    name = path
    if Path(path).is_absolute():
        try:
            name = os.path.relpath(path, os.path.realpath(os.curdir))
        except (OSError, ValueError):  # no working folder, or another drive
            return path
        name = path if name.startswith(os.pardir) else name
    return PurePath(name).as_posix() if os.sep != "/" else name.removeprefix("./")


def uri(path: str) -> str:
    """The path as a relative URI reference, its bytes kept; an absolute one where the file lies elsewhere."""
    name = relative(path)
    quoted = quote(_bytes(name), safe="/")
    return f"file://{quoted}" if Path(name).is_absolute() else quoted


def _bytes(name: str) -> bytes:
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace")
