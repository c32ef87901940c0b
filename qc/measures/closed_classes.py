"""Closed classes of words: what joins two phrases, what no grammar puts twice in a row.

The lists with their sources stand in `closed_classes.tsv`. A list is evidence for its own language; where the language
of a text is unknown (a single short sentence), every list counts.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from qc.characters import fold
from qc.hashes import Hashes, word_hashes
from qc.measures.languages import same_group

_TABLE = Path(__file__).with_suffix(".tsv")


class Class(StrEnum):
    """The kinds of the table."""

    AND = "and"
    OR = "or"
    BUT = "but"
    TOO = "too"
    SOLO = "solo"
    TAIL = "tail"
    TWICE = "twice"
    WHO = "who"
    NO = "no"
    ETC = "etc"


JOINTS = (Class.AND, Class.OR, Class.BUT)


@cache
def _lists() -> dict[Class, dict[str, frozenset[str]]]:
    """Class -> word in lower case -> the languages that list it."""
    found: dict[Class, dict[str, set[str]]] = {kind: {} for kind in Class}
    for line in fold(_TABLE.read_text("utf-8")).splitlines():
        if not line.startswith("#"):
            language, kind, words = line.split("\t")
            for word in words.split():
                found[Class(kind)].setdefault(word, set()).add(language)
    return {kind: {word: frozenset(languages) for word, languages in words.items()} for kind, words in found.items()}


def belongs(word: str, kind: Class, language: str = "") -> bool:
    """Whether a word (in lower case) is of a class in `language`, or in any language where that is ""."""
    return any(same_group(listed, language) for listed in _lists()[kind].get(word, ()))


@cache
def is_described(language: str) -> bool:
    """Whether the table lists the particles of a language, so that its grammar is known a little."""
    listed = {code for codes in _lists()[Class.SOLO].values() for code in codes}
    return bool(language) and any(same_group(code, language) for code in listed)


@cache
def words(language: str, *kinds: Class) -> frozenset[str]:
    """The words of some classes in `language` (and those it is hardly told from); in all languages where it is "".

    In an unknown language "a", "o" and "of" mean too many things: of plain Latin letters there must be three.
    """
    found = (word for kind in kinds for word in _lists()[kind] if belongs(word, kind, language))
    return frozenset(word for word in found if language or len(word) > 2 or not word.isascii())


@cache
def ids(language: str, *kinds: Class) -> Hashes:
    """uint64[k], sorted: `Text.word_ids` of `words`; for `numpy.isin`."""
    return word_hashes(words(language, *kinds))


@cache
def all_ids(*kinds: Class) -> Hashes:
    """uint64[k], sorted: the ids of every word of some classes, short ones too; before the language is known."""
    return word_hashes(frozenset(word for kind in kinds for word in _lists()[kind]))
