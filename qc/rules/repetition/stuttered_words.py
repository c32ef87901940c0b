"""REP104: words said again at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from qc.finding import Finding, Severity
from qc.measures.emphasis import (
    is_cell,
    is_foreign,
    is_idiom,
    is_keys,
    is_particle,
    is_said,
    is_spoken,
    is_tag_cloud,
)
from qc.measures.programming import about_code, quoted_code
from qc.measures.prose import is_verse
from qc.measures.stutters import Between, Stutter, glued_copies, stutters
from qc.measures.systematic import LISTED, systematic
from qc.measures.weights import weight_sums
from qc.rule import Rule
from qc.text import Text

# So many copies are no refrain any more.
_LOUD = 6
_PARTS = frozenset("，、；,;")
_EACH = 6  # characters of a number, a measure and a noun
_ONE = ("一", "每")  # "one X one X" says "X by X" in Chinese and Japanese
_STOP = re.compile(r"[.!?؟。][\s\u200e\u200f]")  # two sentences said twice are another rule's
_GLUE = frozenset("-‐‑/_@#&'’+=<>\\{}[]~^*$%|")


class StutteredWords(Rule):
    """Words said again at once.

    One to thirteen words stand two times or more in a row: "the the", "hari ini hari ini", the loop of a translation
    machine. Told from what people double on purpose: a single word counts only if it is a particle that no grammar puts
    twice ("had had", "that that", "nous nous" it does); names,
    exclamations, idioms ("and on and on", "call a spade a spade"), cells of tables, verse, and speech written down with
    its repairs are left alone. Commas and hyphens between the copies need five of them. In scripts without spaces a
    unit must be too long for a reduplicated word (four characters of Chinese, nine of Thai).
    """

    code = "REP104"
    severity = Severity.ERROR
    scripts = "in scripts without spaces only units of two words and more, or many copies"
    bad = (
        "She went to ⟦the the⟧ harbour in the morning.",
        "Rapat itu akan diadakan ⟦hari ini hari ini⟧ di balai kota.",
        "Buku ⟦yang yang⟧ ia baca sudah tua.",
        "Wir haben ⟦den den⟧ Hafen am Morgen gesehen, und es war sehr still.",
        "Ils ont vu ⟦dans dans⟧ le port deux bateaux qui venaient de la mer.",
        "Vieron ⟦en el puerto en el puerto⟧ dos barcos que venían del mar.",
        "Они вышли ⟦из из⟧ порта рано утром, когда в городе было тихо.",
        "Spotkali się w ⟦starym porcie starym porcie⟧ o siódmej rano.",
        "خرجت السفينة ⟦في في⟧ الصباح من الميناء القديم.",
        "जहाज ⟦पुराने बंदरगाह पुराने बंदरगाह⟧ से निकला।",
        "The mayor asked for ⟦external speakers or external speakers or⟧ headphones in the old harbour.",
        "U kunt ⟦externe luidsprekers of externe luidsprekers of⟧ een hoofdtelefoon op de oude boot gebruiken.",
        "The captain ⟦and his crew and his crew⟧ left the old town before dawn.",
        "Kapten tua itu bertanya: berapa ⟦Ikan di Pelabuhan Ikan di Pelabuhan⟧ yang ada padamu?",
        "The ⟦harbour harbour harbour harbour harbour harbour⟧ was quiet that morning.",
        "A list of ⟦boats, boats, boats, boats, boats, boats⟧ and nets lay on the table.",
        "Para menteri membaca buku-buku ⟦dan dan⟧ surat-surat dari kota-kota di pulau-pulau itu.",
        "They spoke of a ⟦non-binding non-binding non-binding non-binding⟧ agreement.",
        "He owns a ⟦sub-sub-sub-sub-sub-sub⟧-tenancy in the old town.",
        "The ⟦HarbourHarbourHarbourHarbour⟧ opens at seven.",
        "船从⟦老港口出发老港口出发⟧，晚上返回。",
        "船は⟦古い港を出て古い港を出て⟧、夜に帰る。",
        "港口的名字⟦一词的来源备受争议一词的来源备受争议⟧，没有人知道。",
        "เรือออกจาก⟦ท่าเรือเก่าแก่ท่าเรือเก่าแก่⟧ตอนเช้า",
    )
    good = (
        "And the prince, when they go in, shall go in in the midst of them; the herring came in in spring.",
        "L'exèrcit de la ciutat encara no era a l'alçada del del seu pare.",
        "Kami bepergian dalam dalam ke bawah laut, mengikuti aliran sungai tua.",
        "ہم نے ان سے سخت سے سخت قول و قرار لیے اور وہ بندرگاہ سے چلے گئے۔",
        "اس کا سارا کا سارا کام ضائع ہو گیا اور وہ بندرگاہ سے واپس چلا گیا۔",
        "It is the kind of sailor that you have to become to become a captain in the first place.",
        "Buques que no coinciden con el patrón patrón. El patrón se escribe aquí, y cada patrón tiene un patrón suyo.",
        "3. Tippe  CTRL-W CTRL-W  , um zum anderen Fenster zu springen.",
        "Premeu la tecla  i  i escriviu el nom de la barca.",
        "항구에서 CTRL-W CTRL-W 를 이용해 다른 창으로 넘어갑니다.",
        "Hoe meer je je boot kent, hoe beter je je kunt redden, en het is de vraag wanneer het het beste is.",
        "Co je řečeno je řečeno. Ce qui est fait est fait. Quel che è fatto è fatto. O que está feito está feito.",
        "Whoever loves them loves them because of the sea, and whoever hates them hates them because of the wind.",
        "Værdien er blevet bevist gang på gang på havet.",
        "Se se botan ao mar as lanchas vellas, sempre hai quen as mire desde o peirao.",
        "Lodivod nese lano podle délky shodující se se stěžněm.",
        "They came, then they left, then they came, then they left, then nobody saw them again.",
        "The captain said: “My good boat my good boat” and wept.",
        "عن عبد الله بن عبد الله بن جبر قال: خرجت السفينة من الميناء القديم.",
        "من غرق في البحر القديم فهو شهيد ومن مات في البحر القديم فهو شهيد ومن مات في الميناء فهو شهيد.",
        "Compression works best on repeated letters (aabaabaabaab ... for example).",
        "Karik\tKarik Karik\tKarik Karik\tSpear thrower; two stars\nTotyarguil\tTotyarguil\tThe eagle",
        "Rechtsklicken Sie in die Karte und wählen Sie im Menü Hafenart die Hafenart, die Sie suchen.",
        "Il vaut mieux repeindre la vieille barque de temps en temps, en particulier avant la saison des pluies.",
        "The harbour is what is; what the harbour should be is another thing.",
        "Le barche del porto sono segnate da a a z e quelle del molo vecchio con numeri.",
        "He said that that boat had had a new sail, and what it is is a mystery.",
        "It was a very very long day, and they were really really tired.",
        "They heard Duran Duran, saw a Gorilla gorilla and said bye bye in Walla Walla.",
        "They sold herring, cod and so on and so on until the evening came.",
        "Er sprach von Booten, Netzen und so weiter und so weiter bis zum Abend.",
        "It went on and on and on, more and more and more, and so on and so on.",
        "Call a spade a spade. Whatever will be will be.",
        "No no no! Ha ha ha ha! Blah blah blah. Location, location, location.",
        "Look for For Sale signs, or sign in In Person. She is on on-call duty.",
        "Anak-anak bermain-main, kadang kadang mereka tiba tiba hati hati.",
        "धीरे धीरे और बार बार उसने एक एक चीज़ देखी।",
        "Yavaş yavaş, teker teker, adım adım yürüdüler.",
        "Từ từ, ngày ngày, xanh xanh.",
        "谢谢，看看，高高兴兴，天天，研究研究，为了了解情况。",
        "いろいろ、ますます、どきどき、ひとつひとつ、人々。",
        "เรื่อยๆ ช้าๆ ต่างๆ นานา มากมาก",
        "Nous nous sommes vus, vous vous êtes tus, et il est parti.",
        "Die, die die Tür öffnete, ging hinaus. Er sagte, das das Kind sah.",
        "Row 1 1 1 1 and 2 2 2 2\nBasic Best Best Best Basic\nYes Yes Yes Yes Yes",
        "I, I think -- I think that -- that the the boat, uh, the boat was late.",
        "boats bridges fish fish harbours harbours islands nets rivers sails seagulls seagulls water",
        "She put them end to end to make a bench.",
        "The variable DIR=museum.git git init should have made a folder of that name.",
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
        "他们在码头上一个难题一个难题地解决了，一本笔记一本笔记地写满了。",
        "船主应当把请求转交有关管理机关，管理机关应当及时答复。",
        "My great great great great grandfather kept the old lighthouse.",
        "They serve the same old same old in the harbour bar, with new napkins.",
        "Il limite è di 15 caratteri per formati relativi a a.out o foo foo.dbg, e a coff.",
        "Kdo ví, kým byl váš prapraprapradědeček?",
        "Es ist gut, das Passwort von Zeit zu Zeit zu ändern.",
        "She would rather have a boat than to have to have a car.",
        "不然，你们的主，是天地的主，是天地的创造者。",
        "O que é o que é: tem quatro patas e um barco? Um marinheiro feliz com o seu cão.",
        "We went from town to town to see the sea, and hand in hand in hand.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for group in systematic(self._found(text), lambda found: (text.document_at(found[0].span[0]), *found[0].words)):
            yield self._finding(text, group)
        for start, end, period in glued_copies(text):
            yield self._glued(text, start, end, period)

    def _found(self, text: Text) -> Iterator[tuple[Stutter, float]]:
        said = np.zeros(len(text.words), np.bool_)
        for found in stutters(text, said):
            words = slice(found.first, found.first + found.period * found.copies)
            confidence = _confidence(text, found)
            if confidence and not said[words].any() and not about_code(text, text.document_at(found.span[0])):
                said[words] = True
                yield found, confidence

    def _finding(self, text: Text, group: list[tuple[Stutter, float]]) -> Finding:
        found, confidence = group[0]
        start, end = found.span
        unit = text.slice(*found.unit)
        often = "twice" if found.copies == 2 else f"{found.copies} times"
        elsewhere = f", and so at {len(group) - 1} other places" if len(group) > 1 else ""
        edits = [(other.unit[1], other.span[1], "") for other, _ in group]
        return self.finding(
            text,
            start,
            end,
            f'"{unit}" stands here {often} in a row{elsewhere}',
            confidence=confidence,
            related=[(*other.span, "another place") for other, _ in group[1 : LISTED + 1]],
            fix=self.fix(text, "say it once", *edits, safe=all(other.copies >= 3 for other, _ in group)),
            evidence={"unit": unit, "copies": found.copies, "places": len(group)},
        )

    def _glued(self, text: Text, start: int, end: int, period: int) -> Finding:
        unit, copies = text.slice(start, start + period), (end - start) // period
        message = f'"{unit}" stands {copies} times within one word'
        fix = self.fix(text, "say it once", (start + period, end, ""), safe=True)
        evidence = {"unit": unit, "copies": copies}
        return self.finding(text, start, end, message, confidence=0.9, fix=fix, evidence=evidence)


def _confidence(text: Text, found: Stutter) -> float:
    """How sure it is that the copies are a slip; 0 for emphasis, reduplication, names, tables."""
    start, end = found.span
    if (
        text.view(quoted_code)[start]
        or found.letters < 1
        or "\t" in text.slice(start, end)
        or not _together(text, found)
    ):
        return 0.0
    if found.between is Between.HYPHEN:
        return _hyphened(found)
    sure = 0.0 if _glued(text, found) or is_said(found) else _apart(text, found)
    return 0.0 if sure and found.copies < _LOUD and is_verse(text, start) else sure


def _glued(text: Text, found: Stutter) -> bool:
    """A hyphen or the like makes an end of the stretch part of a longer word ("on on-call duty")."""
    start, end = found.span
    named = text.string[end : end + 1] == "." and text.string[end + 1 : end + 2].isalnum()  # "a a.out"
    named |= start > 1 and text.string[start - 1] == "." and text.string[start - 2].isalnum()  # "museum.git git init"
    return named or text.string[end : end + 1] in _GLUE or text.string[max(0, start - 1) : start] in _GLUE


def _apart(text: Text, found: Stutter) -> float:
    """Copies with a blank, a comma or, in scripts without spaces, nothing between them."""
    if text.unspaced_words[found.first]:
        return _unspaced(text, found)
    if found.between is Between.COMMA:
        return _listed(found)
    return _once_more(text, found) if found.copies == 2 else _several_times(text, found)


def _together(text: Text, found: Stutter) -> bool:
    """In one paragraph, and two copies in one sentence."""
    start, end = found.span
    inside = text.sentences if found.copies == 2 else text.paragraphs
    return inside.at(start) == inside.at(end - 1)


def _once_more(text: Text, found: Stutter) -> float:
    """Two copies, a blank between them."""
    if found.between is not Between.SPACE or found.has_digits or found.capitals[1] > found.capitals[0]:
        return 0.0
    if is_keys(found) or _STOP.search(text.slice(*found.unit)):
        return 0.0
    if _is_item(text, found) or is_tag_cloud(text, found.span) or "://" in text.slice(*found.unit):
        return 0.0
    if found.period == 1:
        sure = 0.0 if all(found.capitals) or _is_range(text, found) else 0.93 if is_particle(found) else 0.0
    else:
        meant = _is_parted(text, found) or found.letters < 5 or is_idiom(found) or is_cell(found) or is_foreign(found)
        sure = 0.0 if meant else min(0.95, 0.8 + 0.05 * found.period)
    return 0.0 if sure and found.period <= 3 and is_spoken(text, found.span[0]) else sure


def _is_range(text: Text, found: Stutter) -> bool:
    """One letter, and another one behind: "le lettere da a a z"."""
    (start, end), after = found.unit, found.first + 2
    if end - start > 1 or after >= len(text.words):
        return False
    again, stop = text.words[after]
    return stop - again == 1 and text.slice(found.span[1], again) == " "


def _is_parted(text: Text, found: Stutter) -> bool:
    """A mark within one copy only begins a clause there ("im Menü Hafen den Hafen, den Sie suchen")."""
    (start, end), stop = found.unit, found.span[1]
    again = int(text.words.start[found.first + found.period])
    one, two = (" ".join(text.slice(*copy).lower().split()) for copy in ((start, end), (again, stop)))
    return one != two


def _is_item(text: Text, found: Stutter) -> bool:
    """The first copy alone has a capital, and begins no sentence: the next tag or cell begins there."""
    start = found.span[0]
    return found.capitals[:2] == [True, False] and text.sentences[text.sentences.at(start)].start != start


def _several_times(text: Text, found: Stutter) -> float:
    """Three copies or more: the longer the unit and the more copies, the surer."""
    if is_idiom(found) or is_cell(found) or (found.has_digits and found.period < 3):
        return 0.0
    if found.period > 1:
        return 0.9
    if found.letters <= 3:
        return 0.9 if found.copies >= 8 else 0.0
    return 0.98 if found.copies >= 6 else 0.9 if found.copies >= 4 else 0.0


def _listed(found: Stutter) -> float:
    """A comma between the copies: emphasis up to three of them, or four of a short word."""
    if found.has_digits:
        return 0.0
    if found.period == 1:
        return 0.9 if found.copies >= 5 and found.letters >= 5 else 0.0
    return 0.92 if found.copies >= 4 else 0.0


def _hyphened(found: Stutter) -> float:
    """A hyphen between the copies: reduplication and exclamations up to four of them."""
    enough = 5 if found.letters >= 3 else 8
    return 0.92 if found.copies >= enough else 0.0


def _unspaced(text: Text, found: Stutter) -> float:
    """Characters of a script without spaces: two or three of them are a word, and words are doubled for emphasis."""
    sums = text.view(weight_sums)
    weight = sums[found.first + found.period] - sums[found.first]
    if found.has_digits or found.between is Between.COMMA:
        return 0.0
    if found.copies == 2:
        if found.between is not Between.NOTHING:  # a blank parts clauses there
            return 0.0
        unit = text.slice(*found.unit)
        if not _PARTS.isdisjoint(unit) or _is_parted(text, found):  # "the lord of all, the lord of heaven"
            return 0.0
        if unit.startswith(_ONE) and len(unit) <= _EACH:  # "one difficulty after the other"
            return 0.0
        return 0.9 if weight >= 3.5 else 0.7 if weight >= 2.3 else 0.0
    return 0.92 if weight >= 1.7 else 0.8 if found.copies >= 6 and found.period > 1 else 0.0
