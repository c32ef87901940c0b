"""Places where a template, a program or a tokenizer left its own signs instead of a value.

Each kind has a rare first character (the screen) and a bounded pattern tried where it stands, so that time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from qc.hashes import among, word_hashes
from qc.measures.languages import languages
from qc.measures.needles import occurrences

if TYPE_CHECKING:
    from qc.text import Text


class Placeholder(NamedTuple):
    """A leftover at `text.string[start:end]`."""

    start: int
    end: int
    what: str
    confidence: float


class _Kind(NamedTuple):
    what: str
    first: str
    pattern: re.Pattern[str]
    confidence: float


def _kind(what: str, first: str, pattern: str, confidence: float) -> _Kind:
    return _Kind(what, first, re.compile(pattern), confidence)


_NAMES = (
    r"(?:first|last|full|user|file|host|nick)?_?name|user|email|date|title|url|link|company|city|country|price|number"
)
_FIELD, _FORMAT = "an unfilled template field", "an unfilled format field"
_TAG, _TOKEN = "a template tag", "a mark of a tokenizer"
_KINDS = (
    _kind(_FIELD, "{", r"(?<![\\{}A-Za-z0-9_^])\{{2,3}(?=[^\w{}\n]{0,9}[^\W\d_])[^{}\\\n]{1,400}\}{2,3}", 0.95),
    _kind(_FIELD, "{", r"(?<=[$#])\{[A-Za-z_][\w.()\[\]]{0,60}\}", 0.95),
    _kind(_FIELD, "{", rf"(?<![\\${{A-Za-z0-9_^]){{(?:{_NAMES}|[a-z]{{2,20}}_[a-z_]{{2,20}})}}(?!}})", 0.9),
    _kind(_TAG, "{", r"\{%[-+]? ?[a-z][^%{}\n]{0,200}%\}", 0.97),
    _kind(_TAG, "<", r"<%[=#@-]?[^%<\n]{1,200}%>", 0.97),
    _kind(_TOKEN, "<", r"<(?:unk|UNK|pad|PAD|bos|eos|BOS|EOS|mask|endoftext)>|<\|[a-z_]{2,20}\|>", 0.97),
    _kind(_FORMAT, "%", r"%\([A-Za-z_]\w{0,40}\)[-\d.]{0,5}[sdifr](?![A-Za-z0-9_])", 0.97),
    # ":%s/old/new/" is a command of an editor.
    _kind(_FORMAT, "%", r"(?<![A-Za-z0-9_%.])(?<!\d )(?!(?<=:)%s/)%(?:\d\$)?[sd@](?![A-Za-z0-9_%'’@{])", 0.9),
    _kind(_FIELD, "%", r"%%[A-Z][A-Z0-9_]{1,30}%%", 0.95),
    _kind(_FIELD, "#", r"(?<!#)##[A-Z][A-Z0-9_]{2,30}##(?!#)", 0.9),
    _kind(_FIELD, "_", r"(?<![A-Za-z0-9_])__[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,20}){0,4}__(?![A-Za-z0-9_])", 0.85),
    _kind(_FIELD, "*", r"\*\|[A-Z][A-Z0-9_:]{1,30}\|\*", 0.98),
    _kind("an object printed without a text form", "[", r"\[object [A-Z][A-Za-z]{2,30}\]", 0.98),
    _kind(_TOKEN, "[", r"\[(?:UNK|PAD|CLS|SEP|MASK)\]", 0.9),
    _kind(_TOKEN, "@", r"(?<=[^\W\d_])@@ (?=[^\W\d_])", 0.97),
    _kind(_TOKEN, "@", r"(?<= )@[-,.]@ ", 0.97),
    _kind(_TOKEN, "▁", r"(?<![\u2580-\u259f])▁(?=[^\W_])", 0.95),
)  # fmt: skip
_SIGILS = ("$", "#")  # belong to the brace behind them
_QUOTED = frozenset("\"'“”‘’„«»「」『』`")

# Where `undefined`, `NaN` or `null` can only be a value: behind a label, beside a unit or a greeting, twice, alone.
_EMPTY_WORDS = frozenset(("undefined", "nan", "null"))
_EMPTY = re.compile(r"(?:undefined|NaN|null)(?![A-Za-z0-9_(])")
_JOINED = re.compile(r"[A-Za-z0-9_.@-]")
_UNIT_AFTER = re.compile(r" ?(?:%|[€$£¥₹₽]|°C?|km|kg|px)(?!\w)|(?:[,/]|, | )(?:undefined|NaN)(?!\w)")
_UNIT_BEFORE = re.compile(r"(?:[$€£¥₹₽]|\bRp|(?:undefined|NaN)(?:[,/]|, | )) ?$")
_LABEL = re.compile(r"^[^\n.!?:]{1,40}: ?$")
_GREETING = re.compile(
    r"\b(?:dear|hello|hi|halo|hai|hallo|hola|bonjour|cher|chère|ciao|olá|привет|здравствуйте|merhaba|xin chào),? $",
    re.IGNORECASE,
)


# Where `null` is a number.
_ZERO = frozenset(("de", "no", "sv", "da", "nl", ""))


# What has so many different ones tells of them, as the manual of a program that prints does.
_MANUAL, _NEAR = 4, 1000
_ANY_FORMAT = re.compile(r"(?<![A-Za-z0-9%])%[A-Za-z](?![A-Za-z0-9])")


def placeholders(text: Text) -> list[Placeholder]:
    """Every leftover of every kind, ascending, none inside another."""
    found = sorted([*_marks(text), *_empty_values(text)], key=lambda place: (place.start, -place.end))
    kept: list[Placeholder] = []
    for place in found:
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _marks(text: Text) -> Iterator[Placeholder]:
    for first, kinds in groupby(_KINDS, lambda kind: kind.first):
        tried = tuple(kinds)
        for at in occurrences(text.string, first):
            for kind in tried:
                match = kind.pattern.match(text.string, at)
                start = at - (first == "{" and text.string[at - 1 : at] in _SIGILS)
                listed = match and kind.what == _FORMAT and _lists_formats(text, start)
                if match and not listed and not _mentioned(text.string, start, match.end()):
                    yield Placeholder(start, match.end(), kind.what, kind.confidence)


def _lists_formats(text: Text, at: int) -> bool:
    """The lines around name many different format fields."""
    around = text.string[max(0, at - _NEAR) : at + _NEAR]
    return len(set(_ANY_FORMAT.findall(around))) >= _MANUAL


def _mentioned(string: str, start: int, end: int) -> bool:
    """Between quotation marks: the text talks about it."""
    return string[start - 1 : start] in _QUOTED and string[end : end + 1] in _QUOTED


def _empty_values(text: Text) -> Iterator[Placeholder]:
    """Words that are a programming language's empty value, written as it writes them."""
    for at in text.words.start[among(text.word_ids, word_hashes(_EMPTY_WORDS))].tolist():
        match = _EMPTY.match(text.string, at)
        alone = match and not _JOINED.match(text.string[max(0, at - 1) : at])
        if match and alone and not _mentioned(text.string, at, match.end()):
            confidence = _emptiness(text, match[0], at, match.end())
            if confidence:
                yield Placeholder(at, match.end(), "an empty value", confidence)


def _emptiness(text: Text, needle: str, start: int, end: int) -> float:
    """How sure it is that this word stands for a missing value; 0: it is a word of the sentence."""
    string = text.string
    line = string.rfind("\n", 0, start) + 1
    before = string[max(line, start - 60) : start]
    after = string[end : end + 20].split("\n")[0]
    if _GREETING.search(before):
        return 0.95
    if not after.strip() and (_LABEL.match(before) or (not before.strip() and needle != "null")):
        return 0.0 if needle == "null" and _language(text, start) in _ZERO else 0.9
    if needle == "null":
        return 0.0
    if _UNIT_AFTER.match(after) or _UNIT_BEFORE.search(before):
        return 0.95
    if needle == "NaN" or _language(text, start) not in ("en", ""):
        return 0.85
    return 0.75 if not before.strip() and after[:1] == " " and after[1:2].isupper() else 0.0


def _language(text: Text, at: int) -> str:
    return text.view(languages)[text.document_at(at)]
