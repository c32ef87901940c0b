"""Lines that open a block which is no part of the text, each told by a pattern of its own.

What they are is known better than any weights would say, from few pages or from many: comments under a heading that
counts them, a note on the writer, a list of tags, headlines under "read also", nothing but links.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qc.characters import Kind
from qc.measures.biographies import biographies, paragraphs_about_writers
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import FURNITURE, Furniture, Way, furniture
from qc.measures.line_columns import Floats, counted_above, counted_below, edges, neighbour
from qc.measures.marks import marks
from qc.measures.threads import announced, threads
from qc.measures.tickers import tickers
from qc.text import Text

_ONLY_LINKS = 0.9  # how sure a block is that is nothing but links
_COUNTED = 0.95  # how sure comments are whose heading counts them and names the title
_TAGS = 0.9  # how sure a list of tags is with which the text ends
_TICKER = 0.9  # how sure headlines are that stand with their times, the newest first
_ANNOUNCED = 0.85  # how sure comments are that a phrase announces
_THREAD = 0.9  # how sure comments are that are counted, signed or asked for
_NOTED = 0.9  # how sure a note on the writer is
_NOTES = 2  # paragraphs below the heading of such a note that do not begin with the name
# How sure a list is below "read also", where nothing else follows: some words each, for a shorter line may be the title
# of what an encyclopaedia refers to ("Zobacz też" is "see also" as well).
_READ_ALSO, _HEADLINE = 0.85, (4, 30)
BULLETS = tuple(map(ord, "-–•·‣▪"))


def openings(text: Text, page: Furniture) -> Iterator[tuple[Bools, float]]:
    """bool[lines] of each pattern, and how sure it is of the lines that it holds."""
    yield counted_comments(text, page), _COUNTED
    yield text.view(notes_on_the_writer), _NOTED
    yield tag_lists(text, page), _TAGS
    yield text.view(tickers), _TICKER
    yield text.view(threads), _THREAD
    yield text.view(announced), _ANNOUNCED
    yield read_also(text, page), _READ_ALSO
    yield related_items(text, page), _READ_ALSO
    yield only_links(text, page), _ONLY_LINKS


def only_links(text: Text, page: Furniture) -> Bools:
    """bool[lines]: the page marks this line and nearly all below as links or navigation, and no heading introduces it.

    A list of links under a heading of its own may be the references of the text. Where hardly a sentence stands above,
    the links are what the page is for: an index, a table of contents.
    """
    if not page.marked.any():
        return page.marked
    lines = counted_below(text, np.ones_like(page.body))
    links = counted_below(text, page.linked | page.navigation)
    introduced = page.heading | page.has((Topic.REFERENCE,)) | page.opens
    above = introduced | neighbour(text, introduced, -1) | references(text, page)
    only: Bools = page.marked & (lines >= 2) & (links >= 0.8 * lines) & (counted_below(text, page.body) == 0) & ~above
    return only & page.told


def read_also(text: Text, page: Furniture) -> Bools:
    """bool[lines]: "read also" and no more, with nothing below but headlines, two of them at least."""
    heads = page.has((Topic.READ_ALSO,), (Way.PHRASE,)) & ~page.shapes.prose
    if not heads.any():
        return heads
    shape = page.shapes
    headline = (shape.size >= _HEADLINE[0]) & (shape.size <= _HEADLINE[1]) & ~shape.ended & ~shape.prose
    others = counted_below(text, ~headline) - ~headline
    headlines = counted_below(text, headline) - headline
    lists: Bools = heads & (others == 0) & (headlines >= 2)
    return lists


def related_items(text: Text, page: Furniture) -> Bools:
    """bool[lines]: "Related articles", and below it sentences all of which are items of a list."""
    heads = page.has((Topic.RELATED, Topic.READ_ALSO), (Way.PHRASE,)) & ~page.shapes.prose & page.told
    if not heads.any():
        return heads
    items = np.isin(text.codes[text.lines.start], BULLETS)
    heads &= ~items & (counted_below(text, items) >= 2) & (counted_below(text, page.body & ~items) == 0)
    said: Bools = heads & (counted_below(text, page.body) > 0) & _followed(text, page, items)
    return said


def _followed(text: Text, page: Furniture, items: Bools) -> Bools:
    """bool[lines]: an item stands below, or below another heading."""
    followed: Bools = neighbour(text, items, 1) | (neighbour(text, page.furniture, 1) & neighbour(text, items, 2))
    return followed


def headings(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a cue that leads a line which is no prose, with prose above and none below."""
    closed = (counted_below(text, page.body) == 0) & page.told
    headed: Bools = page.has(FURNITURE) & ~page.shapes.prose & closed
    return headed


def notes_on_the_writer(text: Text) -> Bools:
    """bool[lines]: a note on the writer begins here, and nothing of the text below; use as `text.view(...)`."""
    page, notes = text.view(furniture), text.view(biographies)
    begins = notes & ~neighbour(text, notes, -1)
    said = counted_below(text, page.body & ~notes & ~text.view(paragraphs_about_writers))
    headed = page.biography & (said <= _NOTES) & (counted_above(text, page.body) >= 5 * said)
    headed &= counted_below(text, np.ones_like(notes)) > 1
    headed &= (said == 0) | page.has((Topic.BIOGRAPHY,), (Way.PHRASE,))
    noted: Bools = (begins & (said == 0)) | headed
    return noted


def references(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a numbered reference, or below "External links" or a colon with no line of the text between."""
    start = text.lines.start
    numbered = (text.codes[start] == ord("[")) & (text.kinds[np.minimum(start + 1, len(text.kinds) - 1)] == Kind.DIGIT)
    line = np.arange(len(start))
    begins = page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD)) | page.opens
    ends = page.body | (line == text.view(edges)[0])
    last_begin, last_end = (np.maximum.accumulate(np.where(mask, line, -1)) for mask in (begins, ends))
    listed: Bools = numbered | (last_begin > last_end)
    return listed


def comment_heads(page: Furniture) -> Bools:
    return page.has((Topic.COMMENTS,)) & ~page.shapes.prose


def counted_comments(text: Text, page: Furniture) -> Bools:
    """bool[lines]: '6 thoughts on “The Title”': what stands below is comments, however much prose it is."""
    first, last = text.lines.start, text.lines.end - 1
    counted = (text.kinds[first] == Kind.DIGIT) & (text.kinds[last] == Kind.QUOTE)
    if not counted.any():
        return counted
    found = text.view(marks)
    quotes = found.place[found.kind == Kind.QUOTE]
    quoted = np.searchsorted(quotes, last) > np.searchsorted(quotes, first)
    headed: Bools = counted & quoted & page.has((Topic.COMMENTS,), (Way.PHRASE, Way.OPENING)) & ~page.shapes.prose
    return headed


def tag_lists(text: Text, page: Furniture) -> Bools:
    """bool[lines]: "Tags: harbour, winter" with prose above, and below it no line that closes with a full stop."""
    heads = page.has((Topic.TAGS,)) & ~page.shapes.prose
    if not heads.any():
        return heads
    said = counted_below(text, page.body | page.shapes.ended)
    tags: Bools = heads & (said == 0) & (counted_above(text, page.body) >= 2)
    return tags


def comment_cues_below(text: Text, page: Furniture) -> Floats:
    cued = page.has((Topic.COMMENTS,), tuple(Way))
    return counted_below(text, cued) - cued
