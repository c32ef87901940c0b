"""Notes on who wrote a text, below it: a name on a line of its own and a paragraph about somebody of that name.

Such a paragraph alone is told by its first words and by a name that the text does not have. People who mark bodies by
hand leave out the former and often keep the latter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from qc.characters import Kind, fold
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, furniture
from qc.measures.line_columns import edges
from qc.spans import Ints
from qc.text import Text

_TABLE = Path(__file__).with_suffix(".tsv")
_NAME = (2, 4)  # words of a name
_PARTICLE = 3  # letters of "de", "van", "bin" in a name
_BETWEEN = 2  # lines between the name and the paragraph: a role, "Written by", the name again
_ROLE = 8  # words of such a line
_BEGINS = 20  # words of the paragraph among which the name stands: "As the editor of this page, Anna Smith ..."
_END = 40  # lines of a document among which such a note stands: what follows it is furniture
_LAST, _SOON, _LONGEST = 4, 14, 130  # lines of the end, words until the role, words of a paragraph without a name above
_BREAKS = tuple(map(ord, ":,"))  # "Anna Smith, a reporter for ..., said" is the text's
_BRACKETED = 8  # words of a line in brackets, which need not close with a full stop
_BYLINE = 14  # words of a line that may be the byline


def biographies(text: Text) -> Bools:
    """bool[lines]: the name, what stands between, and the paragraph of such a note; use as `text.view(biographies)`."""
    page, words = text.view(furniture), text.words_of(text.lines)
    found = np.zeros(len(text.lines), np.bool_)
    if not len(text.words):
        return found
    for line in np.flatnonzero(_names(text, page, *words)).tolist():
        paragraph = _paragraph(text, page, line, *words)
        if paragraph is not None and _tells_a_role(text, page, slice(line, paragraph + 1), *words):
            found[line : paragraph + 1] = True
    return found


def paragraphs_about_writers(text: Text) -> Bools:
    """bool[lines]: one of the last paragraphs, about somebody who writes; use as `text.view(...)`."""
    page, words = text.view(furniture), text.words_of(text.lines)
    found = np.zeros(len(text.lines), np.bool_)
    if not len(text.words):
        return found
    for line, behind in _closing(text, page, *words):
        found[line] = _is_about_a_writer(text, line, behind, *words)
    return found


def _names(text: Text, page: Furniture, first: Ints, last: Ints) -> Bools:
    """bool[lines]: two to four words, all of them with a capital but for particles, and prose near below."""
    size = last - first
    near = np.convolve(page.shapes.prose, np.ones(_BETWEEN + 2))[_BETWEEN + 1 :] > 0
    fits = near & (size >= _NAME[0]) & (size <= _NAME[1]) & _among_the_last(text, _END)
    line = np.flatnonzero(fits & ~page.shapes.ended & ~page.opens & ~page.furniture)
    named = _name_ends(text, first[line], last[line]) == last[line]
    line = line[named]
    gaps = text.lines.length[line] - _letters(text, first[line], last[line])
    names = np.zeros(len(size), np.bool_)
    names[line[gaps <= size[line]]] = True  # a blank, a point, a hyphen between two
    return names


def _among_the_last(text: Text, lines: int) -> Bools:
    """bool[lines]: so few lines from the end of its document."""
    last: Bools = np.arange(len(text.lines)) >= text.view(edges)[1] - lines
    return last


def _name_ends(text: Text, first: Ints, last: Ints) -> Ints:
    """int64[k]: the word behind the name with which the words `[first, last)` begin; `first` where none does.

    A name is a run of capitals with particles between them, two capitals at least. Longer ones than `_NAME` end behind
    the word that is one too many.
    """
    word = np.minimum(first[:, None] + np.arange(_NAME[1] + 1), len(text.words) - 1)
    inside = first[:, None] + np.arange(_NAME[1] + 1) < last[:, None]
    kind = text.kinds[text.words.start[word]]
    capital = (kind == Kind.UPPER) & inside
    particle = (kind == Kind.LOWER) & (text.words.length[word] <= _PARTICLE) & inside
    capital &= np.logical_and.accumulate(capital | particle, axis=1)
    behind = first + np.max(np.where(capital, np.arange(1, _NAME[1] + 2), 0), axis=1, initial=0)
    return np.where(capital.sum(axis=1) >= _NAME[0], behind, first)


def _letters(text: Text, first: Ints, last: Ints) -> Ints:
    """int64[k]: the characters of the words `[first, last)`, as many as a name has at most."""
    word = first[:, None] + np.arange(_NAME[1])
    length = text.words.length[np.minimum(word, len(text.words) - 1)]
    letters: Ints = np.where(word < last[:, None], length, 0).sum(axis=1)
    return letters


def _paragraph(text: Text, page: Furniture, name: int, first: Ints, last: Ints) -> int | None:
    """The line of prose near below that soon has the first or the last word of the name at this line."""
    for line in range(name + 1, min(name + _BETWEEN + 2, len(text.lines))):
        if text.lines.owner[line] != text.lines.owner[name]:
            return None
        if page.shapes.prose[line]:
            begin = text.word_ids[first[line] : min(first[line] + _BEGINS, last[line])].tolist()
            ends = text.word_ids[[_given(text, name, first), last[name] - 1]].tolist()
            proper = _proper(text, name, set(ends)) if not set(ends).isdisjoint(begin) else set()
            return line if ends[0] in proper and not proper.isdisjoint(begin) else None
        if page.shapes.size[line] > _ROLE:
            return None
    return None


def _given(text: Text, line: int, first: Ints) -> int:
    """The first word of the name at this line: the second of "About Anna Smith"."""
    (begins,) = text.word_strings(int(first[line]), int(first[line]) + 1)
    return int(first[line]) + (begins in _words("about"))


def _proper(text: Text, line: int, ids: set[int]) -> set[int]:
    """Those of the words that the document of this line never writes small: "The" and "Ranch" are no names."""
    own = slice(*np.searchsorted(text.words.owner, (text.lines.owner[line], text.lines.owner[line] + 1)).tolist())
    small = text.kinds[text.words.start[own]] == Kind.LOWER
    return {each for each in ids if not (small & (text.word_ids[own] == np.uint64(each))).any()}


def _tells_a_role(text: Text, page: Furniture, lines: slice, first: Ints, last: Ints) -> bool:
    """What the person is, or a stock phrase of credits ("has written for", "lives in")."""
    if (page.topics[:, lines] & (Topic.CREDIT.bit | Topic.BIOGRAPHY.bit)).any():
        return True
    return not _words("role").isdisjoint(text.word_strings(int(first[lines][0]), int(last[lines][-1])))


def _closing(text: Text, page: Furniture, first: Ints, last: Ints) -> Iterator[tuple[int, int]]:
    """The last lines of prose that begin with a name, not far from the end, and the word behind the name of each.

    Such a line may stand in brackets: "(Anna Smith is a reporter ...)".
    """
    bracket = text.codes[text.lines.start] == ord("(")
    prose = page.shapes.prose | (bracket & (page.shapes.size >= _BRACKETED))
    line = np.flatnonzero(_among_the_last(text, _LAST) & prose & (page.shapes.size <= _LONGEST))
    behind = _name_ends(text, first[line], _verbs(text, first[line], last[line]))
    named = behind - first[line]
    before = text.words.start[first[line]] - text.lines.start[line]  # no bullet before it, no colon or comma behind
    bare = (before == 0) | (bracket[line] & (before <= 2))
    told = ~np.isin(text.codes[np.minimum(text.words.end[behind - 1], len(text.codes) - 1)], _BREAKS)
    fits = (named >= _NAME[0]) & (named <= _NAME[1]) & bare & told
    yield from zip(line[fits].tolist(), behind[fits].tolist(), strict=True)


def _verbs(text: Text, first: Ints, last: Ints) -> Ints:
    """int64[k]: the first verb among the words that a name may have in `[first, last)`, else `last`.

    "is an" has the shape of particles between capitals: "Anna Smith is an Associate Editor".
    """
    ends = last.copy()
    for index, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        words = text.word_strings(begin, min(begin + _NAME[1] + 1, end))
        ends[index] = next((begin + n for n, word in enumerate(words) if n and word in _words("verb")), end)
    return ends


def _is_about_a_writer(text: Text, line: int, behind: int, first: Ints, last: Ints) -> bool:
    """The paragraph says at once what the person is or does, and none above speaks of that person."""
    verb, *soon = text.word_strings(behind, min(behind + _SOON, int(last[line]))) or [""]
    if verb not in _words("verb") or _words("role").isdisjoint(soon):
        return False
    top = int(text.view(edges)[0][line])
    long = (last - first)[top:line] > _BYLINE
    told = np.flatnonzero(text.word_ids[first[top] : first[line]] == text.word_ids[behind - 1]) + first[top]
    return not long[np.searchsorted(first[top:line], told, side="right") - 1].any()


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a kind in all languages of the table."""
    rows = (line.split("\t") for line in fold(_TABLE.read_text("utf-8")).splitlines() if line[:1] != "#")
    return frozenset(word for _, listed, words in rows if listed == kind for word in words.split())
