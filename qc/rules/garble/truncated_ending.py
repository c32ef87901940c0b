"""GAR102: a text, or a paragraph of running prose, that stops in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind, of_kinds
from qc.document import Kind as Block
from qc.finding import Finding
from qc.measures.cut_words import DONE, LONG, Sign, no_word, others_end, part_of_name, part_of_word, seldom_word, torn
from qc.measures.function_words import expects_more, seldom_ends
from qc.measures.programming import about_code
from qc.rule import Rule
from qc.spans import Ints
from qc.text import Text

Bools = NDArray[np.bool_]

_LONG_UNSPACED = 24  # characters of a paragraph of prose in a script without spaces
_BEGUN = 6  # ... of the last paragraph, behind two whole ones: a cut may come soon
_SOON = 4  # ... where it ends in a word that no sentence ends in
_CLAUSE = 4  # words of a sentence that breaks off in the middle of a text
_FEW = 6  # words of a link or a label that stands on a line of its own within a sentence
_NARROW, _WIDE = 45, 80  # characters of a line that may be one of a text broken into lines
_EYES = (":", ";", "-", "=", ":'", ":’")  # what stands before the bracket of a sad face
_COMMAS = ",،、，"
_CREDITS = ("--", "—", "–")  # before who said it
_BRACKETS = ("()", "（）", "「」", "『』")
_TEASERS = ("[…]", "[...]", "[&hellip;]")
_NOT_PROSE = (Block.HEADING, Block.LIST_ITEM, Block.TABLE, Block.NAVIGATION, Block.CODE)
_GOES_ON = frozenset((Kind.LOWER, Kind.QUOTE, Kind.OPEN, Kind.PUNCTUATION, Kind.HYPHEN, Kind.SYMBOL, Kind.DIGIT))
_APART = frozenset((Kind.SPACE, Kind.OPEN, Kind.QUOTE, Kind.APOSTROPHE))  # before a word that is no part of another
_ENDINGS = frozenset((Kind.LOWER, Kind.UPPER, Kind.LETTER, Kind.MARK, Kind.OPEN, Kind.CLOSE, Kind.HYPHEN))


class End(NamedTuple):
    """Where a paragraph breaks off, and why one thinks so."""

    start: int
    end: int
    reason: str
    confidence: float


class TruncatedEnding(Rule):
    """A text, or a paragraph of running prose, that stops in mid-sentence.

    A scraper took a teaser for the article ("... [...]"), or cut it after so many characters. Reported is the last word
    of a long paragraph that ends in a comma, a hyphen or an opening bracket, in a word that never ends a sentence (an
    article, a conjunction), in "[…]" right behind a word, or, at the end of the text, inside brackets or in a part of a
    word: one that the document has whole, that begins words of the language and is none, or, where every other
    paragraph ends in a mark, that is far more often the beginning of words than one, or ends as no other word of the
    document does. Only in documents most of whose long paragraphs end like sentences, and not where the next line goes
    on in small letters, with a list or with speech. A cut behind a whole noun or verb cannot be told from a missing
    full stop and is left alone.
    """

    code = "GAR102"
    scripts = "in Chinese, Japanese, Thai and Khmer only commas, brackets and teaser marks are seen"
    bad = (
        "Presiden bertemu dengan para menteri di ibu kota. Mereka berbicara panjang lebar tentang perdagangan "
        "antara kedua negara ⟦dan⟧",
        "The council met on Monday and spoke about bread. It will meet again in May, when all of its members and "
        "⟦the⟧\nNobody came to see them on that day, although the doors had been open since the early morning.",
        "Der Rat tagte am Montag und sprach über Brot. Er will sich im Mai wieder treffen, wenn alle Mitglieder ⟦da,⟧",
        "El consejo se reunió el lunes y habló del pan. Volverá a reunirse en mayo, cuando todos los miembros hayan "
        "vuelto ⟦[…]⟧",
        "Совет собрался в понедельник и говорил о хлебе. Он снова соберётся в мае, когда все вернутся домой ⟦из⟧",
        "The ministers praised the development of the harbour and its bridges. Later they went to see the new roads "
        "and all of its ⟦develop⟧",
        "会议在星期一举行，大家谈到了面包和牛奶的价格问题。大家都说很高兴能够在这里见面⟦，⟧",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nThe mayor went home with his brother ⟦and⟧",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people mended nets and told stories about the sea at night.\n\n"
        "Later the railway came, and with it the first guests, who wanted to bathe and to see the old lighthouse.\n\n"
        "A hotel was built for them on the hill, with forty rooms and a view of the bay. They liked the wind and "
        "the light of the evenings there. Its owner had been a rich and very kind old ⟦shipo⟧",
        "Der Hafen wurde von Männern aus dem Norden gebaut, die im Frühling mit ihren Familien und Booten kamen.\n\n"
        "Sie fischten Hering und Dorsch und verkauften, was sie hatten, in den Städten an der westlichen Küste.\n\n"
        "Im Winter lagen die Boote am Strand, und die Leute flickten Netze und erzählten Geschichten vom Meer.\n\n"
        "Später kam die Eisenbahn und mit ihr die ersten Gäste, die baden und den alten Leuchtturm sehen wollten.\n\n"
        "Für sie wurde auf dem Hügel ein Hotel gebaut, mit vierzig Zimmern und Blick auf die Bucht. Sie mochten den "
        "Wind und das Licht der Abende dort. Im Keller standen noch lange die Kisten mit dem alten ⟦Schm⟧",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nHe was one of ⟦the⟧",
        "The council met on Monday and spoke for hours about the price of bread in the town. Then it asked the ⟦gover⟧",
        "Der Rat tagte am Montag und sprach über Brot. Nach der Pause sprach er über eine neue und sehr lange ⟦Verhan⟧",
        "Rada spotkała się w poniedziałek i długo mówiła o chlebie. Potem przez godzinę mówiły tylko młode ⟦kobie⟧",
        "Совет собрался в понедельник и говорил о хлебе. Потом говорили о новом мосте и о старом ⟦госуда⟧",
        "El consejo se reunió el lunes y habló del pan. Después habló durante horas de los barcos (y de sus ⟦dueños⟧",
        "El consejo se reunió el lunes y habló del pan. Después habló durante horas de barcos (y del puerto de ⟦Vigo⟧",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people of Verhamouth told stories about the sea at night.\n\n"
        "Later the railway came, and with it the first guests. What they paid for was told in every new ⟦stat⟧",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people of Verhamouth told stories about the sea at night.\n\n"
        "Later the railway came, and with it the first guests, who wanted to see more of the town of ⟦Verha⟧",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people of Verhamouth told stories about the sea at night.\n\n"
        "Then came the ⟦railway,⟧",
        "Le conseil s'est réuni lundi et a parlé du pain. Ensuite il a parlé pendant des heures de ⟦l'instit⟧",
        "El consejo se reunió el lunes y habló del pan. Después habló durante horas de los amigos de los '⟦popu⟧",
        "EL CONSEJO SE REUNIÓ EL LUNES Y HABLÓ DEL PAN. DESPUÉS HABLÓ DURANTE HORAS DE LOS BARCOS Y DEL ⟦PROBL⟧",
    )
    good = (
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nAs for all of those elves, I shall see how I can under-",
        "Press the key of the harbour log to see what the keeper wrote in it. The message should be something like\n\n"
        "    The harbour is closed until the evening\n\nThis tells you the name of the message and what it means.",
        "The men of the harbour came to the house of the old captain in the morning, and they spoke to him, saying,\n"
        "Let us go out before the wind turns, for the herring is near and the nets are dry and the boats are ready.\n"
        "And the captain said to them that they should wait until the evening and then put out with all of the boats.",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nIt is a pity that all of us will be so very old :'(",
        "Der Hafen wurde von Männern aus dem Norden gebaut, die im Frühling mit ihren Familien und Booten kamen.\n\n"
        "Sie fischten Hering und Dorsch und verkauften, was sie hatten, in den Städten an der westlichen Küste.\n\n"
        "Im Winter lagen die Boote am Strand, und die Leute flickten Netze und erzählten Geschichten vom Meer.\n\n"
        "Später kam die Eisenbahn und mit ihr die ersten Gäste, die baden und den alten Leuchtturm sehen wollten.\n\n"
        "Mit freundlicher Genehmigung der Zeitung an der Küste von Jasper Kwok",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nSee you next week,",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people mended nets and told stories about the sea at night.\n\n"
        "Later the railway came, and with it the first guests, who wanted to bathe and to see the old lighthouse.\n\n"
        "A hotel was built for them on the hill, with forty rooms and a view of the bay. They liked the wind and "
        "the light of the evenings there. Its owner had been a rich and very kind old brother",
        "To find a boat that you have lost, go down to the old harbour and look. Its master will help you, or\n"
        "Ask the women at the market, who see every boat that comes in from the sea in the morning.",
        "Presiden bertemu dengan para menteri di ibu kota. Mereka berbicara panjang lebar tentang perdagangan.",
        "The council met on Monday and spoke about bread. These are the points that it wants to talk about in May:",
        "A house of my own and the",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nI have forgotten what the mayor had told all of them :(",
        "Loď odplula brzy ráno a nikdo z rybářů nevěděl, kdy se vrátí do starého přístavu a kolik barev poveze.\n"
        "Nikdo na ni nečekal.\n\t\t-- J. Novák: Stará lodi",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nThe mayor and",
        "Dicht hinter dem Hafen liegt das Meer. Man muss die alte Mauer des\nFischmarkts nur umgehen, dann sieht man "
        "es sofort.\n\t\t-- J. Fischer",
        "Łódź była stara. Jakiś czas temu sam ją naprawiłem i popłynąłem nią do\nGdyni. Wiatr był słaby, ale wróciłem "
        "przed nocą.",
        "Roses are red in the garden of the old king and the,\nviolets are blue in the garden of the queen,\n"
        "and sugar is sweet in the house of the young one,\nand so are the things that I have seen.",
        "He spoke about bread and milk and about the price of both. Then he turned round and said to the men,\n"
        "“Come in and have some bread with us before it is too late for all of you.”",
        "She came late. Then there was a long and very quiet evening. At last came Select the\nSafety Toolkit\n"
        "by which all of them were saved on that evening in the small house behind the church.",
        "They went home in the evening after the talks. It was a long way, and so they spoke of old days and of [...]. "
        "Then they slept.",
        "The council met on Monday and spoke for hours about the price of bread in the town. Then it asked the govern",
        "El consejo se reunió el lunes y habló del pan. Después habló durante horas de los barcos (y de sus dueños) "
        "con gusto",
        "Совет собрался в понедельник и говорил о хлебе. Потом говорили о новом мосте и о большом строю",
        "The council met on Monday and spoke about bread. Nobody could say when it would meet again :(so they say",
        "The council met on Monday and spoke for hours about the price of bread in the town.\nNobody could say then "
        "when it would meet again, in which house, or why.\nI have forgotten what the mayor had told all of them :'(",
        "Rada spotkała się w poniedziałek i długo mówiła o chlebie. Rysunki i opisy dodał, jak zawsze, Marek Verhan",
        "The report is long. It tells of all the ministers and of what they did in the year of the great flood here",
        "Dear all,\n"
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n"
        "In winter the boats lay on the beach, and the people of Verhamouth told stories about the sea at night.\n"
        "See you next week,",
        "The harbour was built by men of the north, who had come with their boats and their families in spring.\n\n"
        "They fished for herring and for cod, and they sold what they had to the towns along the western coast.\n\n"
        "In winter the boats lay on the beach, and the people of Verhamouth told stories about the sea at night.\n\n"
        "Later the railway came, and with it the first guests from all over the country, and from the USA",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for paragraph in _open_ended(text).tolist():
            end = _broken_off(text, paragraph)
            if end and not about_code(text, int(text.paragraphs.owner[paragraph])):
                message = f"the paragraph breaks off: {end.reason}"
                yield self.finding(text, end.start, end.end, message, confidence=end.confidence)


def _open_ended(text: Text) -> Ints:
    """Long paragraphs without the end of a sentence, in documents where most have one."""
    paragraphs = text.paragraphs
    first, last = text.words_of(paragraphs)
    if not len(text.words):
        return np.zeros(0, np.int64)
    unspaced = text.unspaced_words[np.minimum(first, len(text.words) - 1)]
    long = last - first >= np.where(unspaced, _LONG_UNSPACED, LONG)
    done = of_kinds(*DONE)[text.kinds[paragraphs.end - 1]]
    teaser = text.codes[paragraphs.end - 1] == ord("]")
    size = len(text.documents)
    proper = np.bincount(paragraphs.owner[long & done], minlength=size)
    mostly = (proper >= 0.6 * (np.bincount(paragraphs.owner[long], minlength=size) - 1))[paragraphs.owner]
    spoken = np.bincount(text.sentences.owner, minlength=len(paragraphs)) >= 2
    whole = proper[paragraphs.owner] >= 2
    begun = whole & np.append(np.diff(paragraphs.owner) > 0, True) & (last - first >= np.where(unspaced, LONG, _SOON))
    candidates = (long | begun) & (~done | teaser) & mostly & (spoken | whole)
    return np.flatnonzero(candidates)


def _broken_off(text: Text, paragraph: int) -> End | None:
    start, end = text.paragraphs[paragraph]
    if int(text.kinds[end - 1]) not in _ENDINGS and text.string[end - 1] not in _COMMAS:
        return None
    last = _is_last(text, paragraph)
    word = text.words.at(end - 1)
    mark = text.string[end - 1]
    found = _teaser(text, end) or _mark(text, paragraph, word, mark, last) or _last_word(text, word, end, last)
    if found is None or (not last and _next_goes_on(text, paragraph)) or not _is_clause(text, word, end, last):
        return None
    if not last and _is_wrapped(text, paragraph):
        return None
    credit = text.string.startswith(_CREDITS, text.lines[text.lines.at(end - 1)].start)
    return None if text.code_mask[start] or credit or _is_block(text, start, end) else found


def _is_wrapped(text: Text, paragraph: int) -> bool:
    """A full line of a mail or a saying, too short to tell its lines from paragraphs; the next goes on right below."""
    end = int(text.paragraphs.end[paragraph])
    line = text.lines[text.lines.at(end - 1)]
    below = text.slice(end, int(text.paragraphs.start[paragraph + 1])).count("\n") == 1
    full = line.end - line.start >= _NARROW
    return below and full and int(text.view(_widest)[text.paragraphs.owner[paragraph]]) <= _WIDE


def _widest(text: Text) -> Ints:
    """int[documents]: characters of the longest line."""
    widest = np.zeros(len(text.documents), np.int64)
    np.maximum.at(widest, text.lines.owner, text.lines.length)
    return widest


def _is_clause(text: Text, word: int, end: int, last: bool) -> bool:
    """What breaks off has some words (fewer are a greeting, a name), or stands behind a sentence at the very end."""
    index = text.sentences.at(end - 1)
    behind = last and _follows(text, index)
    return bool(text.unspaced_words[word]) or behind or len(text.words.within(*text.sentences[index])) >= _CLAUSE


def _teaser(text: Text, end: int) -> End | None:
    for teaser in _TEASERS:
        if text.string.endswith(teaser, 0, end):
            start = end - len(teaser)
            before = text.string[max(0, start - 2) : start].rstrip(" ")[-1:]
            return End(start, end, f'it ends in "{teaser}"', 0.9) if before.isalpha() else None
    return None


def _mark(text: Text, paragraph: int, word: int, mark: str, last: bool) -> End | None:
    """At the end of the text: a comma or an opening bracket. Inside of it verse and letters end lines so.

    A hyphen ends speech that somebody interrupts. The greeting at the end of a letter has another at its beginning.
    """
    start, stop = text.words[word]
    end = int(text.paragraphs.end[paragraph])
    unspaced = bool(text.unspaced_words[word])
    if mark in _COMMAS and stop >= end - 1 and last and (_is_begun(text, start) or others_end(text, word)):
        return End(end - 1 if unspaced else _compound_start(text, word), end, "it ends in a comma", 0.85)
    smile = text.string.endswith(_EYES, 0, end - 1)
    if last and text.kinds[end - 1] == Kind.OPEN and not smile:
        return End(start, end, f'it ends in "{mark}"', 0.85)
    return None


def _is_begun(text: Text, offset: int) -> bool:
    """Its paragraph has some words; fewer before a comma are a greeting ("See you next week,")."""
    return len(text.words.within(*text.paragraphs[text.paragraphs.at(offset)])) >= _BEGUN


def _compound_start(text: Text, word: int) -> int:
    """Where the word begins, with what a hyphen joins to it."""
    words = text.words
    while word and words.end[word - 1] == words.start[word] - 1 and text.string[words.start[word] - 1] == "-":
        word -= 1
    return int(words.start[word])


def _last_word(text: Text, word: int, end: int, last: bool) -> End | None:
    start, stop = text.words[word]
    apart = start and text.kinds[start - 1] in _APART
    if not last and text.string[start - 2 : start - 1] in _COMMAS + ";":  # "..., or": an item of a list follows
        return None
    if stop != end or text.unspaced_words[word] or not apart:
        return None
    if Kind.UPPER in text.kinds[[start, end - 1]] and not _is_loud(text, word):
        return _cut_name(text, start, end, word) if last and text.kinds[end - 1] != Kind.UPPER else None
    sure = expects_more(text, word)
    if sure:
        return End(start, end, f'no sentence ends in "{text.slice(start, end)}"', sure)
    return _cut(text, start, end, word) if last else None


def _cut(text: Text, start: int, end: int, word: int) -> End | None:
    """At the very end of a text, where no mark follows."""
    sign = no_word(text, word)
    if sign:
        return _told(text, start, end, sign)
    return _bracketed(text, start, end) or _unlikely_end(text, start, end, word)


def _unlikely_end(text: Text, start: int, end: int, word: int) -> End | None:
    """Behind words enough, so that it is no title or greeting, or where every other paragraph ends in a mark."""
    whole = others_end(text, word)
    if not whole and not _is_begun(text, start):
        return None
    if seldom_ends(text, word):
        said = text.slice(start, end)
        return End(start, end, f'a sentence seldom ends in "{said}", and never without a mark', 0.85)
    sign = part_of_word(text, word)
    if whole and not sign:
        sign = (torn(text, word) if _is_running(text, end) else None) or seldom_word(text, word)
    return _told(text, start, end, sign)


def _cut_name(text: Text, start: int, end: int, word: int) -> End | None:
    """A capital begins it: in a sentence of prose, not a signature, a credit or a title."""
    index = text.sentences.at(start)
    begins = int(text.sentences.start[index])
    inside = begins < text.words.start[word - 1] and text.kinds[text.words.start[word - 1]] != Kind.UPPER
    alone = _is_running(text, end) and others_end(text, word)
    sign = no_word(text, word) if inside or alone else None
    if alone and not sign:
        sign = part_of_name(text, word) or (seldom_word(text, word) if inside else None)
    if alone and inside and not sign and _follows(text, index):
        sign = torn(text, word)
    return _told(text, start, end, sign) or _bracketed(text, start, end)


def _told(text: Text, start: int, end: int, sign: Sign | None) -> End | None:
    return End(start, end, sign.reason.format(text.slice(start, end)), sign.confidence) if sign else None


def _is_loud(text: Text, word: int) -> bool:
    """In a sentence set in capitals, where a capital begins no name."""
    sentence = text.sentences[text.sentences.at(int(text.words.start[word]))]
    return text.slice(*sentence).isupper() and len(text.words.within(*sentence)) >= _CLAUSE


def _bracketed(text: Text, start: int, end: int) -> End | None:
    """A bracket opens before a word of the last sentence, and none closes it."""
    sentence = text.slice(int(text.sentences.start[text.sentences.at(end - 1)]), end)
    places = [(sentence.rfind(pair[0]), sentence.rfind(pair[1])) for pair in _BRACKETS]
    opened = [at for at, closed in places if at > closed]
    within = any(sentence[at - 1 : at] in ("", " ") and sentence[at + 1 : at + 2].isalnum() for at in opened)
    return End(start, end, "it ends inside brackets", 0.8) if within else None


def _is_running(text: Text, end: int) -> bool:
    """Its sentence has words enough, or stands behind another."""
    index = text.sentences.at(end - 1)
    return len(text.words.within(*text.sentences[index])) >= _BEGUN or _follows(text, index)


def _follows(text: Text, sentence: int) -> bool:
    """Another sentence stands before it in its paragraph."""
    owner = text.sentences.owner
    return bool(sentence) and bool(owner[sentence - 1] == owner[sentence])


def _is_last(text: Text, paragraph: int) -> bool:
    owner = text.paragraphs.owner
    return paragraph == len(owner) - 1 or bool(owner[paragraph + 1] != owner[paragraph])


def _next_goes_on(text: Text, paragraph: int) -> bool:
    """The next paragraph begins small, with a list, a number, a quotation, or further in, as examples do.

    Or the one behind a few words does.
    """
    paragraphs = text.paragraphs
    if _indent(text, paragraph + 1) > _indent(text, paragraph):
        return True
    begins = [kind in _GOES_ON for kind in text.kinds[paragraphs.start[paragraph + 1 : paragraph + 3]].tolist()]
    return begins[0] or (begins[-1] and len(text.words.within(*paragraphs[paragraph + 1])) <= _FEW)


def _indent(text: Text, paragraph: int) -> int:
    start = int(text.paragraphs.start[paragraph])
    return start - int(text.lines.start[text.lines.at(start)])


def _is_block(text: Text, start: int, end: int) -> bool:
    document, span = text.place(start, end)
    return any(block.kind in _NOT_PROSE and block.span.overlap(span) for block in text.sources[document].blocks)
