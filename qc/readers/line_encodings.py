"""Which encoding a single line of bytes is in, where it is no UTF-8: files are put together from others.

A line is read in each encoding that texts come in, and the reading that looks most like a language wins. Evidence, by
kind of writing: function words of the languages that were written so (Cyrillic, Greek, Hebrew, Arabic), the surest
language by CLD2 (Latin), the commonest characters (Chinese, Korean), kana (Japanese), vowel signs (Thai); against a
reading speak control characters, small letters before capitals, and symbols within words.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from qc.measures import stop_words

# Encodings and the languages that were written in them. Of two that read a line equally well the first is taken.
_LATIN = {
    "cp1252": "en de fr es pt it sv nl da no nb nn fi is ca gl eu id ms sq af ga",
    "cp1250": "pl cs sk hu hr sl ro bs sr",
    "iso8859_2": "pl cs sk hu hr sl ro bs",
    "cp1254": "tr az",
    "cp1257": "lt lv et",
}
_WORDED = {
    "cp1251": "ru uk be bg sr mk",
    "koi8_r": "ru",
    "koi8_u": "uk",
    "cp1253": "el",
    "iso8859_7": "el",
    "iso8859_5": "ru uk be bg sr mk",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp866": "ru uk be bg",
}
_CHARACTERS = ("gb18030", "cp932", "euc_jp", "euc_kr", "cp874")
CODECS = (*_LATIN, *_WORDED, *_CHARACTERS)
# Letters beyond ASCII of languages whose two code pages share most places.
_LETTERS = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "hr": "čćđšž",
    "sl": "čšž", "ro": "ăâîşţșț", "bs": "čćđšž",
}  # fmt: skip
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学"
    "如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高"
    "间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水"
)
_COMMON_HANGUL = frozenset(
    "이다는을의에가고하지도한를로은서기사인어나리자해스시대들니라아있그일수여부정과보장게으전주상면것만유조원성제없비등신동치무국구공중모우오마안소"
)
_THAI_SIGNS, _THAI, _UNBROKEN = frozenset("ัาิีืุู่้็์เแ"), re.compile("[\u0e00-\u0e5f]+"), 9
_PILED = re.compile("[ัิีึืฺุู]{2}")
_FOREIGN = re.compile(r"(?<![^\W\d_])[^\W\d_a-zA-Z]{4}")  # a Latin word has a plain letter among its first four
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")  # control characters, private letters
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"[^\W\d_][^\w\s'’\-.,:;!?()/\"«»„“”–—…@&*+]+[^\W\d_]")
_ONE_BY_ONE = 400  # lines of a file; the others take an encoding that was seen before
_TENABLE = 0.7  # of the best score: a reading in the encoding of most others is as good
_SURE, _SOME = 0.25, 0.08  # scores of a line that surely is in an encoding, and of one that may be
_READ = 2000  # bytes of a line that are read to tell its encoding
_FEW = 3  # bytes beyond ASCII: fewer are no word of another alphabet


def line_codecs(lines: Sequence[bytes]) -> list[str]:
    """The encoding of each line that is no UTF-8; lines that fit the encoding of most of them are taken for that."""
    scores = [_scores(line) for line in lines[:_ONE_BY_ONE]]
    order = _by_votes(scores)
    kept = [_settled(line, each, order) for line, each in zip(lines, scores, strict=False)]
    return kept + [_first_fitting(line, order) for line in lines[_ONE_BY_ONE:]]


def main_codec(lines: Sequence[bytes], guess: str) -> str:
    """The encoding that most lines are in: the guessed one, unless another one reads more of them well.

    How well a guess that is not among `CODECS` reads a line is not known: against it half of the lines must be sure.
    """
    lines = lines[:_ONE_BY_ONE]
    if 2 * sum(_score(line, guess) >= _SURE for line in lines if guess in CODECS) > len(lines):
        return guess
    told = [(codec, _score(line, codec)) for line, codec in zip(lines, line_codecs(lines), strict=True)]
    found = Counter(codec for codec, score in told if (score > 0 if guess in CODECS else score >= _SURE))
    codec, count = max(found.items(), key=lambda pair: pair[1], default=(guess, 0))
    own = found[guess] + sum(_alike(line, guess, codec) for line in lines) if guess in CODECS else len(lines) / 2
    return codec if count > own else guess


def differing(lines: Sequence[bytes], codec: str) -> dict[int, str]:
    """Of lines taken to be in `codec`: index and encoding of those that surely are in another one.

    None for a codec that is not among `CODECS`: how well it reads a line is not known.
    """
    found: dict[int, str] = {}
    for index, line in enumerate(lines[:_ONE_BY_ONE] if codec in CODECS else ()):
        own = _score(line, codec)
        if own < 0.5 and _is_enough(line):
            scores = _scores(line)
            best = _best(scores)
            near = best in _LATIN and codec in _LATIN
            if best and not _alike(line, best, codec) and _is_better(scores[best], own, near):
                found[index] = best
    return found


def _is_better(best: float, own: float, near: bool) -> bool:
    """A good reading against one half as good, or any against one that cannot be.

    `near`: both are Latin; then a short line of names may well be tidy in both, and of no sure language in either.
    """
    return own < 0.5 * best if best >= _SURE else own <= 0.0 < _SOME <= best and not near


def _alike(line: bytes, first: str, second: str) -> bool:
    return _read(line, first) == _read(line, second)


def _scores(line: bytes) -> dict[str, float]:
    """How well each encoding reads a line; with hardly a byte beyond ASCII it is of a Latin one."""
    enough = _is_enough(line)
    return {codec: _score(line, codec) if enough or codec in _LATIN else 0.0 for codec in CODECS}


def _is_enough(line: bytes) -> bool:
    return sum(byte >= 0x80 for byte in line[:_READ]) >= _FEW


def _best(scores: dict[str, float]) -> str:
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0 else ""


def _by_votes(scores: Iterable[dict[str, float]]) -> list[str]:
    """Encodings by the number of lines that they read best."""
    votes = Counter(filter(None, map(_best, scores)))
    return [codec for codec, _ in votes.most_common()]


def _settled(line: bytes, scores: dict[str, float], order: Sequence[str]) -> str:
    """The encoding of most lines where it does nearly as well as the best one; Windows-1252 where nothing tells."""
    best = _best(scores)
    if not best:
        return _first_fitting(line, order)
    return next((codec for codec in order if scores[codec] >= _TENABLE * scores[best]), best)


def _first_fitting(line: bytes, order: Iterable[str]) -> str:
    return next((codec for codec in order if _read(line, codec)), "cp1252")


def _read(line: bytes, codec: str, *, whole: bool = True) -> str:
    """The line as text, "" where it holds what no text of the encoding does; not `whole`: a character may be cut."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(line, final=whole)
    except UnicodeDecodeError:
        return ""
    return "" if _NEVER.search(text) else text


def _score(line: bytes, codec: str) -> float:
    """How much a line looks like text in an encoding, from 0 to 1."""
    text = _read(line[:_READ], codec, whole=len(line) <= _READ)
    high = [c for c in text if c > "\x7f"]
    if not high:
        return 0.0
    if codec in _CHARACTERS:
        return _characters(text, high, codec)
    tidy = _tidiness(text, high)
    if tidy <= 0:
        return 0.0
    return tidy * (_language(text, codec) if codec in _LATIN else _function_words(text, codec))


def _characters(text: str, high: list[str], codec: str) -> float:
    """By the share of characters that are common in the language."""
    if codec == "cp874":
        return _thai(text, high)
    if codec == "gb18030":
        return min(1.0, 2.2 * sum(c in _COMMON_HAN for c in high) / len(high))
    if codec == "euc_kr":
        return min(1.0, 1.6 * sum(c in _COMMON_HANGUL for c in high) / len(high))
    halfwidth, kana = (sum(first <= c <= last for c in high) for first, last in ("｡ﾟ", "ぁー"))
    return min(1.0, 2 * kana / len(high)) if halfwidth <= 0.2 * len(high) else 0.0


def _thai(text: str, high: list[str]) -> float:
    """Long stretches of consonants, vowels and tones; no vowel sign stands upon another one."""
    signs, consonants = sum(c in _THAI_SIGNS for c in high), sum("ก" <= c <= "ฮ" for c in high)
    unbroken = len(high) >= _UNBROKEN * len(_THAI.findall(text))
    piled = len(_PILED.findall(text))
    fits = signs > 0.25 * len(high) and consonants > 0.4 * len(high) and piled <= 0.02 * len(high)
    return 1.0 if unbroken and fits else 0.0


def _tidiness(text: str, high: list[str]) -> float:
    """From 1 down: words in odd capitals, symbols within words and among the characters beyond ASCII."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 0.05
    odd = sum(
        word.lower() != word.upper() and not (word.islower() or word.isupper() or word.istitle()) for word in words
    )
    if odd and sum(map(str.isupper, text)) > sum(map(str.islower, text)):
        return 0.0  # capitals behind small letters: one Cyrillic code page read as another
    symbols = sum(not c.isalpha() for c in high)
    loud = 0.5 if all(map(str.isupper, words)) else 1.0  # rarer than letters of another alphabet read so
    return loud * (1 - (odd + 2 * len(_INSIDE.findall(text))) / len(words)) * (1 - symbols / len(high) / 2)


def _function_words(text: str, codec: str) -> float:
    """By their share; words with plain Latin letters among others are of no such language."""
    words = [word.lower() for word in _WORD.findall(text) if not word.isascii()]
    languages = _languages(codec)
    hits: float = sum(len(word) > 1 and not languages.isdisjoint(stop_words.languages_of(word)) for word in words)
    hits = hits if hits > 1 else 0.3 * hits  # a single one may be chance
    mixed = sum(any("a" <= c <= "z" for c in word) for word in words)
    return max(0.0, min(1.0, 0.1 + 3 * hits / len(words)) - 2 * mixed / len(words)) if words else 0.0


def _language(text: str, codec: str) -> float:
    """How sure CLD2 is that the text is in a language of the encoding, by the letters of that language."""
    code, sure = _detected(text)
    letters = [c for c in text.lower() if c > "\x7f" and c.isalpha()]
    if code not in _languages(codec) or 2 * len(letters) > sum(map(str.isalpha, text)) or _FOREIGN.search(text):
        return 0.0
    known = _LETTERS.get(code)
    return sure * (sum(c in known for c in letters) / len(letters) if known and letters else 1.0)


@lru_cache(maxsize=8)
def _detected(text: str) -> tuple[str, float]:
    import pycld2

    try:
        _, code, percent, score = pycld2.detect(text.encode(), bestEffort=True)[2][0]
    except (pycld2.error, UnicodeEncodeError):
        return "", 0.0
    return code, percent / 100 * min(score, 1000) / 1000


@cache
def _languages(codec: str) -> frozenset[str]:
    return frozenset((_LATIN.get(codec) or _WORDED[codec]).split())
