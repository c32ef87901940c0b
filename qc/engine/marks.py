"""Marks that let a finding pass, in documents whose format may hold them: `<!-- qc: ignore[repeated-phrase] why -->`.

A mark beside text means its line; one that stands alone means the next line that is not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qc.document import Document
from qc.offsets import LineIndex, Position

_COMMENT = re.compile(r"<!--[ \t]*qc:[ \t]*ignore\[([^\]\n]{1,200})\][^\n]{0,500}?-->")

_BLANK = re.compile(r"\s*")


@dataclass(frozen=True)
class Mark:
    """The codes and names of rules that a mark lets pass, the line it means, and where it stands."""

    labels: frozenset[str]
    line: int
    start: Position
    end: Position


def marks(document: Document) -> Iterator[Mark]:
    """The marks of a document, in order."""
    source = document.text if document.source is None else document.source
    if "qc:" not in source:
        return
    index = LineIndex(source)
    for comment in _COMMENT.finditer(source):
        labels = frozenset(_label(word) for word in comment[1].split(","))
        start, end = index.position(comment.start()), index.position(comment.end())
        yield Mark(labels, start.line + _lines_further(source, *comment.span()), start, end)


def _label(word: str) -> str:
    """A code in capitals, a name in small letters."""
    word = word.strip()
    return word.upper() if word[-1:].isdigit() else word.lower()


def _lines_further(source: str, start: int, end: int) -> int:
    """How many lines below a mark that stretches from `start` to `end` the text begins which it means."""
    while start and source[start - 1] in " \t":
        start -= 1
    behind = _BLANK.match(source, end)
    alone = not start or source[start - 1] == "\n"
    return behind[0].count("\n") if alone and behind else 0
