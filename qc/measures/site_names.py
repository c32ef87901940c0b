"""Where a text says what the site is that it comes from: "Example Weekly is a paper for ..." on exampleweekly.com.

A press release, a page of answers about a product, name their site all the time. Where the text above hardly does, a
paragraph that begins with the site's name belongs to the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qc.characters import Kind, fold, folded
from qc.measures.addresses import name_of, site_of
from qc.measures.cues import Bools
from qc.measures.line_columns import edges, neighbour
from qc.measures.shapes import shapes
from qc.spans import Ints, ranges
from qc.text import Text

_TABLE = Path(__file__).with_suffix(".tsv")
_END = 12  # lines of the end of a document among which such a paragraph stands
_JOINED = 6  # words of a name, at most: "Council for Relationships"
_BEHIND = 3  # words behind the name in its heading
_SOON = 9  # words of the paragraph among which it says what the site is or does
_SHARE = 0.15  # of the lines of prose above that name the site: with more of them the text is about the site itself


class Mention(NamedTuple):
    """The name of the site in a line: words `[word, behind)` of the line's `[first, last)`."""

    line: int
    first: int
    word: int
    behind: int
    last: int


class SiteLines(NamedTuple):
    """Lines near the end of a document that name the site it comes from.

    named       bool[lines]: all of them
    heading     bool[lines]: "About Example Weekly", with prose below
    alone       bool[lines]: the name and nothing else
    paragraph   bool[lines]: prose that begins with the name and says soon what the site is or does
    """

    named: Bools
    heading: Bools
    alone: Bools
    paragraph: Bools


def site_lines(text: Text) -> SiteLines:
    """The lines about the site of each document; use as `text.view(site_lines)`.

    Of a text that is about the site itself only `named` tells.
    """
    found = SiteLines(*np.zeros((4, len(text.lines)), np.bool_))
    names = [name_of(site_of(document)) for document in text.sources]
    if not len(text.words) or not any(names):
        return found
    shape = text.view(shapes)
    for mention in _mentions(text, names):
        found.named[mention.line] = True
        kind = _kind(text, found, mention, prose=bool(shape.prose[mention.line]))
        if kind is not None and not _is_about(text, mention.line, names[text.lines.owner[mention.line]]):
            kind[mention.line] = True
    return found._replace(heading=found.heading & ~shape.ended & neighbour(text, shape.prose, 1))


def _mentions(text: Text, names: Sequence[str]) -> Iterator[Mention]:
    """Where lines near the end name the site of their document."""
    near = np.flatnonzero(np.arange(len(text.lines)) >= text.view(edges)[1] - _END)
    first, last = (words[near] for words in text.words_of(text.lines))
    word, row = ranges(first, last), np.repeat(np.arange(len(near)), last - first)
    owner = text.lines.owner[near[row]]
    initial = np.array([ord(name[:1] or "\0") for name in names], np.uint32)[owner]
    fits = folded().take(text.codes[text.words.start[word]], mode="clip") == initial
    fits &= (text.initials[word] != Kind.LOWER) | _is_first(row)
    for at, own in zip(word[fits].tolist(), row[fits].tolist(), strict=True):
        end = int(last[own])
        if behind := _behind_name(text, at, end, names[text.lines.owner[near[own]]]):
            yield Mention(int(near[own]), int(first[own]), at, behind, end)


def _is_first(line: Ints) -> Bools:
    """bool[k]: the first word of its line: names that begin with a small letter do so there as well."""
    new = np.ones(len(line), np.bool_)
    new[1:] = line[1:] != line[:-1]
    return new


def _kind(text: Text, found: SiteLines, of: Mention, *, prose: bool) -> Bools | None:
    """The column of a line that does more than name the site."""
    before = text.word_strings(of.first, of.word)
    if prose:
        soon = text.word_strings(of.behind, min(of.first + _SOON, of.last))
        tells = of.word <= of.first + 1 and _all_of("article", before) and not _words("does").isdisjoint(soon)
        return found.paragraph if tells else None
    if of.behind == of.last and _all_of("article", before):
        return found.alone
    introduces = before and _all_of("about", before) and of.last - of.behind <= _BEHIND
    return found.heading if introduces else None


def _all_of(kind: str, words: list[str]) -> bool:
    return _words(kind).issuperset(words)


def _behind_name(text: Text, word: int, last: int, name: str) -> int:
    """The word behind those from `word` on whose letters make up the name; 0 where they do not."""
    letters = ""
    for behind, own in enumerate(text.word_strings(word, min(word + _JOINED, last)), word + 1):
        letters += _letters(own.removesuffix("'s"))
        if letters == name:
            return behind
        if not name.startswith(letters):
            return 0
    return 0


def _is_about(text: Text, line: int, name: str) -> bool:
    """The text above names the site in a good part of its paragraphs."""
    prose = text.view(shapes).prose
    above = [own for own in range(int(text.view(edges)[0][line]), line) if prose[own]]
    folded, lines = text.folded, text.lines
    named = sum(name in _letters(folded[lines.start[own] : lines.end[own]]) for own in above)
    return named > _SHARE * len(above)


def _letters(string: str) -> str:
    return "".join(filter(str.isalnum, string))


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a kind in all languages of the table."""
    rows = (line.split("\t") for line in fold(_TABLE.read_text("utf-8")).splitlines() if line[:1] != "#")
    return frozenset(word for _, listed, words in rows if listed == kind for word in words.split())
