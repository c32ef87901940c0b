"""The commonest function words of fifty languages: a sentence has some of its own language, and few of any other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qc.hashes import Hashes, word_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

BITS = 18  # of the screen: a quarter of a megabyte

_TABLE = Path(__file__).with_suffix(".tsv")


@cache
def _lists() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {language: frozenset(words.split()) for language, words in rows}


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Word -> the languages that list it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _lists().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def has_list(language: str) -> bool:
    return language in _lists()


def languages_of(word: str) -> tuple[str, ...]:
    """The languages in which `word` (in lower case) is a stop word."""
    return _languages().get(word, ())


@cache
def ids(language: str) -> Hashes:
    """uint64[k], sorted: `Text.word_ids` of the stop words of `language`; empty if there is no list."""
    return word_hashes(_lists().get(language, frozenset()))


@cache
def screen() -> NDArray[np.bool_]:
    """bool[2^BITS]: whether some id of `all_ids` has these leading bits."""
    table = np.zeros(1 << BITS, np.bool_)
    table[all_ids() >> np.uint64(64 - BITS)] = True
    return table


@cache
def all_ids() -> Hashes:
    """uint64[k], sorted: the ids of all stop words of all languages, a screen."""
    return word_hashes(frozenset(_languages()))
