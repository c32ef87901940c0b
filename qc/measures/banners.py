"""Lines of the page itself: banners between the paragraphs, and credits after the last one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qc.characters import Kind
from qc.measures.biographies import paragraphs_about_writers
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, Way, furniture, has_neighbours
from qc.measures.tails import tails
from qc.text import Text

# A line that is one of these phrases and nothing else is hardly ever part of a text, wherever it stands.
_BANNERS = (Topic.COMMENTS, Topic.SHARE, Topic.SUBSCRIBE, Topic.POLICY, Topic.ADVERT)
_CREDITS = (Topic.CREDIT, Topic.RIGHTS)
_LONGEST_CREDIT = 40  # words


class Run(NamedTuple):
    """Lines `first` to `last` of one document, all of one sort."""

    first: int
    last: int


def banners(text: Text) -> list[Run]:
    """Banners that stand between lines of prose and before the trailing block; use as `text.view(banners)`."""
    if not has_neighbours(text):
        return []
    page = text.view(furniture)
    seeds = _unmistakable(text, page) & _between(text, page.body) & _before_tails(text)
    with_neighbours = seeds | (page.has(_BANNERS, (Way.WORD,)) & page.shapes.short & ~page.shapes.code)
    return [run for run in _runs(text, with_neighbours & _before_tails(text)) if seeds[run.first : run.last + 1].any()]


def _unmistakable(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a stock phrase of three words or more and nothing else, or the mark of an advertisement."""
    shape = page.shapes
    phrase = page.has(_BANNERS, (Way.PHRASE,)) & (shape.size >= 3) & ~page.numbered
    advert = page.has((Topic.ADVERT,), (Way.PHRASE, Way.WORD)) & (shape.size <= 6)
    written = text.kinds[text.lines.start] > Kind.LOWER
    other = page.has((Topic.REFERENCE, Topic.CREDIT, Topic.CALL))
    banner = (phrase | advert) & written & ~other & ~shape.prose & ~shape.code
    return banner & ~_titles(page, banner)


def _titles(page: Furniture, banner: Bools) -> Bools:
    """bool[lines]: terms, a code of conduct ... alone above prose: the heading of a section that is about them."""
    policy = page.has((Topic.POLICY,), (Way.PHRASE,))
    titles: Bools = policy & np.append(page.body[1:], False) & ~np.append(False, banner[:-1])
    return titles


def credit_lines(text: Text) -> list[Run]:
    """Credits at the end of the text, or of what stands above its trailing block; use as `text.view(credit_lines)`."""
    if not has_neighbours(text):
        return []
    page = text.view(furniture)
    credit = (page.has(_CREDITS) | page.copyright) & (page.shapes.size <= _LONGEST_CREDIT)
    credit |= text.view(paragraphs_about_writers)
    closing = _closing(text, credit & _before_tails(text))
    return [run for run in _runs(text, closing) if _prose_above(text, page, run.first)]


def _prose_above(text: Text, page: Furniture, line: int) -> bool:
    begin = int(text.lines.first_within(text.documents)[text.lines.owner[line]])
    return bool(page.body[begin:line].any())


def _between(text: Text, body: Bools) -> Bools:
    """bool[lines]: prose stands above and below in the same document."""
    total = np.append(0, np.cumsum(body))
    begin = text.lines.first_within(text.documents)
    owner = text.lines.owner
    between: Bools = (total[:-1] > total[begin[owner]]) & (total[begin[owner + 1]] > total[1:])
    return between


def _before_tails(text: Text) -> Bools:
    """bool[lines]: not in a trailing block."""
    free = np.ones(len(text.lines), np.bool_)
    for tail in text.view(tails):
        free[tail.first : tail.last + 1] = False
    return free


def _closing(text: Text, mask: Bools) -> Bools:
    """bool[lines]: `mask` holds there and on every line below that is not in a trailing block."""
    free = _before_tails(text)
    broken = np.append(0, np.cumsum(free & ~mask))
    end = text.lines.first_within(text.documents)[text.lines.owner + 1]
    closing: Bools = mask & (broken[end] == broken[:-1])
    return closing


def _runs(text: Text, mask: Bools) -> list[Run]:
    """The stretches of lines of one document where `mask` holds."""
    line = np.flatnonzero(mask)
    if not len(line):
        return []
    breaks = (np.diff(line) > 1) | (np.diff(text.lines.owner[line]) != 0)
    first = line[np.append(True, breaks)]
    last = line[np.append(breaks, True)]
    return [Run(*pair) for pair in zip(first.tolist(), last.tolist(), strict=True)]
