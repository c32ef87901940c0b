"""How often a document has a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qc.hashes import word_hash

if TYPE_CHECKING:
    from qc.text import Text


class Vocabulary:
    """Counts of the words of each document of a text, whatever their case; use as `text.view(vocabulary)`."""

    def __init__(self, text: Text) -> None:
        self._ids = np.sort(text.word_ids + text.words.owner.astype(np.uint64))

    def count(self, document: int, word: str) -> int:
        """How often document number `document` has `word`; O(log words)."""
        wanted = np.uint64((word_hash(word) + document) % (1 << 64))
        first = np.searchsorted(self._ids, wanted)
        return int(np.searchsorted(self._ids, wanted, side="right") - first)


def vocabulary(text: Text) -> Vocabulary:
    return Vocabulary(text)
