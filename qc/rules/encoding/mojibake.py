"""ENC101: text that was decoded with the wrong encoding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.finding import Edit, Finding, Fix, Severity
from qc.measures.code_pages import reread
from qc.measures.encodings_named import about_encodings
from qc.measures.lines_apart import LineApart, lines_apart
from qc.measures.mojibake import Repair, repairs
from qc.measures.places import EACH, SHOWN, shown, word_around
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.text import Text

_QUOTES = frozenset("\"'“”‘’„«»")
_LINES = 1000  # numbers of lines that a finding carries


class Mojibake(Rule):
    """Text decoded with the wrong encoding ("cafÃ©").

    UTF-8 that was read as Windows-1252, Mac Roman, code page 437 or one of their kin, once or several times, turns
    each accented letter, quote or emoji into two to four odd characters. Such text is wrong for readers and adds words
    to a corpus that no language has. ftfy decides what is broken and what stood there; accents, quotes and symbols
    that may be meant stay. Cyrillic, Greek, Hebrew or Arabic text read as Latin-1 ("Ïðèâåò") is found by the function
    words that appear when it is read again. A passage that is broken throughout is one finding at its first stretch.
    A line of a file that is in another encoding than most of it is named, although qc reads it in its own: whoever
    reads the whole file in one encoding garbles it.
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
        "Żona czyta książkę o żółwiach i o wsp⟦√≥≈Ç⟧pracy.",
        "Das Wetter ist ⟦\x84gut\x93⟧, sagte er.",
        "Заголовок\n⟦Ìû íå çíàåì, ÷òî ýòî òàêîå⟧.",
        "KayÄ±p anahtar bulundu.".replace("Ä±", "⟦Ä±⟧"),
    )
    good = (
        "Wenn ein Text statt des é ein “Ã©” zeigt, ist er in UTF-8, und das Programm liest ISO-8859-1.",
        "Wir trafen uns im Café am Markt.",
        "NESTLÉ® und CAFÉ™ sind Marken, 5×£35 ein Preis, 20 °C eine Temperatur.",
        "« À la carte », dit-il ; l’été — ou l’hiver…",
        "В «Новом мире» вышла её книга.",
        "ÅÄÖ sind Buchstaben; São Tomé e Príncipe, NÃO!",
        "Η ‘ανατροφή’ είναι δύσκολη…",
        "first line\x85second line\x85third line",
        "À Á Â Ã Ä Å Æ Ç È É Ê Ë, jäääär, öö, ÀÁÂÃÄÅ ÈÉÊË ÌÍÎÏ",
        "f(x) = √x, a ≈ b, x≈y, √π und 3√2; ƒ/2.8",
        "Їжак і ґава: українська абетка",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        utf8 = _worth_repair(text)
        for repairs_, safe in ((utf8, True), (_apart(text.view(reread), utf8), False)):
            for passage in _passages(text, repairs_):
                for group in [passage] if len(passage) > EACH else ([repair] for repair in passage):
                    yield self._finding(text, group, safe)
        for lines in systematic(lines_apart(text), lambda line: (text.document_at(line.span.start), line.codec)):
            yield self._apart(text, lines)

    def _apart(self, text: Text, lines: list[LineApart]) -> Finding:
        (start, end), line, codec, main = lines[0]
        numbers = [each.line for each in lines]
        others = f", and so are {len(lines) - 1:,} more lines" if len(lines) > 1 else ""
        return self.finding(
            text,
            start,
            end,
            f"line {line} is in another encoding ({codec}) than most lines of the file ({main}){others}",
            confidence=0.9,
            related=[(*other.span, f"{codec}, too") for other in lines[1 : LISTED + 1]],
            evidence={"codec": codec, "encoding of the file": main, "lines": numbers[:_LINES]},
        )

    def _finding(self, text: Text, passage: list[Repair], safe: bool) -> Finding:
        (start, end), after = passage[0]
        lost = any("\ufffd" in repair.replacement for repair in passage)
        before = text.slice(start, end)
        head, tail = word_around(text, start, end)
        words = head + shown(before) + tail, head + shown(after) + tail
        message = "decoded with the wrong encoding: '{}' should read '{}'".format(*words)
        if len(passage) > 1:
            message += f", the first of {len(passage)} such places"
        title = "decode it again (some letters are lost)" if lost else "decode it again"
        base = text.documents[text.document_at(start)].start
        edits = tuple(Edit(repair.span.shift(-base), repair.replacement) for repair in passage)
        return self.finding(
            text,
            start,
            end,
            message,
            confidence=_confidence(passage),
            related=[(*repair.span, "broken alike") for repair in passage[1:SHOWN]],
            fix=Fix(title, edits, safe=safe and not lost),
            evidence={"before": before, "after": after, "places": len(passage)},
        )


def _passages(text: Text, found: list[Repair]) -> Iterator[list[Repair]]:
    """Broken stretches of one document with no well decoded character between them: where one encoding holds."""
    if not found:
        return
    blank = (text.kinds == Kind.SPACE) | (text.kinds == Kind.CONTROL)
    beyond = np.flatnonzero((text.codes >= 0x80) & ~blank | (text.codes == 0))
    start = np.searchsorted(beyond, [repair.span.start for repair in found])
    end = np.searchsorted(beyond, [repair.span.end for repair in found])
    cuts = [0, *(np.flatnonzero(start[1:] > end[:-1]) + 1).tolist(), len(found)]
    yield from (found[first:last] for first, last in pairwise(cuts))


def _worth_repair(text: Text) -> list[Repair]:
    """All repairs but those in code, and of NEL (U+0085) where it ends the lines of a document without others."""
    found = [
        repair
        for repair in text.view(repairs)
        if not text.code_mask[repair.span.start] and not _is_example(text, repair)
    ]
    ended: dict[int, bool] = {}

    def ends_line(start: int, end: int) -> bool:
        if text.slice(start, end).strip("\x85") or text.string[end : end + 1] == " ":
            return False
        document = text.document_at(start)
        if document not in ended:
            ended[document] = text.string.find("\n", *text.documents[document]) < 0
        return ended[document]

    return [repair for repair in found if not ends_line(*repair.span)]


def _is_example(text: Text, repair: Repair) -> bool:
    """It stands in quotation marks in a text about encodings."""
    start, end = repair.span
    beside = {text.string[start - 1 : start], text.string[end : end + 1]}
    return not beside.isdisjoint(_QUOTES) and about_encodings(text, text.document_at(start))


def _apart(found: list[Repair], others: list[Repair]) -> list[Repair]:
    """`found` without what overlaps one of `others`; both ascending."""
    ends = [repair.span.end for repair in others]
    after = [bisect_right(ends, repair.span.start) for repair in found]
    return [
        repair
        for repair, other in zip(found, after, strict=True)
        if other == len(others) or others[other].span.start >= repair.span.end
    ]


def _confidence(passage: list[Repair]) -> float:
    """The more characters decode together, the surer; a lone control or pair might be meant."""
    before = sum(repair.span.length for repair in passage)
    after = sum(len(repair.replacement) for repair in passage)
    if before == after:  # a code page of one byte a character read as another
        return 0.95
    return 0.99 if before >= 3 * after or after >= 3 else 0.97
