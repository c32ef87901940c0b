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
from qc.measures.site_names import site_lines
from qc.measures.threads import announced, threads
from qc.measures.tickers import tickers
from qc.text import Text

# The text often goes on below these: they open a block only where no prose follows.
INTERRUPTING = (Topic.ADVERT, Topic.READ_ALSO)
_ONLY_LINKS = 0.9  # how sure a block is that is nothing but links
_COUNTED = 0.95  # how sure comments are whose heading counts them and names the title
_TAGS = 0.9  # how sure a list of tags is with which the text ends
_TICKER = 0.9  # how sure headlines are that stand with their times, the newest first
_ANNOUNCED = 0.85  # how sure comments are that a phrase announces
_THREAD = 0.9  # how sure comments are that are counted, signed or asked for
_NOTED = 0.9  # how sure a note on the writer or the site is
_NOTES = 2  # paragraphs below the heading of such a note that do not begin with the name
# Paragraphs above a note on the site or a phrase with prose below, and for the latter their share of the words there.
_STORY, _RUNNING = 5, 0.8
# How sure a list is below "read also", where nothing else follows: some words each, for a shorter line may be the title
# of what an encyclopaedia refers to ("Zobacz też" is "see also" as well).
_READ_ALSO, _HEADLINE = 0.85, (4, 30)
_HARDLY = 0.1  # words of prose below for each word above
# How sure a phrase on a line of its own is that has some prose below, teasers or a notice, and how many words of it
# there may be for each word of the text above: hardly any below topics that say less.
_LITTLE_PROSE = 0.85
_LITTLE = (
    (0.3, (Topic.RELATED, Topic.SHARE)),
    (_HARDLY, (Topic.COMMENTS, Topic.POLICY)),
    (0.0, (Topic.NAVIGATE,)),
)
_SAID = (Way.OPENING, Way.INSIDE)
BULLETS = tuple(map(ord, "-–•·‣▪"))


def openings(text: Text) -> tuple[tuple[Bools, float], ...]:
    """bool[lines] of each pattern, and how sure it is of the lines that it holds; use as `text.view(openings)`."""
    return tuple(_patterns(text, text.view(furniture)))


def _patterns(text: Text, page: Furniture) -> Iterator[tuple[Bools, float]]:
    yield counted_comments(text, page), _COUNTED
    yield text.view(notes_on_the_writer), _NOTED
    yield text.view(notes_on_the_site), _NOTED
    yield tag_lists(text, page), _TAGS
    yield text.view(tickers), _TICKER
    yield text.view(threads), _THREAD
    yield text.view(announced), _ANNOUNCED
    yield read_also(text, page), _READ_ALSO
    yield related_items(text, page), _READ_ALSO
    yield only_links(text, page), _ONLY_LINKS
    yield little_prose_below(text, page), _LITTLE_PROSE


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


def little_prose_below(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a stock phrase on a line of its own, and below it much less prose than above."""
    prose = np.where(page.body, page.shapes.size, 0.0)
    above, below = counted_above(text, prose), counted_below(text, prose)
    heads = [page.has(topics, (Way.PHRASE,)) & (below <= share * above) for share, topics in _LITTLE]
    heads.append(page.has((Topic.SHARE,), (Way.OPENING,)) & (page.apart > 0) & (below <= _HARDLY * above))
    more = counted_below(text, np.ones_like(page.body)) > 1
    string = np.isin(text.kinds[text.lines.start], (Kind.APOSTROPHE, Kind.QUOTE))
    little: Bools = np.logical_or.reduce(heads) & ~page.shapes.prose & ~page.shapes.ended & more & ~string
    return little & _story_above(text, page) & ~page.has((*INTERRUPTING, Topic.REFERENCE))


def _story_above(text: Text, page: Furniture) -> Bools:
    """bool[lines]: some paragraphs stand above, and not many lines of another kind between them.

    Lists of products and of articles have headings of their own.
    """
    size = page.shapes.size
    prose, words = counted_above(text, np.where(page.body, size, 0.0)), counted_above(text, size)
    story: Bools = (counted_above(text, page.body) >= _STORY) & (prose >= _RUNNING * words)
    return story


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
    """bool[lines]: a cue that leads a line which is no prose, or is all of it, with prose above and none below."""
    closed = (counted_below(text, page.body) == 0) & page.told
    cued = (page.has(FURNITURE) & ~page.shapes.prose) | page.has(FURNITURE, (Way.PHRASE,))
    headed: Bools = cued & closed
    return headed


def notes_on_the_writer(text: Text) -> Bools:
    """bool[lines]: a note on the writer begins here, and nothing of the text below; use as `text.view(...)`."""
    page, notes = text.view(furniture), text.view(biographies)
    begins = notes & ~neighbour(text, notes, -1)
    said = counted_below(text, page.body & ~notes & ~text.view(paragraphs_about_writers))
    headed = page.biography & (said <= _NOTES) & (counted_above(text, page.body) >= 5 * said)
    headed &= counted_below(text, np.ones_like(notes)) > 1
    headed &= (said == 0) | page.has((Topic.BIOGRAPHY,), (Way.PHRASE,))
    of_the_site = text.view(paragraphs_about_writers) & text.view(site_lines).named & _hardly_any_below(text, page)
    noted: Bools = (begins & (said == 0)) | headed | of_the_site
    return noted


def notes_on_the_site(text: Text) -> Bools:
    """bool[lines]: a note on the site begins here, and hardly anything of the text below; use as `text.view(...)`.

    It is a heading, the name alone, a paragraph about what nobody is to rely on, or one that says what the site is and
    neither answers a question nor carries on a section: what the text says of the site is the text's.
    """
    page, lines = text.view(furniture), text.view(site_lines)
    said = counted_below(text, page.body & ~text.view(biographies))
    begins = lines.paragraph & ~neighbour(text, lines.paragraph, -1) & ~_in_a_section(text, page)
    disclaims = lines.named & page.shapes.prose & page.has((Topic.POLICY,), _SAID) & (page.apart > 0)
    told = (said == 0) | neighbour(text, page.shapes.prose | lines.alone, 1)
    alone = lines.alone & told & _story_above(text, page)
    noted = (lines.heading & (said <= _NOTES)) | (begins & (said == 0))
    noted |= (disclaims | alone) & _hardly_any_below(text, page)
    return noted & (counted_above(text, page.body) >= _STORY)


def _hardly_any_below(text: Text, page: Furniture) -> Bools:
    """bool[lines]: hardly a word of prose below the line for each word above."""
    prose = np.where(page.body, page.shapes.size, 0.0)
    hardly: Bools = counted_below(text, prose) - prose < _HARDLY * counted_above(text, prose)
    return hardly


def _in_a_section(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a heading of the text stands one or two lines above, or a question right above."""
    shape, last = page.shapes, text.codes[text.lines.end - 1]
    heading = ~shape.prose & ~shape.ended & ~page.furniture & neighbour(text, page.body, 1)
    question = (last == ord("?")) | (last == ord("？"))
    return neighbour(text, heading | question, -1) | neighbour(text, heading, -2)


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
