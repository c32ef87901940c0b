"""Whether a stretch belongs to an entry of its own: an item of a list, or what stands beneath a heading or a label.

Entries of manuals, glossaries and forms describe like things in like words, each for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qc.characters import Kind
from qc.document import Kind as Mark

if TYPE_CHECKING:
    from qc.text import Text

_LABEL = 80  # characters
_HEADINGS, _PER_HEADING = 3, 10  # headings that the source marks, and paragraphs to each, where a page is all entries
_NEAR = 2  # paragraphs above
_PARTING = frozenset(",;،؛，；、…")
_AROUND = 4
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\].)]{1,2}\s")
_BULLETS = frozenset("-–—*•·‣▪■●○◦+>")
_DOTS = frozenset("•‣▪■●○◦")  # begin no word, so that they need no blank behind them
_OPTION = re.compile(r"(?:^|\s)--?[^\W\d_]")


def headed(text: Text, start: int) -> int:
    """The paragraph that is the heading of the one at `start`, one or two above it; -1 if there is none.

    A heading is short and ends without a mark. The first line of a document is its title, which heads all of it.
    """
    paragraphs = text.paragraphs
    index = paragraphs.at(start)
    first = int(paragraphs.owner.searchsorted(paragraphs.owner[index]))
    for above in range(index - 1, max(first, index - 1 - _NEAR), -1):
        if is_heading(text, above):
            return above
    return -1


def in_other_entries(text: Text, first: int, second: int) -> bool:
    """Both places stand under headings of their own, in a page that the source divides into many: a reference."""
    headings: list[int] = text.view(_Headings).of(text, text.document_at(first))
    return bool(headings) and bisect_right(headings, first) != bisect_right(headings, second)


class _Headings(dict[int, list[int]]):
    """Where the headings of a document begin, of those that are divided into many."""

    def __init__(self, _: Text) -> None:
        super().__init__()

    def of(self, text: Text, document: int) -> list[int]:
        if document not in self:
            base = int(text.documents.start[document])
            blocks = text.sources[document].blocks
            found = sorted(base + block.span.start for block in blocks if block.kind is Mark.HEADING)
            paragraphs = int((text.paragraphs.owner == document).sum())
            many = len(found) >= _HEADINGS and _PER_HEADING * len(found) >= paragraphs
            self[document] = found if many else []
        return self[document]


def is_heading(text: Text, paragraph: int) -> bool:
    """A short paragraph that ends without a mark that ends or parts sentences, a colon aside."""
    start, end = text.paragraphs[paragraph]
    return end - start < _LABEL and text.kinds[end - 1] != Kind.SENTENCE_END and text.string[end - 1] not in _PARTING


def names_option(text: Text, paragraph: int) -> bool:
    """A heading of a manual's entry: "-t, --tag", "findmnt --fstab"."""
    return _OPTION.search(text.slice(*text.paragraphs[paragraph])) is not None


def is_item(text: Text, start: int) -> bool:
    """The paragraph at `start` is an item of a list: the source marks it as one, or it and one beside it are bulleted.

    A dash alone may begin a turn of a dialogue.
    """
    paragraph = text.paragraphs.at(start)
    if text.item_mask[start] or not _is_bulleted(text, paragraph):
        return bool(text.item_mask[start])
    beside = (paragraph - 1, paragraph + 1)
    return any(0 <= index < len(text.paragraphs) and _is_bulleted(text, index) for index in beside)


def _is_bulleted(text: Text, paragraph: int) -> bool:
    """A bullet or a number begins it."""
    begins = int(text.paragraphs.start[paragraph])
    first, blank = text.string[begins], text.string[begins + 1 : begins + 2].isspace()
    return first in _DOTS or (first in _BULLETS and blank) or _NUMBERED.match(text.string, begins) is not None


def is_among_labels(text: Text, start: int) -> bool:
    """Of the paragraphs around the one at `start` two in three are short: entries of a list, each with its label."""
    paragraphs = text.paragraphs
    index = paragraphs.at(start)
    around = range(max(0, index - _AROUND), min(len(paragraphs), index + _AROUND + 1))
    beside = [each for each in around if each != index and paragraphs.owner[each] == paragraphs.owner[index]]
    short = sum(int(paragraphs.length[each]) < _LABEL for each in beside)
    return len(beside) >= _AROUND and 3 * short >= 2 * len(beside)
