"""ENC102: letters that a decoder could not read and threw away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.finding import Finding, Severity
from qc.measures.encodings_named import about_encodings
from qc.measures.marks import marks
from qc.measures.mojibake import repairs
from qc.measures.places import SHOWN, places, shown, word_around
from qc.rule import Rule

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

_TRIPLE = "ï¿½"  # U+FFFD itself, its three bytes read as Latin-1
_ROW = re.compile(r"\?{2,}+(?:[ ,.:;-]{1,2}\?+){3,}+")  # whole words of question marks
_ADDRESS = re.compile(r"[/=&@:<>{}()\\_%#.0-9]")  # marks of an address or of code around a question mark

_VOWEL = re.compile(r"[^bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщßçñčšžřťďňłś]")
_ENGLISH = re.compile(r"(?:n\?t|[a-z]\?(?:s|re|ve|ll|d|m))\Z")  # don?t, it?s: an apostrophe was there


class ReplacementCharacter(Rule):
    """Letters that a decoder could not read and threw away.

    Where bytes fit no encoding, decoders write U+FFFD (�) or a question mark; the letter is lost, only the source still
    has it. Reported are U+FFFD, its own garbled form ï¿½, halves of surrogate pairs, rows of words made of question
    marks, and question marks inside words: lost apostrophes (don?t), or at least three words of one document. A sign
    that is quoted, or a document that speaks of U+FFFD, is left alone.
    """

    code = "ENC102"
    severity = Severity.ERROR
    bad = (
        "Die Stadt M⟦\ufffd⟧nchen baut.",
        "Il a visit⟦\ufffd⟧ la ville hier.",
        "Погода ⟦\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd⟧ сегодня.",
        "The caf⟦ï¿½⟧ closes at six.",
        "Nice day ⟦\ud83d⟧ today",
        "He said: ⟦???? ?????? ?? ??? ????⟧.",
        "They don⟦?⟧t know what the committee decided.",
        "Le garçon a mangé une gl⟦\ufffd⟧ce à la fraise.",
        "Wir h⟦?⟧ren, die Stra⟦?⟧enbahn f⟦?⟧hrt nicht mehr.",
        "东京是日本的首⟦\ufffd\ufffd⟧。",
    )
    good = (
        "Decoders write “\ufffd” where a byte is unknown.",
        "Why? Because. Really?? Yes!",
        "See https://example.org/a?b=c and page?id=4",
        "Anak-anak bermain di mana?di sini atau di sana",
        "谁?他说不知道。为什么?因为没有人问过。",
        "U+FFFD is the replacement character: \ufffd",
        "??? ??? ???",
        "Kto tam?kto to? Nie wiem?nie wiem.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        start, end = _lost(text)
        for group in places(text, start, end):
            yield self._finding(text, [(int(start[place[0]]), int(end[place[-1]])) for place in group])

    def _finding(self, text: Text, group: list[tuple[int, int]]) -> Finding:
        (start, end), *others = group
        head, tail = word_around(text, start, end)
        lost = text.slice(start, end)
        word = head + shown(lost) + tail
        message = f"a letter is lost in '{word}'" if len(lost) == 1 and head + tail else f"letters are lost in '{word}'"
        return self.finding(
            text,
            start,
            end,
            message + f", the first of {len(group)} places" * (len(group) > 1),
            confidence=0.9 if "?" in lost else 0.98,
            related=[(*span, "lost too") for span in others[: SHOWN - 1]],
            evidence={"places": len(group)},
        )


def _lost(text: Text) -> tuple[Ints, Ints]:
    """Starts and ends of the signs that stand for lost letters, ascending."""
    questions = _unbroken(text.view(marks).of("?"))
    found = sorted([*_signs(text), *_triples(text), *_rows(text, *questions), *_inside_words(text, *questions)])
    start, end = np.array(found, np.int64).reshape(-1, 2).T
    if not len(start):
        return start, end
    mended = [repair.span for repair in text.view(repairs)]
    kept = np.ones(len(start), np.bool_)
    for first, last in mended:
        inside = slice(np.searchsorted(start, first), np.searchsorted(start, last))
        kept[inside] = text.slice(first, last) == _TRIPLE
    return start[kept], end[kept]


def _unbroken(at: Ints) -> tuple[Ints, Ints]:
    """Starts and ends of the runs that ascending positions form."""
    first = np.flatnonzero(np.diff(at, prepend=-2) > 1)
    return at[first], at[np.append(first[1:], len(at))[: len(first)] - 1] + 1


def _signs(text: Text) -> Iterator[tuple[int, int]]:
    """Runs of U+FFFD and halves of surrogate pairs, but for a sign that is quoted or spoken of."""
    beyond = text.beyond_ascii
    at = beyond[text.codes[beyond] >= 0xD800]
    signs = text.codes[at]
    start, end = _unbroken(at[(signs == 0xFFFD) | (signs < 0xE000)])
    spoken_of: dict[int, bool] = {}
    for first, last in zip(start.tolist(), end.tolist(), strict=True):
        document = text.document_at(first)
        if document not in spoken_of:
            spoken_of[document] = text.string.find("FFFD", *text.documents[document]) >= 0
        listed = text.code_mask[first] and about_encodings(text, document)
        if not listed and not spoken_of[document] and not _quoted(text, first, last):
            yield first, last


def _quoted(text: Text, start: int, end: int) -> bool:
    around = text.string[max(0, start - 1) : start] + text.string[end : end + 1]
    return end - start == 1 and len(around) == 2 and all(mark in "\"'`“”‘’«»„(){}[]<>" for mark in around)


def _triples(text: Text) -> Iterator[tuple[int, int]]:
    at = text.string.find(_TRIPLE)
    while at >= 0:
        yield at, at + len(_TRIPLE)
        at = text.string.find(_TRIPLE, at + len(_TRIPLE))


def _rows(text: Text, start: Ints, end: Ints) -> Iterator[tuple[int, int]]:
    """Whole words of question marks, at least four of different lengths."""
    done = 0
    for first in start[end - start > 1].tolist():
        match = _ROW.match(text.string, first) if first >= done else None
        if match:
            done = match.end()
            lengths = [len(word) for word in re.findall(r"\?+", match[0])]
            if sum(lengths) >= 10 and len(set(lengths)) > 1:
                yield match.span()


def _inside_words(text: Text, start: Ints, end: Ints) -> Iterator[tuple[int, int]]:
    """Question marks inside words, where the document leaves no doubt that they are none."""
    inner = (start > 0) & (end < len(text.codes)) & (end - start <= 2)
    start, end = start[inner], end[inner]
    inner = (text.kinds[start - 1] == Kind.LOWER) & (text.kinds[end] == Kind.LOWER) & ~text.code_mask[start]
    by_document: dict[int, list[tuple[int, int]]] = {}
    for first, last in zip(start[inner].tolist(), end[inner].tolist(), strict=True):
        by_document.setdefault(text.document_at(first), []).append((first, last))
    for found in by_document.values():
        words = {span: word for span in found if (word := _broken_word(text, *span))}
        if _certain(list(words.values())):
            yield from words


def _broken_word(text: Text, start: int, end: int) -> tuple[str, str] | None:
    """The letters on both sides; `None` in an address or in code."""
    head, tail = word_around(text, start, end)
    if _ADDRESS.search(head) or _ADDRESS.search(tail.rstrip(".,:;)")):
        return None
    return re.split(r"[^\w?]", head)[-1].lower(), re.split(r"[^\w?]", tail)[0].lower()


def _certain(words: list[tuple[str, str]]) -> bool:
    """An English apostrophe ("n?t", or two of its other kinds), or three words of which one in three has a part that
    no language has as a word: without a vowel.
    """
    joined = {f"{head}?{tail}" for head, tail in words}
    english = [word for word in joined if _ENGLISH.search(word)]
    if len(english) >= 2 or any(word.endswith("n?t") for word in english):
        return True
    torn = [word for word in joined if any(not _VOWEL.search(part) for part in word.split("?"))]
    return len(joined) >= 3 and 3 * len(torn) >= len(joined)
