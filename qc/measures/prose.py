"""What kind of line a stretch is: running prose, verse, or neither (tables, lists of short entries, code)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.measures.languages import languages

if TYPE_CHECKING:
    from qc.spans import Spans
    from qc.text import Text

_VERSE_LINE = 80
_AROUND = 4


def is_prose(text: Text, start: int, end: int, digits: float = 0.15) -> bool:
    """Mostly letters: of the visible characters seven in ten are letters or marks, and few digits or symbols.

    A character of a script without spaces counts as two and a half: its words are shorter than its numbers.
    """
    kinds = text.kinds[start:end]
    counts = np.bincount(kinds, minlength=len(Kind))
    more = 1.5 * int(counts[Kind.UNSPACED])
    visible = more + len(kinds) - int(counts[[Kind.SPACE, Kind.NEWLINE]].sum())
    letters = more + int(counts[Kind.MARK :].sum())
    return letters >= 0.7 * visible and int(counts[Kind.DIGIT] + counts[Kind.SYMBOL]) <= digits * visible


def is_complete(text: Text, end: int) -> bool:
    """A mark that ends a sentence stands before `end`, quotes and brackets aside; no question mark."""
    at = end - 1
    while at >= 0 and end - at < 4 and text.kinds[at] in (Kind.QUOTE, Kind.CLOSE, Kind.APOSTROPHE):
        at -= 1
    return bool(at >= 0 and text.kinds[at] == Kind.SENTENCE_END) and text.string[at] not in "?？؟;"


def is_title(text: Text, start: int, end: int) -> bool:
    """Of its longer words, the first aside, three in four begin with a capital: a name, not a sentence.

    German writes every noun so, and scripts without spaces have no capitals of their own: there nothing is a title.
    """
    words = text.words.within(start, end)
    inner = slice(words.start + 1, words.stop)
    starts = text.words.start[inner][text.words.length[inner] >= 4]
    capitals = int((text.kinds[starts] == Kind.UPPER).sum())
    if not capitals or capitals < 0.75 * len(starts) or text.unspaced_words[inner].mean() > 0.5:
        return False
    return text.view(languages)[text.document_at(start)] != "de"


def is_quoted(text: Text, start: int) -> bool:
    """A colon right before it ("Anna wrote:") introduces a quotation, or the source marks it as one."""
    before = text.string[max(0, start - 40) : start].rstrip('\n\r\t >"“„«')
    if before.endswith((":", "：")):
        return True
    return bool(text.quote_mask[start])


def is_verse(text: Text, start: int) -> bool:
    """The line at `start` is short, and so are those around it, most of them without a full stop at the end."""
    lines, width = text.lines, text.view(widths)
    index = lines.at(start)
    if width[index] >= _VERSE_LINE:
        return False
    around = _neighbours(lines, index)
    short = [line for line in around if width[line] < _VERSE_LINE]
    if len(short) < 3 or len(short) < 0.75 * len(around):
        return False
    stopped = sum(is_complete(text, int(lines.end[line])) for line in short)
    return stopped <= 0.6 * len(short)


def widths(text: Text) -> NDArray[np.float64]:
    """float64[lines]: length of each line, a character of a script without spaces counted as two and a half."""
    unspaced = text.words.start[text.unspaced_words]
    first, last = np.searchsorted(unspaced, (text.lines.start, text.lines.end))
    found: NDArray[np.float64] = text.lines.length + 1.5 * (last - first)
    return found


def _neighbours(lines: Spans, index: int) -> list[int]:
    """The lines around one, in its document."""
    first, last = max(0, index - _AROUND), min(len(lines), index + _AROUND + 1)
    return [line for line in range(first, last) if lines.owner[line] == lines.owner[index]]
