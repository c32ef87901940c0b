"""Letters that begin words of a language, and are hardly ever a word ("tabl", "governm"), or seldom one ("stat").

At the end of a text they say that it was cut in mid-word. The table is a count (`bench/beginnings.py`), and is read for
the first text that ends without a mark. "cont" is in it, although some write that for "continued"; "develop" is a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qc.characters import fold
from qc.measures.languages import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qc.text import Text

_TABLE = Path(__file__).with_suffix(".tsv")
_SHORTEST = 4  # letters of a beginning
_MARKED = re.compile(r"([^.,]+)([.,]?)")  # letters, and what the table says of all up to there
_ELIDED = re.compile(".*['’]")  # "l'" of "l'insti"
_SAME = {"bs": "hr", "sr": "hr", "nn": "no"}  # languages whose words stand under another's code


def only_begins(text: Text, word: int) -> bool:
    """Whether the word of this index is the beginning of words of its document's language, and none itself."""
    return _known(text, word) is True


def mostly_begins(text: Text, word: int) -> bool:
    """Whether words of the document's language begin so far more often than the word of this index is written."""
    return _known(text, word) is not None


def _known(text: Text, word: int) -> bool | None:
    language = text.view(languages)[int(text.words.owner[word])]
    (spelling,) = text.word_strings(word, word + 1)
    spelling = _ELIDED.sub("", spelling)
    return _of_letter(_SAME.get(language, language), spelling[:1]).get(spelling)


def beginnings(language: str) -> dict[str, bool]:
    """The beginnings of words of a language in small letters: whether they are hardly ever a word, or only seldom one.

    Empty for a language without a list.
    """
    letters = {fold(row[0]) for row in _rows().get(language, ())}
    return {start: sure for letter in letters for start, sure in _of_letter(language, letter).items()}


@cache
def _of_letter(language: str, letter: str) -> dict[str, bool]:
    """Those that begin with a letter: a text asks for one word, and languages have ten thousand."""
    rows = [fold(row) for row in _rows().get(language, ()) if fold(row[0]) == letter]
    return dict(start for row in rows for piece in row.split() for start in _starts(piece))


@cache
def _rows() -> dict[str, list[str]]:
    """The rows of the table, by language."""
    rows: dict[str, list[str]] = defaultdict(list)
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, row = line.partition("\t")
            rows[code].append(row)
    return dict(rows)


def _starts(piece: str) -> Iterator[tuple[str, bool]]:
    """What a piece of the table stands for: "asse.mb,l" is "assem", "assemb", which is a word at times, "assembl"."""
    start = ""
    for letters, mark in _MARKED.findall(piece):
        start += letters
        yield from ((start[:size], True) for size in range(max(_SHORTEST, len(start) - len(letters) + 1), len(start)))
        if mark != "." and len(start) >= _SHORTEST:
            yield start, not mark
