"""Encoding: bytes read in the wrong code, characters lost, invisible or of another alphabet."""

from __future__ import annotations

import random

import ftfy

from bench.hosts import Host, Planted, inserted, replaced
from bench.plant import pattern, pick
from qc.offsets import Span

LATIN, CYRILLIC = "de es fr pl", "ru"


def _accented(host: Host) -> list[Span]:
    """Words of Latin letters with one of them outside ASCII."""
    words = [word for span in host.sentences for word in host.words(span)]
    return [word for word in words if not word.of(host.text).isascii() and word.length >= 4]


def _misread(host: Host, word: Span, codec: str, written: str = "utf-8") -> Planted | None:
    """The word as a reader sees it that takes `written` for `codec`; the defect is the stretch that differs.

    Only what ftfy can tell: of a single letter in another code nobody could say that it was not meant.
    """
    text = word.of(host.text)
    try:
        read = text.encode(written).decode(codec)
    except UnicodeError:
        return None
    if read == text or any(not c.isprintable() and c != "\u00a0" for c in read) or ftfy.fix_encoding(read) != text:
        return None
    first = next(at for at, (old, new) in enumerate(zip(text, read, strict=False)) if old != new)
    last = next(at for at, (old, new) in enumerate(zip(text[::-1], read[::-1], strict=False)) if old != new)
    return replaced(host, *word, read, (first, len(read) - last))


def _reader(codec: str, languages: str, source: str) -> None:
    @pattern("ENC101", f"UTF-8 read as {codec}", source, languages)
    def misread(host: Host, dice: random.Random) -> Planted | None:
        options = [planted for word in _accented(host) if (planted := _misread(host, word, codec))]
        return pick(dice, options)


_reader("cp1252", f"{LATIN} ru ar hi", "the commonest mojibake (ftfy's collection)")
_reader("latin-1", LATIN, "databases and headers that say ISO 8859-1")
_reader("cp1251", "ru", "Russian pages (ftfy's collection)")
_reader("mac-roman", LATIN, "spreadsheets saved on a Mac (ftfy's collection)")


@pattern("ENC101", "a typographic apostrophe read as cp1252", "English pages everywhere (ftfy's collection)", "en fr")
def apostrophe(host: Host, dice: random.Random) -> Planted | None:
    text = host.text
    places = [
        at for at, c in enumerate(text) if c in "'’" and text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()
    ]
    at = pick(dice, places)
    return None if at is None else replaced(host, at, at + 1, "’".encode().decode("cp1252"))


@pattern("ENC102", "a letter that became U+FFFD", "UTF-8 decoded with replacement", LATIN)
def replacement(host: Host, dice: random.Random) -> Planted | None:
    return _lost(host, dice, "\ufffd")


@pattern("ENC102", "U+FFFD read as Latin-1", "replacement characters that were encoded again", LATIN, also="ENC101")
def replacement_misread(host: Host, dice: random.Random) -> Planted | None:
    return _lost(host, dice, "ï¿½")


@pattern("ENC102", "question marks where letters were", "texts forced into ASCII, all letters beyond it lost", LATIN)
def question_marks(host: Host, dice: random.Random) -> Planted | None:
    lost = [at for at, letter in enumerate(host.text) if letter.isalpha() and not letter.isascii()]
    inner = [at for at in lost if host.text[at - 1 : at].islower() and host.text[at + 1 : at + 2].islower()]
    inner = [at for at in inner if at - 1 not in lost and at + 1 not in lost]
    if not inner:
        return None
    text = "".join("?" if at >= inner[0] and at in lost else letter for at, letter in enumerate(host.text))
    return Planted(text, Span(inner[0], inner[0] + 1), tuple(Span(at, at + 1) for at in lost if at > inner[0]))


def _lost(host: Host, dice: random.Random, instead: str) -> Planted | None:
    text, options = host.text, []
    for word in _accented(host):
        inner = [at for at in range(word.start + 1, word.end - 1) if not text[at].isascii()]
        outer = [at for at in (word.start, word.end - 1) if not text[at].isascii()]
        if len(inner) == 1 and not outer:
            options.append((word, inner[0]))
    chosen = pick(dice, options)
    if chosen is None:
        return None
    _, at = chosen
    return replaced(host, at, at + 1, instead)


def _invisible(character: str, name: str, source: str, languages: str) -> None:
    @pattern("ENC103", name, source, languages)
    def inside_a_word(host: Host, dice: random.Random) -> Planted | None:
        words = [word for span in host.sentences for word in host.words(span) if word.length >= 6]
        word = pick(dice, words)
        return word and inserted(host, word.start + 3, character)


_EVERYWHERE = "en id de es fr pl ru"
_invisible("\u200b", "a zero-width space in a word", "editors in browsers; traces against copying", _EVERYWHERE)
_invisible("\ufeff", "a byte order mark in a word", "files put together", _EVERYWHERE)
_invisible("\u202e", "a right-to-left override", "spoofed names of files", _EVERYWHERE)
_invisible("\x07", "a control character", "terminals and word processors of old", _EVERYWHERE)
_invisible("\u2060", "a word joiner", "converters of word processors", _EVERYWHERE)


def _alike(letters: dict[str, str], languages: str, name: str, source: str) -> None:
    @pattern("ENC104", name, source, languages)
    def another_alphabet(host: Host, dice: random.Random) -> Planted | None:
        text, options = host.text, []
        for span in host.sentences:
            for word in host.words(span):
                places = [at for at in range(word.start, word.end) if text[at] in letters]
                if places and word.length >= 6 and word.of(text).isalpha():
                    options.append((word, places))
        chosen = pick(dice, options)
        if chosen is None:
            return None
        word, places = chosen
        at = dice.choice(places)
        return Planted(replaced(host, at, at + 1, letters[text[at]]).text, word)


_alike(
    dict(zip("аеорсух", "aeopcyx", strict=True)), "ru", "a Latin letter in a Cyrillic word", "keyboards left in Latin"
)
_alike(
    dict(zip("aeopcyx", "аеорсух", strict=True)),
    "en id de es fr pl",
    "a Cyrillic letter in a Latin word",
    "phishing; homoglyphs against filters",
)
