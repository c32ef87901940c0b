"""Where the stock phrases of web pages stand: "related articles", "leave a comment", "baca juga".

A cue is evidence, never a verdict: what it means depends on where it stands and on what follows. The phrases, with the
language they belong to and the source that attests each, are in `cues.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import SCRIPTS, Kind
from qc.spans import Ints
from qc.text import Text

_TABLE = Path(__file__).with_suffix(".tsv")
_GOES_ON = " …"
_BUCKETS = 20  # bits of the screen: a bool table of a megabyte holds a few thousand pairs of words

Bools = NDArray[np.bool_]
Masks = NDArray[np.uint16]


class Topic(IntEnum):
    """What a cue announces."""

    RELATED = 0  # links to other pages
    READ_ALSO = 1  # a link to one other page, often in the middle of the prose
    READ_MORE = 2  # the same in words that prose uses too
    COMMENTS = 3
    SHARE = 4
    SUBSCRIBE = 5  # newsletter, account, donation
    CALL = 6  # buy, contact, learn more: product pages are made of it
    POLICY = 7  # terms, cookies, imprint, disclaimers
    NAVIGATE = 8
    ADVERT = 9
    CREDIT = 10  # who wrote, photographed, published
    REFERENCE = 11  # what belongs to a text: references, ingredients, notes
    RIGHTS = 12  # whose it is: articles often close with it
    TAGS = 13  # the heading of a list of tags
    BIOGRAPHY = 14  # the heading of a note on who wrote the text

    @property
    def bit(self) -> int:
        return 1 << self


_BIT = {topic.name: topic.bit for topic in Topic}


class Cue(NamedTuple):
    """A stock phrase, the languages that use it and the sources that attest it; `open` ones go on: "share on ..."."""

    phrase: str
    open: bool
    topics: frozenset[Topic]
    languages: tuple[str, ...]
    evidence: tuple[str, ...]


class Row(NamedTuple):
    """A line of `cues.tsv`; the phrase of a cue that goes on ends in "…" there."""

    language: str
    topic: Topic
    phrase: str
    open: bool
    evidence: str


class _Columns(NamedTuple):
    """The cue list column by column, as it stands in its file."""

    languages: list[str]
    topics: list[str]
    phrases: list[str]
    evidence: list[str]


@cache
def _columns() -> _Columns:
    lines = re.sub(r"(?m)^(?:#.*)?\n", "", _TABLE.read_text("utf-8"))
    fields = lines.rstrip("\n").replace("\n", "\t").split("\t")
    return _Columns(*(fields[column::4] for column in range(4)))


def rows() -> tuple[Row, ...]:
    """The cue list, row by row."""
    return tuple(map(_row, range(len(_columns().phrases))))


def phrases(topics: Collection[Topic]) -> Iterator[tuple[str, str]]:
    """Language and phrase of each row about one of `topics`."""
    names = {topic.name for topic in topics}
    columns = _columns()
    for language, topic, phrase in zip(columns.languages, columns.topics, columns.phrases, strict=True):
        if topic in names:
            yield language, phrase.removesuffix(_GOES_ON)


def _row(line: int) -> Row:
    language, topic, phrase, evidence = (column[line] for column in _columns())
    return Row(language, Topic[topic], phrase.removesuffix(_GOES_ON), phrase.endswith(_GOES_ON), evidence)


class _Cues(Sequence[Cue]):
    """The cues, each made when asked for, of the lines of the file that share its phrase (`number`: int64[lines])."""

    def __init__(self, number: Ints, order: Ints) -> None:
        self._number, self._order = number, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: Any) -> Any:
        same = [_row(line) for line in np.flatnonzero(self._number == self._order[index]).tolist()]
        return Cue(
            same[0].phrase,
            any(row.open for row in same),
            frozenset(row.topic for row in same),
            tuple(dict.fromkeys(row.language for row in same)),
            tuple(dict.fromkeys(row.evidence for row in same)),
        )


class Lexicon(NamedTuple):
    """The cues as columns, one entry a distinct phrase, ascending by `anchor`.

    anchor   uint64[c]: hash of the first two words, or of the only one
    alike    int64[c]: how many entries from this one on have its anchor
    whole    uint64[c]: hash of all words
    length   int64[c]: number of words
    size     float64[c]: the same, a character of a script without spaces being part of a word
    topics   uint16[c]: bits of `Topic`
    open     bool[c]: the line is expected to go on behind it
    cues     the entries themselves
    screen   bool[2^20]: whether some anchor has these leading bits
    """

    anchor: hashes.Hashes
    alike: Ints
    whole: hashes.Hashes
    length: Ints
    size: NDArray[np.float64]
    topics: Masks
    open: Bools
    cues: Sequence[Cue]
    screen: Bools


@cache
def lexicon() -> Lexicon:
    """The cue list, ready to be looked up by hash."""
    columns, numbers = _columns(), dict[str, int]()
    number = np.array([numbers.setdefault(each.removesuffix(_GOES_ON), len(numbers)) for each in columns.phrases])
    text = Text.of("\n".join(numbers))  # a line each
    first, last = text.words_of(text.lines)
    anchor, whole = text.sequence_ids(first, np.minimum(first + 2, last)), text.sequence_ids(first, last)
    order = np.argsort(anchor, kind="stable")
    screen = np.zeros(1 << _BUCKETS, np.bool_)
    screen[_bucket(anchor)] = True
    topics, goes_on = np.zeros(len(numbers), np.uint16), np.zeros(len(numbers), np.bool_)
    np.bitwise_or.at(topics, number, np.array([_BIT[topic] for topic in columns.topics], np.uint16))
    goes_on[number[[each.endswith(_GOES_ON) for each in columns.phrases]]] = True
    length, size = last - first, sizes(text, first, last)
    anchor = anchor[order]
    return Lexicon(
        anchor=anchor,
        alike=np.searchsorted(anchor, anchor, side="right") - np.arange(len(anchor)),
        whole=whole[order],
        length=length[order],
        size=size[order],
        topics=topics[order],
        open=goes_on[order],
        cues=_Cues(number, order),
        screen=screen,
    )


def sizes(text: Text, first: Ints, last: Ints) -> NDArray[np.float64]:
    """float64[k]: about how many words the words `[first, last)` are, if unspaced characters are joined to words."""
    if not text.unspaced_words.any():
        return (last - first).astype(np.float64)
    weights = _word_weights()[text.scripts[text.words.start]]
    total = np.append(0.0, np.cumsum(np.where(text.unspaced_words, weights, 1.0)))
    size: NDArray[np.float64] = total[last] - total[first]
    return size


@cache
def _word_weights() -> NDArray[np.float64]:
    """float64[scripts]: what part of a word one character is, where words are not told apart."""
    per_word = {"Han": 1.6, "Hiragana": 2.5, "Katakana": 3.5}
    return np.array([1 / per_word.get(script, 4.0) for script in SCRIPTS])


def _bucket(ids: hashes.Hashes) -> Ints:
    return (ids >> np.uint64(64 - _BUCKETS)).astype(np.int64)


class Matches(NamedTuple):
    """Where cues stand, ascending by line and word.

    cue           int64[m]: index into `lexicon().cues`
    first, last   int64[m]: the words, half-open
    line          int64[m]: the line
    initial       bool[m]: nothing but numbers stands before it in its line
    complete      bool[m]: nothing but numbers stands beside it in its line
    colon         bool[m]: a colon follows at once
    """

    cue: Ints
    first: Ints
    last: Ints
    line: Ints
    initial: Bools
    complete: Bools
    colon: Bools


def matches(text: Text) -> Matches:
    """All cues in the lines of `text`: one of a single word only where it begins its line, others anywhere."""
    first, last = text.words_of(text.lines)
    lead = _lead(text, first, last)
    cue, start = (np.concatenate(parts) for parts in zip(_singles(text, lead), _sequences(text), strict=True))
    lexicon_ = lexicon()
    end = start + lexicon_.length[cue]
    line = np.searchsorted(first, start, side="right") - 1
    inside = (line >= 0) & (start < last[line]) & (end <= last[line])
    cue, start, end, line = cue[inside], start[inside], end[inside], line[inside]
    order = np.lexsort((start, line))
    cue, start, end, line = cue[order], start[order], end[order], line[order]
    initial = start <= lead[line]
    complete = initial & (end + _digits_between(text, end, last[line]) == last[line])
    return Matches(cue, start, end, line, initial, complete, _colon_after(text, end))


def _lead(text: Text, first: Ints, last: Ints) -> Ints:
    """int64[lines]: the first word of each line that is no number (its first word, if all are numbers)."""
    words = np.flatnonzero(text.initials != Kind.DIGIT)
    if not len(words):
        return first
    lead = words[np.minimum(np.searchsorted(words, first), len(words) - 1)]
    return np.where((lead >= first) & (lead < last), lead, first)


def _singles(text: Text, lead: Ints) -> tuple[Ints, Ints]:
    """Cues of one word at the head of a line."""
    lead = lead[lead < len(text.words)]
    ids = _without_counts(text, lead, text.sequence_ids(lead, lead + 1))
    perhaps = lexicon().screen[_bucket(ids)]
    return _looked_up(ids[perhaps], lead[perhaps], single=True)


def _without_counts(text: Text, word: Ints, ids: hashes.Hashes) -> hashes.Hashes:
    """The ids of words, those that a number is glued to ("Comments12") without it."""
    glued = (text.kinds[text.words.end[word] - 1] == Kind.DIGIT) & (text.initials[word] != Kind.DIGIT)
    if not glued.any():
        return ids
    letters = [text.slice(*text.words[each]).rstrip("0123456789") for each in word[glued].tolist()]
    each = np.arange(len(letters))
    ids[glued] = hashes.stretch_hashes(hashes.prefix(hashes.hashes_of(letters)), each, each + 1)
    return ids


def _sequences(text: Text) -> tuple[Ints, Ints]:
    """Cues of two words and more, wherever their first two words stand."""
    count = len(text.words)
    if count < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pair = text.ngram_ids(2)
    position = np.flatnonzero(lexicon().screen[_bucket(pair)])
    cue, start = _looked_up(pair[position], position, single=False)
    end = start + lexicon().length[cue]
    fits = end <= count
    cue, start, end = cue[fits], start[fits], end[fits]
    equal = text.sequence_ids(start, end) == lexicon().whole[cue]
    return cue[equal], start[equal]


def _looked_up(ids: hashes.Hashes, position: Ints, *, single: bool) -> tuple[Ints, Ints]:
    """Every pair of an entry whose anchor is among `ids` and the position it was found at."""
    table = lexicon()
    low = np.minimum(np.searchsorted(table.anchor, ids), len(table.anchor) - 1)
    count = np.where(table.anchor[low] == ids, table.alike[low], 0)
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    cue, start = np.repeat(low, count) + offset, np.repeat(position, count)
    kept = (table.length[cue] == 1) == single
    return cue[kept], start[kept]


def _digits_between(text: Text, start: Ints, end: Ints) -> Ints:
    """int64[k]: how many of the words `[start, end)` are numbers."""
    count = np.append(0, np.cumsum(text.initials == Kind.DIGIT)).astype(np.int64)
    between: Ints = count[end] - count[start]
    return between


def _colon_after(text: Text, end: Ints) -> Bools:
    """bool[k]: a colon follows the word before `end`, at most one blank away."""
    behind = text.words.end[end - 1]
    top = len(text.codes) - 1
    near, next_ = text.codes[np.minimum(behind, top)], text.codes[np.minimum(behind + 1, top)]
    blank = (near == ord(" ")) | (near == 0xA0)
    colon: Bools = _is_colon(near) | (blank & _is_colon(next_))
    return colon


def _is_colon(codes: NDArray[np.uint32]) -> Bools:
    colon: Bools = (codes == ord(":")) | (codes == ord("："))
    return colon
