"""The block after the last prose of a document: where it begins, and what speaks for its being no part of the text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.measures.cues import Matches, Topic, lexicon, matches
from qc.spans import Ints
from qc.text import Text

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

_CLOSING = (Kind.QUOTE, Kind.CLOSE, Kind.APOSTROPHE, Kind.SPACE, Kind.FORMAT)
# Question and exclamation marks and the ellipsis, in the scripts that have their own.
_OPEN_ENDS = np.array([ord(character) for character in "?!…？！؟¿¡՞՜⁇⁈⁉‼︖︕፧"], np.uint32)
_LEADING = (Topic.RELATED, Topic.READ_ALSO, Topic.COMMENTS, Topic.SHARE, Topic.SUBSCRIBE, Topic.ADVERT, Topic.POLICY)


@dataclass(frozen=True, slots=True)
class LineShapes:
    """What each line looks like.

    size    float64[lines]: words; a character of a script without spaces counts half
    ended   bool[lines]: closes with a full stop; headlines close with "?" and "!" too, and teasers with an ellipsis
    prose   bool[lines]: reads as a sentence or more: some words and a full stop, or several sentences, or long
    """

    size: Floats
    ended: Bools
    prose: Bools


def line_shapes(text: Text) -> LineShapes:
    """The shapes of `text.lines`."""
    first, last = text.words_of(text.lines)
    weight = np.append(0.0, np.cumsum(np.where(text.unspaced_words, 0.5, 1.0)))
    size = weight[last] - weight[first]
    marks = np.append(0, np.cumsum(text.kinds == Kind.SENTENCE_END))
    close = _last_mark(text)
    ended = _full_stop(text, close)
    sentences = (marks[close + 1] > marks[text.lines.start]) & (marks[close] - marks[text.lines.start] >= 1)
    prose = (ended & (size >= 8)) | (sentences & (size >= 20)) | (size >= 40)
    return LineShapes(size, ended, prose)


def _last_mark(text: Text) -> Ints:
    """int64[lines]: the last character that is no closing quote or bracket."""
    last, start = text.lines.end - 1, text.lines.start
    for _ in range(3):
        last = last - (np.isin(text.kinds[last], _CLOSING) & (last > start))
    return last


def _full_stop(text: Text, close: Ints) -> Bools:
    """bool[lines]: the mark at `close` ends a statement."""
    before = text.kinds[np.maximum(close - 1, 0)] == Kind.SENTENCE_END
    mark = text.kinds[close] == Kind.SENTENCE_END
    stop: Bools = mark & ~np.isin(text.codes[close], _OPEN_ENDS) & ~before
    return stop


@dataclass(frozen=True, slots=True)
class Tail:
    """A block that runs from line `first` to the last line of its document.

    heading   the cue that opens it, as it stands in the text
    lines     how many lines it has
    open      how many of those below the heading close without an end mark
    """

    first: int
    last: int
    heading: str
    lines: int
    open: int


def tails(text: Text) -> list[Tail]:
    """The trailing block of each document that has one, in the order of the documents."""
    if not len(text.lines):
        return []
    shapes, found = text.view(line_shapes), text.view(matches)
    begin = text.lines.first_within(text.documents)
    after = _after_prose(text, shapes.prose, begin)
    heads = _heads(found)
    heads = heads[heads >= after[text.lines.owner[heads]]]
    _, index = np.unique(text.lines.owner[heads], return_index=True)
    return [_tail(text, shapes, head, int(begin[text.lines.owner[head] + 1])) for head in heads[index].tolist()]


def _heads(found: Matches) -> Ints:
    """The lines that are a cue and nothing else, and announce something other than the text itself."""
    mask = sum(topic.bit for topic in _LEADING)
    leading = (lexicon().topics[found.cue] & mask) > 0
    return np.unique(found.line[leading & found.complete])


def _after_prose(text: Text, prose: Bools, begin: Ints) -> Ints:
    """int64[documents]: the line after the last prose, or past the end where prose is too little to have a tail."""
    order = np.where(prose, np.arange(len(prose)), -1)
    last = np.maximum.accumulate(order)[np.maximum(begin[1:] - 1, 0)]
    count = np.append(0, np.cumsum(prose))
    enough = (last >= begin[:-1]) & (count[begin[1:]] - count[begin[:-1]] >= 2)
    return np.where(enough, last + 1, len(prose))


def _tail(text: Text, shapes: LineShapes, first: int, end: int) -> Tail:
    heading = text.slice(*text.lines[first])
    return Tail(first, end - 1, heading, end - first, int((~shapes.ended[first + 1 : end]).sum()))
