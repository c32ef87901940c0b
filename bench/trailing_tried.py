"""What was tried for trailing blocks and is not shipped (docs/trailing.md), measured as the shipped rules are.

Climbing: above a cut that is right often stands more of the tail, a byline, a note on the writer, a credit. A logistic
model of named features asks each line above the cut, the nearest first, whether it belongs to the tail; the cut climbs
as long as all lines so far do, together, with a given chance.

Every line: all lines below some prose are weighed, not only those with a cue that could open a block.

Both are learned on one half of the domains and asked on the other, both ways round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import trailing_weights
from bench.tails import Cut, Page, figures, held
from bench.trailing_weights import Lesson
from qc.measures import tails
from qc.measures.cues import Topic
from qc.measures.furniture import Furniture, Way, furniture
from qc.measures.line_columns import counted_above, counted_below
from qc.text import Text

_HIGHEST = 30  # lines
_PENALTY = 10.0
CHANCES = (0.5, 0.7, 0.9, 0.95)

Floats = NDArray[np.float64]


class Climb(NamedTuple):
    """Of one cut text: where its lines start, the first line cut, and the evidence of the lines above it.

    start      int64[l]: offsets
    first      the first line of the cut
    evidence   float64[k, f]: of the lines above, the nearest first
    tail       bool[k]: whether people left the line out of the body
    """

    start: NDArray[np.int64]
    first: int
    evidence: Floats
    tail: NDArray[np.bool_]


def climbed(texts: Sequence[Page], cuts: Sequence[Cut]) -> dict[str, Any]:
    """Figures of the cuts as they are, after climbing at each chance, and if every right cut took its whole tail."""
    climbs = [None if cut[0] is None else _climb(page, cut[0]) for page, cut in zip(texts, cuts, strict=True)]
    weights = {half: _learned(texts, climbs, 1 - half) for half in (0, 1)}
    rows = {"the cuts as they are": _figures(texts, cuts)}
    for chance in CHANCES:
        higher = [
            cut if climb is None else (_higher(climb, *weights[page.half], chance), cut[1])
            for page, cut, climb in zip(texts, cuts, climbs, strict=True)
        ]
        rows[f"climbing at a chance of {chance}"] = _figures(texts, higher)
    best = [
        cut if climb is None or _loses(page, climb) else (page.tail_start, cut[1])
        for page, cut, climb in zip(texts, cuts, climbs, strict=True)
    ]
    return {**rows, "every right cut at the start of its tail": _figures(texts, best)}


def _figures(texts: Sequence[Page], cuts: Sequence[Cut]) -> dict[str, Any]:
    return figures([held(page, cut) for page, cut in zip(texts, cuts, strict=True)])


@contextmanager
def every_line() -> Iterator[None]:
    """Let `tails` weigh each line that leaves most of the prose above it, whatever it says."""
    shipped = tails._candidates
    tails._candidates = _below_prose
    try:
        yield
    finally:
        tails._candidates = shipped


def _below_prose(text: Text, page: Furniture) -> NDArray[np.int64]:
    prose = np.where(page.body, page.shapes.size, 0.0)
    above, below = counted_above(text, prose), counted_below(text, prose)
    return np.flatnonzero((above > 0) & (below < 0.5 * above))


def _climb(page: Page, at: int) -> Climb | None:
    text = Text([page.document])
    start = text.lines.start
    first = int(np.searchsorted(start, at))
    above = np.arange(first - 1, max(0, first - 1 - _HIGHEST), -1)
    if not len(above):
        return None
    body = {begin for begin, _, label in page.labels if not label.startswith("tail")}
    tail = np.array([line not in body for line in start[above].tolist()])
    evidence = np.stack([column for _, column in _evidence(text.view(furniture), above, first)], axis=1)
    return Climb(start, first, evidence, tail)


def _evidence(page: Furniture, above: NDArray[np.int64], first: int) -> Iterator[tuple[str, Floats]]:
    """Name and values of every feature of the lines `above`."""
    for where, line in (("", above), ("before: ", above - 1), ("next: ", above + 1)):
        for name, column in _shapes(page):
            yield f"{where}{name}", column[line].astype(np.float64)
    for topic in Topic:
        yield f"leads: {topic.name}", page.has((topic,))[above].astype(np.float64)
        yield f"inside: {topic.name}", page.has((topic,), (Way.INSIDE,))[above].astype(np.float64)
    size = page.shapes.size
    yield "distance", np.log1p(first - 1 - above)
    yield "share of the words", np.cumsum(size[above]) / max(size[:first].sum(), 1.0)


def _shapes(page: Furniture) -> Iterator[tuple[str, NDArray[Any]]]:
    shape = page.shapes
    yield "words", np.log1p(shape.size)
    yield "prose", page.body
    yield "short", shape.short
    yield "full stop", shape.ended
    yield "colon", page.opens
    yield "dated", shape.dated
    yield "number", page.numbered
    yield "repeated", page.repeated
    yield "pitch", page.pitch
    yield "furniture", page.furniture


def _learned(texts: Sequence[Page], climbs: Sequence[Climb | None], half: int) -> tuple[Floats, float]:
    """The weights from the right cuts of one half, each line down to the first of the body."""
    evidence, tail, weight = [], [], []
    for page, climb in zip(texts, climbs, strict=True):
        if climb is None or page.half != half or _loses(page, climb):
            continue
        asked = min(int(climb.tail.argmin()) + 1 if not climb.tail.all() else len(climb.tail), len(climb.tail))
        evidence.append(climb.evidence[:asked])
        tail.append(climb.tail[:asked])
        weight.append(np.full(asked, 1 / np.sqrt(asked)))
    given = np.concatenate(evidence)
    names = tuple(map(str, range(given.shape[1])))
    lesson = Lesson(names, given, np.concatenate(tail), np.concatenate(weight), np.zeros(len(given), np.int64))
    return trailing_weights.learn(lesson, _PENALTY)


def _loses(page: Page, climb: Climb) -> bool:
    return any(label == "body" and start >= climb.start[climb.first] for start, _, label in page.labels)


def _higher(climb: Climb, weights: Floats, intercept: float, chance: float) -> int:
    """Where the cut begins if it climbs while all lines so far are tail with that chance."""
    each = 1 / (1 + np.exp(-(climb.evidence @ weights + intercept)))
    steps = int((np.multiply.accumulate(each) >= chance).sum())
    return int(climb.start[climb.first - steps])
