"""Scores of repetition that others use, for the ranking beside qc's: each from one text to a number, more is worse."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable

_WORD = re.compile(r"\w+")
_TWICE = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)


def _ngrams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def top_ngram(text: str) -> float:
    """How often the most frequent n-gram of two to four words occurs, the longer counting more (Raunak et al. 2021)."""
    return max((size * (_most(text, size) - 1) for size in (2, 3, 4)), default=0)


def _most(text: str, size: int) -> int:
    return max(_ngrams(text, size).values(), default=1)


def repeated_share(text: str) -> float:
    """The share of bigrams that have occurred before."""
    found = _ngrams(text, 2)
    total = sum(found.values())
    return (total - len(found)) / total if total else 0.0


def zlib_ratio(text: str) -> float:
    """How far a general compressor gets (Whisper's and others' test for loops)."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def word_repeat(text: str) -> float:
    """A word twice in a row, as the word-repeat rules of grammar checkers have it."""
    return float(len(_TWICE.findall(text)))


SCORES: dict[str, Callable[[str], float]] = {
    "most frequent n-gram": top_ngram,
    "repeated bigrams, share": repeated_share,
    "zlib ratio": zlib_ratio,
    "word repeated at once": word_repeat,
}


def average_precision(scores: list[float], labels: list[bool]) -> float:
    """Area under precision and recall; equal scores count as one step."""
    positives, found, seen, area = sum(labels), 0, 0, 0.0
    by_score: dict[float, list[bool]] = {}
    for score, label in zip(scores, labels, strict=True):
        by_score.setdefault(score, []).append(label)
    for score in sorted(by_score, reverse=True):
        group = by_score[score]
        seen += len(group)
        found += sum(group)
        area += sum(group) / positives * found / seen
    return area
