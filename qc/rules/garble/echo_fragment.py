"""GAR101: a sentence that is only a phrase of the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.finding import Finding
from qc.measures.emphasis import is_spoken
from qc.measures.removal import removal
from qc.rule import Rule
from qc.spans import Ints, ranges
from qc.text import Text

_COMMAS = frozenset(",;،؛，、；፣")
_LIST_MARKS = frozenset("、")  # where a comma parts clauses, and items have a mark of their own
_STOPS = frozenset(".。．।։።።۔។။")
_BRACKETS = ")]"  # close a remark or a reference, no speech
_SPOKEN = (Kind.QUOTE, Kind.CLOSE)
# One or two words between quotation marks, and the full stop behind them: something is named so, nobody speaks.
_NAMED = re.compile(r"(?<!: )[«“„\"「]\w{1,20}(?: \w{1,20})?[»”“\"」][.。]$")
_NAMED_LENGTH = 44  # characters

# So many fragments in a row are held against the same sentence.
_CHAIN = 5


class EchoFragment(Rule):
    """A sentence that is only a phrase of the sentence before it.

    A translation machine broke a list with a full stop and wrote an item again: "..., the Global Civilization
    Initiative. Global Development Initiative. Building a community ...". The fragment must be a bare phrase: a name
    (its words have capitals inside the sentence before, too) or a part that a comma sets off there. Told from
    rhetoric: an echo of the last words ("It was a long night. A long night."), of one word, of speech or of a question
    is left alone; so are run-in headings, which stand before the sentence they name, and lists of references.
    """

    code = "GAR101"
    scripts = "not scripts without case and without list commas (Thai, Lao, Khmer)"
    bad = (
        "The study found no change at all, across all ages, after either two or four years of practice [22]. "
        "⟦Across all ages.⟧ Later the work went on.",
        "Mereka memperkuat Inisiatif Pembangunan Global, Inisiatif Keamanan Global, serta Inisiatif Peradaban Global. "
        "⟦Inisiatif Pembangunan Global.⟧ Membangun komunitas dengan masa depan bersama.",
        "The council praised the Northern Harbour Fund, the Green Roof Plan, and the work of many volunteers. "
        "⟦Green Roof Plan.⟧ It will meet again in May.",
        "Der Rat lobte den Neuen Hafenfonds, das Grüne Dach und die Arbeit der vielen Helfer. ⟦Neuen Hafenfonds.⟧ "
        "Im Mai tagt er wieder.",
        "El acuerdo abarca el comercio exterior, la energía limpia, el transporte público y la pesca. "
        "⟦La energía limpia.⟧ Los ministros firmaron el lunes.",
        "Стороны обсудили мирное строительство, космические исследования, высшее образование и спорт. "
        "⟦Космические исследования.⟧ Встреча длилась два часа.",
        "Поставте човен біля причалу, який слід полагодити, і підніміть прапор «вільно». ⟦Який слід полагодити.⟧ "
        "Потім ідіть додому.",
        "双方讨论了全球发展倡议、全球安全倡议、全球文明倡议以及文化交流。⟦全球安全倡议。⟧会谈持续了两个小时。",
    )
    good = (
        "It was a long night for all of us. A long night. We slept till noon.",
        "They promised never to come back here again. Never again. And they kept their word.",
        "The Global Development Initiative. The president praised the Global Development Initiative in his speech.",
        "旧码头的长度是新码头的２倍，而灯塔的高度仅是老灯塔的１．２倍。",
        "She said that the door was open and the lights were on. The door was open. She went in.",
        '"We want the Green Roof Plan and a new harbour," he said. "Green Roof Plan. That is all."',
        "The mayor named the Old Boat Fund, the Green Roof Plan, and the bridge, and said: “Vote now”. "
        "Green Roof Plan. That is all.",
        "Did you see the Green Roof Plan on the news today? Green Roof Plan? Never heard of it.",
        "Apa yang kita cari dalam hidup ini adalah kedamaian hati. Kedamaian hati. Itu saja.",
        "Visit the Royal Harbour Museum and the old town in the morning.\nRoyal Harbour Museum.\nOpen daily.",
        "A service of Blue Harbour Insurance Company, as said above. © Blue Harbour Insurance Company. Terms apply.",
        "TURNER: Thank you so much for the warm welcome. Thank you. It is good to be back here in the harbour.",
        "The boats had thousands of leaks, thousands since last spring. Thousands of leaks. And who repairs them?",
        "The trouble is, you talk, but you do not get anything done, Hannah. You do not. That was so last year, too.",
        "Battery life. With the new cells the battery life grew by an hour, they say.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        first, last = text.words_of(text.sentences)
        chain = anchor = found = -1
        for index in _short_inside(text, first, last).tolist():
            chain = chain + 1 if found == index - 1 else 0
            anchor = anchor if 0 < chain <= _CHAIN else index - 1
            echo = Echo(text, range(first[index], last[index]), range(first[anchor], last[anchor]))
            if echo.copy >= 0 and _plain(text, index, anchor):
                found = index
                if echo.confidence and not is_spoken(text, echo.place[0]):
                    yield self._finding(text, index, echo)

    def _finding(self, text: Text, index: int, echo: Echo) -> Finding:
        start, end = text.sentences[index]
        message = f'"{text.slice(start, end)}" is no sentence: it only repeats a phrase of the sentence before it'
        fix = self.fix(text, "delete the fragment", removal(text, start, end))
        return self.finding(text, start, end, message, confidence=echo.confidence, related=[echo.place], fix=fix)


def _short_inside(text: Text, first: Ints, last: Ints) -> Ints:
    """Sentences of 2 to 8 words (4 to 16 characters of a script without spaces) that do not begin their paragraph."""
    count = last - first
    if len(count) < 2 or not len(text.words):
        return np.zeros(0, np.int64)
    scale = np.where(text.unspaced_words[np.minimum(first, len(text.words) - 1)], 2, 1)
    short = (count >= 2 * scale) & (count <= 8 * scale)
    inside = np.append(False, text.sentences.owner[1:] == text.sentences.owner[:-1])
    found = np.flatnonzero(short & inside)
    return found[_may_echo(text, found, first, last)]


def _may_echo(text: Text, found: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """bool[k]: its first two words stand in the sentence before a fragment, or that one is short, too (a chain)."""
    ids, before, words = text.word_ids, found - 1, first[found]
    places = ranges(first[before], last[before])
    owner = np.repeat(np.arange(len(found)), last[before] - first[before])
    equal = (ids[places] == ids[words][owner]) & (ids[places + 1] == ids[words + 1][owner])
    chained = np.append(False, found[1:] - 1 == found[:-1])[: len(found)]
    may: NDArray[np.bool_] = chained | (np.bincount(owner[equal], minlength=len(found)) > 0)
    return may


def _plain(text: Text, index: int, anchor: int) -> bool:
    """A fragment that ends in one full stop, with no quotation mark in it or at the end of the sentence before.

    There, a name of one or two words may end in one.
    """
    start, end = text.sentences[index]
    before = int(text.sentences.end[anchor])
    closing = 0 if _NAMED.search(text.string, max(0, before - _NAMED_LENGTH), before) else 3
    places = [*range(max(0, before - closing), before), *range(start, end)]
    spoken = any(text.kinds[at] in _SPOKEN and text.string[at] not in _BRACKETS for at in places)
    stop = text.string[end - 1] in _STOPS and text.string[end - 2] not in _STOPS
    words = text.kinds[start] >= Kind.DIGIT and ":" not in text.string[start:end]
    return bool(stop and words and not spoken and not text.code_mask[start])


class Echo:
    """Where the words of a fragment (`words`) stand within the sentence before it (`sentence`): word indices.

    copy         the word at which they stand there, -1 if they do not
    confidence   0 where the fragment may be a sentence, or rhetoric
    """

    def __init__(self, text: Text, words: range, sentence: range) -> None:
        self.text, self.words, self.sentence = text, words, sentence
        self.copy = self._find() if len(sentence) >= len(words) + 3 else -1

    def _find(self) -> int:
        ids, size = self.text.word_ids, len(self.words)
        inside = ids[self.sentence.start : self.sentence.stop - size + 1]
        for at in np.flatnonzero(inside == ids[self.words.start])[:20].tolist():
            copy = self.sentence.start + int(at)
            if self.text.equal_words(copy, self.words.start, size):
                return copy
        return -1

    @cached_property
    def place(self) -> tuple[int, int]:
        words = self.text.words
        return int(words.start[self.copy]), int(words.end[self.copy + len(self.words) - 1])

    @cached_property
    def confidence(self) -> float:
        at_end = self.copy + len(self.words) == self.sentence.stop
        if (at_end and len(self.words) < 4) or self._opens():
            return 0.0
        if self._is_name():
            return 0.7 if at_end else 0.95
        if at_end or not self._is_parted():
            return 0.0
        return 0.85 if self._commas(self.sentence.start, self.sentence.stop) >= 2 else 0.75

    def _is_name(self) -> bool:
        """Its words of four letters and more have capitals where they stand inside the sentence before."""
        starts = self.text.words.start[self.copy : self.copy + len(self.words)]
        lengths = self.text.words.end[self.copy : self.copy + len(self.words)] - starts
        long = (lengths >= 4) & (starts != self.text.words.start[self.sentence.start])
        return bool(long.any() and (self.text.kinds[starts[long]] == Kind.UPPER).all())

    def _opens(self) -> bool:
        """The copy begins its sentence, or what a speaker's name announces: thanks, somebody addressed."""
        before = self.text.slice(int(self.text.words.end[self.copy - 1]), self.place[0]) if self.copy else ""
        return self.copy == self.sentence.start or ":" in before

    def _is_parted(self) -> bool:
        """An item: a comma stands behind it, and before it or a word off, as the conjunction in "..., and the sea"."""
        before = self._commas(self.copy - 1, self.copy + 1) + self._commas(self.copy - 2, self.copy)
        return before > 0 and self._commas(self.copy + len(self.words) - 1, self.copy + len(self.words) + 1) > 0

    def _commas(self, first: int, last: int) -> int:
        """How many of the gaps between the words `[first, last)` hold a comma."""
        words, string = self.text.words, self.text.string
        inner = range(max(first, self.sentence.start), min(last, self.sentence.stop) - 1)
        gaps = (string[words.end[word] : words.start[word + 1]] for word in inner)
        marks = _LIST_MARKS if self.text.unspaced_words[self.copy] else _COMMAS
        return sum(1 for gap in gaps if not marks.isdisjoint(gap))
