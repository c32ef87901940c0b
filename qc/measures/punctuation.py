"""Marks that stand wrong: doubled, excluding each other, behind a blank, brackets and quotes that never close."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind, of_kinds
from qc.measures.closed_classes import Class, belongs
from qc.measures.joints import known
from qc.measures.marks import marks
from qc.measures.needles import occurrences
from qc.spans import firsts

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

Bools = NDArray[np.bool_]


class Mark(NamedTuple):
    """Marks at `text.string[start:end]` that should read `right` ("" where that is not known)."""

    start: int
    end: int
    what: str
    right: str
    confidence: float
    safe: bool = False


# Two marks side by side -> what is meant, and how sure that is. "?.." and "!.." are right in Russian; ".,", ".?" and
# ".!" behind abbreviations: those count only behind a word that the document knows without its point.
_PAIRS = {
    ",,": (",", 0.95), "،،": ("،", 0.95), "，，": ("，", 0.95), "、、": ("、", 0.95), "。。": ("。", 0.9),
    ",.": (".", 0.95), "،.": (".", 0.9), "，。": ("。", 0.95), "。，": ("。", 0.95), "。、": ("。", 0.9),
    ",;": (";", 0.9), ";,": (";", 0.9), ",:": (":", 0.85), ";.": (".", 0.9), "।.": ("।", 0.9),
    "?.": ("?", 0.85), "؟.": ("؟", 0.85), "？。": ("？", 0.9), "!.": ("!", 0.85),
    "..": (".", 0.85), ".,": (".", 0.85), ".?": ("?", 0.8), ".!": ("!", 0.8),
}  # fmt: skip
_TWO_POINTS = re.compile(r"(?<=\w)\.\.(?= \w)")
_AFTER_KNOWN = (".,", ".?", ".!")
_WIDE = 0x3000  # from here on marks bring their own blank
_SAFE = (",,", "،،", "，，", "、、")
_BLANK_BEFORE = ",.،"

# Opening mark -> what may close it. Writers mix the styles of quotation marks.
_QUOTES = '”“"»'
_CLOSING = {
    "(": ")",
    "[": "]",
    "（": "）)",
    "【": "】",
    "《": "》",
    "「": "」",
    "『": "』",
    "“": _QUOTES,
    "„": _QUOTES,
    "«": _QUOTES,
}
_QUOTED = 300  # characters of a quotation between commas for quotation marks
_REACH = 2  # paragraphs after which a bracket may still close


def broken_marks(text: Text) -> Iterator[Mark]:
    """Two marks side by side that exclude each other, or one of them twice."""
    kinds, codes, found = text.kinds, text.codes, text.view(marks)
    beside = np.flatnonzero(np.diff(found.place) == 1)
    beside = beside[_sets(found.kind[beside]) & _sets(found.kind[beside + 1])]
    first = found.place[beside]
    first = first[first > 0]
    first = first[(kinds[first - 1] >= Kind.MARK) & (_ends(text, first + 2) | (codes[first] >= _WIDE))]
    for at, known_word in zip(first.tolist(), _known_before(text, first).tolist(), strict=True):
        pair = text.string[at : at + 2]
        right, confidence = _PAIRS.get(pair, ("", 0.0))
        if confidence and not _is_meant(text, pair, at) and (known_word or pair not in _AFTER_KNOWN):
            what = "the mark stands twice" if pair[0] == pair[1] else "the marks exclude each other"
            yield Mark(at, at + 2, what, right, confidence, pair in _SAFE)


def _sets(kind: NDArray[np.uint8]) -> Bools:
    """Marks between words or at the end of a sentence, no quotes, brackets or hyphens."""
    found: Bools = (kind == Kind.PUNCTUATION) | (kind == Kind.SENTENCE_END)
    return found


def _ends(text: Text, at: Ints) -> Bools:
    """A blank, a line end, a quotation mark or a bracket follows, or nothing."""
    found: Bools = of_kinds(Kind.SPACE, Kind.NEWLINE, Kind.QUOTE, Kind.CLOSE)[_kinds_at(text, at)]
    return found


def _kinds_at(text: Text, at: Ints) -> NDArray[np.uint8]:
    """The kinds at some places, a line end behind the last."""
    last = len(text.kinds) - 1
    return np.where(at <= last, text.kinds[np.minimum(at, last)], np.uint8(Kind.NEWLINE)).astype(np.uint8)


def _known_before(text: Text, at: Ints) -> Bools:
    """The word that ends at `at` begins small, has four letters or more, and stands elsewhere without a full stop."""
    words = text.words
    word = np.searchsorted(words.end, at)
    word = np.minimum(word, max(len(words) - 1, 0))
    if not len(words):
        return np.zeros(len(at), np.bool_)
    plain = (words.end[word] == at) & (words.length[word] >= 4) & (text.kinds[words.start[word]] != Kind.UPPER)
    found = np.zeros(len(at), np.bool_)
    found[plain] = known(text, words.start[word[plain]], at[plain])
    return found


def _is_meant(text: Text, pair: str, at: int) -> bool:
    """ "Yahoo!." ends in a name; ".." before a small letter is how some write an ellipsis."""
    if pair == ",,":
        return _quotes_with_commas(text, at)
    if pair == "..":
        habit = text.document_at(at) in text.view(_writes_two_points)
        return habit or _goes_on_small(text, at) or text.string[at + 2 : at + 5] == "   "
    word = text.words.at(at - 1)
    return pair == "!." and word >= 0 and bool(text.kinds[text.words.start[word]] == Kind.UPPER)


def _goes_on_small(text: Text, at: int) -> bool:
    following = text.kinds[at + 3 : at + 4]
    return text.string[at + 2 : at + 3] == " " and bool((following == Kind.LOWER).any())


def _writes_two_points(text: Text) -> frozenset[int]:
    """Documents that write two points for an ellipsis more than once, before small letters."""
    points = text.view(marks).of(".")
    twice = points[:-1][np.diff(points) == 1].tolist()
    places = (at for at in twice if _TWO_POINTS.match(text.string, at) and _goes_on_small(text, at))
    times = Counter(map(text.document_at, places))
    return frozenset(document for document, count in times.items() if count > 1)


def _quotes_with_commas(text: Text, at: int) -> bool:
    """Two commas open a quotation before this place in its paragraph: ",,so" or ",,so,,"."""
    start = text.paragraphs[text.paragraphs.at(at)].start
    return f" {text.string[max(start, at - _QUOTED) : at]}".find(" ,,") >= 0


def blanks_before(text: Text) -> Iterator[Mark]:
    """A blank between a word of two letters or more and a comma or full stop: wrong wherever words have spaces."""
    kinds = text.kinds
    places = text.view(marks).of(_BLANK_BEFORE)
    places = places[places > 2]
    places = places[kinds[places - 1] == Kind.SPACE]
    after = _kinds_at(text, places + 1)
    word = (kinds[places - 2] >= Kind.MARK) & (kinds[places - 2] != Kind.UNSPACED) & (kinds[places - 3] >= Kind.MARK)
    for at in places[word & ((after == Kind.SPACE) | (after == Kind.NEWLINE))].tolist():
        apart = text.string[at + 1 : at + 3] != " ." and text.string[at - 3 : at - 1] != ". "
        cell = "\t" in (text.string[at - 1], text.string[at + 1 : at + 2])  # a row of a table
        if apart and not cell and not _is_named(text, at):
            yield Mark(at - 1, at + 1, "a blank stands before the mark", text.string[at], 0.96, safe=True)


_TWO_NAMED = re.compile(r"[.,] (\w{1,6}) [.,;:/](?:\s|\Z)")


def _is_named(text: Text, at: int) -> bool:
    """A full stop that a small letter follows ends no sentence: the text names the mark ("begins with a . and").

    Unless blanks stand before its commas, too: then it was put together from tokens. Or it names two ("use , or ;").
    """
    two = _TWO_NAMED.match(text.folded, at)
    if two and any(belongs(two[1], kind) for kind in (Class.AND, Class.OR)):
        return True
    small = text.string[at] == "." and bool((text.kinds[at + 2 : at + 3] == Kind.LOWER).any())
    return small and text.document_at(at) not in text.view(_tokenised)


def _tokenised(text: Text) -> frozenset[int]:
    """Documents with a comma between two blanks."""
    return frozenset(map(text.document_at, occurrences(text.string, " , ")))


def unclosed(text: Text) -> Iterator[Mark]:
    """Brackets and quotation marks that open and never close, in paragraphs of prose; at most one a paragraph."""
    found = text.view(marks)
    for opening, closing in _CLOSING.items():
        opens = found.of(opening)
        if len(opens):
            closes = found.of(closing.replace(opening, ""))
            if closing is _QUOTES:
                closes = np.sort(np.concatenate([closes, _closing_apostrophes(text)]))
            for at in _left_open(text, opens, closes):
                if _is_prose(text, opening, at):
                    yield Mark(at, at + 1, "it never closes", "", 0.7 if closing is _QUOTES else 0.8)


def _closing_apostrophes(text: Text) -> Ints:
    """Apostrophes behind another mark: the end of a quotation in single marks, or two for a double one."""
    found = text.view(marks)
    behind = np.append(False, np.diff(found.place) == 1)[: len(found.place)]
    before = np.append(np.uint8(0), found.kind)[: len(found.kind)]
    return found.place[behind & (found.kind == Kind.APOSTROPHE) & (_sets(before) | (before == Kind.APOSTROPHE))]


def _left_open(text: Text, opens: Ints, closes: Ints) -> list[int]:
    """The first of `opens` in each paragraph that no closing mark follows, there or in the next paragraphs."""
    paragraphs = text.paragraphs
    owner = np.searchsorted(paragraphs.start, opens, side="right") - 1
    opens, owner = opens[owner >= 0], owner[owner >= 0]
    beyond = np.minimum(owner + 1 + _REACH, len(paragraphs))
    limit = np.append(paragraphs.start, len(text.codes))[beyond]
    following = np.append(closes, len(text.codes))[np.searchsorted(closes, opens)]
    free = following >= limit
    found: list[int] = opens[free][firsts(owner[free])].tolist()
    return found


def _is_prose(text: Text, opening: str, at: int) -> bool:
    """No emoticon, no statement, no quotation that goes on: a word follows the mark, a sentence ends the paragraph."""
    paragraph = text.paragraphs.at(at)
    end = int(text.paragraphs.end[paragraph])
    before, after = text.string[max(0, at - 1) : at], text.string[at + 1 : at + 2]
    sentence = text.kinds[end - 1] in (Kind.SENTENCE_END, Kind.CLOSE)
    begins = before in ("", " ", "\u00a0", "\n", "(") or ord(opening) >= _WIDE
    goes_on = opening in "“„«" and _begins_quoted(text, paragraph + 1)
    word = after.isalnum() or (opening == "«" and after in " \u00a0")
    return bool(sentence and begins and word and not goes_on and end - at > 20)


def _begins_quoted(text: Text, paragraph: int) -> bool:
    return paragraph < len(text.paragraphs) and bool(text.kinds[text.paragraphs.start[paragraph]] == Kind.QUOTE)
