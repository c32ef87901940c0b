"""Repetition: what translation and language models, content systems and hurried editors leave behind."""

from __future__ import annotations

import random
import re
import unicodedata

from bench.hosts import Host, Planted, inserted, replaced
from bench.plant import pattern, pick
from qc.offsets import Span

AND = {
    "en": " and ", "id": " dan ", "de": " und ", "es": " y ", "fr": " et ", "ru": " и ", "pl": " i ", "ar": " و",
    "hi": " और ", "zh": "和", "th": "และ", "it": " e ", "ja": "と", "nl": " en ", "pt": " e ", "tr": " ve ",
    "uk": " і ", "vi": " và ",
}  # fmt: skip
OR = {
    "en": " or ", "id": " atau ", "de": " oder ", "es": " o ", "fr": " ou ", "ru": " или ", "pl": " lub ",
    "ar": " أو ", "hi": " या ", "zh": "或", "th": "หรือ", "it": " o ", "ja": "または", "nl": " of ", "pt": " ou ",
    "tr": " veya ", "uk": " або ", "vi": " hoặc ",
}  # fmt: skip
SMALL = {
    "en": "the of to in and for with", "id": "yang dan di dengan untuk dari pada", "de": "und von mit für auf",
    "es": "de la el en los del", "fr": "de la les des dans pour sur", "ru": "в на с что из для по",
    "pl": "w na z do o dla przez", "ar": "في من على إلى عن", "hi": "के में की से को का",
    "it": "di il la in con per del", "nl": "de een van met voor", "pt": "de o a em com para do",
    "tr": "ve ile ama", "uk": "в на з до для що",
    "vi": "của và các những cho với",  # no "là là", which is a word
}  # fmt: skip
# What turns a sentence into its opposite: two that differ by it are no drafts of one, and "not" is news.
NOT = {
    "en": "no not never nor without", "id": "tidak bukan belum tanpa jangan", "es": "no nunca ni sin",
    "de": "nicht nie kein keine keinen keinem keiner ohne", "fr": "ne pas jamais ni sans", "ru": "не ни нет без",
    "pl": "nie ani bez", "ar": "لا لم لن ليس ليست غير دون", "hi": "नहीं न मत बिना", "it": "non né mai senza",
    "nl": "niet nooit geen zonder", "pt": "não nunca nem sem", "tr": "değil yok", "uk": "не ні немає без",
    "vi": "không chưa chẳng đừng",
}  # fmt: skip


_ENDS = re.compile(r"[.!?…؟।。！？]\W*\s")
_ASKED = "?؟？"  # questions are asked again
_HOLDS = tuple("+_/\\@#=&%")  # makes one name of the words on both sides: "Alt+F8", "star_names.docx"


def _long(host: Host, words: int) -> list[Span]:
    """Sentences of so many words at least."""
    return [sentence for sentence in host.sentences if len(host.words(sentence)) >= words]


def _single(host: Host, words: int) -> list[Span]:
    """Long sentences that are one however one reads them.

    No mark within them could end one, and no small letter begins them, as it does behind an abbreviation.
    """
    told = [span for span in _long(host, words) if not _ENDS.search(host.text, span.start, span.end - 1)]
    return [span for span in told if not host.text[span.start].islower()]


def _run(host: Host, sentence: Span, dice: random.Random, count: int, *, plain: bool = True) -> Span | None:
    """`count` words in a row in mid-sentence; `plain`: with nothing but single blanks between them."""
    words = host.words(sentence)
    runs = [words[at : at + count + 2] for at in range(len(words) - count - 1)]
    told = [Span(run[1].start, run[-2].end) for run in runs if not _goes_round(host, run)]
    fine = [run for run in told if not plain or (_is_plain(run.of(host.text)) and _is_free(host, run))]
    return pick(
        dice, [run for run in fine if len(set(run.of(host.text).lower().split())) == len(run.of(host.text).split())]
    )


def _goes_round(host: Host, words: list[Span]) -> bool:
    """The word before a run is its last one, or the one behind it its first: doubled, it could begin there as well."""
    before, first, *_, last, behind = (word.of(host.text).lower() for word in words)
    return before == last or behind == first


def _is_free(host: Host, place: Span) -> bool:
    """No part of the name of a key or a file, of which the copy would be a part as well."""
    before, behind = host.text[max(0, place.start - 1) : place.start], host.text[place.end : place.end + 1]
    return before not in (*_HOLDS, ".") and behind not in _HOLDS


def _is_plain(text: str) -> bool:
    """Letters with their marks, and single blanks."""
    return all(c == " " or unicodedata.category(c)[0] in "LM" for c in text)


def _unit(host: Host, spaced: int, unspaced: int) -> int:
    return spaced if host.spaced else unspaced


@pattern(
    "REP101", "a paragraph again at once", "content systems that print teaser and body, double pastes", also="REP102"
)
def paragraph_at_once(host: Host, dice: random.Random) -> Planted | None:
    paragraph = pick(dice, [span for span in host.paragraphs if span.length >= 120])
    if paragraph is None:
        return None
    again = "\n" + paragraph.of(host.text)
    return inserted(host, paragraph.end, again, (1, len(again)))


@pattern(
    "REP101", "a paragraph again at the end", "feeds that append the lead; infinite scroll that loads a part twice"
)
def paragraph_later(host: Host, dice: random.Random) -> Planted | None:
    told = [span for span in host.paragraphs[:-1] if host.text[span.end - 1] not in _ASKED]
    paragraph = pick(dice, [span for span in told if span.length >= 120])
    if paragraph is None:
        return None
    again = "\n" + paragraph.of(host.text)
    return inserted(host, len(host.text), again, (1, len(again)))


@pattern("REP102", "a sentence again at once", "translations that say a sentence twice (deep-spin, nmt-dev)")
def sentence_at_once(host: Host, dice: random.Random) -> Planted | None:
    sentence = pick(dice, _single(host, _unit(host, 8, 24)))
    if sentence is None or host.lang == "th":
        return None
    joint = " " if host.spaced else ""
    again = joint + sentence.of(host.text)
    return inserted(host, sentence.end, again, (len(joint), len(again)))


@pattern(
    "REP102",
    "a sentence again in a later paragraph",
    "pull quotes and captions that extractors leave in the text",
    also="REP101",
)
def sentence_later(host: Host, dice: random.Random) -> Planted | None:
    first = [span for span in _single(host, _unit(host, 8, 24)) if span.end < host.paragraphs[1].end]
    sentence = pick(dice, [span for span in first if host.text[span.end - 1] not in _ASKED])
    if sentence is None or host.lang == "th":
        return None
    again = "\n" + sentence.of(host.text)
    return inserted(host, host.paragraphs[-2].end, again, (1, len(again)))


@pattern(
    "REP103", "a long run of words again inside another sentence", "spun and machine-written articles", also="REP102"
)
def phrase(host: Host, dice: random.Random) -> Planted | None:
    count = {"th": 64, "vi": 27}.get(host.lang, _unit(host, 18, 40))  # syllables: of them words have several there
    long = _long(host, count + _unit(host, 6, 20))
    if len(host.sentences) < 3 or not long:
        return None
    source = dice.choice(long)
    run = _run(host, source, dice, count, plain=False)
    behind = [span for span in host.sentences if span.start >= source.end and len(host.words(span)) >= 8]
    target = pick(dice, behind)
    if run is None or target is None or "\n" in run.of(host.text):
        return None
    at = host.words(target)[4].end
    around = zip(_beside(host, source, run), _beside(host, target, Span(at, at)), strict=True)
    if any(here == there for here, there in around):  # the copy would have a word more
        return None
    blank = " " if host.spaced else ""
    new = blank + run.of(host.text)
    return inserted(host, at, new, (len(blank), len(new)))


def _beside(host: Host, sentence: Span, place: Span) -> tuple[str, str]:
    """The words before and behind a place in a sentence, in small letters."""
    words = host.words(sentence)
    before = [word.of(host.text).lower() for word in words if word.end <= place.start]
    behind = [word.of(host.text).lower() for word in words if word.start >= place.end]
    return before[-1] if before else "^", behind[0] if behind else "$"


@pattern("REP104", "a small word twice", "the commonest slip of writers and of optical character recognition")
def small_word(host: Host, dice: random.Random) -> Planted | None:
    small = SMALL.get(host.lang, "").split()
    small = [word for word in small if word != "من"]  # "who" and "from" are written alike: both together are no slip
    places = [word for sentence in host.sentences for word in host.words(sentence) if word.of(host.text) in small]
    word = pick(dice, places)
    if word is None:
        return None
    return replaced(host, *word, f"{word.of(host.text)} {word.of(host.text)}")


@pattern("REP104", "three words twice", "stutters of translation models (nmt-dev)", also="REP106")
def few_words(host: Host, dice: random.Random) -> Planted | None:
    sentence = pick(dice, _long(host, _unit(host, 10, 30)))
    run = sentence and _run(host, sentence, dice, _unit(host, 3, 9))
    if not run:
        return None
    unit = run.of(host.text)
    return replaced(host, *run, unit + (" " if host.spaced else "") + unit)


@pattern("REP104", "a word five times", "degenerate output of language models (Holtzman et al. 2020)", also="REP105")
def word_five_times(host: Host, dice: random.Random) -> Planted | None:
    places = [word for sentence in host.sentences for word in host.words(sentence)[1:-1] if word.length >= 4]
    word = pick(dice, [word for word in places if _is_free(host, word)])
    if word is None or not host.spaced:
        return None
    return replaced(host, *word, " ".join([word.of(host.text)] * 5))


@pattern(
    "REP105",
    "a phrase of six words, five times",
    "oscillation of translation models (Raunak et al. 2021)",
    also="REP104 REP102",
)
def loop(host: Host, dice: random.Random) -> Planted | None:
    sentence = pick(dice, _long(host, _unit(host, 12, 40)))
    run = sentence and _run(host, sentence, dice, _unit(host, 6, 18))
    if not run:
        return None
    return replaced(host, *run, (" " if host.spaced else "").join([run.of(host.text)] * 5))


@pattern("REP102", "a sentence eight times", "loops of language models at temperature 0", also="REP105 REP101")
def sentence_loop(host: Host, dice: random.Random) -> Planted | None:
    sentence = pick(dice, [span for span in _single(host, _unit(host, 6, 16)) if host.lang != "th"])
    if sentence is None:
        return None
    joint, text = " " if host.spaced else "", sentence.of(host.text)
    new = joint.join([text] * 8)
    return replaced(host, *sentence, new, (len(text + joint), len(new)))


def _end(host: Host, dice: random.Random, words: int, joint: str) -> Span | None:
    """The last words of a sentence, behind a smaller word, of ten letters or more, and nothing but blanks in them.

    Not behind the joint itself: in "A or B or B" the copy could begin there as well.
    """
    ends = []
    for sentence in host.sentences:
        found = host.words(sentence)
        if len(found) < words + 4 or found[-1].end < sentence.end - 1:
            continue
        run = Span(found[-words].start, found[-1].end)
        again = host.text[: run.start].rstrip().endswith(joint.strip())
        if run.length >= (12 if host.spaced else 4) and _is_plain(run.of(host.text)) and not again:
            ends.append(run)
    return pick(dice, ends)


@pattern("REP106", "X and X", 'translations: "the beach and the beach" (nmt-dev)')
def joined_by_and(host: Host, dice: random.Random) -> Planted | None:
    joint = AND.get(host.lang)
    run = _end(host, dice, _unit(host, 2, 6), joint) if joint else None
    return run and replaced(host, *run, f"{run.of(host.text)}{joint}{run.of(host.text)}")


@pattern("REP106", "X or X", 'translations: "bed linen or bed linen" (nmt-dev)')
def joined_by_or(host: Host, dice: random.Random) -> Planted | None:
    joint = OR.get(host.lang)
    run = _end(host, dice, _unit(host, 3, 8), joint) if joint else None
    return run and replaced(host, *run, f"{run.of(host.text)}{joint}{run.of(host.text)}")


def _draft(host: Host, dice: random.Random) -> tuple[Span, list[Span]] | None:
    """A sentence of which another version could have been kept, and its inner words; no question: it is asked again.

    A unit or the end of an ordinal is no word ("16m", "19th"), and a negation makes another sentence of it.
    """
    told = [span for span in _single(host, 10) if host.text[span.end - 1] not in _ASKED] if host.spaced else []
    sentence = pick(dice, told)
    if sentence is None:
        return None
    words = host.words(sentence)[2:-2]
    words = [word for word in words if word.of(host.text).lower() not in NOT.get(host.lang, "").split()]
    return sentence, [word for word in words if not host.text[word.start - 1].isdigit()]


@pattern("REP107", "the sentence again without a word", "two drafts of a sentence kept; rewriting tools")
def near_without(host: Host, dice: random.Random) -> Planted | None:
    sentence, words = _draft(host, dice) or (None, [])
    word = pick(dice, words)
    if sentence is None or word is None:
        return None
    text = host.text
    again = f" {text[sentence.start : word.start].rstrip()}{text[word.end : sentence.end]}"  # no blank before a comma
    return inserted(host, sentence.end, again, (1, len(again)))


@pattern("REP107", "the sentence again with another word", "rewriting tools that swap in synonyms")
def near_with(host: Host, dice: random.Random) -> Planted | None:
    sentence, words = _draft(host, dice) or (None, [])
    others = [word for each in host.sentences if each != sentence for word in host.words(each) if word.length >= 6]
    word, other = pick(dice, words), pick(dice, others)
    if sentence is None or word is None or other is None:
        return None
    text = host.text
    again = f" {text[sentence.start : word.start]}{other.of(text).lower()}{text[word.end : sentence.end]}"
    return inserted(host, sentence.end, again, (1, len(again)))


@pattern(
    "REP108", "a letter eight times in a word", "stuck keys, broken recognition", "en id de es fr pl ru it nl pt tr uk"
)
def letter_run(host: Host, dice: random.Random) -> Planted | None:
    word = pick(dice, [word for sentence in host.sentences for word in host.words(sentence) if word.length >= 6])
    if word is None:
        return None
    letter = host.text[word.start + 2]
    before = host.text[word.start + 1] == letter or host.text[word.start + 3] == letter
    if before or not letter.isalpha():
        return None
    return replaced(host, word.start + 2, word.start + 3, letter * 8)


@pattern("REP108", "a question mark nine times", "comments and advertisements in scraped text")
def mark_run(host: Host, dice: random.Random) -> Planted | None:
    sentence = pick(dice, [span for span in host.sentences if host.text[span.end - 1] in ".।。"])
    if sentence is None:
        return None
    mark = "？" if host.lang == "zh" else "?"
    return replaced(host, sentence.end - 1, sentence.end, mark * 9)
