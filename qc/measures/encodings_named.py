"""Documents that write about encodings: there a broken letter may be an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qc.text import Text

_NAMES = re.compile(
    r"\b(?:UTF[- ]?(?:8|16)|ISO[- ]?8859(?:-\d{1,2})?|Latin-?\d|(?:Windows|CP)-?125\d|Shift[_-]JIS|KOI8-R|GBK|Big5"
    r"|Unicode|ASCII|mojibake|iconv|convmv)\b",
    re.IGNORECASE,
)
_TWO = 2


def about_encodings(text: Text, document: int) -> bool:
    """Whether a document names two encodings, or one and a program that converts them.

    Read once per document, and only when asked: few documents hold a broken letter.
    """
    known = text.view(_Readings)
    if document not in known:
        start, end = text.documents[document]
        names = {match[0].upper() for match in _NAMES.finditer(text.string, start, end)}
        known[document] = len(names) >= _TWO
    return known[document]


class _Readings(dict[int, bool]):
    """What was read so far: a view that fills itself."""

    def __init__(self, _: Text) -> None:
        super().__init__()
