"""How an editor says once what stands twice: in a list the conjunction goes before its last item."""

from __future__ import annotations

from bisect import bisect_left

from qc.text import Text

_COMMAS = frozenset(",،、，፣")
_REACH = 200  # characters before the first copy in which commas show that it stands in a list

Place = tuple[int, int]
Edit = tuple[int, int, str]


def said_once(text: Text, span: Place, copy: Place) -> Edit:
    """The edit for a phrase joined to itself: `span` from the first copy, which is `copy`, to the end of the second.

    The second copy goes with what joins it; but at the end of a list ("a, b, c, and c") the first one goes, so that
    the conjunction stays before the last item.
    """
    before = _word_before(text, copy[0])
    gap = text.string[before : copy[0]]
    joint = text.string[copy[1] : span[1] - (copy[1] - copy[0])]
    if _is_comma(gap) and before >= 0 and (joint.lstrip()[:1] in _COMMAS or _commas(text, before) >= 1):
        return before, copy[1], ""
    return copy[1], span[1], ""


def _word_before(text: Text, offset: int) -> int:
    """The end of the last word before `offset`; -1 where there is none."""
    number = bisect_left(text.words.start, offset) - 1
    return int(text.words.end[number]) if number >= 0 else -1


def _is_comma(gap: str) -> bool:
    return gap.strip() in _COMMAS and gap.strip() != ""


def _commas(text: Text, before: int) -> int:
    """How many commas stand in the sentence before `before`, as far as they are near."""
    sentence = bisect_left(text.sentences.end, before)
    start = int(text.sentences.start[sentence]) if sentence < len(text.sentences.start) else before
    return sum(text.string.count(mark, max(start, before - _REACH), before) for mark in _COMMAS)
