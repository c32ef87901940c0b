"""Columns of a terminal: how wide a text is drawn, and an excerpt cut to a width with its match underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qc.finding import Excerpt
from qc.reports.safe import inline

_CUT = "…"
_MOST_PER_COLUMN = 8  # code points looked at for each column; more marks than that on one letter are cut off


def width(text: str) -> int:
    """Columns that `text` (made visible before) takes in a terminal: two for East Asian wide, none for marks."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, int(wcswidth(text)))


def head(text: str, columns: int) -> str:
    """As much of the start of `text` as fits, ending in "…" if anything was cut off."""
    looked_at = text[: columns * _MOST_PER_COLUMN]
    if len(looked_at) == len(text) and width(text) <= columns:
        return text
    return "".join(_fitting(_graphemes(looked_at), columns - 1)) + _CUT


def tail(text: str, columns: int) -> str:
    """As much of the end of `text` as fits, beginning with "…" if anything was cut off."""
    looked_at = text[-columns * _MOST_PER_COLUMN :]
    if len(looked_at) == len(text) and width(text) <= columns:
        return text
    kept = list(_fitting(reversed(list(_graphemes(looked_at))), columns - 1))
    return _CUT + "".join(reversed(kept))


def middle(text: str, columns: int) -> str:
    """`text` if it fits, else its start and its end with "…" between them."""
    if len(text) <= columns * _MOST_PER_COLUMN and width(text) <= columns:
        return text
    start = head(text, columns // 2)
    return start + tail(text, columns - width(start) + 1).removeprefix(_CUT)


def _graphemes(text: str) -> Iterator[str]:
    if text.isascii():
        return iter(text)
    from wcwidth import iter_graphemes

    return iter(iter_graphemes(text))


def _fitting(graphemes: Iterable[str], columns: int) -> Iterator[str]:
    for grapheme in graphemes:
        columns -= width(grapheme)
        if columns < 0:
            return
        yield grapheme


def fit(excerpt: Excerpt, columns: int) -> Excerpt:
    """The excerpt made safe and cut around its match to at most `columns` columns."""
    match = middle(inline(excerpt.match), max(8, columns * 3 // 4))
    room = max(0, columns - width(match))
    before, after = inline(excerpt.before), inline(excerpt.after)
    right = min(width(after), room // 2)
    left = min(width(before), room - right)
    return Excerpt(
        tail(before, left) if left else "",
        match,
        head(after, room - left) if room > left else "",
    )


def underline(excerpt: Excerpt) -> str:
    """`^~~~` under the match of an excerpt that `fit` has made; at least one mark, for an empty match too."""
    return " " * width(excerpt.before) + "^" + "~" * (width(excerpt.match) - 1)
