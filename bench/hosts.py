"""Clean documents to plant defects into: real sentences in ten languages and more, put together as small articles.

Eight more languages come from manuals, law and the like of packages, where these have been obtained.

Cut by plain regular expressions of its own, so that nothing here leans on how qc sees words and sentences.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import regex

from bench import corpora, packages
from bench.corpora import Sample
from qc.offsets import Span

SETS = ("clean/ud-dev", "trailing/sites-dev")
# Languages that those have not, and the genres of packages (`python -m bench.packages`) that are prose in them.
FROM_PACKAGES = frozenset("it ja ko nl pt tr uk vi".split())
_PROSE = frozenset(("encyclopaedia", "law", "manual", "scripture"))  # handbooks are about code
_HANDBOOKS = frozenset(("handbook", "tips"))  # most of what there is in Vietnamese: its sentences without
_PROGRAM = re.compile(r"[A-Za-z]{6,}|[/_«»@<>=]")  # names of programs, which no syllables are
# No full stop behind a short word, an initial or a number: mostly abbreviations and ordinals. A danda is none.
_SENTENCE = regex.compile(
    r".+?(?:(?<=[\p{L}\p{M}]{4}|[^\p{L}\p{M}\p{N}.])[.!?](?=\s|$)|।(?=\s|$)|[。！？])|.+$", regex.DOTALL
)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
# Speech written down: what is said twice there, its speaker said twice.
_SPEECH = re.compile(r"\b(?:(?:uh|uhm|hunh|äh|ähm|euh)\b|um,)", re.IGNORECASE)
_UNSPACED = {"zh", "th", "ja"}
# What is not cut there: Latin words and numbers, a Thai vowel from its consonant, what lengthens a Japanese syllable.
_UNIT = regex.compile(r"[\p{Latin}\p{N}]+|[เ-ไ]?\X[ะาำๅーぁぃぅぇぉゃゅょっァィゥェォャュョッ]*")
# What packages left in English.
_ENGLISH = re.compile(r"\b(?:the|and|your?|with|this|from|when|click|are|each|have)\b", re.IGNORECASE)
_OPENING, _CLOSING = "„«「『“(（", "”»」』)）"  # „German“ ones are left out
_OWN_LETTERS = frozenset(("ja", "ko", "uk"))
_PARAGRAPHS, _SENTENCES = 5, 3


@dataclass(frozen=True)
class Host:
    """A clean article: paragraphs on lines of their own.

    text    what stands there
    lang    ISO 639-1
    """

    id: str
    text: str
    lang: str

    @property
    def spaced(self) -> bool:
        return self.lang not in _UNSPACED

    @cached_property
    def paragraphs(self) -> list[Span]:
        return [Span(*match.span()) for match in re.finditer(r"[^\n]+", self.text)]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences; in Thai, which has no mark for their end, the paragraphs."""
        found = []
        for paragraph in self.paragraphs:
            if self.lang == "th":
                found.append(paragraph)
            else:
                ends = [match.span() for match in _SENTENCE.finditer(paragraph.of(self.text))]
                found += [self._stripped(start + paragraph.start, end + paragraph.start) for start, end in ends]
        return found

    def _stripped(self, start: int, end: int) -> Span:
        piece = self.text[start:end]
        return Span(start + len(piece) - len(piece.lstrip()), end)

    def words(self, span: Span) -> list[Span]:
        """The words of a stretch; where words stand without spaces, its single characters, or syllables in Thai."""
        pattern = _WORD if self.spaced else _UNIT
        return [Span(*match.span()) for match in pattern.finditer(self.text, *span) if match[0][0].isalpha()]


@dataclass(frozen=True)
class Planted:
    """A host with one defect in it, and exactly where the defect stands.

    more       where else it stands, if it is a defect that goes through the rest of the text
    declared   the language that the page says it is in; "" where it says nothing
    """

    text: str
    span: Span
    more: tuple[Span, ...] = ()
    declared: str = ""


def replaced(host: Host, start: int, end: int, new: str, mark: tuple[int, int] | None = None) -> Planted:
    """The host with `new` instead of `[start, end)`; the defect is `mark` within `new` (all of it without one)."""
    first, last = mark or (0, len(new))
    return Planted(host.text[:start] + new + host.text[end:], Span(start + first, start + last))


def inserted(host: Host, at: int, new: str, mark: tuple[int, int] | None = None) -> Planted:
    return replaced(host, at, at, new, mark)


def hosts(data: Path, per_language: int, seed: int = 1) -> dict[str, list[Host]]:
    """Articles by language, put together from the data sets with a seed."""
    dice = random.Random(seed)
    pools: dict[str, list[Sample]] = defaultdict(list)
    for sample in _samples(data):
        if not _SPEECH.search(sample.text):
            pools[sample.lang].append(sample)
    return {lang: _articles(lang, pools[lang], per_language, dice) for lang in sorted(pools)}


@cache
def _samples(data: Path) -> tuple[Sample, ...]:
    """The texts of the data sets, and those of packages in the languages that these have not."""
    told = [sample for name in SETS for sample in corpora.samples(data / f"{name}.jsonl.gz")]
    prose = (sample for sample in packages.samples(_PROSE) if sample.lang in FROM_PACKAGES)
    return (*told, *prose, *(sample for sample in packages.samples(_HANDBOOKS) if sample.lang == "vi"))


def _is_whole(sentence: str) -> bool:
    """No half of a quotation: left open, it makes speech of all that follows."""
    opened = sum(map(sentence.count, _OPENING))
    return sentence.count('"') % 2 == 0 and opened == sum(map(sentence.count, _CLOSING))


def _is_translated(lang: str, sentence: str) -> bool:
    """Not left in English, and no row of a table."""
    if lang not in FROM_PACKAGES:
        return True
    if lang == "vi" and _PROGRAM.search(sentence):
        return False
    own = lang not in _OWN_LETTERS or 2 * sum(map(str.isascii, sentence)) < len(sentence)
    return own and not _ENGLISH.search(sentence) and "\t" not in sentence


def vocabulary(data: Path) -> dict[str, frozenset[str]]:
    """The words of all texts that hosts are made of, by language, in small letters."""
    words: dict[str, set[str]] = defaultdict(set)
    for sample in _samples(data):
        words[sample.lang].update(match[0].lower() for match in _WORD.finditer(sample.text))
    return {lang: frozenset(found) for lang, found in words.items()}


def _articles(lang: str, samples: Sequence[Sample], count: int, dice: random.Random) -> list[Host]:
    paragraphs = [paragraph for sample in samples for paragraph in _paragraphs(sample)]
    dice.shuffle(paragraphs)
    texts = ["\n".join(paragraphs[at : at + _PARAGRAPHS]) for at in range(0, len(paragraphs), _PARAGRAPHS)]
    return [Host(f"{lang}-{number}", text, lang) for number, text in enumerate(texts[:count])]


def _paragraphs(sample: Sample) -> Iterable[str]:
    """Good sentences of a text, three a paragraph."""
    if sample.lang == "th":
        return [sample.text] if len(sample.text) > 60 and "\n" not in sample.text else []
    lines = [line for line in sample.text.splitlines() if line.strip()]
    sentences = [match[0].strip() for line in lines for match in _SENTENCE.finditer(line.strip())]
    good = [sentence for sentence in sentences if 15 <= len(sentence) <= 400 and sentence[-1] in ".!?।。！？"]
    joint = "" if sample.lang in _UNSPACED else " "
    good = [sentence for sentence in good if _is_whole(sentence) and _is_translated(sample.lang, sentence)]
    groups = (good[at : at + _SENTENCES] for at in range(0, len(good), _SENTENCES))
    return [joint.join(group) for group in groups if sum(map(len, group)) >= 60]
