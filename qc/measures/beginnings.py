"""Letters that begin words of a language, and are hardly ever a word: "tabl", "governm".

At the end of a text they say that it was cut in mid-word. The table is a count (`bench/beginnings.py`), and is read for
the first text that ends without a mark. "cont" is in it, although some write that for "continued"; "develop" is a word.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from qc.characters import fold
from qc.measures.languages import languages

if TYPE_CHECKING:
    from qc.text import Text

_TABLE = Path(__file__).with_suffix(".tsv")
_SHORTEST = 4  # letters of a beginning
_SAME = {"bs": "hr", "sr": "hr", "nn": "no"}  # languages whose words stand under another's code


def only_begins(text: Text, word: int) -> bool:
    """Whether the word of this index is the beginning of words of its document's language, and none itself."""
    language = text.view(languages)[int(text.words.owner[word])]
    (spelling,) = text.word_strings(word, word + 1)
    return spelling in beginnings(_SAME.get(language, language))


@cache
def beginnings(language: str) -> frozenset[str]:
    """All beginnings of words of a language, in small letters; empty for one without a list."""
    if not language:
        return frozenset()
    rows = (line.partition("\t") for line in _TABLE.read_text("utf-8").splitlines())
    pieces = (piece for code, _, row in rows if code == language for piece in fold(row).split())
    return frozenset(start for piece in pieces for start in _starts(piece))


def _starts(piece: str) -> list[str]:
    """What a piece of the table stands for: "asse.mb.l" is "assem" and "assembl"."""
    *before, last = accumulate(piece.split("."))
    return [last[:size] for size in range(_SHORTEST, len(last) + 1) if last[:size] not in before]
