"""What each code point is: one table look-up per character answers kind, script and folded form.

The tables stand in `characters.txt` as runs of equal code points, so that every Python gives the same answer
whatever Unicode version it was built with. `python -m qc.characters` makes the file anew (it needs `regex`).
"""

from __future__ import annotations

import sys
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

_TABLE = Path(__file__).with_suffix(".txt")
_SIZE = sys.maxunicode + 1


if TYPE_CHECKING:
    from enum import IntEnum as _Member
else:

    class _Member(np.uint8, Enum):
        """What a column of kinds holds: NumPy compares a column with a Python integer's enum ten times as slowly."""


class Kind(_Member):
    """Kinds are ordered: from DIGIT on a character can be part of a word, from LOWER on it is a letter."""

    OTHER = 0  # unassigned, private use, surrogates
    SPACE = 1
    NEWLINE = 2  # every line and paragraph separator of Unicode
    CONTROL = 3
    FORMAT = 4  # invisible: joiners, soft hyphen, bidi controls, byte order mark
    PUNCTUATION = 5
    SENTENCE_END = 6  # . ! ? and their like in every script
    APOSTROPHE = 7
    HYPHEN = 8
    QUOTE = 9
    OPEN = 10
    CLOSE = 11
    SYMBOL = 12
    DIGIT = 13
    MARK = 14
    LOWER = 15
    UPPER = 16
    LETTER = 17  # of a script without case
    UNSPACED = 18  # of a script that puts no spaces between words: one character is a word of its own


SCRIPTS = (
    "Common", "Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Syriac", "Thaana",
    "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala",
    "Thai", "Lao", "Tibetan", "Myanmar", "Khmer", "Hangul", "Hiragana", "Katakana", "Bopomofo", "Han", "Yi",
    "Ethiopic", "Cherokee", "Mongolian", "Javanese", "Balinese", "Sundanese", "Tagalog", "Coptic", "Gothic", "Nko",
)  # fmt: skip
_UNSPACED = {"Thai", "Lao", "Myanmar", "Khmer", "Hiragana", "Katakana", "Bopomofo", "Han", "Yi", "Tibetan"}

_NEWLINES = "\n\r\x0b\x0c\x85\u2028\u2029"
_APOSTROPHES = "'’\u05f3\u05f4\uff07"
_HYPHENS = "-\u2010\u2011\u05be"
_QUOTES = '"“”„‟‘‚‛«»‹›＂〝〞〟「」『』'


@cache
def _columns() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    rows = [line.split() for line in _TABLE.read_text("ascii").splitlines() if not line.startswith("#")]
    starts = np.array([int(row[0], 16) for row in rows] + [_SIZE])
    lengths = np.diff(starts)
    kinds = np.array([int(row[1]) for row in rows], np.uint8)
    scripts = np.array([int(row[2]) for row in rows], np.uint8)
    return np.repeat(kinds, lengths), np.repeat(scripts, lengths)


def kinds() -> NDArray[np.uint8]:
    """uint8[0x110000]: the `Kind` of every code point."""
    return _columns()[0]


def scripts() -> NDArray[np.uint8]:
    """uint8[0x110000]: index into `SCRIPTS`; 0 for what many scripts share."""
    return _columns()[1]


@cache
def of_kinds(*members: Kind) -> NDArray[np.bool_]:
    """bool[kinds]: a table to look kinds up in: which are among `members`. Far quicker than `numpy.isin`."""
    table = np.zeros(len(Kind), np.bool_)
    table[list(members)] = True
    return table


@cache
def of_characters(members: str) -> NDArray[np.bool_]:
    """bool[k]: a table to look code points up in, with `mode="clip"`: which are among `members`."""
    codes = list(map(ord, members))
    table = np.zeros(max(codes) + 2, np.bool_)
    table[codes] = True
    return table


@cache
def folded() -> NDArray[np.uint32]:
    """uint32[0x110000]: each code point in lower case, where that is one code point: lengths never change.

    Simple case mapping, so "İ" is "i" without a second dot; a full one would move every offset behind it.
    """
    table = np.arange(_SIZE, dtype=np.uint32)
    for code in np.flatnonzero(kinds() == Kind.UPPER):
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    table[ord("İ")] = ord("i")
    table[ord("’")] = table[0xFF07] = ord("'")
    return table


def fold(string: str) -> str:
    """`string` in lower case, as `Text.folded` has it: one character for one."""
    codes = np.frombuffer(string.encode("utf-32-le", "surrogatepass"), np.uint32)
    return folded()[codes].tobytes().decode("utf-32-le", "surrogatepass")


def _kind(character: str, category: str, script: str, sentence_end: bool) -> Kind:
    """The kind of one code point, from its Unicode properties."""
    for kind, members in (
        (Kind.NEWLINE, _NEWLINES),
        (Kind.APOSTROPHE, _APOSTROPHES),
        (Kind.HYPHEN, _HYPHENS),
        (Kind.QUOTE, _QUOTES),
        (Kind.SPACE, "\t"),
        (Kind.SENTENCE_END, "…"),
        (Kind.PUNCTUATION, "\u2024"),  # ends sentences for Unicode; Korean writes it between names, as "·"
    ):
        if character in members:
            return kind
    if sentence_end:
        return Kind.SENTENCE_END
    if category in ("Lo", "Lm", "Nl") and script in _UNSPACED:
        return Kind.UNSPACED
    if script == "Georgian" and category == "Ll":
        return Kind.LETTER  # Unicode knows capitals, but nobody begins a sentence with one
    by_category = {
        "Zs": Kind.SPACE, "Zl": Kind.NEWLINE, "Zp": Kind.NEWLINE, "Cc": Kind.CONTROL, "Cf": Kind.FORMAT,
        "Ps": Kind.OPEN, "Pe": Kind.CLOSE, "Ll": Kind.LOWER, "Lu": Kind.UPPER, "Lt": Kind.UPPER,
    }  # fmt: skip
    by_class = {"P": Kind.PUNCTUATION, "S": Kind.SYMBOL, "N": Kind.DIGIT, "M": Kind.MARK, "L": Kind.LETTER}
    return by_category.get(category, by_class.get(category[0], Kind.OTHER))


def generate() -> str:
    """The text of `characters.txt`."""
    import regex

    everything = "".join(map(chr, range(_SIZE)))
    categories, named = [""] * _SIZE, ["Common"] * _SIZE
    for category in "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".split():
        for match in regex.finditer(rf"\p{{{category}}}", everything):
            categories[match.start()] = category
    for script in SCRIPTS[1:]:
        for match in regex.finditer(rf"\p{{Script={script}}}", everything):
            named[match.start()] = script
    ends = {match.start() for match in regex.finditer(r"\p{Sentence_Break=STerm}|\p{Sentence_Break=ATerm}", everything)}
    lines, previous = [], None
    for code in range(_SIZE):
        kind = _kind(chr(code), categories[code], named[code], code in ends)
        row = (int(kind), SCRIPTS.index(named[code]))
        if row != previous:
            lines.append(f"{code:X} {row[0]} {row[1]}")
            previous = row
    head = f"# code point from which, kind, script; made by `python -m qc.characters` with regex {regex.__version__}\n"
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    _TABLE.write_text(generate(), "ascii")
