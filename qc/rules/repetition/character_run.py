"""REP108: one character over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray

from qc.characters import SCRIPTS, Kind
from qc.finding import Finding
from qc.measures.programming import about_code
from qc.measures.systematic import LISTED, systematic
from qc.rule import Options, Rule, option
from qc.spans import Ints, runs
from qc.text import Text

# Marks that are a slip in any number; rules, leaders, boxes and blanks to fill in are made of the others.
_MARKS = frozenset("!?,;:'\"[]“”«»，。！？、؛؟،¡¿")
_FEW_MARKS, _FEW_SYLLABLES, _MANY_POINTS = 6, 8, 100

# Laughter, sighs and long vowels of scripts that write a syllable or a lengthening in one character.
_VOICES = frozenset("哈呵嘿嘻啊呜嗚哇噢喔哦嗯哼嘎草笑ー〜～…々ๆｗ")
_VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїєαεηιουω")
_HELD = frozenset("mnrlszfvжзлмнрсфхшщ")  # "brummmm", "yesssss"
_SOUNDED = _HELD | frozenset("wjвй")  # what a voice can draw out within a word; "kkkkk" and "ttttt" it cannot
_ROLLED = frozenset("rр")  # "perrrrfect"
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_PATTERN = frozenset("ymdhs-.")
_ENDS = "!?.,;:()[]\"'“”„«»…"
_HANGUL = SCRIPTS.index("Hangul")
_SPEECH = 2000
_BLANK = re.compile(r"\s")
_INSIDE = re.compile(r"[\d/=+_<>{}\[\]%#@\\|$]|\w\.\w")
_TOKEN = 60
_RUNS = 20  # in one word: a stuck key repeats a letter or two


Run = tuple[int, int, float]  # start, length, confidence


@dataclass(frozen=True)
class Length(Options):
    letters: int = option(8, "letters of a kind in a row that are no drawn-out word any more", minimum=4)


class CharacterRun(Rule):
    """One character over and over.

    A stuck key, a broken converter, shouting: six marks or eight letters of a kind and more. Fewer letters are mostly
    drawn out on purpose, and so is any number of vowels in the last syllable of a word, where a voice can hold them
    ("waaaay too long", "nooooo"). Left alone are rules and leaders ("------", "......"), smiles ("))))))"),
    what is written in code, hexadecimal or base64, date patterns ("yyyy"), Roman numerals, words of one letter
    ("zzzz", "aaaah"), laughter, and long-drawn words in quoted speech: vowels, r, consonants at either end of a word.
    """

    code = "REP108"
    Options = Length
    bad = (
        "The b⟦aaaaaaaa⟧sement of the tower is wet.",
        "The committee met in the old ha⟦rrrrrrrr⟧bour office.",
        "Die alte Br⟦üüüüüüüüü⟧cke ist gesperrt.",
        "Come and see the boats⟦!!!!!!!!⟧ They are here.",
        "What is it⟦???????⟧ Nobody knows.",
        "Le p⟦oooooooo⟧nton est fermé pour nous.",
        "Это было о⟦чччччччч⟧ень далеко.",
        "Kapalnya besar s⟦eeeeeeee⟧kali hari ini.",
        '"Где наша лодка", спросил он. Она стояла у су⟦щщщщщщщщ⟧ествующего причала.',
        "Er sagte: „Der Ka⟦ttttttttt⟧er liegt im Hafen.“",
        "Er sagte: „Der Hafen von Ho⟦nnnnnnnn⟧gkong ist weit.“",
        "Kaptan şöyle dedi: «Liman için mü⟦şşşşşşşş⟧terek bir karar lazım».",
        "Statek odpływa z p⟦oooooooo⟧rtu rano.",
        "船很大⟦！！！！！！！⟧大家都来看。",
        "كان الميناء جد⟦اااااااا⟧ بعيدا.",
        f"The price is {'⟦' + '.' * 120 + '⟧'} in all.",
    )
    good = (
        "----------\n**********\n==========\n______________\n##########",
        "1. Introduction ............................ 2",
        "Name: ______________ Date: ..............",
        "Visit www.example.com, Louis XIIII or MMMM, 1000000 people, 10111111.",
        "Write the date as dd/mm/yyyy or YYYY-MM-DD.",
        "The token is iVBORw0KGgoAAAANSUhEUgAAAB and 0xffffffff.",
        "It was waaaay too long, and it snowwwwed. До встречи))))))",
        "Hmmmm. Zzzzzz. Aaaaah! Brrrrr.",
        "“Soooo,” she said, “that was a looooong way.”",
        "“It was perrrrrrrrrfect,” she said, “and grrrrrrrrreat, yesssssssssss.”",
        "That was waaaaaaaaay too long, nooooooooo, and heyaaaaaaaaah.",
        "Der Ball ist im Netz: Tooooooooor! Das war seeeeeeeeehr schön.",
        "¡Goooooooooool del equipo de la isla!",
        "Нееееееееет, мы никуда не поедем.",
        "Er machte brummmmmmmmm, und alle riefen yesssssssss.",
        "Não, não, NÃÃÃÃÃÃÃÃÃO! Qualquer barco menos esse.",
        "Kapalnya lamaaaaaaaaa, kami menunggu.",
        "Nieeeeeeeee, nie teraz!",
        "哈哈哈哈哈哈哈哈哈，好大的船。",
        "すごーーーーーい、わあああ。",
        "A wall, a hill, a bee and a committee.",
        "The printer was tested with " + "mmmmmmmmmmtttttttttt" * 20 + ", and it was clear enough.",
        "★★★★★★★★ 8 stars 😀😀😀😀😀😀",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        def same(found: Run) -> tuple[int, str]:
            return text.document_at(found[0]), text.folded[found[0]]

        for group in systematic(_found(text, self.options.letters), same):
            yield self._finding(text, group)

    def _finding(self, text: Text, group: list[Run]) -> Finding:
        start, length, confidence = group[0]
        character = text.string[start]
        elsewhere = f", and so at {len(group) - 1} other places" if len(group) > 1 else ""
        keep = "…" if character == "." else character
        edits = [(first, first + size, keep) for first, size, _ in group]
        return self.finding(
            text,
            start,
            start + length,
            f'"{character}" stands here {length} times in a row{elsewhere}',
            confidence=confidence,
            related=[(first, first + size, "another place") for first, size, _ in group[1 : LISTED + 1]],
            fix=self.fix(text, f"write {keep}", *edits, safe=bool(text.kinds[start] < Kind.MARK)),
            evidence={"character": character, "count": length, "places": len(group)},
        )


def _found(text: Text, letters: int) -> Iterator[Run]:
    start, size = _runs(text, letters)
    for first, length in zip(start.tolist(), size.tolist(), strict=True):
        confidence = _confidence(text, first, length)
        if confidence and not text.code_mask[first] and not about_code(text, text.document_at(first)):
            yield first, length, confidence


def _runs(text: Text, letters: int) -> tuple[Ints, Ints]:
    """Starts and lengths of runs of a visible character, capitals and small letters alike, that are long enough."""
    codes, kinds = text.folded_codes, text.kinds
    equal = codes[1:] == codes[:-1]
    first, last = runs(equal[:-2] & equal[1:-1] & equal[2:]) if len(codes) > 4 else (np.zeros(0, np.int64),) * 2
    size = last - first + 3
    enough = np.where(kinds[first] >= Kind.MARK, size >= letters, size >= _FEW_MARKS)
    plain = (kinds[first] >= Kind.PUNCTUATION) & (kinds[first] != Kind.DIGIT)
    first, size = first[enough & plain], size[enough & plain]
    single = ~_patterned(text, first)
    return first[single], size[single]


def _patterned(text: Text, first: Ints) -> NDArray[np.bool_]:
    """bool[k]: letters in a word of very many runs: data, a ruler, a test of fonts."""
    patterned = text.kinds[first] >= Kind.MARK
    word = np.searchsorted(text.words.start, first[patterned], "right") - 1
    patterned[patterned] = np.bincount(word, minlength=1)[word] > _RUNS
    return patterned


def _confidence(text: Text, start: int, length: int) -> float:
    character, kind = text.string[start], int(text.kinds[start])
    if kind < Kind.MARK:
        return 0.97 if character in _MARKS or (character == "." and length >= _MANY_POINTS) else 0.0
    if character in _VOICES:
        return 0.0
    if kind == Kind.UNSPACED or text.scripts[start] == _HANGUL:
        return 0.7 if length >= _FEW_SYLLABLES else 0.0
    made = _is_made(_token(text, start, length)) or _is_drawn_out(text, start, length)
    said = _is_sound(text, start, length) and _in_quotes(text, start)
    return 0.0 if made or said else 0.8


def _token(text: Text, start: int, length: int) -> str:
    """What stands around without a blank, without the marks at its ends."""
    before = text.string[max(0, start - _TOKEN) : start].split()
    after = text.string[start + length : start + length + _TOKEN].split()
    touches = (
        start > 0 and not text.string[start - 1].isspace(),
        not text.string[start + length : start + length + 1].isspace(),
    )
    left = before[-1] if before and touches[0] else ""
    right = after[0] if after and touches[1] else ""
    return (left + text.string[start : start + length] + right).strip(_ENDS)


def _is_made(token: str) -> bool:
    """Code, a number, a pattern, a Roman numeral, an exclamation of one or two letters ("zzzz", "brrrr")."""
    letters = set(token.lower())
    return len(letters) <= 2 or bool(_INSIDE.search(token) or _ROMAN.fullmatch(token)) or letters <= _PATTERN


def _is_drawn_out(text: Text, start: int, length: int) -> bool:
    """A sound that a voice can hold: a hum or hiss at the end of a word ("shhhh"), the vowel of the last syllable.

    "nooooo", "gooool", "waaaay", "nãããão".
    """
    word = text.words[text.words.at(start)]
    if start + length == word.end and _plain(text.string[start]) in _HELD:
        return True
    behind = _plain(text.string[start + length : min(word.end, start + length + _TOKEN)]).lstrip("".join(_VOWELS))
    return _plain(text.string[start]) in _VOWELS and _VOWELS.isdisjoint(behind)


def _is_sound(text: Text, start: int, length: int) -> bool:
    """A vowel, or a consonant that a voice holds where a word begins or ends; in the middle of one it rolls an r."""
    letter = _plain(text.string[start])
    word = text.words[text.words.at(start)]
    before, behind = _plain(text.slice(word.start, start)), _plain(text.slice(start + length, word.end))
    middle = not _VOWELS.isdisjoint(before) and not _VOWELS.isdisjoint(behind)
    return letter in _VOWELS or (letter in _SOUNDED and (letter in _ROLLED or not middle))


def _plain(letters: str) -> str:
    """In lower case, without accents."""
    return "".join(letter for letter in normalize("NFD", letters.lower()) if not combining(letter))


def _in_quotes(text: Text, start: int) -> bool:
    """The last quotation mark before it in its paragraph opens: a letter follows, and none stands before it."""
    paragraph = text.paragraphs[text.paragraphs.at(start)]
    first = max(paragraph.start, start - _SPEECH)
    marks = np.flatnonzero(text.kinds[first:start] == Kind.QUOTE)
    if not len(marks):
        return False
    last = first + int(marks[-1])
    return text.string[last + 1].isalnum() and not (last > first and text.string[last - 1].isalnum())
