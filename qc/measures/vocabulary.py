"""How often a document has a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qc.hashes import word_hash

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text


class Vocabulary:
    """Counts of the words of each document of a text, whatever their case; use as `text.view(vocabulary)`."""

    def __init__(self, text: Text) -> None:
        self._words = text.word_ids + text.words.owner.astype(np.uint64)
        self._ids = np.sort(self._words)

    def count(self, document: int, word: str) -> int:
        """How often document number `document` has `word`; O(log words)."""
        wanted = np.uint64((word_hash(word) + document) % (1 << 64))
        first = np.searchsorted(self._ids, wanted)
        return int(np.searchsorted(self._ids, wanted, side="right") - first)

    def counts(self, first: int, last: int) -> Ints:
        """int64[last - first]: how often each of the words `[first, last)` stands in its document."""
        wanted = self._words[first:last]
        counts: Ints = np.searchsorted(self._ids, wanted, side="right") - np.searchsorted(self._ids, wanted)
        return counts


def vocabulary(text: Text) -> Vocabulary:
    return Vocabulary(text)
