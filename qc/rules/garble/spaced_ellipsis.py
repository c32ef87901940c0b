"""GAR103: an ellipsis written as separate points."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from qc.characters import Kind
from qc.finding import Finding
from qc.measures.marks import marks
from qc.measures.prose import is_verse
from qc.rule import Rule
from qc.spans import Ints
from qc.text import Text

_POINT, _DOTS, _BLANK = ord("."), ord("…"), ord(" ")

# Tried at joints only; never crosses a line.
_POINTS = re.compile(r"(?:\.{1,3}|…)(?:[ \u00a0]{1,2}(?:\.{1,3}|…)){1,9}(?![.…])")
_COLUMNS, _NEAR = " " * 4, 60


class SpacedEllipsis(Rule):
    """An ellipsis written as separate points.

    A translation or a text spinner broke "..." into ". . ."; what followed was often cut off. Typographers do set
    spaced points (Chicago style), so points that stand apart from the word before them, points held together by
    no-break spaces, and a document that writes three ellipses or more that way in mid-text are left alone, and so are
    leaders (five points or more), a full stop before an intact ellipsis, points that have a line to themselves,
    pictures and tables made of characters, and points that stand apart in verse.
    """

    code = "GAR103"
    bad = (
        "Keduanya sepakat meningkatkan ekonomi, perdagangan, dan pertukaran antar masyarakat⟦. . .⟧",
        "The minister said that the talks would go on⟦. . .⟧\nNobody answered him.",
        "Der Vertrag wurde gestern unterzeichnet⟦.. ..⟧ Danach fuhren alle nach Hause.",
        "El presidente habló con los periodistas⟦… …⟧",
        "Он сказал, что всё будет хорошо⟦. . . .⟧",
        "Les ministres se sont réunis à Lyon⟦. . .⟧ Ils ont parlé du budget.",
        "Thủ tướng đã gặp các bộ trưởng ⟦. . .⟧",
    )
    good = (
        "The herring came in silver from the sea,\nthe nets hung heavy on the harbour wall,\n"
        "and you, my dear, and you, who were with me . . .\n\nBut what the water took it took for all,\n"
        "and what it left is neither yours nor ours",
        "Lalu ... ia pergi.",
        "1. . 2",
        "The scripts are kept with the pages of the museum. ../museum/scripts holds them all.",
        "He waited… and waited.",
        "см. рис. 4. Далее.",
        "It was chaos constantly. ... The plant was closed.",
        "The reflex . . . has become general, and we hold it . . . to be true.",
        "She said it was over.\u00a0.\u00a0. and left.",
        "One. . . two. . . three. . . and out he went.",
        "Chapter one . . . . . . . . . 12",
        "resource {\n. . .\n}",
        "“I never thought . . .” He fell silent.",
        "S O S: . . . - - - . . .",
        " MMMM. ; . M  AM      'M\"\" ' '.   .MM\n MM  .    MV              '. ..    ;  .MM\n MM.      '     MMM.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        inner: dict[int, list[re.Match[str]]] = defaultdict(list)
        ends: dict[int, list[re.Match[str]]] = defaultdict(list)
        for match in _ellipses(text):
            if _broken(text, match):
                place = ends if _ends_line(text, match.end()) else inner
                place[text.document_at(match.start())].append(match)
        for document in sorted(inner.keys() | ends.keys()):
            if not _house_style(text, inner[document]):
                attached = [match for match in inner[document] if not _apart(text, match)]
                yield from (self._finding(text, match, 0.95) for match in ends[document])
                yield from (self._finding(text, match, 0.8 if _single(match) else 0.9) for match in attached)

    def _finding(self, text: Text, match: re.Match[str], confidence: float) -> Finding:
        start, end = match.span()
        message = f'the ellipsis is broken into "{match[0]}"; the sentence before it may be cut off'
        fix = self.fix(text, "write …", (start, end, "…"), safe=True)
        return self.finding(text, start, end, message, confidence=confidence, fix=fix)


def _ellipses(text: Text) -> Iterator[re.Match[str]]:
    """Points in pieces, from the first point of the row on; a row of more than ten pieces (a leader) never matches."""
    string, end = text.string, 0
    for joint in _joints(text).tolist():
        if joint < end:
            continue
        start = joint
        while start > end and joint - start < 3 and string[start - 1] == ".":
            start -= 1
        match = _POINTS.match(string, start)
        end = match.end() if match else joint + 1
        if match:
            yield match


def _joints(text: Text) -> Ints:
    """What a broken ellipsis always holds somewhere: ". .", ".  ." or "… …"; offsets, ascending."""
    found = text.view(marks)
    apart = np.diff(found.place)
    near = np.flatnonzero((apart >= 2) & (apart <= 3) & (found.code[1:] == found.code[:-1]))
    first, apart = found.place[near], apart[near]
    blank = (text.codes[first + 1] == _BLANK) & (text.codes[first + apart - 1] == _BLANK)
    points, dots = found.code[near] == _POINT, (found.code[near] == _DOTS) & (apart == 2)
    joints: Ints = first[blank & (points | dots)]
    return joints


def _broken(text: Text, match: re.Match[str]) -> bool:
    """Three or four points in pieces of one or two, or "… …": behind something on its line, outside code and paths."""
    start, points = match.start(), match[0].count(".")
    if "\u00a0" in match[0] or text.code_mask[start] or text.string[match.end() : match.end() + 1] in ("/", "\\"):
        return False
    if points == 0:
        return match[0].count("…") >= 2 and _follows_word(text, start)
    whole = "..." in match[0] or "…" in match[0]
    broken = not whole and 3 <= points <= 4 and _follows_word(text, start)
    return broken and not _in_columns(text, start) and not (_apart(text, match) and is_verse(text, start))


def _in_columns(text: Text, start: int) -> bool:
    """Rows of blanks stand on the same line: a picture or a table made of characters."""
    line = text.lines[text.lines.at(start)]
    near = max(line.start, start - _NEAR), min(line.end, start + _NEAR)
    return _COLUMNS in text.slice(*near)


def _follows_word(text: Text, start: int) -> bool:
    """A letter, a digit or a closing mark stands before, with a blank or two between them at most."""
    before = text.string[max(0, start - 3) : start].rstrip(" ")
    kind = text.kinds[max(0, start - 3) + len(before) - 1] if before else Kind.NEWLINE
    return bool(kind >= Kind.DIGIT or kind in (Kind.CLOSE, Kind.QUOTE, Kind.APOSTROPHE))


def _ends_line(text: Text, end: int) -> bool:
    return text.string[end : end + 3].lstrip(" ")[:1] in ("", "\n", "\r")


def _apart(text: Text, match: re.Match[str]) -> bool:
    return _single(match) and text.string[match.start() - 1] == " "


def _single(match: re.Match[str]) -> bool:
    return ".." not in match[0] and "…" not in match[0]


def _house_style(text: Text, inner: list[re.Match[str]]) -> bool:
    """Spaced points are how this document writes ellipses: set apart (Chicago), or three times in mid-text."""
    singles = [match for match in inner if _single(match)]
    return len(singles) >= 3 or any(_apart(text, match) for match in singles)
