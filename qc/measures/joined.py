"""Phrases that are joined to themselves: "the beach and the beach", "X, serta X".

Screen: runs of words that come again after one to four words (`echoes`), within one sentence. What stands between
decides: a conjunction, or a few words too short to carry news beside a long copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.hashes import among
from qc.measures.closed_classes import JOINTS, Class, all_ids, belongs, words
from qc.measures.echoes import GAP, Echoes, echoes, strongest
from qc.measures.stop_words import languages_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.spans import Ints
    from qc.text import Text

_COMMAS = ",،،、，;؛"
# What may stand between two copies beside words: blanks, commas, quotes, an opened bracket.
_LOOSE = frozenset(_COMMAS + " \n\r\u00a0\u3000\"'“”„‟‘’«»‹›「」『』()（）/&+")
# What ends a phrase. A full stop ends it only before a blank: "example.com" goes on.
_CLOSERS = frozenset(_COMMAS + ':。！？!?…)）"”“»」』\n\r\0—–|।؟')


_JOINTS_WITHIN = {ord(mark): None for mark in " \u00a0\n-\u2010\u2011"}
_AFTER_STOP = ("", " ", "\n", "\r", "\0", '"', "”", "»", ".")


class Link(Enum):
    """What joins the copies."""

    JOINT = "a conjunction"
    OTHER = "other words"


@dataclass(frozen=True)
class Joined:
    """Two copies of a phrase: `count` words from `first` and from `second` on, a few words between them."""

    text: Text
    first: int
    second: int
    count: int

    @property
    def span(self) -> tuple[int, int]:
        """Offsets from the first letter of the first copy to the last of the second."""
        starts, ends = self.text.words.start, self.text.words.end
        return int(starts[self.first]), int(ends[self.second + self.count - 1])

    @property
    def copy(self) -> tuple[int, int]:
        """Offsets of the first copy."""
        starts, ends = self.text.words.start, self.text.words.end
        return int(starts[self.first]), int(ends[self.first + self.count - 1])

    @cached_property
    def words(self) -> list[str]:
        return self.text.word_strings(self.first, self.first + self.count)

    @cached_property
    def unspaced(self) -> bool:
        return bool(self.text.unspaced_words[self.first])

    @cached_property
    def gap(self) -> str:
        """What stands between the copies, in lower case."""
        return self.text.folded[self.copy[1] : int(self.text.words.start[self.second])]

    @cached_property
    def gap_words(self) -> list[str]:
        """The words between the copies; one word of characters where the script puts no spaces."""
        found = self.text.word_strings(self.first + self.count, self.second)
        return ["".join(found)] if self.unspaced and found else found

    @cached_property
    def named(self) -> bool:
        """A capital begins a word between the copies, and none the first copy: "To character or As character"."""
        starts = self.text.words.start
        capitals = self.text.kinds[starts[self.first : self.second]] == Kind.UPPER
        return bool(capitals[self.count :].any() and not capitals[: self.count].any())

    @cached_property
    def tight(self) -> bool:
        """Nothing but blanks, commas and quotes stands beside the words between the copies."""
        rest = self.gap
        for word in self.text.word_strings(self.first + self.count, self.second):
            rest = rest.replace(word, "", 1)
        return _LOOSE.issuperset(rest)

    @cached_property
    def after(self) -> str:
        """What follows the second copy: "" for the end of a phrase, else the next characters."""
        rest = self.text.string[self.span[1] : self.span[1] + 40].lstrip(" \u00a0\u3000")
        if not rest or rest[0] in _CLOSERS:
            return ""
        return "" if rest[0] == "." and rest[1:2] in _AFTER_STOP else rest

    @cached_property
    def glued(self) -> bool:
        """A hyphen or the like makes an end of a copy part of a longer word: "fat or fat-free", "Enter or +Enter"."""
        string, (start, end) = self.text.string, self.span
        before = (string[max(0, at - 1) : at] for at in (start, int(self.text.words.start[self.second])))
        return string[end : end + 1] in _GLUE or any(mark in _GLUE or mark == ":" for mark in before if mark)

    @cached_property
    def verified(self) -> bool:
        """Both copies are letter for letter the same."""
        return self.text.equal_words(self.first, self.second, self.count)

    @cached_property
    def alike(self) -> bool:
        """Both are written alike, but for blanks and hyphens within, and a capital at the head of a sentence.

        "a to z and A to Z" names two things, and so does "Control++ and Control+-".
        """
        (start, end), (again, stop) = self.copy, (int(self.text.words.start[self.second]), self.span[1])
        one, two = (self.text.slice(*span).translate(_JOINTS_WITHIN) for span in ((start, end), (again, stop)))
        if one == two:
            return True
        sentence = self.text.sentences[self.text.sentences.at(start)].start
        return start - sentence <= 1 and one[1:] == two[1:] and one.lower() == two.lower()

    @cached_property
    def periodic(self) -> bool:
        """The whole stretch is one short unit over and over ("and on and on and on"): a stutter or a loop."""
        stretch = self.text.word_ids[self.first : self.second + self.count]
        return any((stretch[unit:] == stretch[:-unit]).all() for unit in range(1, self.second - self.first))

    def link(self, language: str) -> Link:
        """What the words between the copies are: conjunctions of `language`, or something else."""
        return Link.JOINT if _is_joint(tuple(self.gap_words), language) else Link.OTHER


_ENDING = 2  # letters of a joint
_GLUE = frozenset("-‐‑/_@#&'’+=<>\\{}[]~^*$%")


@lru_cache(4096)
def _is_joint(gap: tuple[str, ...], language: str) -> bool:
    """One conjunction, or one with "also" and its like beside it."""
    kinds = [_kind(word, language) for word in gap]
    known = [word for word in gap if any(belongs(word, kind, language) for kind in (*JOINTS, Class.TOO))]
    mixed = 0 < len(known) < len(gap)  # "men" is no "but" beside an "and"
    return any(kind in JOINTS for kind in kinds) and all(kind is not None for kind in kinds) and not mixed


def _kind(word: str, language: str) -> Class | None:
    """Which kind of joint a word is. One or two letters mean too many things in other languages.

    So does a small word of the language itself: "por" is "but" in Albanian, not in Spanish.
    """
    own = language in languages_of(word)
    for kind in (*JOINTS, Class.TOO):
        if belongs(word, kind, language) or (not own and word in words("", kind)):
            return kind
    return None


def joined(text: Text) -> Iterator[Joined]:
    """Phrases that come again after at most four other words of a sentence, by their hashes (`verified` decides)."""
    for first, count, period in _screen(text):
        yield _behind_joint(Joined(text, first, first + period, count))


def _behind_joint(found: Joined) -> Joined:
    """Without spaces a joint may end as what stands before the first copy does: that letter is the joint's."""
    if not found.unspaced or found.link("") is Link.JOINT:
        return found
    moved = (
        Joined(found.text, found.first + by, found.second + by, found.count - by)
        for by in range(1, min(_ENDING, found.count - 1) + 1)
    )
    return next((each for each in moved if each.link("") is Link.JOINT), found)


def _screen(text: Text) -> Echoes:
    found = text.view(echoes)
    if not len(found):
        return found
    found = _up_to_the_end(text, found)
    apart, touching = found.where(found.count < found.period), found.where(_twice(found))
    # "dan X dan X" is X twice around its second "dan".
    touching = touching.where(among(text.word_ids[touching.first], all_ids(*JOINTS)))
    inner = Echoes(touching.first + 1, touching.period - 1, touching.period)
    both = (np.concatenate(columns) for columns in zip(_columns(apart), _columns(inner), strict=True))
    found = Echoes(*both)
    found = found.where(_worth_a_look(text, found) & _in_one_sentence(text, found))
    return found.where(strongest(text, found))


def _up_to_the_end(text: Text, found: Echoes) -> Echoes:
    """Where words stand without blanks: the next sentence may begin as the joint does, and is no part of a copy."""
    unspaced = np.flatnonzero(text.unspaced_words[found.first])
    if not len(unspaced):
        return found
    first, count = found.first[unspaced], found.count.copy()
    sentence = np.searchsorted(text.sentences.start, text.words.start[first], "right") - 1
    room = text.words_of(text.sentences)[1][sentence] - first - found.period[unspaced]
    count[unspaced] = np.minimum(count[unspaced], room)
    return Echoes(found.first, count, found.period).where(count > 0)


def _twice(found: Echoes) -> NDArray[np.bool_]:
    """Runs that touch, of three words and more, said twice and no more."""
    twice: NDArray[np.bool_] = (found.count >= found.period) & (found.count < 2 * found.period) & (found.period >= 3)
    return twice


def _columns(found: Echoes) -> tuple[Ints, Ints, Ints]:
    return found.first, found.count, found.period


def _worth_a_look(text: Text, found: Echoes) -> NDArray[np.bool_]:
    """Copies of four letters or more, with a joint between them, or of four words or more."""
    size = text.words.end[found.first + found.count - 1] - text.words.start[found.first]
    joints = among(text.word_ids, all_ids(*JOINTS)) if len(found) > 1000 else None
    joint = np.zeros(len(found), np.bool_)
    for step in range(GAP):
        at = np.minimum(found.first + found.count + step, len(text.words) - 1)
        here = joints[at] if joints is not None else among(text.word_ids[at], all_ids(*JOINTS))
        joint |= here & (found.count + step < found.period)
    looked: NDArray[np.bool_] = (joint | (found.count >= 4)) & (size >= 4) & ((found.count > 1) | _ends(text, found))
    return looked


def _ends(text: Text, found: Echoes) -> NDArray[np.bool_]:
    """No word follows the second copy at once: of single words only those are looked at."""
    end = text.words.end[found.first + found.period + found.count - 1]
    last = len(text.kinds) - 1
    next_ = np.minimum(end + (text.kinds[np.minimum(end, last)] == Kind.SPACE), last)
    ends: NDArray[np.bool_] = text.kinds[next_] < Kind.DIGIT
    return ends


def _in_one_sentence(text: Text, found: Echoes) -> NDArray[np.bool_]:
    starts = text.words.start
    last = starts[found.first + found.period + found.count - 1]
    begins = text.sentences.start
    same: NDArray[np.bool_] = np.searchsorted(begins, starts[found.first], "right") == np.searchsorted(
        begins, last, "right"
    )
    prose: NDArray[np.bool_] = same & ~text.code_mask[last]
    return prose


def letters(text: Text, found: Joined) -> int:
    """Letters of one copy with their marks: what it weighs, in any script."""
    start, end = found.copy
    return int((text.kinds[start:end] >= Kind.MARK).sum())
