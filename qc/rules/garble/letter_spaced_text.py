"""GAR106: words whose letters stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import numpy as np

from qc.characters import SCRIPTS, Kind, of_kinds
from qc.finding import Finding, Severity
from qc.measures.programming import about_code, quoted_code
from qc.measures.vocabulary import vocabulary
from qc.rule import Rule
from qc.spans import runs
from qc.text import Text

_ENOUGH = 5  # letters in a row
_VOWELS = frozenset("aeiouyæøœıаеиоуыэюяієαεηιουω")  # without their accents


_SYLLABLES = 8  # of Korean in a row
_HANGUL = SCRIPTS.index("Hangul")
_ALPHABETS = frozenset(("ab", "аб", "αβ", "אב", "اب"))  # how they begin, whatever a transliteration makes of the rest


class LetterSpacedText(Rule):
    """Words whose letters stand apart.

    A scan, a PDF or a style sheet spaced the letters of a word out, and blanks stand between them: "b r o k e n".
    Five letters or more with one blank between each; words of one phrase, two or three blanks apart, are one finding.
    Left alone: rows in the order of the alphabet or without a vowel, few letters beside numbers and signs (formulas),
    small and capital ones mixed, titles of Korean, and scripts that put no blanks between words.
    """

    code = "GAR106"
    severity = Severity.ERROR
    scripts = "not scripts without spaces between words"
    bad = (
        "The house was ⟦b r o k e n⟧ and empty.",
        "⟦W A R N U N G⟧\nBetreten verboten.",
        "Die Boote kamen aus der Hauptstadt (⟦K o p e n h a g e n⟧) und fuhren weiter.",
        "Con thuyền này là của ⟦t r ư ờ n g⟧ hàng hải ở bến cảng cũ.",
        "A estrela do norte é bela. Vimos as ⟦e s t r e l a s⟧ do porto.",
        "Rapat itu ⟦d i t u n d a⟧ sampai besok.",
        "Дом был ⟦с л о м а н⟧ вчера.",
        "He read the ⟦o l d   b o o k s⟧ at night.",
        "الكلمة ⟦م ك س و ر ة⟧ هنا.",
        "그 집은 ⟦부 서 져 있 었 습 니 다⟧ 오늘도.",
    )
    good = (
        "The letters a b c d e f g are seven.",
        "In Latin letters: a b v g d e jo zh z i j k l m n.",
        "I a m here; x y z; A B C.",
        "Y y y y y y he cried.",
        "我 们 都 是 好 人",
        "1 2 3 4 5 6 7 8",
        "Plan B is a go.",
        "Use `a x d f e g` or tables.",
        "그러면 미리 설정 옵션을 몇 개 더 쓸 수 있습니다.",
        "세 계 의 항 구\n항구는 아침에 조용했고, 배가 왜 아직 돌아오지 않았는지 아무도 몰랐다.",
        "Fitted sheet (W x L x H); so 1 n a k e k is y = a x b x e c + 1; M D M D F S S.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for first, last in _rows(text):
            first, last = _trimmed(text, first, last)
            start, end = int(text.words.start[first]), int(text.words.end[last])
            if text.view(quoted_code)[start] or about_code(text, text.document_at(start)):
                continue
            if _is_korean_title(text, start, end):
                continue
            joined = _joined(text, first, last)
            fix = self.fix(text, f'write "{joined}"', (start, end, joined))
            shown = text.slice(start, min(end, start + 40))
            yield self.finding(text, start, end, f'the letters of "{shown}" stand apart', confidence=0.9, fix=fix)


def _rows(text: Text) -> Iterator[tuple[int, int]]:
    """First and last word (inclusive) of each row of single letters."""
    words, kinds = text.words, text.kinds
    if not len(words):
        return
    letter = (words.length == 1) & of_kinds(Kind.LOWER, Kind.UPPER, Kind.LETTER)[text.initials]
    gap = words.start[1:] - words.end[:-1]
    near = letter[:-1] & letter[1:] & (gap <= 3) & (kinds[words.end[:-1]] == Kind.SPACE)
    near &= kinds[np.maximum(words.start[1:] - 1, 0)] == Kind.SPACE
    for start, end in zip(*runs(near), strict=True):
        inside = gap[start:end]
        enough = end - start + 1 >= _ENOUGH and np.count_nonzero(inside == 1) >= 0.6 * len(inside)
        if text.scripts[words.start[start]] == _HANGUL:  # many words of Korean are one syllable
            enough = enough and end - start + 1 >= _SYLLABLES
        if enough and _is_word(text, int(start), int(end)):
            yield int(start), int(end)


def _is_word(text: Text, first: int, last: int) -> bool:
    """Letters and blanks alone, in one case, with a vowel; no row of the alphabet, nothing of a formula around."""
    start, end = int(text.words.start[first]), int(text.words.end[last])
    letters = text.string[start:end].replace(" ", "")
    steps = np.diff(text.folded_codes[text.words.start[first : last + 1]].astype(np.int64))
    cased = letters.islower() or letters.isupper() or letters[1:].islower() or letters.lower() == letters
    spoken = letters[0] > "\u052f" or not _VOWELS.isdisjoint(normalize("NFD", letters.lower()))
    alphabet = np.count_nonzero(steps == 1) >= 0.5 * len(steps) or letters[:2].lower() in _ALPHABETS
    plain = letters.isalpha() and len(set(letters)) >= 3 and not alphabet
    return bool(plain and cased and spoken and not _in_formula(text, start, end))


def _in_formula(text: Text, start: int, end: int) -> bool:
    """A sign stands before or behind on the line, or a number beside so few letters as a formula has."""
    before = text.string[max(0, start - 3) : start].rstrip(" ")[-1:]
    after = text.string[end : end + 3].lstrip(" ")[:1]
    short = end - start < 2 * 6
    signs = "=+−*^<>∑∏√˙¯|" + "/(){}" * short
    return any((mark.isdigit() and short) or mark in signs for mark in before + after)


def _is_korean_title(text: Text, start: int, end: int) -> bool:
    """A line of syllables: Korean titles and signatures are set so."""
    return bool(text.scripts[start] == _HANGUL) and text.lines[text.lines.at(start)] == (start, end)


def _trimmed(text: Text, first: int, last: int) -> tuple[int, int]:
    """Without a word of one letter before or behind the row, where the document knows the rest as a word."""
    known, document = text.view(vocabulary), int(text.words.owner[first])
    whole = "".join(text.word_strings(first, last + 1))
    if last - first >= _ENOUGH and not known.count(document, whole):
        if known.count(document, whole[1:]) and _is_said(text, first, first, last):
            return first + 1, last
        if known.count(document, whole[:-1]) and _is_said(text, last, first, last):
            return first, last - 1
    return first, last


def _is_said(text: Text, letter: int, first: int, last: int) -> bool:
    """The document has a letter of the row as a word elsewhere: "w" is one in Polish, the "s" of a plural is none."""
    owner = text.words.owner
    begin, end = np.searchsorted(owner, (owner[letter], owner[letter] + 1)).tolist()
    same = text.word_ids[begin:end] == text.word_ids[letter]
    return bool(same.sum() > same[first - begin : last + 1 - begin].sum())


def _joined(text: Text, first: int, last: int) -> str:
    """The row as words: letters one blank apart belong together, more blanks part words."""
    pieces = [text.slice(*text.words[first])]
    for word in range(first + 1, last + 1):
        apart = text.words.start[word] - text.words.end[word - 1] > 1
        pieces.append(" " * bool(apart) + text.slice(*text.words[word]))
    return "".join(pieces)
