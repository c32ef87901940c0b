"""How surprising a phrase is in its document: rare words that come again together are no coincidence.

The surprisal of a word, in bits, is what its share in the document is worth: -log2((n + 1) / (words + 1)), where n
counts how often the word stands elsewhere, copies of the phrase aside. A phrase is worth the sum of its words. Short
documents count as if they had a thousand words: what is rare in a page is not common because the page is short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qc.measures.vocabulary import vocabulary
from qc.measures.weights import weight_sums

if TYPE_CHECKING:
    from qc.text import Text


_SHORT = 1000


def surprisal(text: Text, first: int, last: int, copies: int) -> float:
    """Bits of the words `[first, last)`, which stand together `copies` times; a character counts as part of a word."""
    if first >= last:
        return 0.0
    owner = text.words.owner
    begin, end = np.searchsorted(owner, (owner[first], owner[first] + 1))
    elsewhere = np.maximum(text.view(vocabulary).counts(first, last) - copies, 0) + 1
    bits = np.log2((max(int(end - begin), _SHORT) + 1) / elsewhere)
    weights = np.diff(text.view(weight_sums)[first : last + 1])
    return float((bits * weights).sum())
