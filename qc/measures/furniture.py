"""Page furniture: which lines of a text carry stock phrases of web pages, and which read as prose.

All columns are one entry a line of `Text.lines`. Where the reader knew the page, its links and navigation count too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from qc.characters import Kind
from qc.document import Kind as Block
from qc.measures.cues import Bools, Masks, Matches, Topic, lexicon, matches
from qc.measures.line_columns import Floats, counted_above, counted_in, holds, neighbour
from qc.measures.marks import marks
from qc.measures.shapes import Shapes, shapes
from qc.measures.site_names import site_lines
from qc.offsets import Span
from qc.spans import Ints
from qc.text import Text


class Way(IntEnum):
    """How a cue fills its line; numbers beside it do not count."""

    PHRASE = 0  # several words, and nothing else in the line
    WORD = 1  # one word, and nothing else in the line
    OPENING = 2  # the line begins with it and goes on as it would: "share on ...", "tags: ..."
    INSIDE = 3  # three words or more, further on in the line


FURNITURE = (
    Topic.RELATED,
    Topic.READ_ALSO,
    Topic.COMMENTS,
    Topic.SHARE,
    Topic.SUBSCRIBE,
    Topic.ADVERT,
    Topic.POLICY,
)
_PITCHED = (Topic.RELATED, Topic.COMMENTS, Topic.SHARE, Topic.SUBSCRIBE, Topic.POLICY)
_HEADS = (Way.PHRASE, Way.WORD, Way.OPENING)

_PARAGRAPH = 40  # words: one line of so many is as good as two sentences
_LINKED = 0.8  # share of a line's characters inside links from which on the line is a link


@dataclass(frozen=True)
class Furniture:
    """What each line says about the page it came from.

    topics       uint16[4, l]: by `Way`, bits of the topics of the cues found that way
    numbered     bool[l]: a number stands in it
    crowded      int64[l]: how many cues of two words or more about furniture stand in it
    apart        int64[l]: how many of these stand apart: "click here to subscribe" is one, and three cues
    copyright    bool[l]: holds "©"
    linked       bool[l]: nearly all of it is one or more links
    navigation   bool[l]: in a part of the page that is navigation
    heading      bool[l]: a heading, where the reader knew
    repeated     bool[l]: the same words, numbers before them aside, stand above in its document
    """

    text: Text
    shapes: Shapes
    topics: Masks
    numbered: Bools
    crowded: Ints
    apart: Ints
    copyright: Bools
    linked: Bools
    navigation: Bools
    heading: Bools
    repeated: Bools

    def has(self, topics: tuple[Topic, ...], ways: tuple[Way, ...] = _HEADS) -> Bools:
        """bool[l]: a cue of one of these topics stands in the line in one of these ways."""
        bits = sum(topic.bit for topic in topics)
        found: Bools = (np.bitwise_or.reduce(self.topics[list(ways)], axis=0) & bits) > 0
        return found

    @cached_property
    def pitch(self) -> Bools:
        """bool[l]: prose about the page itself: "Subscribe to our newsletter to get ...", or about its site."""
        size = self.shapes.size
        said = self.has(_PITCHED, (Way.OPENING, Way.INSIDE)) | (self.crowded >= 2)
        pitch: Bools = self.shapes.prose & (((size <= 60) & said) | ((size <= 100) & (self.crowded >= 3)))
        return pitch | self.text.view(site_lines).paragraph

    @cached_property
    def body(self) -> Bools:
        """bool[l]: reads as part of a text: prose, or code, and neither a pitch nor a link nor navigation.

        In a listing lines may be links; elsewhere a link to "some_function" is an entry of an index.
        """
        listing = self.text.code_mask[self.text.lines.start]
        prose = self.shapes.prose & ~self.pitch & ~self.linked & ~self.navigation
        body: Bools = prose | (self.shapes.code & (~self.linked | listing))
        return body

    @cached_property
    def told(self) -> Bools:
        """bool[l]: some prose stands above."""
        words = counted_above(self.text, np.where(self.body, self.shapes.size, 0.0))
        told: Bools = (counted_above(self.text, self.body) >= 2) | (words >= _PARAGRAPH)
        return told

    @cached_property
    def furniture(self) -> Bools:
        """bool[l]: carries a cue that belongs to the page rather than to a text."""
        cued = self.has((*FURNITURE, Topic.RIGHTS)) | self.copyright | (self.has((Topic.NAVIGATE,)) & ~self.numbered)
        furniture: Bools = cued | self.navigation | (self.linked & ~self.body)
        return furniture

    @cached_property
    def starts(self) -> Bools:
        """bool[l]: a block that is no part of the text could begin here."""
        shape = self.shapes
        heads = (self.has(FURNITURE) & ~self._listed) | self.has((Topic.NAVIGATE,), (Way.PHRASE, Way.OPENING))
        heads |= self.biography
        inside = self.has(_PITCHED, (Way.INSIDE,))
        word = self.has((Topic.NAVIGATE,), (Way.WORD,)) & ~self.numbered & neighbour(self.text, self.furniture, 1)
        signed = self.has((Topic.RIGHTS,), tuple(Way)) | self.has((Topic.CREDIT,)) | self.copyright
        owned = signed & ~self.has(FURNITURE)
        said = shape.ended & (shape.size <= 3)  # "I agree.": buttons close without a full stop
        plain = ~shape.prose & ~said & (heads | inside | word) & (~owned | self.biography)
        starts: Bools = plain | (self.pitch & (self.crowded >= 2) & ~owned) | self.marked
        return starts

    @cached_property
    def biography(self) -> Bools:
        """bool[l]: the heading of a note on who wrote the text, and nothing else."""
        heads = self.has((Topic.BIOGRAPHY,), (Way.PHRASE, Way.OPENING))
        return heads & ~self.shapes.prose & ~self.shapes.ended

    @cached_property
    def _listed(self) -> Bools:
        """bool[l]: the name of a network among short lines of which most have no cue: a list of names."""
        owner, short = self.text.lines.owner, self.shapes.short
        new = np.ones(len(short), np.bool_)
        new[1:] = (owner[1:] != owner[:-1]) | ~short[1:] | ~short[:-1]
        stretch = np.cumsum(new) - 1
        lines, cued = np.bincount(stretch), np.bincount(stretch, self.furniture)
        name = self.has((Topic.SHARE,), (Way.WORD,)) & (self.shapes.size < 2)
        listed: Bools = name & (2 * cued < lines)[stretch]
        return listed

    @cached_property
    def opens(self) -> Bools:
        """bool[l]: closes with a colon: what follows belongs to it."""
        last = self.text.codes[self.text.lines.end - 1]
        opens: Bools = (last == ord(":")) | (last == ord("："))
        return opens

    @cached_property
    def marked(self) -> Bools:
        """bool[l]: the page marks it as navigation, or it and the next line are links."""
        marked: Bools = ~self.body & (self.navigation | (self.linked & neighbour(self.text, self.linked, 1)))
        return marked


def has_neighbours(text: Text) -> bool:
    """Whether any line has another one above or below: furniture is told by what stands beside it.

    A quick look, for the sake of the start: the cue list takes its time to read.
    """
    return bool((text.lines.owner[1:] == text.lines.owner[:-1]).any())


def furniture(text: Text) -> Furniture:
    """The furniture of `text.lines`; use as `text.view(furniture)`."""
    shape, found = text.view(shapes), text.view(matches)
    first, last = text.words_of(text.lines)
    digit = np.append(0, np.cumsum(text.initials == Kind.DIGIT)).astype(np.int64)
    links = _marked(text, [[link.span for link in document.links] for document in text.sources])
    navigation, heading = (_marked(text, _blocks(text, kind)) for kind in (Block.NAVIGATION, Block.HEADING))
    return Furniture(
        text,
        shape,
        _topics(found, first, last, digit),
        digit[last] > digit[first],
        *_crowded(found, len(text.lines)),
        holds(text, text.view(marks).of("©ⓒ")),
        links >= _LINKED,
        navigation >= _LINKED,
        heading >= _LINKED,
        _repeated(text, first, last),
    )


def _blocks(text: Text, kind: Block) -> list[list[Span]]:
    return [[block.span for block in document.blocks if block.kind is kind] for document in text.sources]


def _topics(found: Matches, first: Ints, last: Ints, digit: Ints) -> Masks:
    """uint16[4, l]: the topics of the cues of each line, by the way they fill it."""
    table = lexicon()
    words, size = found.last - found.first, table.size[found.cue]
    several = size >= 2
    rest = (last - first - digit[last] + digit[first])[found.line]
    goes_on = found.colon | table.open[found.cue] | (words * 2 >= rest) | (size >= 4)
    ways = (
        found.complete & several,
        found.complete & ~several,
        found.initial & ~found.complete & goes_on & (several | found.colon),
        ~found.initial & (size >= 2.5),
    )
    topics = np.zeros((len(ways), len(first)), np.uint16)
    # "Comments: 33 pages" is a field of a record.
    told = np.where(several, table.topics[found.cue], table.topics[found.cue] & ~np.uint16(Topic.COMMENTS.bit))
    for way, mask in enumerate(ways):
        of = told if way == Way.OPENING else table.topics[found.cue]
        np.bitwise_or.at(topics[way], found.line[mask], of[mask])
    return topics


def _crowded(found: Matches, lines: int) -> tuple[Ints, Ints]:
    """int64[lines] each: the cues about furniture, and the groups of them that share words."""
    bits = sum(topic.bit for topic in _PITCHED)
    mask = ((lexicon().topics[found.cue] & bits) > 0) & (lexicon().size[found.cue] >= 2)
    line, first, last = found.line[mask], found.first[mask], found.last[mask]
    apart = np.ones(len(first), np.bool_)
    apart[1:] = first[1:] >= np.maximum.accumulate(last)[:-1]
    return np.bincount(line, minlength=lines), np.bincount(line[apart], minlength=lines)


def _marked(text: Text, spans_: Sequence[Sequence[Span]]) -> Floats:
    """float64[lines]: the share of each line's characters that lies in the spans of its document."""
    if not any(spans_):
        return np.zeros(len(text.lines))
    edges = np.zeros(len(text.codes) + 1, np.int64)
    for base, spans_of in zip(text.documents.start.tolist(), spans_, strict=True):
        for span in spans_of:
            edges[base + span.start] += 1
            edges[base + span.end] -= 1
    if not edges.any():
        return np.zeros(len(text.lines))
    visible = (text.kinds != Kind.SPACE) & (text.kinds != Kind.NEWLINE)
    inside = counted_in(text, (np.cumsum(edges[:-1]) > 0) & visible)
    return inside / np.maximum(counted_in(text, visible), 1)


def _repeated(text: Text, first: Ints, last: Ints) -> Bools:
    """bool[lines]: its words stand in a line above of the same document."""
    ids = text.sequence_ids(first, last) ^ (text.lines.owner.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    order = np.argsort(ids, kind="stable")
    again = np.zeros(len(ids), np.bool_)
    again[order[1:]] = ids[order[1:]] == ids[order[:-1]]
    return again & (last > first)
