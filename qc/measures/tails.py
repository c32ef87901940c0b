"""The block after the last prose of a document: where it begins, and what speaks for its being no part of the text.

Every line where such a block could begin is weighed as a whole: what stands below it, above it, and in it. The weights
are a logistic model, learned from pages whose bodies people had marked, and stand by name in `tails.tsv`; the script
that learned them is `bench/trailing_weights.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qc.measures.biographies import biographies
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import FURNITURE, Furniture, Way, furniture, has_neighbours
from qc.measures.line_columns import Floats, counted_above, counted_below, edges, neighbour
from qc.measures.openings import (
    BULLETS,
    INTERRUPTING,
    comment_cues_below,
    comment_heads,
    counted_comments,
    headings,
    notes_on_the_site,
    notes_on_the_writer,
    openings,
    references,
    tag_lists,
)
from qc.measures.tickers import tickers
from qc.spans import Ints, firsts
from qc.text import Text

_WEIGHTS = Path(__file__).with_suffix(".tsv")
THRESHOLD = 0.7
# The foot of a whole page: so many lines, so many of them furniture. There a line too many costs little.
FOOT = (10, 4)
_FOOT_THRESHOLD = 0.6
# A line that is such a phrase and nothing else, with prose above and none below, needs little more, and so does a
# heading of comments, for comments are prose.
_HEADING_THRESHOLD = 0.47
# A single word at the end ("Reply") says little.
_WORD_THRESHOLD = 0.9
# A block with sentences in it is believed less: its odds come from fewer pages.
_PROSE_BELOW = 0.9
# Links and navigation without such a phrase: hardly any prose may follow.
_SURELY_PROSE = 0.1
# A paragraph at the very end is cut only where so many stock phrases of pages stand apart in it: a cookie notice. The
# weights, which were learned from lines of all kinds, believe it less than it deserves.
_CROWDED, _DOUBTED, _CROWDED_BELIEF = 3, 0.3, 0.85
# What is reported at some belief proved right this often, on pages whose sites the model had not seen.
_BELIEF, _SURE = (0.5, 0.62, 1.0), (0.62, 0.88, 0.98)
_LEADS = (Way.PHRASE, Way.WORD, Way.OPENING)


class Tail(NamedTuple):
    """A block that runs from line `first` to line `last`, the last one of its document.

    confidence   0 to 1
    heading      the first line of it, as it stands in the text
    prose        how many of its lines read as prose
    open         how many of those below the heading close without a full stop
    topics       what its cues announce, the heading's first
    banner       every line of it is a banner of the page itself: none could be the headline of another text
    note         it opens with a note: "writer" on who wrote the text, "site" on what the site is; "" if with neither
    ticker       it opens with headlines that stand with their times
    """

    first: int
    last: int
    confidence: float
    heading: str
    prose: int
    open: int
    topics: tuple[Topic, ...]
    banner: bool
    note: str
    ticker: bool

    @property
    def lines(self) -> int:
        return self.last - self.first + 1


def tails(text: Text) -> list[Tail]:
    """The trailing block of each document that has one, in the order of the documents; use as `text.view(tails)`."""
    if not has_neighbours(text):
        return []
    page = text.view(furniture)
    line, names, evidence = weigh(text)
    belief = believed(text, line, evidence, *model(tuple(names)))
    chosen = np.flatnonzero(belief >= needed(text, line))
    earliest = firsts(text.lines.owner[line[chosen]])
    return [
        _tail(text, page, _with_heading(text, page, int(line[i])), float(belief[i])) for i in chosen[earliest].tolist()
    ]


def _with_heading(text: Text, page: Furniture, first: int) -> int:
    """The first line of a block, or its headings: where the page marks them, none is left with nothing below it."""
    begin = int(text.view(edges)[0][first])
    while first - 1 > begin and page.heading[first - 1] and not page.body[first - 1]:
        first -= 1
    return first


def believed(text: Text, line: Ints, evidence: Floats, weights: Floats, intercept: float) -> Floats:
    """float64[candidates]: how sure it is that nothing from this line on belongs to the text."""
    sure = 1 / (1 + np.exp(-(evidence @ weights + intercept)))
    page = text.view(furniture)
    prose = counted_below(text, page.body)[line] > 0
    belief = np.where(prose, _PROSE_BELOW * sure, sure)
    for held, sure_of_it in text.view(openings):
        belief = np.where(held[line], np.maximum(belief, sure_of_it), belief)
    crowded = text.view(_paragraphs)[1][line] & (belief >= _DOUBTED)
    return np.where(crowded, np.maximum(belief, _CROWDED_BELIEF), belief)


def needed(text: Text, line: Ints) -> Floats:
    """float64[candidates]: how sure it must be before the block is reported."""
    page = text.view(furniture)
    cues = counted_below(text, page.furniture)[line]
    lines = counted_below(text, np.ones(len(text.lines), np.bool_))[line]
    foot = np.where((lines >= FOOT[0]) & (cues > FOOT[1]), _FOOT_THRESHOLD, THRESHOLD)
    heading = (page.has(FURNITURE, (Way.PHRASE,)) & headings(text, page))[line]
    word = (page.shapes.size[line] < 2) & (lines == 1)
    heading |= comment_heads(page)[line] & ~word
    needed = np.where(heading, _HEADING_THRESHOLD, np.where(word, _WORD_THRESHOLD, foot))
    return np.where(text.view(_paragraphs)[0][line], np.inf, needed)


def _paragraphs(text: Text) -> tuple[Bools, Bools]:
    """bool[lines] each: a paragraph that would be all of its block, and such a one with several phrases apart.

    A phrase inside it cuts no paragraph; several do, and where it is a note on the writer.
    """
    page, last = text.view(furniture), np.arange(len(text.lines)) + 1 == text.view(edges)[1]
    other = page.has(FURNITURE, (Way.PHRASE,)) | text.view(notes_on_the_writer) | text.view(notes_on_the_site)
    paragraph = page.shapes.prose & last & ~other
    crowded = (page.apart >= _CROWDED) & ~np.isin(text.codes[text.lines.start], BULLETS)  # an item of a list is none
    return paragraph & ~crowded, paragraph & crowded


@cache
def model(names: tuple[str, ...]) -> tuple[Floats, float]:
    """The weights of the named features, in their order, and the intercept."""
    rows = [line.split("\t") for line in _WEIGHTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    weights = {name: float(weight) for name, weight in rows}
    return np.array([weights.get(name, 0.0) for name in names]), weights["intercept"]


def weigh(text: Text) -> tuple[Ints, list[str], Floats]:
    """Lines where a block could begin, the names of the features, and their values, float64[candidates, features]."""
    page = text.view(furniture)
    line = _candidates(text, page)
    named = {name: np.asarray(column, np.float64) for name, column in _evidence(text, page, line)}
    return line, list(named), np.stack(list(named.values()), axis=1)


def _candidates(text: Text, page: Furniture) -> Ints:
    """The lines where a block could begin: those that are weighed, and those told by a pattern of their own."""
    told = np.logical_or.reduce([held for held, _ in text.view(openings)])
    return np.flatnonzero(weighed(text, page) | (told & (counted_above(text, page.body) >= 1)))


def weighed(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a block could begin here that leaves most of the prose above it; weights are learned at these."""
    above, below = counted_above(text, page.body), counted_below(text, page.body)
    prose = np.where(page.body, page.shapes.size, 0.0)
    share = counted_below(text, prose) / np.maximum(counted_above(text, prose), 1.0)
    answered = comment_heads(page) & (comment_cues_below(text, page) > 0) & (share < 3)
    interrupts = page.has(INTERRUPTING)
    fits = page.starts & (above >= 1) & ((share < 0.5) | answered)
    fits &= (below == 0) | ~(page.repeated | interrupts)
    links = page.marked & ~page.has((*FURNITURE, Topic.NAVIGATE))
    fits &= ~links | ((share < _SURELY_PROSE) & ~references(text, page))
    noted = text.view(notes_on_the_writer) | text.view(notes_on_the_site)
    fits |= (counted_comments(text, page) | noted) & (above >= 1)
    fits |= tag_lists(text, page)
    return fits


def _evidence(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """Name and values of every feature at the candidate lines."""
    yield from _below(text, page, line)
    yield from _above(text, page, line)
    yield from _itself(text, page, line)


def _below(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The block itself: how long it is, how much prose is in it and how much furniture."""

    def below(column: Bools | Floats) -> Floats:
        return counted_below(text, column)[line]

    shape, body = page.shapes, page.body
    lines, prose = below(np.ones_like(body)), below(body)
    yield "lines", np.log1p(lines)
    yield "only line", lines == 1
    yield "prose", np.log1p(prose)
    yield "any prose", prose > 0
    yield "prose a line", prose / lines
    yield "prose in a row", np.log1p(below(body & neighbour(text, body, 1)))
    yield "cues", np.log1p(below(page.furniture) - page.furniture[line])
    yield "cues a line", below(page.furniture) / lines
    yield "pitches", np.log1p(below(page.pitch))
    yield "calls", np.log1p(below(page.has((Topic.CALL, Topic.READ_MORE))))
    yield "credits", np.log1p(below(page.has((Topic.CREDIT,))))
    notes = text.view(biographies)
    yield "notes on the writer", below(notes & body)
    yield "references", below(page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD))) > 0
    yield "short lines a line", below(shape.short) / lines
    yield "repeated lines", np.log1p(below(page.repeated))
    yield "cue next", neighbour(text, page.furniture, 1)[line]
    yield "prose next", neighbour(text, body, 1)[line]
    comments = comment_heads(page)[line]
    answers = np.log1p(comment_cues_below(text, page)[line]) * comments
    yield "comments: cues", answers
    yield "comments: cues and dates", np.minimum(answers, np.log1p(below(shape.dated)) * comments)


def _above(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The text above, and how much of the whole would be cut."""

    def above(column: Bools | Floats) -> Floats:
        return counted_above(text, column)[line]

    size, body = page.shapes.size, page.body
    prose = np.where(body, size, 0.0)
    lines = np.maximum(above(np.ones_like(body)), 1)
    cut, kept = counted_below(text, size)[line], above(size)
    cut_prose, kept_prose = counted_below(text, prose)[line], above(prose)
    yield "share of the words", cut / np.maximum(cut + kept, 1)
    yield "share of the prose", cut_prose / np.maximum(cut_prose + kept_prose, 1)
    yield "prose to prose", np.minimum(cut_prose / np.maximum(kept_prose, 1), 1)
    yield "above: prose", np.log1p(above(body))
    yield "above: prose a line", above(body) / lines
    yield "above: short lines a line", above(page.shapes.short) / lines
    yield "cue before", neighbour(text, page.furniture, -1)[line]
    yield "prose before", neighbour(text, body, -1)[line]


def _itself(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The line that would begin the block: what its cue announces and how it fills the line."""
    shape = page.shapes
    yield "heading, no prose below", headings(text, page)[line]
    yield "note on the writer", text.view(notes_on_the_writer)[line]
    yield "is prose", shape.prose[line]
    yield "is repeated", page.repeated[line]
    topics, plain = page.topics[:, line], ~shape.prose[line]
    for topic in Topic:
        for way in Way:
            yield f"{way.name.lower()}: {topic.name.lower()}", ((topics[way] & topic.bit) > 0) & plain
    yield "copyright", page.copyright[line]


def _tail(text: Text, page: Furniture, first: int, belief: float) -> Tail:
    end = int(text.lines.first_within(text.documents)[text.lines.owner[first] + 1])
    topics, ticker = _announced(page, first, end), bool(text.view(tickers)[first])
    return Tail(
        first=first,
        last=end - 1,
        confidence=float(np.interp(belief, _BELIEF, _SURE)),
        heading=text.slice(*text.lines[first]),
        prose=int(page.body[first:end].sum()),
        open=int((~page.shapes.ended[first + 1 : end]).sum()),
        topics=topics,
        banner=_is_banner(page, first, end) and not ticker and not set(topics) & {Topic.RELATED, Topic.READ_ALSO},
        note=_note(text, first),
        ticker=ticker,
    )


def _note(text: Text, first: int) -> str:
    """Whom or what a note that begins at this line is on."""
    if text.view(notes_on_the_writer)[first]:
        return "writer"
    return "site" if text.view(notes_on_the_site)[first] else ""


def _announced(page: Furniture, first: int, end: int) -> tuple[Topic, ...]:
    """The topics of the cues that lead these lines, in the order in which they come up."""
    bits = np.bitwise_or.reduce(page.topics[list(_LEADS), first:end], axis=0)
    earliest = {topic: int(np.argmax(held)) for topic in Topic if (held := (bits & topic.bit) > 0).any()}
    return tuple(sorted(earliest, key=lambda topic: (earliest[topic], topic)))


def _is_banner(page: Furniture, first: int, end: int) -> bool:
    shape = page.shapes
    lines = page.furniture | page.pitch | page.has((Topic.CALL, Topic.CREDIT)) | (shape.short & ~shape.prose)
    lines &= ~page.linked | page.has((*FURNITURE, Topic.NAVIGATE))  # a link may be a headline
    return bool(lines[first:end].all())
