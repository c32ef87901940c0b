"""Where text talks about code: there a tag, a brace or a `%s` is the subject, not a defect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.hashes import among, word_hashes
from qc.spans import Ints, runs

if TYPE_CHECKING:
    from qc.text import Text

Row = tuple[int, int]

_NOTHING = (0, 0)
_TEX = 2  # backticks before a quotation

# Words of the trade that every language borrows as they are. A document whose prose has two of them, and some
# all along, is about code.
_TERMS = frozenset(
    """
    HTML HTML5 XHTML CSS CSS3 JavaScript TypeScript Python PHP SQL XML JSON YAML TOML API APIs GitHub GitLab Linux Unix
    Ubuntu Debian regex RegExp npm Docker Kubernetes Django Flask jQuery WordPress shortcode shortcodes BBCode LaTeX
    Markdown compiler runtime stdout stdin stderr localhost sudo bash Bash Java Rust Perl Ruby Terraform Ansible nginx
    Apache DOM SDK CLI JVM LLVM Unicode ASCII UTF tokenizer tokenizers BERT NumPy pandas templating Jinja Jinja2 Liquid
    Mustache Handlebars printf placeholder placeholders
    """.split()
)
_MARKUP_TERMS = frozenset("HTML HTML5 XHTML XML CSS CSS3 DOM BBCode shortcode shortcodes LaTeX Markdown".split())
_CODE_MARKS = re.compile(r"[{}<>=;\\]")

# A line of a listing: a prompt, a comment, a definition, a statement, a command.
_LISTING = re.compile(
    r"\$ [a-z]|>>> |//|#include|#!/|import [\w.]{1,60};?$|from [\w.]{1,60} import|(?:def|class|function) \w{0,60}[(:{]"
    r"|(?:const|let|var) \w{1,60} ?=|return .{0,200};$|(?:sudo|npm|pip|git|docker|apt-get|wget) [\w./-]"
    r"|[\w.]{1,60}\(.{0,200}\);?$|\w{1,40} = \S"
)
_LISTING_END = re.compile(r"(?:[)\w] \{|; (?:do|then)|\);|\(\))$|^(?:[{}]|\};|fi|done|esac|end|else:?)$")
# How the source of a program begins and ends.
_SOURCE = re.compile(
    r"/\*|//|#!|#include|<\?php|package [\w.]{1,80};|(?:import|from|use|using|require) [\w.\"'{]"
    r"|(?:const|let|var|function|class|module|namespace) [\w.]{1,60}[ ({;]|['\"]use strict['\"]|;?\(function"
)
_SOURCE_END = re.compile(r"[;{}\])]$|\*/$|^(?:end|fi|done)$", re.MULTILINE)
_TAIL = 80
_ENOUGH = 3
_APART = 10_000  # characters from one word of the trade to the next

# Prose has so many characters to a brace, an angle or a semicolon.
_PROSE = 8


def about_code(text: Text, document: int) -> bool:
    """Whether the prose of a document uses words of the trade throughout, or it holds three lines of a listing.

    Read once per document, and only when asked: most documents hold no candidate.
    """
    reading = _read(text, document)
    return reading.technical or reading.listing >= _ENOUGH or reading.source


def about_markup(text: Text, document: int) -> bool:
    """Whether the prose of a document uses words of the trade throughout, or names a markup language.

    Listings do not count here, unless the document begins and ends with one: a script that a scraper left in the news
    looks like one.
    """
    reading = _read(text, document)
    return reading.technical or reading.source or (reading.markup and reading.throughout)


class _Reading(NamedTuple):
    """What the prose of a document says.

    technical    two words of the trade or more, throughout
    throughout   one for every 10,000 characters at least
    markup       one of them names a markup language
    listing      lines of a listing
    source       its first and its last line are code: the source of a program
    """

    technical: bool
    throughout: bool
    markup: bool
    listing: int
    source: bool


class _Readings(dict[int, _Reading]):
    """What was read so far: a view that fills itself."""

    def __init__(self, _: Text) -> None:
        super().__init__()


def _read(text: Text, document: int) -> _Reading:
    known = text.view(_Readings)
    if document not in known:
        known[document] = _reading(text, document)
    return known[document]


def _reading(text: Text, document: int) -> _Reading:
    terms = list(_terms(text, document))
    lines = _lines(text, document)
    listing = sum(map(_is_listing, lines))
    throughout = len(terms) * _APART >= text.documents[document].length
    technical = len(set(terms)) >= 2 and throughout
    source = bool(lines) and _is_source(text.slice(*text.documents[document]).strip())
    return _Reading(technical, throughout, not _MARKUP_TERMS.isdisjoint(terms), listing, source)


def _lines(text: Text, document: int) -> list[str]:
    inside = text.lines.within(*text.documents[document])
    edges = (column[inside.start : inside.stop].tolist() for column in (text.lines.start, text.lines.end))
    return [text.string[start:end] for start, end in zip(*edges, strict=True)]


def _is_source(whole: str) -> bool:
    return bool(_SOURCE.match(whole) and _SOURCE_END.search(whole[-_TAIL:]))


def _is_listing(line: str) -> bool:
    return _LISTING.match(line) is not None or _LISTING_END.search(line[-12:]) is not None


def _terms(text: Text, document: int) -> Iterator[str]:
    """Words of the trade in lines of prose, as often as they stand there."""
    places = text.view(_term_places)
    first, last = np.searchsorted(text.words.owner[places], (document, document + 1))
    for word in places[first:last].tolist():
        term = text.slice(*text.words[word])
        line = text.slice(*text.lines[text.lines.at(int(text.words.start[word]))])
        if term in _TERMS and not _is_listing(line) and _PROSE * len(_CODE_MARKS.findall(line)) <= len(line):
            yield term


def _term_places(text: Text) -> Ints:
    """Word indices of what may be words of the trade, whatever their case."""
    return np.flatnonzero(among(text.word_ids, word_hashes(_TERMS)))


def quoted_code(text: Text) -> NDArray[np.bool_]:
    """bool[n]: code blocks, and what stands between backticks, which even plain text uses for code.

    A row of three backticks or more at the start of a line opens a fence which the next such row closes; any other row
    goes with the next one of as many on its line. But for quotation marks as TeX writes them: ``so''. Use as
    `text.view(quoted_code)`.
    """
    if "`" not in text.string:
        return text.code_mask
    mask = text.code_mask.copy()
    start, end = runs(text.codes == ord("`"))
    owner = np.searchsorted(text.documents.start, start, side="right")
    fence, rows, last = _NOTHING, _Rows(text.string, mask), -1
    for first, end_, document in zip(start.tolist(), end.tolist(), owner.tolist(), strict=True):
        fence = fence if document == last else _NOTHING
        if end_ - first >= 3 and text.string[max(0, first - 1) : first] in ("", "\n"):
            fence = _close(mask, fence, (first, end_))
        elif fence == _NOTHING:
            rows.add((first, end_))
        last = document
    return mask


class _Rows:
    """Rows of backticks on one line that wait for their like, by how many they are."""

    def __init__(self, string: str, mask: NDArray[np.bool_]) -> None:
        self.string, self.mask = string, mask
        self.open: dict[int, Row] = {}
        self.end = 0

    def add(self, row: Row) -> None:
        if "\n" in self.string[self.end : row[0]]:
            self.open.clear()
        self.end, size = row[1], row[1] - row[0]
        opening = self.open.get(size, _NOTHING)
        if opening == _NOTHING or (size == _TEX and self._is_quotation(opening, row)):
            self.open.pop(size, None)
            self.open[size] = row
            return
        self.mask[opening[0] : row[1]] = True
        while self.open.popitem()[0] != size:  # what was opened in between
            pass

    def _is_quotation(self, opening: Row, row: Row) -> bool:
        """It was closed as TeX does, or this row opens another one: a blank before it, a letter behind."""
        opens = self.string[row[0] - 1].isspace() and self.string[row[1] : row[1] + 1].isalpha()
        return opens or "''" in self.string[opening[1] : row[0]]


def _close(mask: NDArray[np.bool_], opening: Row, row: Row) -> Row:
    """Mark what two rows enclose; what is open afterwards."""
    if opening == _NOTHING:
        return row
    mask[opening[0] : row[1]] = True
    return _NOTHING
