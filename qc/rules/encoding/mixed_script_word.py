"""ENC104: a word in two alphabets, with letters that only look right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import SCRIPTS, scripts
from qc.finding import Finding
from qc.measures.places import SHOWN, places
from qc.rule import Rule
from qc.spans import distinct

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

_LATIN, _CYRILLIC, _GREEK = (SCRIPTS.index(name) for name in ("Latin", "Cyrillic", "Greek"))

# Letters that look alike in every upright typeface, Latin first (from Unicode's confusables, UTS #39).
_CYRILLIC_PAIRS = "aа eе oо pр cс yу xх iі jј sѕ hһ dԁ qԛ wԝ AА BВ EЕ KК MМ HН OО PР CС TТ XХ IІ JЈ SЅ YҮ"
_GREEK_PAIRS = "oο AΑ BΒ EΕ ZΖ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ YΥ XΧ"

_AROUND = 2_000  # characters that tell which script prevails around a word


def _tables() -> dict[tuple[int, int], dict[str, str]]:
    """(from script, to script) -> letter -> the letter that looks like it."""
    tables: dict[tuple[int, int], dict[str, str]] = {}
    for pairs, other in ((_CYRILLIC_PAIRS, _CYRILLIC), (_GREEK_PAIRS, _GREEK)):
        tables[_LATIN, other] = {pair[0]: pair[1] for pair in pairs.split()}
        tables[other, _LATIN] = {pair[1]: pair[0] for pair in pairs.split()}
    return tables


_LIKE = _tables()


class _Mixed(NamedTuple):
    """A word with look-alikes: what it should be, its runs of letters of one script, and the script it belongs to."""

    meant: str
    runs: list[str]
    script: int


class MixedScriptWord(Rule):
    """A word in two alphabets: Latin letters among Cyrillic or Greek ones that look alike.

    Readers see nothing; searches, dictionaries and models see another word. It comes from keyboards, OCR, and
    from people who get round filters. Reported are words which become plain once their odd letters are replaced by
    look-alikes. Foreign words with an ending of the language around ("facebookа", "SMSка"), symbols and formulas ("μm",
    "ΔT") are meant, and parts joined by a hyphen are words of their own.
    """

    code = "ENC104"
    bad = (
        "Мы живём в ⟦Mоскве⟧ уже давно.",
        "Он сказал, что ⟦cегoдня⟧ не придёт.",
        "Please log in to your ⟦pаypal⟧ account.",
        "The ⟦Сompany⟧ was founded in 1990.",
        "Η ⟦Eλλάδα⟧ είναι όμορφη.",
        "Це ⟦Украiна⟧, наша країна.",
        "Kontrak itu ditandatangani di ⟦Jаkаrtа⟧.",
        "Продажи ⟦тoвaрoв⟧ выросли.",
    )
    good = (
        "Она купила iPhone'ом, выложила фото на facebookе и ушла.",
        "IT-отдел, PR-служба, SMSка и CEOшник работают.",
        "5 μm, 3 kΩ, ΔT = 4, β-carotene, γδT-cells",
        "日本のTシャツとAKB48とβ版",
        "Видеокарта GeForce RTX, XXIв. и мегаTOP",
        "Яndex, KoЯn and Dиджитал are names.",
        "Η COVID-19 και το ATMάκι",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        mixed: dict[int, _Mixed] = {}
        look_alikes, prevailing = cache(_look_alikes), cache(partial(_prevailing, text))
        for word, (start, end) in ((word, text.words[word]) for word in _screened(text).tolist()):
            found = look_alikes(text.slice(start, end))
            if found and not _is_meant(found, prevailing(text.document_at(start), start // _AROUND)):
                mixed[word] = found
        chosen = np.array(list(mixed), np.int64)
        for group in places(text, text.words.start[chosen], text.words.end[chosen]):
            yield self._finding(text, [[int(chosen[hit]) for hit in place] for place in group], mixed)

    def _finding(self, text: Text, group: list[list[int]], mixed: dict[int, _Mixed]) -> Finding:
        spans = [(text.words[place[0]].start, text.words[place[-1]].end) for place in group]
        (start, end), found = spans[0], mixed[group[0][0]]
        odd = [character for character in text.slice(*text.words[group[0][0]]) if character not in found.meant]
        names = ", ".join(dict.fromkeys(f"{SCRIPTS[scripts()[ord(letter)]]} {letter!r}" for letter in odd))
        message = f"{found.meant!r} is written with letters of another alphabet that only look right: {names}"
        edits = [(*text.words[word], mixed[word].meant) for place in group for word in place]
        return self.finding(
            text,
            start,
            end,
            message + f", the first of {len(group)} such places" * (len(group) > 1),
            confidence=0.97 if len(found.runs) > 2 else 0.92,
            related=[(*span, "mixed too") for span in spans[1:SHOWN]],
            fix=self.fix(text, "write it in one alphabet", *edits),
            evidence={"meant": found.meant, "places": len(group)},
        )


def _screened(text: Text) -> Ints:
    """The words in which letters of two alphabets are neighbours: one of the two is not Latin."""
    scripts_, beyond = text.scripts, text.beyond_ascii
    script = scripts_[beyond]
    other = beyond[(script == _CYRILLIC) | (script == _GREEK)]
    apart, last = np.diff(other) > 1, len(scripts_) - 1
    first, final = other[np.append(True, apart)[: len(other)]], other[np.append(apart, True)[: len(other)]]
    before = first[(first > 0) & (scripts_[first - 1] == _LATIN)]
    after = final[(final < last) & (scripts_[np.minimum(final + 1, last)] == _LATIN)]
    between = other[1:][~apart & (scripts_[other[1:]] != scripts_[other[:-1]])]
    words = np.searchsorted(text.words.start, np.concatenate([before, after, between]), side="right") - 1
    return distinct(words[words >= 0])


def _look_alikes(word: str) -> _Mixed | None:
    """The word in the alphabet of most of its letters, if the others have look-alikes there; `None` if not."""
    script_of = [int(scripts()[ord(letter)]) for letter in word]
    letters = [(script, letter) for script, letter in zip(script_of, word, strict=True) if script]
    runs = ["".join(letter for _, letter in run) for _, run in groupby(letters, key=itemgetter(0))]
    share = Counter(script for script, _ in letters)
    for target, _ in share.most_common():
        tables = (_LIKE.get((script, target), {}) for script in share if script != target)
        like = {odd: meant for table in tables for odd, meant in table.items()}
        if all(script == target or letter in like for script, letter in letters):
            return _Mixed("".join(like.get(letter, letter) for letter in word), runs, target)
    return None


def _prevailing(text: Text, document: int, block: int) -> int:
    """The script of most letters of a document within a block of `_AROUND` characters."""
    start, end = text.documents[document]
    around = text.scripts[max(start, block * _AROUND) : min(end, (block + 1) * _AROUND)]
    return int(np.bincount(around[around > 0]).argmax())


def _is_meant(word: _Mixed, prevailing: int) -> bool:
    """Whether both alphabets may be meant: a foreign word or acronym with an ending or in a compound."""
    first, last, size = word.runs[0], word.runs[-1], sum(map(len, word.runs))
    if size < 3 or (word.script == _GREEK and size < 4):  # "cм"; symbols of formulas: "γδT"
        return True
    if len(word.runs) > 2:
        return False
    acronym = any(len(part) > 1 and part.isupper() and part.isascii() for part in (first, last))
    if acronym and not (first + last).isupper():
        return True
    if prevailing in (_CYRILLIC, _GREEK) and first.isascii():  # "facebookа"
        return len(first) >= len(last)
    return 2 * min(len(first), len(last)) > max(len(first), len(last))
