"""Garble: text cut off, glued, torn apart, and what machines leave between the words."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from bench.hosts import Host, Planted, inserted, replaced
from bench.plant import pattern, pick
from bench.plants.repetition import SMALL
from qc.offsets import Span

CASED = "en id de es fr pl ru it nl pt tr uk vi"
_JOINED = re.compile("['’-]")
_STOP = re.compile(r"[.!?]\W*\s")
_SHORTENED = re.compile(r"\b[A-ZА-ЯІЇЄ]\w{1,3}\.$")  # "Prof.": what follows is a name with its title
SPACED = f"{CASED} ar hi"


def _stops(host: Host) -> list[Span]:
    """Full stops behind a word, at the end of a sentence that another follows in its paragraph."""
    text = host.text
    ends = [span.end for span in host.sentences[:-1]]
    return [
        Span(end - 1, end)
        for end in ends
        if text[end - 1] in ".।。" and text[end - 2].isalpha() and text[end : end + 1] not in ("", "\n")
    ]


def _words(host: Host, longest: int) -> list[Span]:
    """Words of so many letters and more that do not begin a sentence."""
    return [word for span in host.sentences for word in host.words(span)[1:] if word.length >= longest]


@pattern("GAR101", "an item of a list again as a sentence", "the guiding example: a list broken by a full stop", CASED)
def echo(host: Host, dice: random.Random) -> Planted | None:
    options = []
    for sentence in host.sentences:
        words = host.words(sentence)
        for first, last in zip(words[2:], words[4:], strict=False):
            item = Span(first.start, last.end)
            ends = host.text[item.end : item.end + 1] == "," and host.text[item.start - 2 : item.start] == ", "
            near = not _STOP.search(host.text[item.end : sentence.end - 1])  # an echo follows the sentence of its list
            plain = not _SHORTENED.search(sentence.of(host.text))
            if ends and near and plain and item.length >= 14:
                options.append((sentence, item))
    chosen = pick(dice, options)
    if chosen is None:
        return None
    sentence, item = chosen
    again = item.of(host.text)
    new = f" {again[0].upper()}{again[1:]}."
    return inserted(host, sentence.end, new, (1, len(new)))


@pattern("GAR102", "the text stops behind a small word", "crawlers' length limits, teasers taken for articles")
def stops_at_small_word(host: Host, dice: random.Random) -> Planted | None:
    small = SMALL.get(host.lang, "").split()
    last = host.paragraphs[-1]
    words = [word for span in host.sentences if span.start >= last.start for word in host.words(span)[3:]]
    word = pick(dice, [word for word in words if word.of(host.text) in small])
    return word and Planted(host.text[: word.end], word)


@pattern("GAR102", "the text stops in mid-word", "columns of fixed width, byte limits")
def stops_in_word(host: Host, dice: random.Random) -> Planted | None:
    last = host.paragraphs[-1]
    words = [word for span in host.sentences if span.start >= last.start for word in host.words(span)[3:]]
    whole = [word for word in words if not _JOINED.search(word.of(host.text))]  # "d'As" has two letters of a word
    word = pick(dice, [word for word in whole if word.length >= 8]) if host.spaced else None
    return word and Planted(host.text[: word.start + 4], Span(word.start, word.start + 4))


@pattern("GAR102", "the text stops at a comma", "pages cut by extractors at a link or an advertisement")
def stops_at_comma(host: Host, dice: random.Random) -> Planted | None:
    start, text = host.paragraphs[-1].start, host.text
    commas = [at for at in range(start + 30, len(text) - 1) if text[at] in ",，،" and text[at - 1].isalpha()]
    at = pick(dice, commas)
    if at is None:
        return None
    before = [word for span in host.sentences for word in host.words(span) if word.end == at]
    if not before:
        return None
    return Planted(text[: at + 1], Span(before[0].start if host.spaced else at, at + 1))  # words without spaces: where?


@pattern("GAR103", "three spaced points for an ellipsis", "the guiding example; tokenised text put together again")
def spaced_points(host: Host, dice: random.Random) -> Planted | None:
    stop = pick(dice, _stops(host))
    return stop and replaced(host, *stop, ". . .")


@pattern("GAR103", "points in pairs", "translations and optical character recognition")
def paired_points(host: Host, dice: random.Random) -> Planted | None:
    stop = pick(dice, _stops(host))
    return stop and replaced(host, *stop, ".. ..")


@pattern("GAR104", "sentences without a blank between them", "line breaks and elements dropped by extractors", CASED)
def glued_sentences(host: Host, dice: random.Random) -> Planted | None:
    return _glued(host, dice, " ")


@pattern("GAR104", "the last word of a line glued to the next", "line breaks dropped between block elements", CASED)
def glued_lines(host: Host, dice: random.Random) -> Planted | None:
    return _glued(host, dice, "\n")


def _glued(host: Host, dice: random.Random, between: str) -> Planted | None:
    text, options = host.text, []
    for first, second in pairwise(host.sentences):
        before, behind = host.words(first)[-1:], host.words(second)[:1]
        touch = before and behind and before[0].end == first.end - 1 and behind[0].start == second.start
        lower = before and before[0].of(text).islower() and before[0].length >= 4
        if touch and lower and text[first.end : second.start] == between and text[second.start].isupper():
            options.append((first.end, second.start, before[0], behind[0]))
    chosen = pick(dice, options)
    if chosen is None:
        return None
    start, end, before_, behind_ = chosen
    planted = replaced(host, start, end, "")
    return Planted(planted.text, Span(before_.start, behind_.end - (end - start)))


LABELS = {
    "en": "Share|Advertisement|Read more|Comments", "id": "Bagikan|Iklan|Baca juga|Komentar",
    "de": "Teilen|Anzeige|Mehr lesen|Drucken", "fr": "Partager|Publicité|Lire la suite|Imprimer",
    "es": "Compartir|Publicidad|Leer más|Imprimir", "pl": "Udostępnij|Reklama|Czytaj więcej|Drukuj",
    "ru": "Поделиться|Реклама|Читать далее|Печать", "it": "Condividi|Pubblicità|Leggi tutto|Stampa",
    "nl": "Delen|Advertentie|Lees meer|Afdrukken", "pt": "Compartilhar|Publicidade|Leia mais|Imprimir",
    "tr": "Paylaş|Reklam|Devamını oku|Yazdır", "uk": "Поділитися|Реклама|Читати далі|Друк",
    "vi": "Chia sẻ|Quảng cáo|Đọc thêm|Bình luận",
}  # fmt: skip


@pattern("GAR104", "a button's label glued to a word", "buttons and links without blanks around them", CASED)
def glued_label(host: Host, dice: random.Random) -> Planted | None:
    word = pick(dice, [word for word in _words(host, 4) if word.of(host.text).islower()])
    if word is None or host.text[word.end : word.end + 1] != " ":
        return None
    label = dice.choice(LABELS[host.lang].split("|"))
    glued, end = Span(word.start, word.end + len(label.split()[0])), word.end + len(label)
    return Planted(inserted(host, word.end, label).text, glued, (Span(glued.end, end),) if end > glued.end else ())


def _doubled(mark: str, name: str, source: str) -> None:
    @pattern("GAR105", name, source)
    def marks(host: Host, dice: random.Random) -> Planted | None:
        stop = pick(dice, _stops(host)) if host.spaced else None
        return stop and replaced(host, *stop, mark)


_doubled("?.", "a question mark and a full stop", "texts edited in haste")
_doubled(",.", "a comma and a full stop", "sentences joined and cut by machines")
_doubled("..", "two full stops", "abbreviations expanded by machines; slips")


@pattern("GAR105", "a comma twice", "slips; lists from which an item was taken")
def commas(host: Host, dice: random.Random) -> Planted | None:
    text = host.text
    options = [
        at for at in range(1, len(text) - 1) if text[at] in ",،，" and text[at - 1].isalpha() and text[at + 1] == " "
    ]
    at = pick(dice, options)
    return None if at is None else replaced(host, at, at + 1, text[at] * 2)


@pattern(
    "GAR105",
    "a blank before a comma",
    "text put together from tokens or elements",
    "en id de es pl ru ar hi it nl pt tr uk",
)
def blank_before_comma(host: Host, dice: random.Random) -> Planted | None:
    text = host.text
    options = [
        at for at in range(1, len(text) - 1) if text[at] in ",،" and text[at - 1].isalpha() and text[at + 1] == " "
    ]
    at = pick(dice, options)
    return None if at is None else replaced(host, at, at + 1, " " + text[at])


@pattern("GAR106", "a word in letters apart", "letter-spaced print read by machines, headings set with blanks", CASED)
def letter_spaced(host: Host, dice: random.Random) -> Planted | None:
    words = [word for span in host.sentences for word in host.words(span)]
    options = [
        word
        for before, word, behind in zip(words, words[1:], words[2:], strict=False)
        if word.length >= 6 and word.of(host.text).isalpha() and min(before.length, behind.length) > 1
    ]
    chosen = pick(dice, options)
    return chosen and replaced(host, *chosen, " ".join(chosen.of(host.text)))


@pattern("GAR107", "a word broken by a hyphen and a blank", "line-end hyphens of print kept by extractors", CASED)
def hyphenated(host: Host, dice: random.Random) -> Planted | None:
    words = [word for word in _words(host, 8) if word.of(host.text).isalpha() and word.of(host.text).islower()]
    counts = Counter(word.of(host.text) for word in words)
    word = pick(dice, [word for word in words if counts[word.of(host.text)] >= 2])
    if word is None:
        return None
    text = word.of(host.text)
    return replaced(host, *word, f"{text[:4]}- {text[4:]}")


def _leftover(code: str, left: str, name: str, source: str, also: str = "") -> None:
    @pattern(code, name, source, also=also)
    def behind_a_sentence(host: Host, dice: random.Random) -> Planted | None:
        sentence = pick(dice, [span for span in host.sentences[1:] if span.length > 30])
        return sentence and inserted(host, sentence.end, f" {left}", (1, 1 + len(left)))


def _instead(code: str, left: str, name: str, source: str, languages: str = "") -> None:
    @pattern(code, name, source, languages)
    def instead_of_a_word(host: Host, dice: random.Random) -> Planted | None:
        blank = "" if host.spaced else " "
        word = pick(dice, _words(host, 5 if host.spaced else 1))
        return word and replaced(host, *word, blank + left + blank, (len(blank), len(blank) + len(left)))


_leftover("GAR108", "<br />", "a line break tag", "markup taken for text")
_leftover("GAR108", "</div>", "a closing tag", "markup taken for text")
_leftover("GAR108", '<img src="a.jpg" alt="">', "an image tag", "markup taken for text")
_leftover("GAR108", "&amp;nbsp;", "an entity escaped twice", "feeds that escape what is escaped")
_leftover("GAR108", "&nbsp;", "an entity", "text taken from sources instead of pages")
_leftover("GAR108", "[/caption]", "a shortcode", "exports of content systems")
_leftover("GAR108", '[gallery ids="12,14"]', "a shortcode with attributes", "exports of content systems")
_leftover("GAR108", "[b][/b]", "forum code", "forum dumps")
_leftover(
    "GAR108", ".entry-title { color: #333; margin: 0 }", "a rule of a style sheet", "inline styles taken for text"
)
_leftover("GAR108", "window.dataLayer = window.dataLayer || [];", "a line of a script", "inline scripts taken for text")
_instead("GAR109", "{{name}}", "a field in double braces", "templates sent unfilled")
_instead("GAR109", "${price}", "a field in dollar and braces", "templates of JavaScript")
_instead("GAR109", "%s", "a format sign", "strings of programs not filled in")
_instead("GAR109", "[object Object]", "an object as text", "JavaScript")
_instead(
    "GAR109",
    "undefined",
    "an undefined value",
    "JavaScript; in English it is a word",
    "id de es fr pl ru ar hi zh th it ja ko nl pt tr uk",
)
_instead("GAR109", "<unk>", "the unknown-word token", "output of translation models")
_leftover(
    "GAR109",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "filler text",
    "unfinished pages",
    also="LNG102",
)
_instead("GAR110", "asdfghjkl", "a row of keys", "fields filled in to get on")
_instead("GAR110", "d41d8cd98f00b204e9800998ecf8427e", "a hash", "identifiers taken for text")
_instead("GAR110", "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ5", "base64", "data taken for text")


def _misspelt(name: str, source: str) -> Callable[[Callable[[str], str]], None]:
    """Names in three sentences of the article become one, the longest of them, and the last is spelt in another way."""

    def register(spell: Callable[[str], str]) -> None:
        @pattern("GAR111", name, source, "en id es fr pl ru it nl pt tr uk")
        def misspelt_name(host: Host, dice: random.Random) -> Planted | None:
            places = [[word for word in host.words(span)[1:] if _is_name(host, word)] for span in host.sentences]
            names = [dice.choice(words) for words in places if words]
            chosen = max((word.of(host.text) for word in names), key=len, default="")
            if len(names) < 3 or len(chosen) < 7 or chosen.lower() in host.text or spell(chosen) == chosen:
                return None  # two equal letters exchanged are none
            *others, last = sorted(dice.sample(names, 3))
            planted = replaced(host, *last, spell(chosen))
            text, moved = planted.text, 0
            for word in others:
                text = text[: word.start + moved] + chosen + text[word.end + moved :]
                moved += len(chosen) - word.length
            return Planted(text, Span(planted.span.start + moved, planted.span.end + moved))

    return register


def _is_name(host: Host, word: Span) -> bool:
    text = word.of(host.text)
    return word.length >= 5 and text.istitle() and text.isalpha()


@_misspelt("a name with a letter too few", "names spelt anew by translators and transcribers")
def _shorter(name: str) -> str:
    at = len(name) // 2
    return name[:at] + name[at + 1 :]


@_misspelt("a name with two letters exchanged", "names typed in haste")
def _exchanged(name: str) -> str:
    at = len(name) // 2
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
