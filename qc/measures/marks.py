"""The marks of a text as columns of their own: three in a hundred characters, so passes over them cost little."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind, of_characters

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text


class Marks(NamedTuple):
    """Punctuation, sentence ends, apostrophes, hyphens, quotation marks, brackets and symbols, ascending.

    place   int64[m]: where each stands
    code    uint32[m]: its code point
    kind    uint8[m]: its `Kind`
    """

    place: Ints
    code: NDArray[np.uint32]
    kind: NDArray[np.uint8]

    def of(self, characters: str) -> Ints:
        """The places of any of `characters`."""
        return self.place[of_characters(characters).take(self.code, mode="clip")]


def marks(text: Text) -> Marks:
    """Use as `text.view(marks)`."""
    kinds = text.kinds
    place = np.flatnonzero((kinds >= Kind.PUNCTUATION) & (kinds <= Kind.SYMBOL))
    return Marks(place, text.codes[place], kinds[place])
