"""Pointers to another article inside the prose: "Baca juga: ...", "[Read more: ...]"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from qc.characters import Kind
from qc.measures.cues import Bools, Matches, Topic, lexicon, matches
from qc.measures.furniture import has_neighbours
from qc.measures.shapes import shapes
from qc.measures.tails import tails
from qc.text import Text

_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_BRACKETED = 300  # characters: a bracket that closes further away belongs to something else
_HEADLINE = (3, 30)  # words
_HEADLINES = 5  # a longer list below a phrase is a section of the text


class Pointer(NamedTuple):
    """`start`, `end` in offsets of the text; `sure` where the end of the piece is certain, so that it can be cut."""

    start: int
    end: int
    phrase: str
    sure: bool


class _Place(NamedTuple):
    """Where a phrase stands: its line, its offsets and how it was found."""

    line: int
    start: int
    end: int
    initial: bool
    complete: bool
    colon: bool
    also: bool  # "read also", not "read more"


def pointers(text: Text) -> list[Pointer]:
    """All pointers between prose and before the trailing block of their document, ascending and disjoint."""
    if not (has_neighbours(text) or ":" in text.string or "：" in text.string):
        return []
    found = text.view(matches)
    tail_of = {int(text.lines.owner[tail.first]): tail.first for tail in text.view(tails)}
    kept: list[Pointer] = []
    for place in _places(text, found):
        if place.line >= tail_of.get(int(text.lines.owner[place.line]), place.line + 1):
            continue
        pointer = _pointer(text, place)
        if pointer and not (kept and kept[-1].end > pointer.start):
            kept.append(pointer)
    return kept


def _places(text: Text, found: Matches) -> list[_Place]:
    """Where a colon follows a phrase or it fills its line, and prose stands above; the longest first at one place."""
    topics = lexicon().topics[found.cue]
    also, more = (topics & Topic.READ_ALSO.bit) > 0, (topics & Topic.READ_MORE.bit) > 0
    above = _prose_above(text)[found.line] | ~found.initial
    index = np.flatnonzero(above & ((also & found.complete) | ((also | more) & found.colon)))
    index = index[np.lexsort((-found.last[index], found.first[index]))]
    start, end = text.words.start[found.first[index]], text.words.end[found.last[index] - 1]
    flags = (found.initial[index], found.complete[index], found.colon[index], also[index])
    columns = [column.tolist() for column in (found.line[index], start, end, *flags)]
    return [_Place(*row) for row in zip(*columns, strict=True)]


def _prose_above(text: Text) -> Bools:
    """bool[lines]: a line that is a sentence stands above it in its document."""
    prose = _sentences(text)
    first = text.lines.first_within(text.documents)[text.lines.owner]
    count = np.append(0, np.cumsum(prose))
    above: Bools = count[:-1] > count[first]
    return above


def _sentences(text: Text) -> Bools:
    """bool[lines]: prose, or a short sentence."""
    shape = text.view(shapes)
    sentences: Bools = shape.prose | (shape.ended & (shape.size >= 4))
    return sentences


def _pointer(text: Text, place: _Place) -> Pointer | None:
    phrase = text.slice(place.start, place.end)
    if text.kinds[place.start] == Kind.LOWER:
        return None
    for shape in _SHAPES:
        span = shape(text, place)
        if span is not None:
            sure = shape is not _at_sentence_head or span[1] == int(text.lines.end[place.line])
            return Pointer(*span, phrase, sure)
    return None


def _bracketed(text: Text, place: _Place) -> tuple[int, int] | None:
    """From the bracket just before the phrase to the one that closes it in the same line."""
    close = _BRACKETS.get(text.string[place.start - 1 : place.start])
    if close is None or not place.colon:
        return None
    end = text.string.find(close, place.end, min(place.end + _BRACKETED, int(text.lines.end[place.line])))
    return (place.start - 1, end + 1) if end >= 0 else None


def _whole_line(text: Text, place: _Place) -> tuple[int, int] | None:
    """A line of its own: the phrase, a colon and a headline."""
    if not (place.initial and place.colon) or place.complete or not _headline(text, place.line):
        return None
    return int(text.lines.start[place.line]), int(text.lines.end[place.line])


def _with_lines_below(text: Text, place: _Place) -> tuple[int, int] | None:
    """A line that is only the phrase, with the headlines below it, down to the next prose."""
    if not place.complete:
        return None
    owner, prose = text.lines.owner, text.view(shapes).prose
    for below in range(place.line + 1, min(place.line + _HEADLINES + 2, len(text.lines))):
        if owner[below] != owner[place.line]:
            return None
        if prose[below]:
            return (
                (int(text.lines.start[place.line]), int(text.lines.end[below - 1])) if below > place.line + 1 else None
            )
        if not _headline(text, below):
            return None
    return None


def _at_sentence_head(text: Text, place: _Place) -> tuple[int, int] | None:
    """Inside a paragraph, behind the end of a sentence: to the end of its own sentence."""
    sentence = text.sentences.at(place.start)
    if not place.colon or place.initial or int(text.sentences.start[sentence]) != place.start:
        return None
    end = min(int(text.sentences.end[sentence]), int(text.lines.end[place.line]))
    return (place.start, end) if place.also or text.kinds[end - 1] != Kind.SENTENCE_END else None


def _headline(text: Text, line: int) -> bool:
    """Whether a line could be a headline: some words, and no full stop behind them."""
    shape = text.view(shapes)
    fits = _HEADLINE[0] <= shape.size[line] <= _HEADLINE[1]
    return bool(fits and not shape.ended[line])


_SHAPES: tuple[Callable[[Text, _Place], tuple[int, int] | None], ...] = (
    _bracketed,
    _whole_line,
    _with_lines_below,
    _at_sentence_head,
)
