"""Loops of a translation or language model: a long stretch three times over, words that take over a sentence."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc import hashes
from qc.characters import Kind
from qc.measures.closed_classes import Class, ids, words
from qc.measures.echoes import echoes
from qc.measures.grouping import grouped
from qc.spans import Ints, distinct, owners

if TYPE_CHECKING:
    from qc.text import Text

# Words of a shingle: eight in a row that come again are no coincidence within one text.
SHINGLE = 8

# Sentences are read so far: a longer one is no sentence.
_LONGEST = 2000

# A word takes over if it stands four times in one sentence and, with others like it, makes up nearly half of what the
# sentence says, while fewer new words than copies stand beside it. Enumerations bring a new word with each copy.
_COPIES, _SHARE, _NEWS = 4, 0.45, 0.8
_CONTENT, _NEW = 4, 3  # letters of a word that fills a sentence, and of one that is new in it
_STUTTER = 0.6
_FOREIGN = 4
_TURNS = 3  # pairs of words beside those of one round


class Takeover(NamedTuple):
    """Words `[first, last)` of one sentence, from the first to the last copy of the `words` that fill it."""

    first: int
    last: int
    copies: int
    words: tuple[str, ...]


def previous(text: Text) -> Ints:
    """int64[w]: how many words before a word its shingle stood last in the document, 0 if nowhere.

    A shingle is a word and the seven behind it; use as `text.view(previous)`.
    """
    count = len(text.words) - SHINGLE + 1
    back = np.zeros(len(text.words), np.int64)
    if count <= 0:
        return back
    keys = text.ngram_ids(SHINGLE) ^ text.words.owner[:count].astype(np.uint64)
    order, edges = grouped(hashes.mix(keys))
    again = np.ones(count, np.bool_)
    again[edges] = False
    later = np.flatnonzero(again)
    back[order[later]] = order[later] - order[later - 1]
    return back


def long_periods(text: Text) -> Iterator[tuple[int, int, int]]:
    """`(first, period, copies)`: stretches of words that stand three times or more, each right behind the other."""
    back = text.view(previous)
    edges = np.flatnonzero(np.diff(back, prepend=-1))
    period = back[edges]
    size = np.diff(edges, append=len(back)) + SHINGLE - 1
    copies = size // np.maximum(period, 1) + 1
    for index in np.flatnonzero((period > 0) & (copies >= 3)).tolist():
        first, length = int(edges[index] - period[index]), int(period[index])
        if text.equal_words(first, first + length, length * (int(copies[index]) - 1)):
            yield first, length, int(copies[index])


def takeovers(text: Text) -> Iterator[Takeover]:
    """Sentences that a few words fill, in scripts with spaces."""
    first, last = text.words_of(text.sentences)
    for sentence in _crowded(text).tolist():
        start = int(first[sentence])
        found = _takeover(text, start, min(int(last[sentence]), start + _LONGEST))
        if found is not None:
            yield found


def _crowded(text: Text) -> Ints:
    """Indices of the sentences that hold one longer word four times, function words apart.

    One sort of all longer words; in the few sentences that are left it is asked again without function words.
    """
    long = np.flatnonzero((text.words.length >= _CONTENT) & ~text.unspaced_words)
    sentence = owners(text.words.start[long], text.sentences.start) + 1
    crowded = np.zeros(len(text.sentences) + 1, np.bool_)
    crowded[_with_copies(text.word_ids[long], sentence)] = True
    inside = np.flatnonzero(crowded[sentence])
    inside = inside[~hashes.among(text.word_ids[long[inside]], ids("", *Class))]
    return _with_copies(text.word_ids[long[inside]], sentence[inside]) - 1


def _with_copies(word_ids: hashes.Hashes, sentence: Ints) -> Ints:
    """The sentences, ascending, in which a word stands four times."""
    bits = np.uint64(int(sentence.max(initial=1)).bit_length())
    parent = sentence.astype(np.uint64)
    mixed = hashes.mix(word_ids ^ parent * np.uint64(0x9E3779B97F4A7C15))
    packed = np.sort((mixed >> bits << bits) | parent)
    often = packed[_COPIES - 1 :][packed[_COPIES - 1 :] == packed[: len(packed) - _COPIES + 1]]
    return distinct(often & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


def _once(text: Text, first: int, last: int) -> list[str]:
    """The words `[first, last)`, the second half of each reduplication ("orang-orang") as ""."""
    said = text.word_strings(first, last)
    hyphens = text.kinds[text.words.start[first:last] - 1] == Kind.HYPHEN
    return ["" if index and hyphens[index] and said[index - 1] == word else word for index, word in enumerate(said)]


def is_stutter(text: Text, found: Takeover) -> bool:
    """Whether one run of touching copies makes up most of it: that is a stutter, and said better so."""
    runs = text.view(echoes)
    inside = (runs.first >= found.first) & (runs.first < found.last) & (runs.count >= 2 * runs.period)
    longest = int((runs.count + runs.period)[inside].max(initial=0))
    return longest >= _STUTTER * (found.last - found.first)


def _is_woven(filling: list[str]) -> bool:
    """The words follow one another in ever other orders, as in figures of speech: a loop says them in one.

    "Bad men are for bad women and bad women for bad men, good men for good women and good women for good men."
    """
    return len(set(pairwise(filling))) > len(set(filling)) + _TURNS


def _is_spelt(word: str) -> bool:
    """Letters, with the vowel signs that Arabic and the scripts of India write above and below them."""
    return all(
        letter.isalpha() or unicodedata.combining(letter) or unicodedata.category(letter) == "Mc" for letter in word
    )


def _takeover(text: Text, first: int, last: int) -> Takeover | None:
    if _FOREIGN * np.count_nonzero(text.unspaced_words[first:last]) > last - first:
        return None  # words of another script in a sentence without spaces
    said = _once(text, first, last)
    listed = words("", *Class)
    counts = Counter(word for word in said if len(word) >= _NEW and word not in listed and _is_spelt(word))
    filling = {word for word, count in counts.items() if count >= _COPIES and len(word) >= _CONTENT}
    copies = max((counts[word] for word in filling), default=0)
    filled = sum(counts[word] for word in filling)
    if not filling or filled < _SHARE * counts.total() or len(counts) - len(filling) > _NEWS * copies:
        return None
    places = [index for index, word in enumerate(said) if word in filling]
    if _is_woven([said[index] for index in places]):
        return None
    order = sorted(filling, key=said.index)
    return Takeover(first + places[0], first + places[-1] + 1, copies, tuple(order))
