"""Headlines of other articles with the time or the date at which each came out, the newest first.

"20:06 The council ...", "10.04.2013 The council ...", "18:51" on a line of its own and a headline below. A timetable,
the fixtures of a league and the chronicle of a day run the other way: there the earliest stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, pairwise, zip_longest
from typing import NamedTuple

import numpy as np

from qc.characters import Kind
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import FURNITURE, Furniture, furniture
from qc.measures.line_columns import counted_above, counted_below
from qc.measures.marks import marks
from qc.spans import Ints, ranges
from qc.text import Text

_LEAST, _LEAST_BARE = 3, 4  # headlines; where only the hour is told
_HEADLINE = (3, 40)  # words
_SAID = 4  # headlines for each that closes with a full stop: entries of a live report do
_BELOW = 0.5  # what prose may stand below, as a share of that above
_BACK = 3  # steps back in time for each ahead: from a day to the one before the hour begins anew
_NEAR = 24  # characters between the edge of a line and the first mark of its time
_EDGE = 60  # characters of a line among which its time stands

# No score, no price, no span of hours.
_CLOCK = (
    r"(?<![\d:.,])(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?![\d:.,]*\d|\s*[-–—]\s*\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b)?"
)
_DATE = (
    r"(?<![\d./-])(?:(?:19|20)\d\d[-./年][01]?\d[-./月][0-3]?\d日?"
    r"|[0-3]?\d[-./][01]?\d[-./](?:19|20)?\d\d)(?![\d./-])"
)
# A day without its year is one only beside a clock time: "09.04 13:36", "9 April, 14:30".
_DAY = r"(?:[0-3]?\d[-./][01]?\d|[0-3]?\d\.?[ -][^\W\d_]{3,12}\.?(?:[ -](?:19|20)\d\d)?)"
_APART = r"[\s,|/–—-]{1,4}"
_STAMP = (
    rf"(?:(?:[^\W\d_]{{2,12}}\.?, ?)?(?:(?P<day>{_DATE}|{_DAY}){_APART})?{_CLOCK}"
    rf"|{_CLOCK}{_APART}(?P<day>{_DATE})|(?P<day>{_DATE}))"
)
_WORD, _NUMBER, _NAME = re.compile(r"\w"), re.compile(r"\d+"), re.compile(r"[^\W\d_]{3,}")
_HOUR = " at"  # what the kind of a stamp that tells the hour ends in


def _pattern(before: str, behind: str) -> re.Pattern[str]:
    """The stamp; each alternative names its groups anew."""
    numbers = iter(range(9))
    named = re.sub(r"\?P<(\w+)>", lambda found: f"?P<{found[1]}{next(numbers)}>", _STAMP)
    return re.compile(before + named + behind, re.IGNORECASE)


_LEADS = _pattern(r"[\s\-–—•·‣▪*|\[(<>»]*", "")
_BEHIND = " |])>"  # what may stand behind a stamp at the end of a line
_CLOSES = _pattern("", rf"[{re.escape(_BEHIND)}]*$")


class Stamp(NamedTuple):
    """A time or a date beside which a headline may stand.

    kind    stamps of one kind may be compared
    at      its place in time: numbers, in the order of their weight
    alone   no word stands beside it in its line
    """

    kind: str
    at: tuple[int, ...]
    alone: bool

    @property
    def whole(self) -> bool:
        """It tells the day and the hour."""
        return self.kind.endswith(_HOUR) and self.kind != _HOUR


class Stamped(NamedTuple):
    """A line with a stamp; whether a headline stands beside it or, if it stands alone, below; whether a full stop."""

    line: int
    stamp: Stamp
    headline: bool
    ended: bool


def tickers(text: Text) -> Bools:
    """bool[lines]: a ticker begins here, under its heading if it has one; use as `text.view(tickers)`."""
    page, begins = text.view(furniture), np.zeros(len(text.lines), np.bool_)
    screened = _screened(text, page)
    if not screened.any():
        return begins
    stamped = list(_stamped(text, page, np.flatnonzero(screened)))
    for first in _begun(text, page, list(_in_a_row(stamped))):
        begins[_headed(text, page, first)] = True
    return begins


def _screened(text: Text, page: Furniture) -> Bools:
    """bool[lines]: the numbers of a time stand in the line and in enough others, and most of the prose above them."""
    timed = np.zeros(len(text.lines), np.bool_)
    timed[_timed(text)] = True
    several = np.bincount(text.lines.owner, timed & ~page.shapes.ended, len(text.documents)) >= _LEAST
    timed &= several[text.lines.owner]
    if not timed.any():
        return timed
    words = np.where(page.body & ~timed, page.shapes.size, 0.0)
    screened: Bools = timed & page.told & (counted_below(text, words) < _BELOW * counted_above(text, words))
    return screened


def _timed(text: Text) -> Ints:
    """The lines near whose beginning or end a mark of a time or a date stands between two digits."""
    place = text.view(marks).of(":./-")
    if text.unspaced_words.any():
        place = np.concatenate([place, np.flatnonzero(text.codes == ord("年"))])
    place = place[(place > 0) & (place < len(text.codes) - 1)]
    place = place[(text.kinds[place - 1] == Kind.DIGIT) & (text.kinds[place + 1] == Kind.DIGIT)]
    line: Ints = np.searchsorted(text.lines.start, place, side="right") - 1
    near = (place - text.lines.start[line] <= _NEAR) | (text.lines.end[line] - place <= _NEAR)
    return line[near]


def _stamped(text: Text, page: Furniture, lines: Ints) -> Iterator[Stamped]:
    """Those of these lines that begin with a stamp, or close with one that tells the day as well as the hour."""
    next_ = np.minimum(lines + 1, len(text.lines) - 1)
    beside, below = _titles(text, page, lines), _titles(text, page, next_) & ~page.furniture[next_]
    below &= text.lines.owner[next_] == text.lines.owner[lines]
    for at, line in enumerate(lines.tolist()):
        stamp = _stamp(text.slice(*text.lines[line]))
        if stamp is not None:
            headline = below[at] if stamp.alone else beside[at]
            yield Stamped(line, stamp, bool(headline), bool(page.shapes.ended[line]))


def _titles(text: Text, page: Furniture, line: Ints) -> Bools:
    """bool[k]: some words that are no numbers, and no full stop."""
    first, last = (edge[line] for edge in text.words_of(text.lines))
    of = np.repeat(np.arange(len(line)), last - first)
    numbers = np.bincount(of, text.initials[ranges(first, last)] == Kind.DIGIT, len(line))
    words = page.shapes.size[line] - numbers
    titles: Bools = (words >= _HEADLINE[0]) & (words <= _HEADLINE[1]) & ~page.shapes.ended[line]
    return titles


def _stamp(line: str) -> Stamp | None:
    found = _LEADS.match(line[:_EDGE])
    if found:
        return Stamp(*_time(found), not _WORD.search(line, found.end()))
    found = _CLOSES.search(line[-_EDGE:]) if line.rstrip(_BEHIND)[-1:].isdigit() else None
    if not found:
        return None
    beside = line[: max(0, len(line) - _EDGE) + found.start()]
    stamp = Stamp(*_time(found), not _WORD.search(beside))
    return stamp if stamp.whole else None


def _time(found: re.Match[str]) -> tuple[str, tuple[int, ...]]:
    """Of what kind the stamp is, and its place in time."""
    groups = {name[:-1]: held for name, held in found.groupdict().items() if held}
    day, clock = groups.get("day", ""), groups.get("clock", "")
    numbers, name = _NUMBER.findall(day), _NAME.search(day)
    if numbers and len(numbers[0]) < 4:
        numbers.reverse()  # the year comes last
    hour = [int(number) for number in _NUMBER.findall(clock)]
    if half := groups.get("half", ""):
        hour[0] = hour[0] % 12 + 12 * (half.lower() == "p")
    kind = f"{len(numbers) or ''}{name[0].lower() if name else ''}{_HOUR if clock else ''}"
    return kind, (*map(int, numbers), *hour)


def _in_a_row(stamped: Sequence[Stamped]) -> Iterator[Stamped]:
    """Days and hours line by line, whose headlines went missing, count like headlines."""
    for upper, lower in zip_longest(stamped, stamped[1:]):
        row = lower is not None and lower.line == upper.line + 1 and upper.stamp.alone and lower.stamp.alone
        yield upper._replace(headline=upper.headline or (row and upper.stamp.whole))


def _begun(text: Text, page: Furniture, stamped: Sequence[Stamped]) -> Iterator[int]:
    """The first line of each ticker."""
    said = page.body.copy()
    said[[each.line for each in stamped]] = False
    part = np.cumsum(said)  # a line of the text between two stamps parts them

    def place(each: Stamped) -> tuple[int, int]:
        return int(text.lines.owner[each.line]), int(part[each.line])

    for _, together in groupby(stamped, place):
        run = list(dropwhile(lambda each: each.stamp.alone and not each.headline, together))
        if _is_ticker(run):
            yield run[0].line


def _is_ticker(run: Sequence[Stamped]) -> bool:
    """Whether most of them are headlines, and each is older than the one above."""
    headlines = [each for each in run if each.headline]
    kinds = {each.stamp.kind for each in headlines}
    if len(headlines) < (_LEAST_BARE if kinds == {_HOUR} else _LEAST):
        return False
    some = len(headlines) >= _SAID * sum(each.ended for each in run)
    most = 2 * len(headlines) >= sum(each.stamp.kind in kinds for each in run)
    return some and most and _runs_back([each.stamp for each in run])


def _runs_back(stamps: Sequence[Stamp]) -> bool:
    steps = [(upper.at, lower.at) for upper, lower in pairwise(stamps) if upper.kind == lower.kind]
    back, ahead = sum(upper > lower for upper, lower in steps), sum(upper < lower for upper, lower in steps)
    return back >= 1 and back >= _BACK * ahead


def _headed(text: Text, page: Furniture, first: int) -> int:
    """The first of the lines above that announce the ticker."""
    heads = page.has((*FURNITURE, Topic.NAVIGATE)) & ~page.shapes.prose
    while heads[first - 1] and text.lines.owner[first - 1] == text.lines.owner[first]:
        first -= 1
    return first
