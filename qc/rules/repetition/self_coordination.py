"""REP106: a phrase joined to itself, or an item twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from qc.characters import Kind
from qc.finding import Finding
from qc.measures.clitics import joined_by_clitic
from qc.measures.closed_classes import JOINTS, Class, belongs, words
from qc.measures.derivation import is_derived
from qc.measures.emphasis import is_tag_cloud
from qc.measures.enumerations import twice
from qc.measures.joined import Joined, Link, joined, letters
from qc.measures.languages import languages
from qc.measures.once import said_once
from qc.measures.programming import about_code
from qc.measures.prose import is_verse
from qc.measures.stop_words import likely
from qc.rule import Rule
from qc.text import Text

# One word joined to itself is emphasis ("again and again"), unless it is of a kind that nobody doubles.
_LONG_WORD = 8
# A phrase weighs at least so many letters; so many times the letters of other words between its copies.
# A label stands so often in so many characters on either side.
_BESIDE, _OFTEN = 200, 6
_COMMAS = tuple(",،，、;")
_BRACKETS = frozenset("(（[")  # "time (or time of day)" explains
_NEAR = 20  # words on either side that tell the language
_QUOTES = frozenset('"“”„«»‘’「」『』')
_PHRASE, _UNSPACED_PHRASE, _TIMES = 6, 4, 2


class SelfCoordination(Rule):
    """A phrase joined to itself, or an item twice in one list.

    Translation machines run out of words and join a phrase to itself: "close to the beach and the beach", "bed linen or
    bed linen". Told from emphasis ("again and again", "more and more"), which doubles one short word; from compounds
    ("fat or fat-free", "the patch or the patch series", "real estate and real estate income") by the end of a phrase
    that must follow; from a new clause ("..., and real people do not") in the same way; from parallels ("the room was
    small and the bathroom was small") by what stands between: conjunctions alone, or words far shorter than the copy.
    Conjunctions come from the Unicode locale data and from the grammar of Arabic, Hebrew and Korean, which write them
    onto the word. In a list any word will do, if the other items show that it is one.
    """

    code = "REP106"
    bad = (
        "The hotel lies in a quiet street, close to ⟦the harbour and the harbour⟧.",
        "Guests can bring ⟦their own towels or their own towels⟧. Breakfast is served at eight.",
        "The rooms have ⟦a view of the lake, but also a view of the lake⟧.",
        "They are not ⟦responsible for or responsible for⟧ the boats of others.",
        "⟦The Society of the Northern Fishing Museums is a part of the Society of the Northern Fishing Museums⟧.",
        "Warm blankets and sleeping bags are there; ⟦warm blankets and warm blankets⟧ can be hired.",
        "We want your stay here to be ⟦enjoyable and enjoyable⟧, without any need for a large budget.",
        "La visita debe ser ⟦agradable y agradable⟧, sin prisa.",
        "We bought flour, butter, sugar, ⟦butter⟧ and eggs at the market.",
        "Kerja sama itu mencakup Dana Pantai Utara, Atap Hijau, ⟦Rencana Air Bersih, serta Rencana Air Bersih⟧.",
        "Kedua pihak membahas ⟦kerja sama maritim dan kerja sama maritim⟧.",
        "Das Haus liegt ruhig, nicht weit von ⟦dem alten Hafen und dem alten Hafen⟧.",
        "On peut louer ⟦des draps propres ou des draps propres⟧.",
        "El piso está cerca de ⟦la estación central y la estación central⟧.",
        "A casa fica perto ⟦da praia grande e da praia grande⟧.",
        "Дом стоит недалеко от ⟦старого порта и старого порта⟧.",
        "Dom stoi niedaleko ⟦starego portu i starego portu⟧.",
        "Ev ⟦eski liman ve eski liman⟧ arasında.",
        "يقع البيت بالقرب من ⟦الشاطئ الرملي والشاطئ الرملي⟧.",
        "यह घर ⟦पुराने बंदरगाह और पुराने बंदरगाह⟧।",
        "Ngôi nhà nằm gần ⟦bãi biển lớn và bãi biển lớn⟧.",
        "双方支持⟦绿色屋顶计划以及绿色屋顶计划⟧。",
        "我们买了苹果、梨子、⟦香蕉、香蕉⟧和李子。",
        "両国は⟦北港基金および北港基金⟧。",
        "บ้านอยู่ใกล้⟦ชายหาดเก่าและชายหาดเก่า⟧",
        "집 가까이에 있는 것: ⟦하얀 해변과 하얀 해변⟧.",
    )
    good = (
        "Megadja, hogy melyik mező adatai jelenjenek meg a kombinált listákban vagy listákban.",
        "Subtract the difference between the light of the boat (green) and the light of the harbour wall (black curve) "
        "to the light of the harbour wall (black curve).",
        "There is a boat for men and a boat for women, whether the harbour be small or large.",
        "老国王脑子里就想着收税、收税、收税，就知道把渔民的钱搞走。",
        "Curse you, old grey sea, curse you, and curse the wind that sent me here.",
        "Choose the corner that you want: upper, left, upper, right, lower, left or lower, right.",
        "老灯塔使用的码头、水库、厂房、渡船、厂房与渡船间的通信设施以及其他有关设施。",
        "他做过港口的副站长、船队书记、站长，后来去了北方。",
        "对于组织、领导、参加走私罪、组织、领导、参加抢劫罪的人，应当分别答复。",
        "Lodivod zkontroluje jazyk vybrané zprávy nebo zprávy, kterou právě píšete.",
        "Определяется цена выбранной лодки или лодки, которую предстоит построить.",
        "To insert a line above the table, press Enter or +Enter.",
        "Select the anchor: To harbour or As harbour.",
        "Přebije ji položka Harbour::Colour::Harbour::Boat::Colour-Of-Sails položku Harbour::Boat::Colour-Of-Sails.",
        'Put quotation marks around it (as in "Harbour Master" or even Harbour" "Master).',
        "Hvile kan kombineres med andre former for reparation, men havne, maling, reparation og opankring kan ikke.",
        "Они те, кого забыло море, а кого забыло море, тому не помогут лодки.",
        "BIOS에서 “USB harbour support” 또는 “Harbour support”를 설정합니다.",
        "The bread of the town is well known in the land, cheese is well known in the land.",
        "He read the letter again and again, and it made less and less sense.",
        "The room was very small and the bathroom was very small.",
        "They characterise real people, and real people do not talk like that.",
        "Choose skimmed milk or skimmed milk products, low-fat or fat-free.",
        "You may or may not like it. Why or why not?",
        "Send the patch or the patch series once more.",
        "They are the best of the best, and what will be will be.",
        "We know what we know, and we are who we are.",
        "Paris, France, Lyon, France, and Rome, Italy, were on the way.",
        "No, no, no, and never again!",
        "Rates rise between 10 ms and 20 ms, between 20 ms and 30 ms, and so on.",
        "Mereka berjalan makin lama makin jauh, dan anak-anak bermain-main.",
        "Es wurde mehr und mehr, durch und durch, nach und nach und immer wieder und so weiter und so weiter.",
        "Снова и снова, больше и больше; друг друга, день за днём.",
        "De plus en plus, petit à petit, cuerpo a cuerpo, cada vez más y más.",
        "国家与国家之间的关系，人和人之间的信任，越来越好。",
        "人と人、国と国の間には、ビルとビルの間のような距離がある。",
        "عاما بعد عام، وأكثر وأكثر، شيئا فشيئا.",
        "धीरे धीरे और बार बार उसने पूछा।",
        "Не потому, что дорого, не потому, что далеко, а просто так они остались дома.",
        "They left it, not because of the rain, not because of the wind, not because of the cold.",
        "Museum Bahari Kota Lama adalah museum bahari kota lama di dekat pelabuhan.",
        "Duran Duran and Duran Duran fans met in New York, New York.",
        "They waited and waited, and the lights grew stronger and stronger for hours and hours.",
        "Судно уходило всё севернее и севернее; они рассказывали и рассказывали.",
        "Човни відпливали далі на південь, південніше і південніше.",
        "De bosque seco a bosque húmedo, de transición a premontano y premontano.",
        "Tallenna tärkeimmät tiedostot sekä tiedostot, joita on vaikea luoda uudelleen.",
        "Es wurde dunkler und dunkler, und sie warteten stundenlang und stundenlang.",
        "Sebut antrean a sampai z dan A sampai Z, atau makefile dan Makefile.",
        "Hay que dar el todo por el todo.",
        "Клянусь предвечерним временем (или временем): лодки вернутся.",
        "Kemudian lihatlah laut sekali lagi (dan) sekali lagi, niscaya kapal itu pulang.",
        "Kald den enten havnebog eller Havnebog.",
        "“Old Harbour” 혹은 “Harbour” 항목을 선택합니다. “오래된 항구” 혹은 “항구”.",
        "TURNER: Actually, (laughter, applause) -- actually -- (cheers, applause) -- actually -- (cheers, applause) -- "
        "actually, the harbour said yes, and we said no.",
        "Arne received 1,866,452 votes, Bjorn 1,376,957 votes, Carla 849,781 votes, and Dora 588,789 votes.",
        "缩放支持：Control++ 组合快捷键和 Control+- 组合快捷键，用于增减字体。",
        "Mooring place or day ticket Mooring place Mooring place or day ticket 14-day ticket Mooring place or day "
        "ticket 7-day ticket Mooring place or day ticket Mooring place Mooring place or day ticket none",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for found in joined(text):
            confidence = _confidence(text, found)
            prose = confidence and not is_verse(text, found.span[0]) and not is_tag_cloud(text, found.span)
            if prose and not _code(text, found.span[0]) and not _is_label(text, found):
                yield self._joined(text, found.span, found.copy, confidence)
        for first, count in joined_by_clitic(text):
            found = Joined(text, first, first + count, count)
            if not found.after and not found.glued:
                yield self._joined(text, found.span, found.copy, 0.95)
        yield from self._items(text)

    def _joined(self, text: Text, span: tuple[int, int], copy: tuple[int, int], confidence: float) -> Finding:
        start, end = span
        again = text.slice(*copy)
        message = f'"{again}" is joined to itself'
        fix = self.fix(text, "keep it once", said_once(text, span, copy))
        return self.finding(text, start, end, message, confidence=confidence, fix=fix, evidence={"phrase": again})

    def _items(self, text: Text) -> Iterator[Finding]:
        starts, ends = text.words.start, text.words.end
        for item in twice(text):
            copy = int(starts[item.first]), int(ends[item.first + item.count - 1])
            again = int(starts[item.second]), int(ends[item.second + item.count - 1])
            if "\n" in text.slice(copy[0], again[1]) or is_verse(text, copy[0]) or _code(text, copy[0]):
                continue
            if _is_denied(text, item.first) or not _BRACKETS.isdisjoint(text.slice(*copy)):
                continue
            span = (copy[0], again[1]) if item.adjacent else again
            before = int(ends[item.second - 1])
            message = f'"{text.slice(*copy)}" stands twice in this list'
            fix = self.fix(text, "keep it once", (before, again[1], ""))
            yield self.finding(
                text, *span, message, confidence=0.95 if item.adjacent else 0.93, related=[copy], fix=fix
            )


def _is_label(text: Text, found: Joined) -> bool:
    """How the copy begins is said on all sides: the label of a column, once with every cell of a table."""
    if found.unspaced or found.count < 2:
        return False
    (start, end), begun = found.span, text.folded[found.span[0] : int(text.words.end[found.first + 1])]
    return text.folded[max(0, start - _BESIDE) : end + _BESIDE].count(begun) >= _OFTEN


def _is_denied(text: Text, word: int) -> bool:
    """ "Not because it is dull, not because it is dear": rhetoric."""
    language = text.view(languages)[int(text.words.owner[word])]
    return belongs(text.word_strings(word, word + 1)[0], Class.NO, language)


def _code(text: Text, offset: int) -> bool:
    return about_code(text, text.document_at(offset))


def _confidence(text: Text, found: Joined) -> float:
    """How sure it is that a phrase is joined to itself; 0 for what is none."""
    if found.glued or found.named or not found.tight or not found.alike or not _BRACKETS.isdisjoint(found.gap):
        return 0.0
    language = text.view(languages)[text.document_at(found.span[0])]
    if not any(found.link(each) is Link.JOINT for each in _spoken(text, found, language)):
        sure = _beside_other_words(text, found, language)
    else:
        sure = _one_word(text, found, language) if found.count == 1 else _phrase(text, found, language)
    return 0.0 if sure and (found.periodic or not found.verified) else sure


def _spoken(text: Text, found: Joined, language: str) -> tuple[str, ...]:
    """The language, or where the text is too short to tell those that the small words of the sentence are of."""
    if language:
        return (language,)
    sentence = text.words.within(*text.sentences[text.sentences.at(found.span[0])])
    near = slice(max(sentence.start, found.first - _NEAR), min(sentence.stop, found.second + found.count + _NEAR))
    return likely(tuple(text.word_strings(near.start, near.stop))) or ("",)


def _phrase(text: Text, found: Joined, language: str) -> float:
    """Two words or more, around a conjunction: a phrase must end behind them, or an auxiliary follow."""
    if letters(text, found) < (_UNSPACED_PHRASE if found.unspaced else _PHRASE):
        return 0.0
    if not found.unspaced and all(word in words("", *Class) or len(word) < 3 for word in found.words):
        return 0.0
    if belongs(found.words[-1], Class.ETC, language):
        return 0.0
    if not found.after:
        return 0.0 if _is_resumed(text, found) else 0.95
    if not found.unspaced and not found.gap[:1].isspace():  # a comma begins a new clause
        return 0.0
    follows = text.word_strings(found.second + found.count, found.second + found.count + 1)
    shared = not found.unspaced and belongs(found.words[-1], Class.SOLO, language)  # "linked to or linked to our site"
    return 0.95 if shared or (follows and belongs(follows[0], Class.TAIL, language)) else 0.0


def _is_resumed(text: Text, found: Joined) -> bool:
    """Commas on both sides: the second copy begins a clause that goes on ("whom they ban, and whom they ban, ...").

    Or quotation marks in between, with more than the copy within the first pair of them.
    """
    comma = found.gap[:1] in _COMMAS and text.string[found.span[1] : found.span[1] + 1] in _COMMAS
    quotes = not _QUOTES.isdisjoint(found.gap)
    return bool(found.gap and comma) or (quotes and text.string[max(0, found.span[0] - 1)] not in _QUOTES)


def _one_word(text: Text, found: Joined, language: str) -> float:
    """One word around "and", which makes emphasis of plain words ("hours and hours", "closer and closer").

    Around "or" the first of them has an attribute, or the second a clause of its own ("selected text or text").
    """
    if found.unspaced or found.after or not found.words[0].isalpha() or _is_resumed(text, found):
        return 0.0
    if any(belongs(word, Class.OR, language) for word in found.gap_words):
        return 0.0
    return 0.8 if len(found.words[0]) >= _LONG_WORD and is_derived(found.words[0], language) else 0.0


def _beside_other_words(text: Text, found: Joined, language: str) -> float:
    """A long phrase that comes again after a few far shorter words ("the University teaches at the University").

    A conjunction among them begins a new clause ("and I came up with a plan"); capitals and digits belong to tables.
    """
    if found.after or found.count < 4 or len(found.gap_words) > found.count - 2 or found.unspaced:
        return 0.0
    clause = any(belongs(word, kind, language) for word in found.gap_words for kind in JOINTS)
    between = text.slice(found.copy[1], int(text.words.start[found.second]))
    commas = sum(between.count(mark) for mark in ",،;")
    parallel = len(found.gap_words) > 1 or _is_preceded(text, found)  # "bread is well baked, cake is well baked"
    parted = commas > 1 or (commas == 1 and parallel)  # a vocative, or a clause of its own
    parted |= _is_preceded(text, found) and not _BRACKETS.isdisjoint(text.slice(*found.copy))  # "a (red) to b (blue)"
    if clause or parted or not between.islower() or any(word[0].isdigit() for word in (*found.words, *found.gap_words)):
        return 0.0
    times = _TIMES if len(found.gap_words) <= 2 else 2 * _TIMES
    enough = max(14, times * sum(map(len, found.gap_words)))
    return 0.93 if letters(text, found) >= enough and not _is_described(text, found) else 0.0


def _is_preceded(text: Text, found: Joined) -> bool:
    """A word stands right before the first copy, as one does before the second."""
    return bool(found.first) and text.slice(int(text.words.end[found.first - 1]), found.span[0]) == " "


def _is_described(text: Text, found: Joined) -> bool:
    """A name, and the same words small: what it is called, and what it is ("Harbour Museum is the harbour museum")."""
    count = found.count - 1  # the first word may begin the sentence
    first, second = (text.initials[at + 1 : at + 1 + count] == Kind.UPPER for at in (found.first, found.second))
    return bool((first != second).any())
