"""What each line of a text looks like: whether it reads as prose, as a headline, as a line of a program."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qc.characters import SCRIPTS, Kind, of_characters, of_kinds
from qc.measures.cues import Bools, sizes
from qc.measures.line_columns import Floats, holds
from qc.measures.marks import marks
from qc.spans import Ints, ranges
from qc.text import Text

# Question and exclamation marks and the ellipsis, in the scripts that have their own.
_OPEN_ENDS = of_characters("?!…？！؟¿¡՞՜⁇⁈⁉‼︖︕፧")
_CLOSING = of_kinds(Kind.QUOTE, Kind.CLOSE, Kind.APOSTROPHE, Kind.SPACE, Kind.FORMAT)
_CODE_MARKS = of_characters("{}=<>;()[]_$\\`#")
# Words of a line that is prose by its length alone, and where no mark closes a sentence: longer than most headlines.
_LONG, _LONG_UNMARKED = 40, 25
_UNMARKED = np.isin(SCRIPTS, ("Thai", "Lao"))


class Shapes(NamedTuple):
    """What each line looks like.

    size     float64[l]: words
    ended    bool[l]: closes with a full stop; headlines close with "?" and "!" too, and teasers with an ellipsis
    prose    bool[l]: a sentence or more: some words and a full stop, or several sentences, or long
    short    bool[l]: three words at most, and no full stop
    code     bool[l]: reads as a line of a program or a data file
    dated    bool[l]: short, with a clock time or a year in it
    """

    size: Floats
    ended: Bools
    prose: Bools
    short: Bools
    code: Bools
    dated: Bools


def shapes(text: Text) -> Shapes:
    """The shapes of `text.lines`."""
    first, last = text.words_of(text.lines)
    size = sizes(text, first, last)
    close = _last_mark(text)
    ended = _full_stop(text, close)
    found = text.view(marks)
    ends = found.place[found.kind == Kind.SENTENCE_END]
    inside = np.searchsorted(ends, close) > np.searchsorted(ends, text.lines.start)
    several = (text.kinds[close] == Kind.SENTENCE_END) & inside
    prose = (ended & (size >= 8)) | (several & (size >= 20)) | (size >= _long(text, last))
    dated = (size <= 14) & (holds(text, clock_times(text)) | (years(text, first, last)))
    return Shapes(size, ended, prose, (size <= 3) & ~ended, _code(text), dated)


def _long(text: Text, last: Ints) -> Ints:
    """int64[lines]: words from which on a line is prose whatever its marks; `last` is behind its words."""
    if not len(text.words):
        return np.full(len(last), _LONG)
    unmarked: Bools = _UNMARKED[text.scripts[text.words.start[np.maximum(last - 1, 0)]]]
    return np.where(unmarked, _LONG_UNMARKED, _LONG)


def _last_mark(text: Text) -> Ints:
    """int64[lines]: the last character that is no closing quote or bracket."""
    last, start = text.lines.end - 1, text.lines.start
    for _ in range(3):
        last = last - (_CLOSING[text.kinds[last]] & (last > start))
    return last


def _full_stop(text: Text, close: Ints) -> Bools:
    """bool[lines]: the mark at `close` ends a statement."""
    before = text.kinds[np.maximum(close - 1, 0)] == Kind.SENTENCE_END
    mark = text.kinds[close] == Kind.SENTENCE_END
    stop: Bools = mark & ~_OPEN_ENDS.take(text.codes[close], mode="clip") & ~before
    return stop


def clock_times(text: Text) -> Ints:
    """Offsets of the colons of "4:47"."""
    colon = text.view(marks).of(":")
    colon = colon[(colon > 0) & (colon < len(text.codes) - 2)]
    around = [text.kinds[colon + step] == Kind.DIGIT for step in (-1, 1, 2)]
    time: Ints = colon[np.logical_and.reduce(around)]
    return time


def years(text: Text, first: Ints, last: Ints) -> Bools:
    """bool[lines]: a word of the line is a year from 1900 to 2099."""
    start, codes = text.words.start, text.codes
    four = np.flatnonzero((text.words.length == 4) & (text.kinds[start] == Kind.DIGIT))
    at = start[four]
    twentieth = (codes[at] == ord("1")) & (codes[at + 1] == ord("9"))
    later = (codes[at] == ord("2")) & (codes[at + 1] == ord("0"))
    year = four[twentieth | later]
    held: Bools = np.searchsorted(year, last) > np.searchsorted(year, first)
    return held


def _code(text: Text) -> Bools:
    """bool[lines]: in a code block, or full of the marks that programs are made of."""
    found = text.view(marks)
    places = _without_counts(text, found.place[_CODE_MARKS.take(found.code, mode="clip")])
    count = np.searchsorted(places, text.lines.end) - np.searchsorted(places, text.lines.start)
    some = np.flatnonzero(count >= 2)
    full = np.zeros(len(count), np.bool_)
    full[some] = count[some] * 6 >= _letters(text, some)
    last = text.codes[text.lines.end - 1]
    closes = (last == ord("{")) | (last == ord("}")) | (last == ord(";"))
    code: Bools = full | closes | text.code_mask[text.lines.start]
    return code


def _without_counts(text: Text, places: Ints) -> Ints:
    """The places of marks but for the brackets of "Comments (12)"."""
    opening = np.flatnonzero(text.codes[places[:-1]] == ord("("))
    at, closing = places[opening], places[opening + 1]
    blank = text.kinds[np.maximum(at - 1, 0)] == Kind.SPACE
    number = (text.kinds[at + 1] == Kind.DIGIT) & (text.kinds[closing - 1] == Kind.DIGIT) & (closing - at <= 8)
    counts = opening[blank & number & (text.codes[closing] == ord(")"))]
    kept: Ints = np.delete(places, np.concatenate([counts, counts + 1]))
    return kept


def _letters(text: Text, lines: Ints) -> Ints:
    """int64[k]: the letters of each of `lines`."""
    start, end = text.lines.start[lines], text.lines.end[lines]
    letters = text.kinds[ranges(start, end)] >= Kind.LOWER
    total = np.append(0, np.cumsum(letters))
    edges = np.append(0, np.cumsum(end - start))
    count: Ints = total[edges[1:]] - total[edges[:-1]]
    return count
