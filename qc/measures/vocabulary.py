"""How often a document has a word."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.hashes import word_hash

if TYPE_CHECKING:
    from qc.hashes import Hashes
    from qc.spans import Ints
    from qc.text import Text


class Vocabulary:
    """Counts of the words of each document of a text, whatever their case; use as `text.view(vocabulary)`."""

    def __init__(self, text: Text) -> None:
        self._words = text.word_ids + text.words.owner.astype(np.uint64)
        self._ids = np.sort(self._words)
        self._initials = text.initials

    def count(self, document: int, word: str) -> int:
        """How often document number `document` has `word`; O(log words)."""
        wanted = np.uint64((word_hash(word) + document) % (1 << 64))
        first = np.searchsorted(self._ids, wanted)
        return int(np.searchsorted(self._ids, wanted, side="right") - first)

    def counts(self, first: int, last: int) -> Ints:
        """int64[last - first]: how often each of the words `[first, last)` stands in its document."""
        return self._among(self._ids, first, last)

    def capitals(self, first: int, last: int) -> Ints:
        """int64[last - first]: how often each of them stands there with a capital."""
        return self._among(self._capital_ids, first, last)

    @cached_property
    def _capital_ids(self) -> Hashes:
        return np.sort(self._words[self._initials == Kind.UPPER])

    def _among(self, ids: Hashes, first: int, last: int) -> Ints:
        wanted = self._words[first:last]
        counts: Ints = np.searchsorted(ids, wanted, side="right") - np.searchsorted(ids, wanted)
        return counts


def vocabulary(text: Text) -> Vocabulary:
    return Vocabulary(text)
