"""The string of a field in a line of JSON: where it stands, and which escape each of its characters came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from qc.offsets import SourceMap, Stretch

_BLANK = re.compile(r"[ \t\n\r]*")
# A pair of surrogates is one character; everything else that is escaped is one, too.
_ESCAPED = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)  # only to find where values end


class Literal(NamedTuple):
    """`line[start:end]` between its quotes."""

    start: int
    end: int


def literal(line: str, field: str) -> Literal | None:
    """The string that a field of the object in `line` holds; dots lead into nested objects, the last of equals counts.

    `None` where there is none.
    """
    start = _BLANK.match(line.removeprefix("\ufeff"))
    assert start is not None
    return _find(line, start.end() + line.startswith("\ufeff"), field)


def _find(line: str, at: int, field: str) -> Literal | None:
    places = dict(_members(line, at))
    if field in places:
        value = places[field]
        return Literal(value + 1, scanstring(line, value + 1, False)[1] - 1) if line[value] == '"' else None
    head, dot, rest = field.partition(".")
    return _find(line, places[head], rest) if dot and head in places else None


def _members(line: str, at: int) -> Iterator[tuple[str, int]]:
    """Each key of the object that begins at `at`, and where its value begins; nothing where no object begins there."""
    if line[at : at + 1] != "{":
        return
    at = _skip(line, at + 1)
    while line[at : at + 1] == '"':
        key, at = scanstring(line, at + 1, False)
        at = _skip(line, _skip(line, at) + 1)  # the colon
        yield key, at
        _, at = _DECODER.raw_decode(line, at)
        at = _skip(line, at)
        at = _skip(line, at + 1) if line[at : at + 1] == "," else len(line)


def _skip(line: str, at: int) -> int:
    match = _BLANK.match(line, at)
    assert match is not None
    return match.end()


def decoded(line: str, place: Literal) -> str:
    """The string itself; half surrogates stay."""
    return str(scanstring(line, place.start, False)[0])


def source_map(line: str, place: Literal) -> SourceMap:
    """The way from the decoded string back to `line`."""
    return SourceMap(_stretches(line, place))


def _stretches(line: str, place: Literal) -> Iterator[Stretch]:
    at, length = place.start, 0
    for escape in _ESCAPED.finditer(line, place.start, place.end):
        start, end = escape.span()
        if start > at:
            yield Stretch(length, length + start - at, at, start)
            length += start - at
        yield Stretch(length, length + 1, start, end)
        length, at = length + 1, end
    if at < place.end:
        yield Stretch(length, length + place.end - at, at, place.end)


def escaped(text: str, line: str) -> str:
    """`text` as it stands between quotes, written as `line` writes what is not ASCII: escaped or as it is."""
    ascii_only = line.removeprefix("\ufeff").isascii() and "\\u" in line
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]
