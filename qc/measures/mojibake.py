"""Where UTF-8 was read in another code page, and what stood there before.

In UTF-8 a character beyond ASCII is a lead byte and one to three trail bytes. Read in a code page of one byte a
character, it becomes a lead byte's character followed by trail bytes' characters of that same page ("é" -> "Ã©"). The
screen looks for such neighbours in columns; ftfy decides about the few that are left and repairs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import Kind, of_characters
from qc.offsets import Span
from qc.spans import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.spans import Ints
    from qc.text import Text

# The code pages that ftfy knows how to undo; a bit of a column each.
PAGES = "latin-1 cp1252 cp1251 cp1250 cp1253 cp1254 cp1257 iso8859-2 mac-roman cp437".split()

_EVERY = (1 << len(PAGES)) - 1
_LOST_A0 = (0xC2, 0xC3, 0xC5, 0xCE, 0xD0, 0xD9)  # leads of letters whose trail byte A0 is often made a blank
_BMP = 0x10000

_MAC_LEADS = of_characters("√≈ƒ")  # C3, C5 and C4 in Mac Roman
_WORD = 20  # letters between two broken places of one word, at most

_PIECE = 2_000  # longer lines are repaired in pieces, cut where no broken character can be
_SLACK = 200


class Repair(NamedTuple):
    """`span` of the text should read `replacement`."""

    span: Span
    replacement: str


class _Tables(NamedTuple):
    """uint16[0x10000] each: in which code pages a character is the lead byte of two, three, four, or a trail byte."""

    lead: NDArray[np.uint16]  # of any
    two: NDArray[np.uint16]
    three: NDArray[np.uint16]
    four: NDArray[np.uint16]
    trail: NDArray[np.uint16]
    blank: NDArray[np.uint16]  # of two, where the trail byte may have become a blank


@cache
def _tables() -> _Tables:
    tables = _Tables(*(np.zeros(_BMP, np.uint16) for _ in _Tables._fields))
    for bit, page in enumerate(PAGES):
        for first, last, table in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3), (0x80, 0xBF, 4)):
            for byte in range(first, last + 1):
                tables[table][_decoded(byte, page)] |= 1 << bit
        if _decoded(0xA0, page) == 0xA0:  # else A0 shows as a letter or a dagger, which nobody takes for a blank
            tables.trail[ord(" ")] |= 1 << bit
            tables.blank[[_decoded(byte, page) for byte in _LOST_A0]] |= 1 << bit
    tables.lead[:] = tables.two | tables.three | tables.four
    tables.trail[[0xFFFD, 0x1A, ord("?")]] = _EVERY  # what a lost byte became
    return tables


def _decoded(byte: int, page: str) -> int:
    """The code point of a byte; a byte that the page leaves open stays what it is, as in web browsers."""
    try:
        return ord(bytes([byte]).decode(page))
    except UnicodeDecodeError:
        return byte


def suspects(text: Text) -> Ints:
    """int64[k], ascending: where a lead character with all its trail characters stands, or a C1 control."""
    tables = _tables()
    codes, at = text.codes, _pairs(text)
    lead = codes[at]
    following = [np.where(at + step < len(codes), codes.take(at + step, mode="clip"), 0) for step in (1, 2, 3)]
    first, second, third = (tables.trail[np.minimum(code, _BMP - 1)] for code in following)
    two = np.where(following[0] == ord(" "), tables.blank[lead], tables.two[lead])
    whole = two & first | tables.three[lead] & first & second | tables.four[lead] & first & second & third
    found: Ints = at[(whole > 0) | (lead < 0xA0)]
    return found


def _pairs(text: Text) -> Ints:
    """Where a lead and a trail character of one code page are neighbours, or a C1 control stands."""
    tables, codes, beyond = _tables(), text.codes, text.beyond_ascii
    if 4 * len(beyond) > len(codes):  # whole columns cost less than picking most of them
        low = _low(codes)
        lead, trail = (table.take(low, mode="clip") for table in (tables.lead, tables.trail))
        at = np.flatnonzero(lead[:-1] & trail[1:])
    else:
        lead = tables.lead[_low(codes[beyond])]
        lead = lead[: np.searchsorted(beyond, len(codes) - 1)]  # nothing follows the last character
        at = beyond[np.flatnonzero(lead)]
        at = at[(lead[lead > 0] & tables.trail[_low(codes[at + 1])]) > 0]
    controls = beyond[codes[beyond] < 0xA0]
    return distinct(np.append(at[codes[at] < _BMP], controls)) if len(controls) else at[codes[at] < _BMP]


def _low(codes: NDArray[np.uint32]) -> Ints:
    """The lower half of code points, to look up with; those beyond the tables alias, and are dropped later."""
    return codes.astype(np.uint16).astype(np.int64)


def repairs(text: Text) -> list[Repair]:
    """Every repair, ascending and disjoint: what ftfy would mend, and letters that it leaves in a sound line."""
    at = suspects(text)
    found = by_ftfy(text, at)
    edges = np.array([repair.span for repair in found], np.int64).reshape(-1)
    alone = at[np.searchsorted(edges, at, side="right") % 2 == 0]
    return _joined(text, sorted([*found, *_roots(text, alone), *_capitals(text, alone)]))


def _joined(text: Text, found: list[Repair]) -> list[Repair]:
    """Repairs of one word as one: "cz⟦Å‚onkÃ³⟧w"."""
    joined: list[Repair] = []
    for span, replacement in found:
        between = text.slice(joined[-1].span.end, min(span.start, joined[-1].span.end + _WORD)) if joined else " "
        if between.isalpha() or (joined and span.start == joined[-1].span.end):
            (start, _), before = joined.pop()
            joined.append(Repair(Span(start, span.end), before + between + replacement))
        else:
            joined.append(Repair(span, replacement))
    return joined


def by_ftfy(text: Text, at: Ints) -> list[Repair]:
    """What ftfy would repair around the suspects `at`, line by line (or piece by piece of long lines)."""
    found = []
    for start, end in _pieces(text, at.tolist()):
        found += [Repair(span.shift(start), replacement) for span, replacement in _repaired(text.slice(start, end))]
    return found


def _roots(text: Text, at: Ints) -> Iterator[Repair]:
    """Small letters, of two bytes, read in Mac Roman as a sign that no word has: "ferm√©", "wsp√≥≈Çpraca"."""
    done = -1
    for start in at[_MAC_LEADS.take(text.codes[at], mode="clip")].tolist():
        letter = text.slice(start, start + 2).encode("mac-roman", "replace").decode("utf-8", "replace")
        if (
            len(letter) == 1
            and letter.islower()
            and letter < "\u0180"
            and (done == start or _in_small_letters(text, start))
        ):
            done = start + 2
            yield Repair(Span(start, done), letter)


def _in_small_letters(text: Text, start: int) -> bool:
    """A small letter of ASCII stands before the pair at `start`, or two behind it: all else may be broken itself."""
    before, behind = text.string[max(0, start - 1) : start], text.string[start + 2 : start + 4]
    return _plain(before) or (len(behind) == 2 and _plain(behind))


def _plain(letters: str) -> bool:
    return letters.isascii() and letters.isalpha() and letters.islower()


def _capitals(text: Text, at: Ints) -> Iterator[Repair]:
    """Small letters, of two bytes, read as a capital and a mark within a word of small letters: "zwiÄ…zek"."""
    at = at[(at > 0) & (at < len(text.codes) - 1)]
    kinds = text.kinds
    at = at[(kinds[at - 1] == Kind.LOWER) & (kinds[at] == Kind.UPPER) & (kinds[at + 1] < Kind.DIGIT)]
    for start in at.tolist():
        letter = text.slice(start, start + 2).encode("cp1252", "replace").decode("utf-8", "replace")
        if len(letter) == 1 and letter.islower() and "\u0100" < letter < "\u0180":  # below, Mac Roman may be meant
            yield Repair(Span(start, start + 2), letter)


def _pieces(text: Text, at: list[int]) -> Iterator[Span]:
    """The lines, or pieces of long lines, that hold a bad sequence of characters; ascending, disjoint."""
    if not at:
        return
    from ftfy.badness import BADNESS_RE

    done = 0
    for suspect in at:
        if suspect >= done and BADNESS_RE.search(text.string[max(0, suspect - 3) : suspect + 8]):
            piece = _piece(text, suspect, done)
            yield piece
            done = piece.end


def _piece(text: Text, offset: int, first: int) -> Span:
    """The line around `offset`, from `first` on; of a long one about `_PIECE` characters between two blanks."""
    string = text.string
    left, right = max(first, offset - _PIECE // 2), offset + _PIECE // 2
    start, end = string.rfind("\n", left, offset) + 1, string.find("\n", offset, right)
    if not start:
        start = left if left == first else string.find(" ", left, left + _SLACK) + 1 or left
    if end < 0:
        end = len(string) if right >= len(string) else max(string.rfind(" ", right - _SLACK, right), 0) or right
    return Span(start, end)


def _repaired(piece: str) -> list[Repair]:
    """The stretches of `piece` that ftfy changes, with what stood there; none if it changes nothing."""
    from ftfy import fix_encoding

    fixed = fix_encoding(piece)
    found: list[Repair] = []
    for start, end, replacement in _changes(piece, fixed) if fixed != piece else ():
        if found and _goes_on(piece[found[-1].span.end : start]):
            span, first = found.pop()
            start, replacement = span.start, first + piece[span.end : start] + replacement
        found.append(Repair(Span(start, end), replacement))
    return found


def _changes(piece: str, fixed: str) -> list[tuple[int, int, str]]:
    """Starts, ends and replacements of the unbroken stretches that differ."""
    from rapidfuzz.distance import Levenshtein

    changes: list[tuple[int, int, str]] = []
    for change in Levenshtein.opcodes(piece, fixed):
        if change.tag == "equal":
            continue
        start, end, replacement = change.src_start, change.src_end, fixed[change.dest_start : change.dest_end]
        if changes and changes[-1][1] == start:
            start, _, first = changes.pop()
            replacement = first + replacement
        changes.append((start, end, replacement))
    grown: list[tuple[int, int, str]] = []
    for start, end, replacement in (_with_its_trail(piece, *change) for change in changes):
        if grown and start < grown[-1][1]:  # both have taken the one character between them
            start, _, replacement = grown.pop()
        grown.append((start, end, replacement))
    return grown


def _with_its_trail(piece: str, start: int, end: int, replacement: str) -> tuple[int, int, str]:
    """Of "Â²" only "²" stays, but both characters are what is broken (at the end of a piece, the one before)."""
    if replacement:
        return start, end, replacement
    if end < len(piece):
        return start, end + 1, piece[end]
    return start - 1, end, piece[start - 1 : start]


def _goes_on(between: str) -> bool:
    """Whether two broken places are one stretch: in the same word, or with nothing but marks between them."""
    return not any(map(str.isspace, between)) or (len(between) <= 3 and not any(map(str.isalnum, between)))
