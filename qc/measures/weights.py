"""How much a word counts where words are counted, in scripts with and without spaces.

Where words are not spaced, a word of `Text` is one character with its marks. The mean length of a word in running
text, in such characters: Chinese 1.7, Japanese 2.2 (kana more, Han less), Thai, Lao, Khmer and Burmese 3.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qc.characters import SCRIPTS

if TYPE_CHECKING:
    from qc.text import Text

_WEIGHTS = {"Han": 0.6, "Hiragana": 0.4, "Katakana": 0.35, "Bopomofo": 0.4, "Yi": 0.6, "Tibetan": 0.3}
_WEIGHTS |= dict.fromkeys(("Thai", "Lao", "Myanmar", "Khmer"), 0.29)
_BY_SCRIPT = np.array([_WEIGHTS.get(script, 1.0) for script in SCRIPTS], np.float32)


def weight_sums(text: Text) -> NDArray[np.float64]:
    """float64[w + 1]: the weights of all words before each word; use as `text.view(weight_sums)`.

    A word of a spaced script weighs 1; the words `[first, last)` together `sums[last] - sums[first]`.
    """
    sums = np.zeros(len(text.words) + 1)
    if text.unspaced_words.any():
        weights = np.where(text.unspaced_words, _BY_SCRIPT[text.scripts[text.words.start]], 1.0)
        np.cumsum(weights, out=sums[1:])
    else:
        sums[:] = np.arange(len(sums))
    return sums
