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
_CUT = ("…", "...", "[…]", "[...]")
_QUOTES_BEGIN = (":", "：", *(quote + points for quote in ('"', "“", "„", "«", "« ", "「") for points in _CUT))
_LINES = 5
_SENTENCE = 60


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
    at = _unquoted(text, end)
    return ends_in_mark(text, end) and text.string[at] not in "?？؟;"


def ends_in_mark(text: Text, end: int) -> bool:
    """A mark that ends a sentence, or a question, stands before `end`, quotes and brackets aside."""
    at = _unquoted(text, end)
    return bool(at >= 0 and text.kinds[at] == Kind.SENTENCE_END)


def _unquoted(text: Text, end: int) -> int:
    """The last character before `end`, up to three quotes and brackets aside."""
    at = end - 1
    while at >= 0 and end - at < 4 and text.kinds[at] in (Kind.QUOTE, Kind.CLOSE, Kind.APOSTROPHE):
        at -= 1
    return at


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
    """A colon right before it ("Anna wrote:") introduces a quotation, or the source marks it as one.

    Or a quotation mark with an ellipsis takes one up again (“… and then it rained”).
    """
    before = text.string[max(0, start - 40) : start].rstrip('\n\r\t >"“„«')
    return before.endswith(_QUOTES_BEGIN) or bool(text.quote_mask[start])


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


def is_line_by_line(text: Text, start: int) -> bool:
    """The line at `start` and those around are short, five and more, and nearly each of them is one sentence.

    Songs whose lines end in a full stop, dialogues, lists of statements: prose has several sentences a line, or longer
    ones, or sentences that run over the end of a line.
    """
    lines = text.lines
    index = lines.at(start)
    around = _neighbours(lines, index)
    short = [each for each in around if lines.length[each] < _VERSE_LINE]
    if index not in short or len(short) < max(_LINES, 0.75 * len(around)):
        return False
    return sum(not _is_a_sentence(text, each) for each in short) <= 0.25 * len(short)


def _is_a_sentence(text: Text, line: int) -> bool:
    """One sentence, from its first letter on, begins in a line."""
    start, end = text.lines[line]
    begun = text.sentences.within(start, end)
    return len(begun) == 1 and int(text.sentences.start[begun[0]]) == start


def is_unstopped(text: Text, start: int) -> bool:
    """Five paragraphs as long as a sentence stand around, and most of them end without a mark: numbered verses."""
    paragraphs = text.paragraphs
    around = _neighbours(paragraphs, paragraphs.at(start))
    ends = [int(text.kinds[paragraphs.end[index] - 1]) for index in around if paragraphs.length[index] >= _SENTENCE]
    bare = sum(kind >= Kind.DIGIT and kind != Kind.UNSPACED for kind in ends)  # Thai has no mark for the end
    return len(ends) >= _LINES and bare > 0.6 * len(ends)


def widths(text: Text) -> NDArray[np.float64]:
    """float64[lines]: length of each line, a character of a script without spaces counted as two and a half."""
    unspaced = text.words.start[text.unspaced_words]
    first, last = np.searchsorted(unspaced, (text.lines.start, text.lines.end))
    found: NDArray[np.float64] = text.lines.length + 1.5 * (last - first)
    return found


def _neighbours(lines: Spans, index: int) -> list[int]:
    """The lines (or paragraphs) around one, in its document."""
    first, last = max(0, index - _AROUND), min(len(lines), index + _AROUND + 1)
    return [line for line in range(first, last) if lines.owner[line] == lines.owner[index]]
