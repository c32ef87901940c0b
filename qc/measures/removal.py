"""Taking a stretch out of a text as an editor would: no double blank, no empty line and no stray line end stays."""

from __future__ import annotations

from qc.text import Text

_BLANKS = " \t\u00a0\u3000"
_GAPS = _BLANKS + "\r\n"


def removal(text: Text, start: int, end: int) -> tuple[int, int, str]:
    """The edit that takes `text.string[start:end]` out, with the gap on one side of it.

    Whole lines go with the smaller of the gaps around them, at the end of the document with the one before; part of a
    line goes with the blanks before it, at the start of a line with those behind it.
    """
    document = text.document_at(start)
    first, last = int(text.documents.start[document]), int(text.documents.end[document])
    before, after = _back(text.string, start, first, _GAPS), _on(text.string, end, last, _GAPS)
    opens = before == first or "\n" in text.string[before:start] or "\r" in text.string[before:start]
    closes = after == last or "\n" in text.string[end:after] or "\r" in text.string[end:after]
    if opens and closes:
        return _lines(text.string, (before, start), (end, after), last)
    if opens:
        return start, after, ""
    if closes or after > end or text.string[end : end + 1] in _FOLLOWING:
        return before, end, ""
    return start, end, ""


_FOLLOWING = frozenset(",.;:!?)]}»”’،。，、；：！？）」』")


def _lines(string: str, before: tuple[int, int], behind: tuple[int, int], last: int) -> tuple[int, int, str]:
    """Whole lines with one of the gaps around them."""
    if behind[1] == last and before[0] != before[1]:
        return before[0], behind[0], ""
    smaller_behind = string.count("\n", *behind) < string.count("\n", *before)
    if before[0] == before[1] or smaller_behind:
        return before[1], behind[1], ""
    return before[0], behind[0], ""


def _back(string: str, at: int, first: int, gaps: str) -> int:
    while at > first and string[at - 1] in gaps:
        at -= 1
    return at


def _on(string: str, at: int, last: int, gaps: str) -> int:
    while at < last and string[at] in gaps:
        at += 1
    return at
