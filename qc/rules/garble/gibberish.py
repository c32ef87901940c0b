"""GAR110: a stretch of letters that belongs to no language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.finding import Finding
from qc.measures.programming import about_code, quoted_code
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule
from qc.text import Text

_LONG = 20  # letters and digits of a hash or an encoded stretch
_MASHED = 7  # letters of a keyboard mash

# Rows of keys: six in a row, either way, are written in no language, but for the names of the keyboards themselves.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_WAYS = (*_ROWS, *(row[::-1] for row in _ROWS))
_KEYBOARDS = ("qwert", "йцукен")
_HEX = re.compile(r"[0-9a-f]{20,}|[0-9A-F]{20,}")
_SWITCH = re.compile(r"[a-z][A-Z0-9]|[0-9][A-Za-z]|[A-Z]{2}[a-z]")
_VOWELS = frozenset("aeiouyäöüаеёиоуыэюяіїє")


Bools = NDArray[np.bool_]


class Stretch(NamedTuple):
    """Gibberish at `text.string[start:end]`."""

    start: int
    end: int
    what: str
    confidence: float


class Gibberish(Rule):
    """A stretch of letters that belongs to no language.

    A hash or encoded data in prose, or keys struck at random. A hash is twenty hexadecimal digits or more, letters and
    numbers mixed; encoded data changes between small letters, capitals and numbers all the time; a mash runs along the
    keys of a keyboard, or has nine letters without a vowel. Addresses, file names, names in capitals, and documents
    about code are left alone. Debris of character recognition is not found yet.
    """

    code = "GAR110"
    preview = True
    scripts = "Latin and Cyrillic"
    bad = (
        "The minister said ⟦asdfghjkl⟧ and left the room.",
        "Der Rat tagte ⟦d41d8cd98f00b204e9800998ecf8427e⟧ am Montag.",
        "Menteri itu ⟦aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ5⟧ pulang ke rumah.",
        "Он пришёл ⟦фывапролдж⟧ домой.",
        "El alcalde ⟦xkcdqwrtpl⟧ habló ayer.",
        "Пришёл ⟦лорпавыф⟧ домой.",
    )
    good = (
        "The qwerty keyboard and the property of the poor were there; Powerty too.",
        "Die Angstschweißperlen und das Borschtschgericht, Wrzeszcz, Krk, vlk, čtvrt.",
        "See http://example.org/d41d8cd98f00b204e9800998ecf8427e for more.",
        "In Python the hash is d41d8cd98f00b204e9800998ecf8427e and SQL knows it.",
        "ISBN 9781234567890123456789; order 20240101123456789012; XXXXXXXXXXXXXXXXXXXXXXXX",
        "McDonaldsRestaurantOfTheYear and #TheBestDayOfTheYear2024 are words.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        found = [place for place in _gibberish(text) if self._in_prose(text, place.start)]
        for group in systematic(found, lambda place: (text.document_at(place.start), place.what)):
            first = group[0]
            often = f"; {len(group)} such stretches in this document" if len(group) > 1 else ""
            shown = text.slice(first.start, min(first.end, first.start + 40))
            related = [(place.start, place.end, "another") for place in group[1 : LISTED + 1]]
            message = f'"{shown}" is {first.what}{often}'
            yield self.finding(text, first.start, first.end, message, confidence=first.confidence, related=related)

    @staticmethod
    def _in_prose(text: Text, start: int) -> bool:
        return not text.view(quoted_code)[start] and not about_code(text, text.document_at(start))


def _gibberish(text: Text) -> Iterator[Stretch]:
    """Words of seven letters and more of which something is wrong, that stand free."""
    words, kinds = text.words, text.kinds
    if not len(words):
        return
    long = np.flatnonzero((words.length >= _MASHED) & (words.length <= 2000) & (kinds[words.start] != Kind.UNSPACED))
    starts, ends = words.start[long], words.end[long]
    digits = _sums(kinds == Kind.DIGIT)
    mixed = (digits[ends] > digits[starts]) & (ends - starts >= _LONG)
    vowels = _sums(_vowel_mask(text))
    keys = _sums(_along_keys(text))
    odd = mixed | (vowels[ends] == vowels[starts]) | (keys[ends] > keys[starts])
    for start, end in zip(starts[odd].tolist(), ends[odd].tolist(), strict=True):
        if _stands_free(text, start, end):
            yield from _judged(text.string[start:end], start, end)


def _sums(mask: Bools) -> NDArray[np.int32]:
    """int32[n + 1]: how many there are before each place."""
    sums = np.zeros(len(mask) + 1, np.int32)
    np.cumsum(mask, dtype=np.int32, out=sums[1:])
    return sums


def _vowel_mask(text: Text) -> Bools:
    table = np.zeros(0x500, np.bool_)
    table[[ord(vowel) for vowel in _VOWELS]] = True
    found: Bools = table[np.minimum(text.folded_codes, len(table) - 1)]
    return found


def _along_keys(text: Text) -> Bools:
    """bool[n]: five letters from here on lie side by side on a keyboard."""
    table = np.zeros(0x500, np.int16)
    for number, row in enumerate(_ROWS, 1):
        table[[ord(letter) for letter in row]] = 100 * number + np.arange(len(row))
    step = np.diff(table[np.minimum(text.folded_codes, len(table) - 1)])
    found = np.zeros(len(text.codes), np.bool_)
    for way in (1, -1):
        along = step == way
        found[: max(0, len(along) - 3)] |= along[:-3] & along[1:-2] & along[2:-1] & along[3:]
    return found


def _stands_free(text: Text, start: int, end: int) -> bool:
    """No part of an address, a file name, a tag."""
    before, after = text.string[max(0, start - 1) : start], text.string[end : end + 1]
    return before not in tuple("/\\@_#=&%+-.:’'ˈ\"") and after not in tuple("/\\@_#=&%+-’'ˌ\":")


def _judged(word: str, start: int, end: int) -> Iterator[Stretch]:
    switches = len(_SWITCH.findall(word))
    if _HEX.fullmatch(word) and 4 <= sum(letter.isdigit() for letter in word) <= len(word) - 4:
        yield Stretch(start, end, "a hash, not a word", 0.9)
    elif len(word) >= _LONG and switches >= len(word) // 5 and not word.isalpha():
        yield Stretch(start, end, "encoded data, not a word", 0.85)
    elif word.isalpha() and word.islower() and _is_mash(word):
        yield Stretch(start, end, "a row of keys, not a word", 0.8)


def _is_mash(word: str) -> bool:
    """It runs along the keys, or nine letters and more, five of them different, have no vowel."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    if bare.startswith(_KEYBOARDS):
        return False
    vowels = not _VOWELS.isdisjoint(bare) or not all(letter < "\u0080" or "а" <= letter <= "я" for letter in bare)
    along = any(bare[at : at + 6] in row for row in _WAYS for at in range(len(bare) - 5))
    return along or (not vowels and len(bare) >= 9 and len(set(bare)) >= 5)
