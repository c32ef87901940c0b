"""ENC103: characters that nobody sees and nothing needs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.finding import Edit, Finding, Fix
from qc.measures.invisibles import Invisibles, Sort, invisibles
from qc.measures.places import SHOWN, places
from qc.offsets import Span
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.text import Text

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
        "254\t172\tAC\t¬\tNOT SIGN\n255\t173\tAD\t\u00ad\tSOFT HYPHEN",
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
        for group in places(text, found.start, found.end):
            yield self._finding(text, found, group)

    def _finding(self, text: Text, found: Invisibles, group: list[range]) -> Finding:
        (start, end), *others = [(int(found.start[place[0]]), int(found.end[place[-1]])) for place in group]
        base = text.documents[text.document_at(start)].start
        chosen = np.concatenate(group)
        hits = Invisibles(found.start[chosen], found.end[chosen], found.sort[chosen])
        counts = Counter(text.codes[hits.start].tolist())
        total, more = counts.total(), len(counts) - 2
        names = ", ".join(_name(code) for code, _ in counts.most_common(2)) + f" and {more} other kinds" * (more > 0)
        message = f"{total} invisible character{'s' * (total > 1)}: {names}"
        return self.finding(
            text,
            start,
            end,
            message + f", the first of {len(group)} places" * (len(group) > 1),
            confidence=_CONFIDENCE.get(Sort(int(hits.sort[0])), 0.98),
            related=[(*span, "invisible too") for span in others[: SHOWN - 1]],
            fix=Fix("remove what is invisible", _removals(hits, base), safe=not _may_be_letters(text, hits)),
            evidence={"characters": total, "places": len(group)} | _hidden(text.slice(start, end)),
        )


def _name(code: int) -> str:
    return f"{unicodedata.name(chr(code), 'control character').lower()} (U+{code:04X})"


def _hidden(stretch: str) -> dict[str, str]:
    """What tag characters spell: text that programs read and people do not see."""
    spelled = "".join(
        chr(ord(character) - 0xE0000) for character in stretch if "\U000e0020" <= character <= "\U000e007e"
    )
    return {"hidden": spelled[:200]} if spelled else {}


def _removals(hits: Invisibles, base: int) -> tuple[Edit, ...]:
    """Edits that delete, one for each unbroken row of invisible characters of the document that begins at `base`."""
    apart = np.flatnonzero(hits.start[1:] > hits.end[:-1])
    firsts, lasts = hits.start[np.append(0, apart + 1)], hits.end[np.append(apart, len(hits.end) - 1)]
    return tuple(Edit(Span(*row), "") for row in (np.stack([firsts, lasts], axis=1) - base).tolist())


def _may_be_letters(text: Text, hits: Invisibles) -> bool:
    """Whether a control stands between letters, as the ligatures of some PDFs do ("e\x0ecient"); NUL never does."""
    at = hits.start[hits.sort == Sort.CONTROL]
    at = at[(text.codes[at] != 0) & (text.codes[at] != 0x1B) & (at > 0) & (at < len(text.codes) - 1)]
    return bool(((text.kinds[at - 1] >= Kind.LOWER) & (text.kinds[at + 1] >= Kind.LOWER)).any())
