"""ENC103: characters that nobody sees and nothing needs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.finding import Finding
from qc.measures.invisibles import Invisibles, Sort, invisibles
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.text import Text

_EACH = 5  # so many places of one document are findings of their own; more are one finding
_SHOWN = 20

# How sure it is that such a character, out of place, is not meant.
_CONFIDENCE = {Sort.HYPHEN: 0.9, Sort.OPERATOR: 0.9, Sort.DIRECTION: 0.95, Sort.JOINER: 0.95, Sort.SELECTOR: 0.95}


class InvisibleCharacter(Rule):
    """Characters that nobody sees and nothing needs: zero-width, control, tag characters.

    They split words for every program that counts, searches or learns, and hide text from people (direction
    overrides, tags). Joiners, direction marks, zero-width spaces and selectors stay wherever the script, or an emoji,
    is written with them, and so do no-break spaces and a byte order mark at the start. Many in one document are one
    finding at the first place.
    """

    code = "ENC103"
    bad = (
        "The har⟦\u200b⟧bour was quiet.",
        "Pelabuhan itu se⟦\u200b⟧pi.",
        "Die Donau⟦\u00ad⟧dampf⟦\u00ad⟧schiff⟦\u00ad⟧fahrt".replace(
            "⟧dampf⟦\u00ad⟧schiff⟦\u00ad⟧", "dampf\u00adschiff\u00ad⟧"
        ),
        "t⟦\u200bh\u200be \u200bc\u200ba\u200b⟧t",
        "⟦\u202e⟧txt.exe is harmless",
        "Appel au ⟦\u200e⟧+33 1 23 45",
        "red ⟦\x1b[31malert\x1b[0m⟧ now",
        "Hello⟦\U000e0049\U000e0047⟧ world",
        "Привет⟦\u2060\u2060⟧ мир",
        "x⟦\ufe0f\ufe0f\ufe0f⟧y",
        "first file\n⟦\ufeff⟧second file",
        "Bell⟦\x07⟧ rings",
    )
    good = (
        "می\u200cخواهم به خانه\u200cها بروم",  # Persian is written with joiners
        "क्\u200dष और क्\u200cष",
        "family 👨\u200d👩\u200d👧, heart ❤\ufe0f, key 1\ufe0f\u20e3",
        "flag 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f of Scotland",
        "\ufeffA byte order mark at the start is a signature.",
        "שלום\u200e (C++)\u200f עולם",
        "ភាសា\u200bខ្មែរ\u200bមាន\u200bអក្សរ",
        "10\u00a0km, «\u202foui\u202f», 東\u3000京",
        "葛\U000e0100城市, ⊕\ufe00, 〰\ufe0f, ℹ\ufe0f",
        "tab\there, page\x0cbreak",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        found = text.view(invisibles)
        by_document: dict[int, list[Invisibles]] = {}
        for first, last in pairwise(_cuts(text, found)):
            place = Invisibles(found.start[first:last], found.end[first:last], found.sort[first:last])
            by_document.setdefault(text.document_at(int(place.start[0])), []).append(place)
        for places in by_document.values():
            if len(places) > _EACH:
                yield self._finding(text, places)
            else:
                yield from (self._finding(text, [place]) for place in places)

    def _finding(self, text: Text, places: list[Invisibles]) -> Finding:
        (start, end), *others = [(int(place.start[0]), int(place.end[-1])) for place in places]
        counts = Counter(text.codes[np.concatenate([place.start for place in places])].tolist())
        total, more = counts.total(), len(counts) - 2
        names = ", ".join(_name(code) for code, _ in counts.most_common(2)) + (f" and {more} other kinds" * (more > 0))
        message = f"{total} invisible character{'s' * (total > 1)}: {names}"
        evidence = {"characters": total, "places": len(places)} | _hidden(text.slice(start, end))
        return self.finding(
            text,
            start,
            end,
            message + f", the first of {len(places)} places" * (len(places) > 1),
            confidence=_CONFIDENCE.get(Sort(int(places[0].sort[0])), 0.98),
            related=[(*span, "invisible too") for span in others[: _SHOWN - 1]],
            fix=self.fix(text, "remove what is invisible", *_removals(places), safe=not _may_be_letters(text, places)),
            evidence=evidence,
        )


def _cuts(text: Text, found: Invisibles) -> list[int]:
    """Where a new place begins: in another word and more than three characters on, or sixteen within a word."""
    if not len(found.start):
        return []
    newlines = np.append(0, np.cumsum(text.kinds == Kind.NEWLINE))
    spaces = np.append(0, np.cumsum(text.kinds == Kind.SPACE))
    before, after = found.end[:-1], found.start[1:]
    same_word = (spaces[before] == spaces[after]) & (after - before <= 16)
    joined = (newlines[before] == newlines[after]) & (same_word | (after - before <= 3))
    return [0, *(np.flatnonzero(~joined) + 1).tolist(), len(found.start)]


def _name(code: int) -> str:
    return f"{unicodedata.name(chr(code), 'control character').lower()} (U+{code:04X})"


def _hidden(stretch: str) -> dict[str, str]:
    """What tag characters spell: text that programs read and people do not see."""
    spelled = "".join(
        chr(ord(character) - 0xE0000) for character in stretch if "\U000e0020" <= character <= "\U000e007e"
    )
    return {"hidden": spelled[:200]} if spelled else {}


def _removals(places: list[Invisibles]) -> Iterator[tuple[int, int, str]]:
    """Edits that delete, one for each unbroken row of invisible characters."""
    start = np.concatenate([place.start for place in places])
    end = np.concatenate([place.end for place in places])
    apart = np.flatnonzero(start[1:] > end[:-1])
    firsts, lasts = start[np.append(0, apart + 1)], end[np.append(apart, len(end) - 1)]
    return ((first, last, "") for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True))


def _may_be_letters(text: Text, places: list[Invisibles]) -> bool:
    """Whether a control stands between letters, as the ligatures of some PDFs do ("e\x0ecient"); NUL never does."""
    at = np.concatenate([place.start[place.sort == Sort.CONTROL] for place in places])
    at = at[(text.codes[at] != 0) & (text.codes[at] != 0x1B) & (at > 0) & (at < len(text.codes) - 1)]
    return bool(((text.kinds[at - 1] >= Kind.LOWER) & (text.kinds[at + 1] >= Kind.LOWER)).any())
