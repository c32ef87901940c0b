"""Invisible characters that nothing around them needs.

Many scripts are written with invisible characters: Persian and Hindi with joiners, Khmer and Thai with zero-width
spaces, Hebrew and Arabic with direction marks, emoji with joiners, selectors and tags. What each is for decides where
it is at home (Unicode Standard, chapters 23.2 to 23.4 and 23.9; UTS #51 for emoji); elsewhere it is debris.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import SCRIPTS, Kind, kinds, scripts
from qc.measures.mojibake import repairs
from qc.spans import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.spans import Ints
    from qc.text import Text

    Bools = NDArray[np.bool_]
    Codes = NDArray[np.uint32]


class Sort(IntEnum):
    """What an invisible character is for."""

    NONE = 0
    SPACE = 1  # zero-width space
    MARK = 2  # byte order mark
    FILLER = 3  # of Hangul, Mongolian
    OPERATOR = 4  # word joiner, invisible times, deprecated formats, annotations
    GRAPHEME = 5  # combining grapheme joiner
    JOINER = 6
    HYPHEN = 7  # soft hyphen
    DIRECTION = 8
    OVERRIDE = 9  # of direction
    CONTROL = 10
    TAG = 11
    SELECTOR = 12  # of a variant: text or emoji, mathematical, Mongolian
    IDEOGRAPH = 13  # selector of an ideograph's variant


_RANGES = {
    Sort.SPACE: ((0x200B, 0x200B),),
    Sort.MARK: ((0xFEFF, 0xFEFF),),
    Sort.FILLER: ((0x115F, 0x1160), (0x180E, 0x180E), (0x3164, 0x3164), (0xFFA0, 0xFFA0)),
    Sort.OPERATOR: ((0x2060, 0x2065), (0x206A, 0x206F), (0xFFF0, 0xFFFB)),
    Sort.GRAPHEME: ((0x034F, 0x034F),),
    Sort.JOINER: ((0x200C, 0x200D),),
    Sort.HYPHEN: ((0x00AD, 0x00AD),),
    Sort.DIRECTION: ((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202C), (0x2066, 0x2069)),
    Sort.OVERRIDE: ((0x202D, 0x202E),),
    Sort.CONTROL: ((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF)),
    Sort.TAG: ((0xE0000, 0xE007F),),
    Sort.SELECTOR: ((0x180B, 0x180D), (0xFE00, 0xFE0F)),
    Sort.IDEOGRAPH: ((0xE0100, 0xE01EF),),
}

_TAB = 0x09
# Written without joiners, whatever a font does with its ligatures.
_PLAIN = "Common Latin Cyrillic Greek Armenian Georgian Han Hiragana Katakana Bopomofo Hangul".split()
_BREAKS = "Thai Lao Khmer Myanmar Tibetan Javanese Balinese Sundanese".split()  # zero-width spaces divide their words
_LEFTWARD = "Hebrew Arabic Syriac Thaana Nko".split()
_FILLED = "Hangul Mongolian".split()
_ALPHABETS = "Latin Cyrillic Greek Armenian Georgian".split()
_FLAG = 0x1F3F4  # the emoji that tags make the flag of a region

# Sequences that command a terminal: colours, cursor, title, links.
_ESCAPE = re.compile("\x1b(?:\\[[0-9;:?]{0,24}[@-~]|\\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\\\))")


class Invisibles(NamedTuple):
    """Columns: `start`, `end` (int64[k], ascending, disjoint) and `sort` (uint8[k]) of each invisible character.

    An escape sequence counts as one, with the letters of the command.
    """

    start: Ints
    end: Ints
    sort: NDArray[np.uint8]


@cache
def _sorts() -> NDArray[np.uint8]:
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    for sort, ranges in _RANGES.items():
        for first, last in ranges:
            table[first : last + 1] = sort
    return table


def invisibles(text: Text) -> Invisibles:
    """The invisible characters of all documents that are out of place; use as `text.view(invisibles)`."""
    start = _candidates(text)
    owner = np.searchsorted(text.documents.start, start, side="right") - 1
    inside = start < text.documents.end[owner]
    start, owner = start[inside], owner[inside]
    start = start[~_at_home(text, start, owner)]
    end = _ends(text, start)
    fresh = start >= np.append(0, np.maximum.accumulate(end))[:-1]
    return Invisibles(start[fresh], end[fresh], _sorts()[text.codes[start[fresh]]])


def _candidates(text: Text) -> Ints:
    """Every character that has a sort."""
    plain, beyond = np.flatnonzero(text.kinds == Kind.CONTROL), text.beyond_ascii
    plain = plain[_sorts().take(text.codes[plain]) > 0]
    beyond = beyond[np.flatnonzero(_sorts().take(text.codes[beyond]))]
    return distinct(np.append(plain, beyond)) if len(plain) else beyond


def _ends(text: Text, start: Ints) -> Ints:
    """Where each ends: behind itself, or behind the command that an escape begins."""
    end = start + 1
    for index in np.flatnonzero(text.codes[start] == 0x1B).tolist():
        match = _ESCAPE.match(text.string, int(start[index]))
        if match:
            end[index] = match.end()
    return end


def _at_home(text: Text, at: Ints, owner: Ints) -> Bools:
    """bool[k]: what stands around the character, or the script of its document, has a use for it."""
    uses: dict[Sort, Callable[[Ints, Ints], Bools]] = {
        Sort.SPACE: lambda at, owner: _written_in(text, owner, _BREAKS),
        Sort.MARK: lambda at, owner: at == text.documents.start[owner],
        Sort.FILLER: lambda at, owner: (
            _script_in(_beside(text, at, -1), _FILLED) | _script_in(_beside(text, at, 1), _FILLED)
        ),
        Sort.GRAPHEME: lambda at, owner: kinds()[_beside(text, at, 1)] == Kind.MARK,
        Sort.JOINER: lambda at, owner: _joins(_beside(text, at, -1), _beside(text, at, 1)),
        Sort.DIRECTION: lambda at, owner: _written_in(text, owner, _LEFTWARD),
        Sort.CONTROL: lambda at, owner: _repairable(text, at),
        Sort.TAG: lambda at, owner: _of_a_flag(text, at),
        Sort.SELECTOR: lambda at, owner: _varied(_beside(text, at, -1)),
        Sort.IDEOGRAPH: lambda at, owner: _script_in(_beside(text, at, -1), ["Han"]),
    }
    sort, home = _sorts()[text.codes[at]], np.zeros(len(at), np.bool_)
    for member, use in uses.items():
        some = np.flatnonzero(sort == member)
        if len(some):
            home[some] = use(at[some], owner[some])
    return home | ((sort == Sort.HYPHEN) & _is_cell(text, at))


def _is_cell(text: Text, at: Ints) -> Bools:
    """It stands alone between two tabs: in a table of characters."""
    found: Bools = (_beside(text, at, -1) == _TAB) & (_beside(text, at, 1) == _TAB)
    return found


def _beside(text: Text, at: Ints, step: int) -> Codes:
    """The code points before (-1) or after (1), 0 outside the text."""
    inside = (at + step >= 0) & (at + step < len(text.codes))
    return np.where(inside, text.codes[np.where(inside, at + step, 0)], np.uint32(0))


def _written_in(text: Text, owner: Ints, names: list[str]) -> Bools:
    """bool[k]: the document that a character lies in has letters of these scripts."""
    wanted = np.zeros(len(SCRIPTS), np.bool_)
    wanted[[SCRIPTS.index(name) for name in names]] = True
    here = np.zeros(len(text.sources), np.bool_)
    for document in distinct(owner).tolist():
        start, end = text.documents[document]
        here[document] = wanted[scripts()[text.codes[start:end]]].any()
    return here[owner]


def _script_in(codes: Codes, names: list[str]) -> Bools:
    return np.isin(scripts()[codes], [SCRIPTS.index(name) for name in names])


def _joins(before: Codes, after: Codes) -> Bools:
    """A joiner beside a letter or mark of a script that has joiners, or between the parts of an emoji."""
    plain = [SCRIPTS.index(name) for name in _PLAIN]
    beside = ~np.isin(scripts()[before], plain) | ~np.isin(scripts()[after], plain)
    mark = (kinds()[before] == Kind.MARK) & ~np.isin(_sorts()[before], (Sort.SELECTOR, Sort.IDEOGRAPH))
    symbol = (kinds()[before] == Kind.SYMBOL) | (before == 0xFE0F) | (_sorts()[before] == Sort.TAG)
    joins: Bools = beside | mark | (symbol & (kinds()[after] == Kind.SYMBOL))
    return joins


def _of_a_flag(text: Text, at: Ints) -> Bools:
    """A tag in an unbroken row of tags behind a black flag."""
    begins = np.append(True, np.diff(at) > 1)
    of_a_flag: Bools = (_beside(text, at[begins], -1) == _FLAG)[np.cumsum(begins) - 1]
    return of_a_flag


def _varied(before: Codes) -> Bools:
    """Behind something that has variants: a symbol, digit, mark of punctuation, or a letter outside the alphabets."""
    kind = kinds()[before]
    alphabet = (kind >= Kind.LOWER) & _script_in(before, _ALPHABETS)
    nothing = np.isin(kind, (Kind.OTHER, Kind.SPACE, Kind.NEWLINE, Kind.CONTROL, Kind.FORMAT))
    varied: Bools = ~(alphabet | nothing | np.isin(_sorts()[before], (Sort.SELECTOR, Sort.IDEOGRAPH)))
    return varied


def _repairable(text: Text, at: Ints) -> Bools:
    """A control that ENC101 repairs because it comes from a wrong encoding."""
    here = np.zeros(len(at), np.bool_)
    if not ((text.codes[at] >= 0x80) & (text.codes[at] < 0xA0)).any():
        return here
    for (start, end), _ in text.view(repairs):
        here[np.searchsorted(at, start) : np.searchsorted(at, end)] = True
    return here
