"""The commonest function words of fifty languages: a sentence has some of its own language, and few of any other."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qc.hashes import hashes_of
from qc.measures.languages import same_group

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.hashes import Hashes

_TABLE = Path(__file__).with_suffix(".tsv")
_BUCKETS = 18  # bits: two megabytes of masks; one word in 60 shares its bucket with a stop word of some language


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


@lru_cache(1024)
def likely(words: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of which most stop words are among `words` (in lower case); none where no word is one."""
    counts = Counter(language for word in words for language in languages_of(word))
    most = max(counts.values(), default=0)
    return tuple(language for language, count in counts.items() if count == most)


@cache
def mask_of(language: str) -> int:
    """The bits of `language` and those it is hardly told from, in `masks`; 0 for "" and where there is no list."""
    return sum(1 << bit for bit, listed in enumerate(_lists()) if language and same_group(listed, language))


def masks(word_ids: Hashes) -> NDArray[np.uint64]:
    """uint64[len(word_ids)]: a bit for each language in which a word is probably a stop word (never missing one)."""
    buckets = (word_ids >> np.uint64(64 - _BUCKETS)).view(np.int64)
    found: NDArray[np.uint64] = _table().take(buckets, mode="clip")
    return found


@cache
def _table() -> NDArray[np.uint64]:
    table = np.zeros(1 << _BUCKETS, np.uint64)
    for bit, words in enumerate(_lists().values()):
        ids = hashes_of(words)
        table[ids >> np.uint64(64 - _BUCKETS)] |= np.uint64(1 << bit)
    return table
