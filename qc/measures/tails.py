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

from qc.characters import Kind
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import FURNITURE, Floats, Furniture, Way, furniture, has_neighbours
from qc.measures.marks import marks
from qc.spans import Ints, firsts
from qc.text import Text

_WEIGHTS = Path(__file__).with_suffix(".tsv")
THRESHOLD = 0.7
# The foot of a whole page: so many lines, so many of them furniture. There a line too many costs little.
FOOT = (10, 4)
_FOOT_THRESHOLD = 0.6
# A line that is such a phrase and nothing else, with prose above and none below, needs little more, and so does a
# heading of comments, for comments are prose.
_HEADING_THRESHOLD = 0.45
# A single word at the end ("Reply") says little.
_WORD_THRESHOLD = 0.9
# A block with sentences in it is believed less: its odds come from fewer pages.
_PROSE_BELOW = 0.9
# The text often goes on below these: they open a block only where no prose follows.
_INTERRUPTING = (Topic.ADVERT, Topic.READ_ALSO)
_ONLY_LINKS = 0.9  # how sure a block is that is nothing but links
_COUNTED = 0.95  # how sure comments are whose heading counts them and names the title
_TAGS = 0.9  # how sure a list of tags is with which the text ends
# How sure a list is below "read also", where nothing else follows: some words each, for a shorter line may be the title
# of what an encyclopaedia refers to ("Zobacz też" is "see also" as well).
_READ_ALSO, _HEADLINE = 0.85, (4, 30)
# Links and navigation without such a phrase: hardly any prose may follow.
_SURELY_PROSE = 0.1
_PARAGRAPH = 40  # words: one line of so many is as good as two sentences
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
    """

    first: int
    last: int
    confidence: float
    heading: str
    prose: int
    open: int
    topics: tuple[Topic, ...]
    banner: bool

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
    begin = int(text.view(_edges)[0][first])
    while first - 1 > begin and page.heading[first - 1] and not page.body[first - 1]:
        first -= 1
    return first


def believed(text: Text, line: Ints, evidence: Floats, weights: Floats, intercept: float) -> Floats:
    """float64[candidates]: how sure it is that nothing from this line on belongs to the text."""
    sure = 1 / (1 + np.exp(-(evidence @ weights + intercept)))
    page = text.view(furniture)
    prose = _counted_below(text, page.body)[line] > 0
    belief = np.where(prose, _PROSE_BELOW * sure, sure)
    belief = np.where(_counted_comments(text, page)[line], np.maximum(belief, _COUNTED), belief)
    belief = np.where(_tags(text, page)[line], np.maximum(belief, _TAGS), belief)
    belief = np.where(_read_also(text, page)[line], np.maximum(belief, _READ_ALSO), belief)
    return np.where(_only_links(text, page)[line], np.maximum(belief, _ONLY_LINKS), belief)


def _only_links(text: Text, page: Furniture) -> Bools:
    """bool[lines]: the page marks this line and nearly all below as links or navigation, and no heading introduces it.

    A list of links under a heading of its own may be the references of the text. Where hardly a sentence stands above,
    the links are what the page is for: an index, a table of contents.
    """
    if not page.marked.any():
        return page.marked
    lines = _counted_below(text, np.ones_like(page.body))
    links = _counted_below(text, page.linked | page.navigation)
    introduced = page.heading | page.has((Topic.REFERENCE,)) | page.opens
    above = introduced | _neighbour(text, introduced, -1) | _references(text, page)
    only: Bools = page.marked & (lines >= 2) & (links >= 0.8 * lines) & (_counted_below(text, page.body) == 0) & ~above
    return only & _told(text, page)


def _told(text: Text, page: Furniture) -> Bools:
    """bool[lines]: some prose stands above."""
    words = _counted_above(text, np.where(page.body, page.shapes.size, 0.0))
    told: Bools = (_counted_above(text, page.body) >= 2) | (words >= _PARAGRAPH)
    return told


def _read_also(text: Text, page: Furniture) -> Bools:
    """bool[lines]: "read also" and no more, with nothing below but headlines, two of them at least."""
    heads = page.has((Topic.READ_ALSO,), (Way.PHRASE,)) & ~page.shapes.prose
    if not heads.any():
        return heads
    shape = page.shapes
    headline = (shape.size >= _HEADLINE[0]) & (shape.size <= _HEADLINE[1]) & ~shape.ended & ~shape.prose
    others = _counted_below(text, ~headline) - ~headline
    headlines = _counted_below(text, headline) - headline
    lists: Bools = heads & (others == 0) & (headlines >= 2)
    return lists


def needed(text: Text, line: Ints) -> Floats:
    """float64[candidates]: how sure it must be before the block is reported."""
    page = text.view(furniture)
    cues = _counted_below(text, page.furniture)[line]
    lines = _counted_below(text, np.ones(len(text.lines), np.bool_))[line]
    foot = np.where((lines >= FOOT[0]) & (cues > FOOT[1]), _FOOT_THRESHOLD, THRESHOLD)
    heading = (page.has(FURNITURE, (Way.PHRASE,)) & _headings(text, page))[line]
    word = (page.shapes.size[line] < 2) & (lines == 1)
    heading |= _comment_heads(page)[line] & ~word
    needed = np.where(heading, _HEADING_THRESHOLD, np.where(word, _WORD_THRESHOLD, foot))
    paragraph = (page.shapes.prose & ~page.has(FURNITURE, (Way.PHRASE,)))[line] & (lines == 1)
    return np.where(paragraph, np.inf, needed)  # a phrase inside it cuts no paragraph


def _headings(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a cue that leads a line which is no prose, with prose above and none below."""
    closed = (_counted_below(text, page.body) == 0) & _told(text, page)
    headings: Bools = page.has(FURNITURE) & ~page.shapes.prose & closed
    return headings


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
    """The lines where a block could begin that leaves most of the prose above it."""
    above, below = _counted_above(text, page.body), _counted_below(text, page.body)
    prose = np.where(page.body, page.shapes.size, 0.0)
    share = _counted_below(text, prose) / np.maximum(_counted_above(text, prose), 1.0)
    answered = _comment_heads(page) & (_comment_cues_below(text, page) > 0) & (share < 3)
    interrupts = page.has(_INTERRUPTING)
    fits = page.starts & (above >= 1) & ((share < 0.5) | answered)
    fits &= (below == 0) | ~(page.repeated | interrupts)
    links = page.marked & ~page.has((*FURNITURE, Topic.NAVIGATE))
    fits &= ~links | ((share < _SURELY_PROSE) & ~_references(text, page))
    return np.flatnonzero(fits | (_counted_comments(text, page) & (above >= 1)) | _tags(text, page))


def _references(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a numbered reference, or below "External links" or a colon with no line of the text between."""
    start = text.lines.start
    numbered = (text.codes[start] == ord("[")) & (text.kinds[np.minimum(start + 1, len(text.kinds) - 1)] == Kind.DIGIT)
    line = np.arange(len(start))
    begins = page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD)) | page.opens
    ends = page.body | (line == text.view(_edges)[0])
    last_begin, last_end = (np.maximum.accumulate(np.where(mask, line, -1)) for mask in (begins, ends))
    references: Bools = numbered | (last_begin > last_end)
    return references


def _comment_heads(page: Furniture) -> Bools:
    return page.has((Topic.COMMENTS,)) & ~page.shapes.prose


def _counted_comments(text: Text, page: Furniture) -> Bools:
    """bool[lines]: '6 thoughts on “The Title”': what stands below is comments, however much prose it is."""
    first, last = text.lines.start, text.lines.end - 1
    counted = (text.kinds[first] == Kind.DIGIT) & (text.kinds[last] == Kind.QUOTE)
    if not counted.any():
        return counted
    found = text.view(marks)
    quotes = found.place[found.kind == Kind.QUOTE]
    quoted = np.searchsorted(quotes, last) > np.searchsorted(quotes, first)
    headings: Bools = counted & quoted & page.has((Topic.COMMENTS,), (Way.PHRASE, Way.OPENING)) & ~page.shapes.prose
    return headings


def _tags(text: Text, page: Furniture) -> Bools:
    """bool[lines]: "Tags: harbour, winter" with prose above, and below it no line that closes with a full stop."""
    heads = page.has((Topic.TAGS,)) & ~page.shapes.prose
    if not heads.any():
        return heads
    said = _counted_below(text, page.body | page.shapes.ended)
    tags: Bools = heads & (said == 0) & (_counted_above(text, page.body) >= 2)
    return tags


def _comment_cues_below(text: Text, page: Furniture) -> Floats:
    cued = page.has((Topic.COMMENTS,), tuple(Way))
    return _counted_below(text, cued) - cued


def _counted_below(text: Text, column: Bools | Floats) -> Floats:
    """float64[lines]: the sum of `column` from the line to the end of its document."""
    total = _sums(column)
    below: Floats = total[text.view(_edges)[1]] - total[:-1]
    return below


def _counted_above(text: Text, column: Bools | Floats) -> Floats:
    """float64[lines]: the sum of `column` over the lines above in its document."""
    total = _sums(column)
    above: Floats = total[:-1] - total[text.view(_edges)[0]]
    return above


def _sums(column: Bools | Floats) -> Floats:
    """float64[lines + 1]: prefix sums."""
    total = np.zeros(len(column) + 1)
    np.cumsum(column, out=total[1:])
    return total


def _edges(text: Text) -> tuple[Ints, Ints]:
    """int64[lines] each: the first line of each line's document, and the one behind its last."""
    first = text.lines.first_within(text.documents)
    return first[text.lines.owner], first[text.lines.owner + 1]


def _neighbour(text: Text, column: Bools, step: int) -> Bools:
    """bool[lines]: `column` of the line `step` lines below, False past the ends of the document."""
    moved = np.zeros_like(column)
    owner = text.lines.owner
    if step > 0:
        moved[:-step] = column[step:] & (owner[step:] == owner[:-step])
    else:
        moved[-step:] = column[:step] & (owner[:step] == owner[-step:])
    return moved


def _evidence(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """Name and values of every feature at the candidate lines."""
    yield from _below(text, page, line)
    yield from _above(text, page, line)
    yield from _itself(text, page, line)


def _below(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The block itself: how long it is, how much prose is in it and how much furniture."""

    def below(column: Bools | Floats) -> Floats:
        return _counted_below(text, column)[line]

    shape, body = page.shapes, page.body
    lines, prose = below(np.ones_like(body)), below(body)
    yield "lines", np.log1p(lines)
    yield "only line", lines == 1
    yield "prose", np.log1p(prose)
    yield "any prose", prose > 0
    yield "prose a line", prose / lines
    yield "prose in a row", np.log1p(below(body & _neighbour(text, body, 1)))
    yield "cues", np.log1p(below(page.furniture) - page.furniture[line])
    yield "cues a line", below(page.furniture) / lines
    yield "pitches", np.log1p(below(page.pitch))
    yield "calls", np.log1p(below(page.has((Topic.CALL, Topic.READ_MORE))))
    yield "credits", np.log1p(below(page.has((Topic.CREDIT,))))
    yield "references", below(page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD))) > 0
    yield "short lines a line", below(shape.short) / lines
    yield "repeated lines", np.log1p(below(page.repeated))
    yield "cue next", _neighbour(text, page.furniture, 1)[line]
    yield "prose next", _neighbour(text, body, 1)[line]
    comments = _comment_heads(page)[line]
    answers = np.log1p(_comment_cues_below(text, page)[line]) * comments
    yield "comments: cues", answers
    yield "comments: cues and dates", np.minimum(answers, np.log1p(below(shape.dated)) * comments)


def _above(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The text above, and how much of the whole would be cut."""

    def above(column: Bools | Floats) -> Floats:
        return _counted_above(text, column)[line]

    size, body = page.shapes.size, page.body
    prose = np.where(body, size, 0.0)
    lines = np.maximum(above(np.ones_like(body)), 1)
    cut, kept = _counted_below(text, size)[line], above(size)
    cut_prose, kept_prose = _counted_below(text, prose)[line], above(prose)
    yield "share of the words", cut / np.maximum(cut + kept, 1)
    yield "share of the prose", cut_prose / np.maximum(cut_prose + kept_prose, 1)
    yield "prose to prose", np.minimum(cut_prose / np.maximum(kept_prose, 1), 1)
    yield "above: prose", np.log1p(above(body))
    yield "above: prose a line", above(body) / lines
    yield "above: short lines a line", above(page.shapes.short) / lines
    yield "cue before", _neighbour(text, page.furniture, -1)[line]
    yield "prose before", _neighbour(text, body, -1)[line]


def _itself(text: Text, page: Furniture, line: Ints) -> Iterator[tuple[str, Bools | Floats]]:
    """The line that would begin the block: what its cue announces and how it fills the line."""
    shape = page.shapes
    yield "heading, no prose below", _headings(text, page)[line]
    yield "is prose", shape.prose[line]
    yield "is repeated", page.repeated[line]
    topics, plain = page.topics[:, line], ~shape.prose[line]
    for topic in Topic:
        for way in Way:
            yield f"{way.name.lower()}: {topic.name.lower()}", ((topics[way] & topic.bit) > 0) & plain
    yield "copyright", page.copyright[line]


def _tail(text: Text, page: Furniture, first: int, belief: float) -> Tail:
    end = int(text.lines.first_within(text.documents)[text.lines.owner[first] + 1])
    topics = _announced(page, first, end)
    return Tail(
        first=first,
        last=end - 1,
        confidence=float(np.interp(belief, _BELIEF, _SURE)),
        heading=text.slice(*text.lines[first]),
        prose=int(page.body[first:end].sum()),
        open=int((~page.shapes.ended[first + 1 : end]).sum()),
        topics=topics,
        banner=_is_banner(page, first, end) and not set(topics) & {Topic.RELATED, Topic.READ_ALSO},
    )


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
