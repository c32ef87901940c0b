"""How much each rule does, counted instead of timed: equal on every machine, however busy it is.

Two counters. `elements`: how many elements all arrays have that come of a text's columns, what NumPy does. `events`:
calls of Python and of built-in functions, what the interpreter does. Neither is a time; a rule that takes a second pass
over the characters, or looks at candidates twice as often, shows in one of them all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from qc.document import Document
from qc.measures.languages import languages
from qc.rule import CorpusRule, Rule
from qc.spans import Spans
from qc.text import Text

# What is computed once for all rules, before any of them.
_CHARACTERS = ("codes", "kinds", "scripts", "folded_codes", "wordy", "code_mask")
_WORDS = ("words", "word_ids", "initials", "unspaced_words")
_SEGMENTS = ("lines", "paragraphs", "sentences")


class Work(NamedTuple):
    """Of one rule on one text, a thousand characters: elements of arrays, calls of functions."""

    elements: int
    events: int


class Counted(np.ndarray):
    """An array whose offspring is counted: every array made of it, or of what was made of it, adds its size."""

    elements = 0

    def __array_finalize__(self, source: object) -> None:
        Counted.elements += self.size


def work(rule: type[Rule], documents: Iterable[Document]) -> Work:
    """What a rule does on a text whose columns stand ready, with everything it shares with other rules."""
    made, text = rule(), counted(documents)
    _look(made, counted(documents))  # tables are read, patterns compiled
    Counted.elements = 0
    events = _events(lambda: _look(made, text))
    thousands = len(text.string) / 1000
    return Work(round(Counted.elements / thousands), round(events / thousands))


def counted(documents: Iterable[Document]) -> Text:
    """A text whose columns count."""
    text = Text(list(documents))
    for name in _CHARACTERS + _WORDS + _SEGMENTS:
        text.__dict__[name] = _counting(getattr(text, name))
    text.view(languages)
    return text


def _counting(column: Any) -> Any:
    if isinstance(column, Spans):
        return Spans(*(_counting(each) for each in (column.start, column.end, column.owner)))
    return column.view(Counted)


def _look(rule: Rule, text: Text) -> None:
    for _ in rule.note(text) if isinstance(rule, CorpusRule) else rule.check(text):
        pass


def _events(action: Callable[[], None]) -> int:
    count = 0

    def heard(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count
