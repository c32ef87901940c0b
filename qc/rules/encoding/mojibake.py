"""ENC101: text that was decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.finding import Finding, Severity
from qc.measures.mojibake import Repair, repairs
from qc.measures.places import EACH, SHOWN, shown, word_around
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.text import Text


class Mojibake(Rule):
    """Text decoded with the wrong encoding ("cafÃ©").

    UTF-8 that was read as Windows-1252, Mac Roman, code page 437 or one of their kin, once or several times, turns
    each accented letter, quote or emoji into two to four odd characters. Such text is wrong for readers and adds words
    to a corpus that no language has. ftfy decides what is broken and what stood there; accents, quotes and symbols
    that may be meant stay. A passage that is broken throughout is one finding at its first stretch.
    """

    code = "ENC101"
    severity = Severity.ERROR
    bad = (
        "Wir trafen uns im CafÃ© am Markt.".replace("Ã©", "⟦Ã©⟧"),
        "She said itâ€™s fine, and left.".replace("â€™", "⟦â€™⟧"),
        "Il a trouvÃ© la clÃ© derriÃ¨re la porte.".replace("Ã©", "⟦Ã©⟧").replace("Ã¨", "⟦Ã¨⟧"),
        "На стене написано: ⟦РїСЂРёРІРµС‚⟧!",
        "La maniÃƒÂ¨re la plus simple".replace("ÃƒÂ¨", "⟦ÃƒÂ¨⟧"),
        "Le pont est ferm⟦√©⟧ depuis hier.",
        "Das Wetter ist ⟦\x84gut\x93⟧, sagte er.",
        "KayÄ±p anahtar bulundu.".replace("Ä±", "⟦Ä±⟧"),
    )
    good = (
        "Wir trafen uns im Café am Markt.",
        "NESTLÉ® und CAFÉ™ sind Marken, 5×£35 ein Preis, 20 °C eine Temperatur.",
        "« À la carte », dit-il ; l’été — ou l’hiver…",
        "В «Новом мире» вышла её книга.",
        "ÅÄÖ sind Buchstaben; São Tomé e Príncipe, NÃO!",
        "Η ‘ανατροφή’ είναι δύσκολη…",
        "first line\x85second line\x85third line",
        "Їжак і ґава: українська абетка",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for passage in _passages(text):
            if len(passage) > EACH:
                yield self._finding(text, passage)
            else:
                yield from (self._finding(text, [repair]) for repair in passage)

    def _finding(self, text: Text, passage: list[Repair]) -> Finding:
        (start, end), after = passage[0]
        lost = any("\ufffd" in repair.replacement for repair in passage)
        before = text.slice(start, end)
        head, tail = word_around(text, start, end)
        words = head + shown(before) + tail, head + shown(after) + tail
        message = "decoded with the wrong encoding: '{}' should read '{}'".format(*words)
        if len(passage) > 1:
            message += f", the first of {len(passage)} such places"
        title = "decode it again (some letters are lost)" if lost else "decode it again"
        return self.finding(
            text,
            start,
            end,
            message,
            confidence=_confidence(passage),
            related=[(*repair.span, "broken alike") for repair in passage[1:SHOWN]],
            fix=self.fix(text, title, *((*repair.span, repair.replacement) for repair in passage), safe=not lost),
            evidence={"before": before, "after": after, "places": len(passage)},
        )


def _passages(text: Text) -> Iterator[list[Repair]]:
    """Broken stretches of one document with no well decoded character between them: where one encoding holds."""
    found = _worth_repair(text)
    if not found:
        return
    beyond = np.flatnonzero((text.codes >= 0x80) & (text.kinds != Kind.SPACE) | (text.codes == 0))
    start = np.searchsorted(beyond, [repair.span.start for repair in found])
    end = np.searchsorted(beyond, [repair.span.end for repair in found])
    cuts = [0, *(np.flatnonzero(start[1:] > end[:-1]) + 1).tolist(), len(found)]
    yield from (found[first:last] for first, last in pairwise(cuts))


def _worth_repair(text: Text) -> list[Repair]:
    """All repairs but those in code, and of NEL (U+0085) where it ends the lines of a document without others."""
    found = [repair for line in text.view(repairs) for repair in line if not text.code_mask[repair.span.start]]
    ended: dict[int, bool] = {}

    def ends_line(start: int, end: int) -> bool:
        if text.slice(start, end).strip("\x85") or text.string[end : end + 1] == " ":
            return False
        document = text.document_at(start)
        if document not in ended:
            ended[document] = text.string.find("\n", *text.documents[document]) < 0
        return ended[document]

    return [repair for repair in found if not ends_line(*repair.span)]


def _confidence(passage: list[Repair]) -> float:
    """The more characters decode together, the surer; a lone control or pair might be meant."""
    before = sum(repair.span.length for repair in passage)
    after = sum(len(repair.replacement) for repair in passage)
    if before == after:  # C1 controls read as Windows-1252
        return 0.95
    return 0.99 if before >= 3 * after or after >= 3 else 0.97
