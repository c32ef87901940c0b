"""Places where two elements of a page touch: `selesai.Dia`, `akhir,kata`, `hereShare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.hashes import Hashes, hashes_of
from qc.spans import Ints

if TYPE_CHECKING:
    from qc.text import Text

Bools = NDArray[np.bool_]

# What stands beside names of files, addresses, tags and identifiers.
_TECHNICAL = np.zeros(0x2030, np.bool_)
_TECHNICAL[[ord(mark) for mark in "./\\@_#=&%+~|$<>*^-–:0123456789"]] = True

_FEW = 40  # stretches
_BEFORE = frozenset((Kind.SPACE, Kind.NEWLINE, Kind.QUOTE, Kind.OPEN))  # what a compound may follow


class Joints(NamedTuple):
    """Candidates as columns, int64[k] each: the left part is `[start, middle)`, the right part `[resume, end)`.

    Between `middle` and `resume` stands the mark, or nothing.
    """

    start: Ints
    middle: Ints
    resume: Ints
    end: Ints

    def where(self, mask: Bools) -> Joints:
        return Joints(self.start[mask], self.middle[mask], self.resume[mask], self.end[mask])


def marked_joints(text: Text, places: Ints) -> Joints:
    """Two words of letters that a mark at one of `places` holds together, with no blank."""
    words = text.words
    places = places[(places > 0) & (places < len(text.codes) - 1)]
    places = places[(text.kinds[places - 1] >= Kind.MARK) & (text.kinds[places + 1] >= Kind.MARK)]
    right = np.searchsorted(words.start, places + 1)
    fits = (right > 0) & (right < len(words))
    places, right = places[fits], right[fits]
    touch = (words.start[right] == places + 1) & (words.end[right - 1] == places)
    places, right = places[touch], right[touch]
    return _free(text, Joints(words.start[right - 1], places, places + 1, words.end[right]))


def inner_joints(text: Text) -> Joints:
    """Words with one capital inside, behind a small letter."""
    kinds, words = text.kinds, text.words
    inner = np.flatnonzero(kinds == Kind.UPPER)
    inner = inner[kinds[inner - 1] == Kind.LOWER]
    inner = inner[inner > 0]
    owner = np.searchsorted(words.start, inner, side="right") - 1
    again = np.append(False, owner[1:] == owner[:-1])[: len(owner)]
    single = ~again & ~np.append(again[1:], False)[: len(owner)]
    inner, owner = inner[single], owner[single]
    return _free(text, Joints(words.start[owner], inner, inner, words.end[owner]))


def compound_start(text: Text, start: int) -> int:
    """Where the compound begins whose last word stands at `start` ("lain-lain", "contre-la-montre"); -1 if not free."""
    words, word = text.words, text.words.at(start)
    while word and words.end[word - 1] == words.start[word] - 1 and text.string[words.start[word] - 1] == "-":
        word -= 1
    begin = int(words.start[word])
    before = int(text.kinds[begin - 1]) if begin else int(Kind.NEWLINE)
    return begin if begin == start or before in _BEFORE else -1


def compound_end(text: Text, end: int) -> int:
    """Where the compound ends whose first word ends at `end` ("Ritual-ritual", "Diz-se")."""
    words, word = text.words, text.words.at(end - 1)
    while (
        word + 1 < len(words) and words.start[word + 1] == words.end[word] + 1 and text.string[words.end[word]] == "-"
    ):
        word += 1
    return int(words.end[word])


def _free(text: Text, found: Joints) -> Joints:
    """Those of letters alone with nothing technical before and behind; a hyphen may join them to other words."""
    free = ~_technical(text, found.start - 1, -1) & ~_technical(text, found.end, 1) & ~text.code_mask[found.start]
    found = found.where(free)
    pairs = zip(found.start.tolist(), found.end.tolist(), strict=True)
    return found.where(np.array([_letters(text, *pair) for pair in pairs], np.bool_))


def _letters(text: Text, start: int, end: int) -> bool:
    """No digit among them; a word of more than sixty letters is none."""
    word = text.string[start:end]
    return end - start <= 60 and (word.isalpha() or not any(letter.isdigit() for letter in word))


def _technical(text: Text, at: Ints, step: int) -> Bools:
    """A technical mark stands at `at`; a point or colon counts only if something follows it at once.

    No hyphen counts that joins a word to another.
    """
    last = len(text.codes) - 1
    inside = (at >= 0) & (at <= last)
    at = np.clip(at, 0, last)
    codes = text.codes[at]
    ends = (codes == ord(".")) | (codes == ord(":"))
    beyond = np.clip(at + step, 0, last)
    follows = (text.kinds[beyond] >= Kind.PUNCTUATION) & (at + step <= last) & (at + step >= 0)
    joined = (codes == ord("-")) & (text.kinds[beyond] >= Kind.MARK)
    found: Bools = inside & ~joined & _TECHNICAL[np.minimum(codes, len(_TECHNICAL) - 1)] & (~ends | follows)
    return found


def known(text: Text, start: Ints, end: Ints, *, capital: bool = False) -> Bools:
    """bool[k]: the stretch is, but for case, a word that its document has elsewhere too.

    A word that a full stop follows (an abbreviation may) says nothing; with `capital` only words with one count.
    """
    if not len(start):
        return np.zeros(0, np.bool_)
    words = text.words
    owner = np.searchsorted(text.documents.start, start, side="right") - 1
    strings = [text.string[first:last] for first, last in zip(start.tolist(), end.tolist(), strict=True)]
    wanted = hashes_of(strings) + owner.astype(np.uint64)
    fits, ids = text.view(_capital_words if capital else _plain_words)
    word = np.minimum(np.searchsorted(words.start, start), len(words) - 1)
    itself = (words.start[word] == start) & (words.end[word] == end) & fits[word]
    more: Bools = _counts(ids, wanted) > itself
    return more


def _counts(ids: Hashes, wanted: Hashes) -> Ints:
    """How often each of `wanted` is among `ids`: for a few a look at all is cheaper than sorting."""
    if len(wanted) <= _FEW:
        return np.array([np.count_nonzero(ids == one) for one in wanted], np.int64)
    ids = np.sort(ids)
    return np.searchsorted(ids, wanted, side="right") - np.searchsorted(ids, wanted)


def _plain_words(text: Text) -> tuple[Bools, Hashes]:
    """bool[w]: words that no full stop follows; and their ids, each its document's own."""
    words, last = text.words, len(text.codes) - 1
    plain = (text.codes[np.minimum(words.end, last)] != ord(".")) | (words.end > last)
    return plain, (text.word_ids + words.owner.astype(np.uint64))[plain]


def _capital_words(text: Text) -> tuple[Bools, Hashes]:
    """bool[w]: words with a capital; and their ids, each its document's own."""
    capital = text.initials == Kind.UPPER
    return capital, (text.word_ids + text.words.owner.astype(np.uint64))[capital]
