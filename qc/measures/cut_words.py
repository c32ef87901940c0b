"""Whether the last word of a text is only the first part of one, and what says so.

It begins words of the language and is none; the document has it whole; or no other word of the document ends as it
does. What is seldom a word, and how a word ends, counts only where every other paragraph ends in a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import Kind, of_kinds
from qc.measures.beginnings import mostly_begins, only_begins

if TYPE_CHECKING:
    from qc.text import Text

DONE = (Kind.SENTENCE_END, Kind.QUOTE, Kind.CLOSE, Kind.APOSTROPHE)  # in what a paragraph ends that is whole
LONG = 12  # words of a paragraph of prose
_ENOUGH, _PART = 100, 3  # words of a document whose endings tell, letters of a part of a word
_MORE = 4  # letters that a word has behind its part
_OTHERS = 3  # long paragraphs of a document whose last one alone has no mark at its end


class Sign(NamedTuple):
    """What tells that a word was cut, with the word as {}, and how sure that is."""

    reason: str
    confidence: float


_BEGINS = Sign('words begin with "{0}", but none is "{0}"', 0.8)
_LOOKS = Sign('"{}" looks like a part of a word', 0.6)
_NAMED = Sign('it stops without a mark, and "{}" looks like a part of a name', 0.6)
_TORN = Sign('it stops without a mark, and no other word ends as "{}" does', 0.8)
_SELDOM = Sign('it stops without a mark; "{}" begins words far more often than it is one', 0.75)


def no_word(text: Text, word: int) -> Sign | None:
    """Whatever stands around it."""
    return _BEGINS if only_begins(text, word) else None


def part_of_word(text: Text, word: int) -> Sign | None:
    return _LOOKS if _is_part(text, word) else None


def part_of_name(text: Text, word: int) -> Sign | None:
    """Where every other paragraph ends in a mark."""
    return _NAMED if _is_part(text, word, names=True) else None


def torn(text: Text, word: int) -> Sign | None:
    """Where every other paragraph ends in a mark, and behind words enough, so that it is no title."""
    return _TORN if _is_torn(text, word) else None


def seldom_word(text: Text, word: int) -> Sign | None:
    """Where every other paragraph ends in a mark."""
    return _SELDOM if mostly_begins(text, word) else None


def others_end(text: Text, word: int) -> bool:
    """All other paragraphs of its document, three long ones at least, end in a mark."""
    paragraphs = text.paragraphs
    own = np.flatnonzero(paragraphs.owner == text.words.owner[word])[:-1]
    first, last = text.words_of(paragraphs)
    done = of_kinds(*DONE)[text.kinds[paragraphs.end[own] - 1]]
    return bool(((last - first)[own] >= LONG).sum() >= _OTHERS and done.all())


def _is_torn(text: Text, word: int) -> bool:
    """No other word of the document, of a hundred at least, ends in its last two letters."""
    first, last = _document(text, word)
    others = np.delete(np.arange(first, last), word - first)
    ends, own = text.words.end[others], int(text.words.end[word])
    codes = text.folded_codes
    same = (codes[ends - 1] == codes[own - 1]) & (codes[ends - 2] == codes[own - 2])
    return len(others) >= _ENOUGH and text.words.length[word] >= _PART and not same.any()


def _is_part(text: Text, word: int, *, names: bool = False) -> bool:
    """The document has longer words that begin with this one, with four letters more, and never the word itself.

    `names`: longer words that begin with a capital, too.
    """
    first, last = _document(text, word)
    if np.count_nonzero(text.word_ids[first:last] == text.word_ids[word]) > 1 or text.words.length[word] < _MORE:
        return False
    (part,) = text.word_strings(word, word + 1)
    longer = first + np.flatnonzero(text.words.length[first:last] >= len(part) + _MORE)
    if names:
        longer = longer[text.initials[longer] == Kind.UPPER]
    return any(other.startswith(part) for at in longer.tolist() for other in text.word_strings(at, at + 1))


def _document(text: Text, word: int) -> tuple[int, int]:
    """Which words its document has."""
    owner = text.words.owner
    first, last = np.searchsorted(owner, (owner[word], owner[word] + 1)).tolist()
    return first, last
