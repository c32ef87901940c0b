"""Places where two elements of a page touch: `selesai.Dia`, `akhir,kata`, `hereShare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.hashes import Hashes, character_values, prefix, stretch_hashes
from qc.spans import Ints

if TYPE_CHECKING:
    from qc.text import Text

Bools = NDArray[np.bool_]

# What stands beside names of files, addresses, tags and identifiers.
_TECHNICAL = np.zeros(0x2030, np.bool_)
_TECHNICAL[[ord(mark) for mark in "./\\@_#=&%+~|$<>*^-–:0123456789"]] = True


class Joints(NamedTuple):
    """Candidates as columns, int64[k] each: the left part is `[start, middle)`, the right part `[resume, end)`.

    Between `middle` and `resume` stands the mark, or nothing. `known_left`, `known_right`: the part stands elsewhere in
    its document as a word of its own.
    """

    start: Ints
    middle: Ints
    resume: Ints
    end: Ints
    known_left: Bools
    known_right: Bools


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
    return _free(text, words.start[right - 1], places, places + 1, words.end[right])


def inner_joints(text: Text) -> Joints:
    """Words with one capital inside, behind a small letter; its right part must be known with that capital."""
    kinds, words = text.kinds, text.words
    inner = np.flatnonzero((kinds[:-1] == Kind.LOWER) & (kinds[1:] == Kind.UPPER)) + 1
    owner = np.searchsorted(words.start, inner, side="right") - 1
    again = np.append(False, owner[1:] == owner[:-1])[: len(owner)]
    single = ~again & ~np.append(again[1:], False)[: len(owner)]
    inner, owner = inner[single], owner[single]
    return _free(text, words.start[owner], inner, inner, words.end[owner], capital=True)


def _free(text: Text, start: Ints, middle: Ints, resume: Ints, end: Ints, *, capital: bool = False) -> Joints:
    """Those of letters alone with nothing technical before and behind, with what the document knows of their parts."""
    free = ~_technical(text, start - 1, -1) & ~_technical(text, end, 1) & ~text.code_mask[start]
    start, middle, resume, end = start[free], middle[free], resume[free], end[free]
    pairs = zip(start.tolist(), end.tolist(), strict=True)
    free = np.array([_letters(text, *pair, "'’" if capital else "") for pair in pairs], np.bool_)
    start, middle, resume, end = start[free], middle[free], resume[free], end[free]
    known = text.view(_capital_words if capital else _known_words)
    right = _known(text, resume, end, known)
    return Joints(start, middle, resume, end, _known(text, start, middle, text.view(_known_words)), right)


def _letters(text: Text, start: int, end: int, other: str) -> bool:
    """No digit and nothing of `other` among them; a word of more than sixty letters is none."""
    return end - start <= 60 and not any(letter.isdigit() or letter in other for letter in text.string[start:end])


def _technical(text: Text, at: Ints, step: int) -> Bools:
    """A technical mark stands at `at`; a point or colon counts only if something follows it at once."""
    last = len(text.codes) - 1
    inside = (at >= 0) & (at <= last)
    at = np.clip(at, 0, last)
    codes = text.codes[at]
    ends = (codes == ord(".")) | (codes == ord(":"))
    beyond = np.clip(at + step, 0, last)
    follows = (text.kinds[beyond] >= Kind.PUNCTUATION) & (at + step <= last) & (at + step >= 0)
    found: Bools = inside & _TECHNICAL[np.minimum(codes, len(_TECHNICAL) - 1)] & (~ends | follows)
    return found


def known_words(text: Text, start: Ints, end: Ints) -> Bools:
    """bool[k]: the stretch is, but for case, a word that its document has elsewhere without a full stop behind."""
    return _known(text, start, end, text.view(_known_words))


def _known(text: Text, start: Ints, end: Ints, known: Hashes) -> Bools:
    """bool[k]: the stretch is, but for case, a `known` word of its document elsewhere."""
    if not len(start):
        return np.zeros(0, np.bool_)
    owner = np.searchsorted(text.documents.start, start, side="right") - 1
    wanted = stretch_hashes(text.view(_sums), start, end) + owner.astype(np.uint64)
    count = np.searchsorted(known, wanted, side="right") - np.searchsorted(known, wanted)
    word = np.minimum(np.searchsorted(text.words.start, start), len(text.words) - 1)
    itself = (text.words.start[word] == start) & (text.words.end[word] == end) & ~_stopped(text, end)
    more: Bools = count > itself
    return more


def _stopped(text: Text, end: Ints) -> Bools:
    stopped: Bools = (end < len(text.codes)) & (text.codes[np.minimum(end, len(text.codes) - 1)] == ord("."))
    return stopped


def _sums(text: Text) -> Hashes:
    return prefix(character_values(text.folded_codes))


def _known_words(text: Text) -> Hashes:
    """Sorted ids, each its document's own, of the words that no full stop follows, as it does abbreviations."""
    ids = text.word_ids + text.words.owner.astype(np.uint64)
    return np.sort(ids[~_stopped(text, text.words.end)])


def _capital_words(text: Text) -> Hashes:
    """Sorted ids of the words with a capital."""
    ids = text.word_ids + text.words.owner.astype(np.uint64)
    return np.sort(ids[text.kinds[text.words.start] == Kind.UPPER])
