"""Where readers' comments begin, and the form to write one: however much prose stands below, it is not the text's.

A heading about comments alone may be a link at the top of a page. Three things tell that it opens them: it counts them,
lines with a day and an hour follow at once, or the lines of a form do. A whole phrase ("Leave a comment") is enough
where most of the prose stands above.
"""

from __future__ import annotations

import numpy as np

from qc.characters import Kind
from qc.hashes import mix
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, Way, furniture
from qc.measures.line_columns import counted_above, counted_below, edges, holds
from qc.measures.marks import marks
from qc.measures.shapes import clock_times, years
from qc.spans import Ints, ranges
from qc.text import Text

_UNSIGNED = 1.5  # what prose may stand below, as a share of that above, where nothing there looks like comments
_MOST = 14.0  # the same where something does: with more below, what stood above was no text
_FIELD = tuple(map(ord, ")*"))  # what the name of a field to be filled in ends with
_STEM = 4  # letters that one comment has in common with several
_FORM, _LINES_OF_IT = 2, 6  # lines of a form, and among how many
_SAID, _SOON = 3, 15  # lines of prose and lines in all before the first signature
_EACH = 6  # lines of prose to each signature; more, and the day and hour may be those of an article


def threads(text: Text) -> Bools:
    """bool[lines]: comments begin here, or the form for them; use as `text.view(threads)`."""
    page, begun = text.view(furniture), np.zeros(len(text.lines), np.bool_)
    line = _heads(text, page, _MOST)
    if len(line):
        several = page.has((Topic.COMMENTS,), (Way.PHRASE, Way.OPENING))[line]
        numbers, none = _numbers(text, line)
        counts = page.has((Topic.COMMENTS,), (Way.PHRASE, Way.WORD))[line] & (numbers == 1) & ~none
        alone = (counts & _leaves(text, page, _UNSIGNED)[line]) | (_signed(text, page, line) & ~none)
        asked = _asked(text, page, line, several, several | (numbers > 0))
        begun[line] = (alone & ~_again(text, line, counts)) | asked
    return begun


def announced(text: Text) -> Bools:
    """bool[lines]: a phrase about comments, and not far more prose below than above.

    The lines of a form ("Email (required)") may be those of any, and a quotation mark is that of a string.
    """
    page, begun = text.view(furniture), np.zeros(len(text.lines), np.bool_)
    line = _heads(text, page, _UNSIGNED)
    field = np.isin(text.codes[text.lines.end[line] - 1], _FIELD)
    string = np.isin(text.kinds[text.lines.start[line]], (Kind.APOSTROPHE, Kind.QUOTE))
    begun[line] = page.has((Topic.COMMENTS,), (Way.PHRASE,))[line] & ~field & ~string
    return begun


def _heads(text: Text, page: Furniture, share: float) -> Ints:
    """The lines with a cue of comments that have some prose above, and no more below than this share of it."""
    heads = page.has((Topic.COMMENTS,)) & ~page.shapes.prose
    return np.flatnonzero(heads & page.told & _leaves(text, page, share)) if heads.any() else np.zeros(0, np.int64)


def _leaves(text: Text, page: Furniture, share: float) -> Bools:
    """bool[lines]: what prose stands below is no more than this share of what stands above."""
    prose = np.where(page.body, page.shapes.size, 0.0)
    leaves: Bools = counted_below(text, prose) <= share * counted_above(text, prose)
    return leaves


def _numbers(text: Text, line: Ints) -> tuple[Ints, Bools]:
    """How many words of each of these lines are numbers or end in one ("Comments12"), and whether one is a nought."""
    first, last = (edge[line] for edge in text.words_of(text.lines))
    word, of = ranges(first, last), np.repeat(np.arange(len(line)), last - first)
    number = text.kinds[text.words.end[word] - 1] == Kind.DIGIT
    nought = (text.words.length[word] == 1) & (text.codes[text.words.start[word]] == ord("0"))
    return np.bincount(of[number], minlength=len(line)), np.bincount(of[nought], minlength=len(line)) > 0


def _again(text: Text, line: Ints, counts: Bools) -> Bools:
    """bool[k]: the same word counts comments again below, or thrice in all: a page of several texts."""
    first, last = (edge[line] for edge in text.words_of(text.lines))
    word = np.minimum(first + (text.initials[first] == Kind.DIGIT), last - 1)
    stem = text.lines.owner[line].astype(np.uint64)
    for letter in range(_STEM):  # "1 comment", "3 comments"
        at = np.minimum(text.words.start[word] + letter, len(text.codes) - 1)
        stem = mix(stem + text.folded_codes[at])
    _, same = np.unique(stem, return_inverse=True)
    latest = np.zeros(len(line), np.int64)
    latest[same[counts]] = line[counts]  # the last one stays
    again: Bools = (latest[same] > line) | (np.bincount(same[counts], minlength=len(line))[same] > 2)
    return again


def _signed(text: Text, page: Furniture, line: Ints) -> Bools:
    """bool[k]: soon below these lines one with a day and an hour stands, as the writer of a comment is named."""
    signed = signatures(text, page)
    place = np.append(np.flatnonzero(signed), len(signed))
    next_ = place[np.searchsorted(place, line, side="right")]
    said = np.append(0, np.cumsum(page.body & ~signed))
    end = text.view(edges)[1][line]
    soon = (next_ < end) & (next_ - line <= _SOON) & (said[next_] - said[line + 1] <= _SAID)
    signatures_below = np.searchsorted(place, end) - np.searchsorted(place, line)
    enough: Bools = soon & (said[end] - said[line] <= _EACH * signatures_below)
    return enough


def signatures(text: Text, page: Furniture) -> Bools:
    """bool[lines]: short, with a clock time and a date: "Anna, 3 May 2012 at 14:05", "[2012-05-03 14:05]"."""
    signed = page.shapes.dated & ~page.shapes.ended
    if not signed.any():
        return signed
    place = text.view(marks).of("./-")
    place = place[(place > 0) & (place < len(text.codes) - 1)]
    place = place[(text.kinds[place - 1] == Kind.DIGIT) & (text.kinds[place + 1] == Kind.DIGIT)]
    numbers = place[:-1][np.diff(place) <= 3]  # "3.5.2012"
    signed &= holds(text, clock_times(text))
    signed &= holds(text, numbers) | years(text, *text.words_of(text.lines))
    return signed


def _asked(text: Text, page: Furniture, line: Ints, several: Bools, heads: Bools) -> Bools:
    """bool[k]: before any prose, lines of a form follow, or of what one may do with comments, or of a rating.

    Those of a rating come up again and again: "agree, rather agree, rather disagree".
    """
    plain = ~page.shapes.prose
    cued = page.has((Topic.COMMENTS, Topic.SUBSCRIBE)) & plain
    rated = cued | (page.repeated & ~page.shapes.short & plain)
    below = line[:, None] + np.arange(1, _LINES_OF_IT + 1)
    inside = below < text.view(edges)[1][line, None]
    below = np.minimum(below, len(plain) - 1)
    inside &= ~np.logical_or.accumulate(page.body[below], axis=1)
    near = [(mask[below] & inside).sum(axis=1) >= _FORM for mask in (cued, rated)]
    asked: Bools = (near[0] & heads) | (near[1] & several)
    return asked
