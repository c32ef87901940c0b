"""REP105: a phrase that a text cannot get away from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from qc.characters import Kind
from qc.finding import Finding, Severity
from qc.hashes import Hashes
from qc.measures.closed_classes import Class, belongs
from qc.measures.languages import languages
from qc.measures.loops import Takeover, is_stutter, long_periods, takeovers
from qc.measures.programming import about_code
from qc.measures.prose import is_complete, is_prose, is_verse
from qc.measures.stutters import LONGEST, LONGEST_UNSPACED
from qc.rule import Rule
from qc.text import Text

# In a line without a full stop (a table, a title) so many copies are no design any more.
_MANY, _CAPITALS = 12, 0.1
_HALVES, _COMMAS = 4, frozenset(",;:،؛，；")
_SIGNS = frozenset("|=")  # of tables and settings
_LONGEST_ROUND = 50  # words of what a loop says over and over

_EN = "the old harbour where the boats that had come in from the sea lay in the morning sun beside"
_DE = "der alte Hafen in dem die Boote die vom Meer gekommen waren in der Morgensonne lagen neben dem"
_ZH = "老港口的船在早晨的阳光下静静地停在码头旁边等待着出海的人们回来然后再一次离开"


class PhraseLoop(Rule):
    """A phrase that a text cannot get away from.

    The oscillation of a translation or language model, in two forms. A stretch longer than a stutter (fourteen words
    and more) stands three times or more, each copy right behind the other. Or a few words take over a sentence: they
    stand in it four times and more, make up nearly half of its content words, and hardly anything new stands beside
    them ('the term "ownership" refers to the term "ownership" or "ownership"'). Enumerations and anaphora say something
    new with each copy and are left alone, as are tables, code, and what is a plain stutter or a repeated sentence.
    """

    code = "REP105"
    severity = Severity.ERROR
    scripts = "in scripts without spaces only long stretches, not words that take over a sentence"
    bad = (
        'The term "⟦mooring toll" refers to the "mooring toll" or the "mooring toll" (also "mooring toll⟧").',
        "Der ⟦Hafenmeister ist der Hafenmeister vom Hafenmeister, der den Hafenmeister⟧ kennt.",
        "La ⟦société de pêche est la société de pêche dans la société de pêche pour la société de pêche⟧.",
        "Istilah ⟦biaya tambat adalah biaya tambat dari biaya tambat untuk biaya tambat⟧.",
        "Термин «⟦сбор» означает сбор или сбор, то есть сбор⟧.",
        f"They saw {'⟦' + ' '.join([_EN] * 3) + '⟧'} the wall.",
        f"Es war {'⟦' + ' '.join([_DE] * 4) + '⟧'} Turm.",
        f"我们看见{'⟦' + _ZH * 3 + '⟧'}。",
    )
    good = (
        "Les entrées « Quai 10, Quai 11 » deviennent « Quai 10p », « Quai 10, Quai 11, Quai 12 » « Quai 10pp ».",
        "قَالَ رَسُولُ اللَّهِ صلى الله عليه وسلم لِعُمَرَ رضى الله عنه إِنَّ الْبَحْرَ كَبِيرٌ وَإِنَّ الْمِينَاءَ بَعِيدٌ فَذَهَبَ ابْنُ عُمَرَ رضى الله عنهما "
        "إِلَى الْمَدِينَةِ وَسَأَلَ عَائِشَةَ رضى الله عنها عَنْ قَوْلِ رَسُولِ اللَّهِ صلى الله عليه وسلم.",
        "Honest mothers are for honest fathers and honest fathers for honest mothers, gentle mothers for gentle "
        "fathers and gentle fathers for gentle mothers.",
        "使用 ALTER HARBOUR [alter_harbour(7)] 修改港口，DROP HARBOUR [drop_harbour(7)] 删除港口。",
        "We shall sail in the morning, we shall sail at noon, we shall sail at night, and we shall sail home.",
        "The shelters are the Northern Shelter for Homeless Animals, the Southern Shelter for Homeless Animals, the "
        "Eastern Shelter for Homeless Animals and the Western Shelter for Homeless Animals.",
        "The article on free movement names the right to stay, to leave, to return and the right to family life.",
        "Adults 12 euros, students 9 euros, children 6 euros, seniors 8 euros, families 30 euros, groups 100 euros.",
        "Basic Best Basic Best Best Best Basic Best Basic Best",
        "Una barca es una barca, y otra barca es otra barca.",
        "Si vous faites le pain, vous le faites pour vous ; et si vous faites le vin, vous le faites pour nous.",
        "Si tengo barco no tengo red; si tengo red no tengo barco.",
        "Любимому прощают то, что другим не прощают, и не прощают то, что прощают другим.",
        "luks=, rd.luks=, luks.crypttab=, rd.luks.crypttab=, luks.name=, rd.luks.name=, luks.key= set it all.",
        "Nie ma tutaj statków, nie ma rybaków, nie ma sieci, nie ma nawet mew.",
        "for boat in boats: boat.sail(boat.port, boat.crew, boat.load)",
        "It is what it is, and what it is is what we all know that it is.",
        "ひとつひとつ、いろいろなことを、だんだんと、ますます。",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        told = np.zeros(len(text.words), np.bool_)
        for first, period, copies in long_periods(text):
            if self._is_long(text, first, period):
                told[first : first + period * copies] = True
                yield self._period(text, first, period, copies)
        for found in takeovers(text):
            if not told[found.first] and _is_loop(text, found):
                yield self._takeover(text, found)

    @staticmethod
    def _is_long(text: Text, first: int, period: int) -> bool:
        """Longer than a stutter, and without a whole sentence in it, which would be a repeated sentence."""
        start, second = int(text.words.start[first]), int(text.words.start[first + period])
        longest = LONGEST_UNSPACED if text.unspaced_words[first] else LONGEST
        whole = len(text.sentences.within(start + 1, second + 1)) > 0
        return period > longest and not whole and not text.code_mask[start]

    def _period(self, text: Text, first: int, period: int, copies: int) -> Finding:
        starts, ends = text.words.start, text.words.end
        start, end = int(starts[first]), int(ends[first + period * copies - 1])
        message = f"a stretch of {period} words stands here {copies} times in a row"
        fix = self.fix(text, "keep it once", (int(ends[first + period - 1]), end, ""))
        evidence = {"words": period, "copies": copies}
        return self.finding(text, start, end, message, confidence=0.97, fix=fix, evidence=evidence)

    def _takeover(self, text: Text, found: Takeover) -> Finding:
        start, end = _offsets(text, found)
        filling = " ".join(found.words[:5])
        message = f'"{filling}" takes over this sentence: it stands there {found.copies} times'
        evidence = {"words": list(found.words), "copies": found.copies}
        return self.finding(text, start, end, message, confidence=0.9, evidence=evidence)


def _is_loop(text: Text, found: Takeover) -> bool:
    start, end = _offsets(text, found)
    sentence = text.sentences[text.sentences.at(start)]
    running = is_complete(text, sentence.end)
    plain = is_prose(text, start, end) and _SIGNS.isdisjoint(text.slice(start, end)) and not text.code_mask[start]
    if not plain or is_verse(text, start) or is_stutter(text, found) or not (running or _fills(text, found)):
        return False
    if _is_denied(text, found) or _is_balanced(text, found) or _is_numbered(text, found):
        return False
    return not about_code(text, text.document_at(start))


def _is_numbered(text: Text, found: Takeover) -> bool:
    """A number follows most copies: labels, settings ("page 10, page 11", "size 12")."""
    said = text.word_strings(found.first, found.last + 1)
    behind = [after for word, after in pairwise(said) if word in found.words]
    return 4 * sum(word[0].isdigit() for word in behind) >= 3 * len(behind) > 0


def _is_denied(text: Text, found: Takeover) -> bool:
    """The word stands with a "not" and without: a saying ("if I have nets I have no boat, if I have a boat ...")."""
    language = text.view(languages)[text.document_at(int(text.words.start[found.first]))]
    said = text.word_strings(max(0, found.first - 1), found.last)
    denied = sum(belongs(before, Class.NO, language) for before, word in pairwise(said) if word in found.words)
    return 0 < denied < found.copies


def _is_balanced(text: Text, found: Takeover) -> bool:
    """Four copies, a comma or semicolon in the middle of them: two halves of a saying, or a call."""
    said = text.word_strings(found.first, found.last)
    places = [found.first + index for index, word in enumerate(said) if word == found.words[0]]
    if len(places) != _HALVES:
        return False
    middle = text.slice(int(text.words.end[places[1]]), int(text.words.start[places[2]]))
    return not _COMMAS.isdisjoint(middle)


def _fills(text: Text, found: Takeover) -> bool:
    """So often that it is no design, in words without capitals, as the cells of tables have."""
    capitals = int((text.initials[found.first : found.last] == Kind.UPPER).sum())
    return found.copies >= _MANY and capitals <= _CAPITALS * (found.last - found.first)


def _offsets(text: Text, found: Takeover) -> tuple[int, int]:
    first, last = _whole(text, found)
    return int(text.words.start[first]), int(text.words.end[last - 1])


def _whole(text: Text, found: Takeover) -> tuple[int, int]:
    """The words `[first, last)` with what belongs to the first and the last round, too: small words at either end."""
    first, last, ids = found.first, found.last, text.word_ids
    period = _period(ids[first:last])
    sentence = text.words.within(*text.sentences[text.sentences.at(int(text.words.start[first]))])
    while period and first > sentence.start and ids[first - 1] == ids[first - 1 + period]:
        first -= 1
    while period and last < sentence.stop and ids[last] == ids[last - period]:
        last += 1
    return first, last


def _period(ids: Hashes) -> int:
    """After how many words the whole run says itself again, 0 if it does not."""
    for period in (np.flatnonzero(ids[1 : _LONGEST_ROUND + 1] == ids[0]) + 1).tolist():
        if 2 * period <= len(ids) and (ids[period:] == ids[:-period]).all():
            return int(period)
    return 0
