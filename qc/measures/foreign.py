"""Stretches of a document that are in another language than the rest.

Three kinds of evidence, none of which a name or a title of two or three words gives: a sentence with hardly a word
of the document's own alphabet or function words, and three function words of another language that pycld2 names too; a
sentence in an alphabet that the document is not written in; a stock phrase of web pages in another language, alone
on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import SCRIPTS, Kind, of_kinds
from qc.measures import cues, stop_words
from qc.measures.languages import ALONE, identify, languages, same_group, sample
from qc.spans import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.spans import Ints
    from qc.text import Text

    Bools = NDArray[np.bool_]

_HOME = 0.1  # of a foreign sentence, at most this share of words may be function words of the document's language alone
_ABROAD = 0.15  # and at least this share function words of its own
_FUNCTION, _FUNCTION_OF_FEW = 2, 3  # of a sentence, and of one of few words
_READ = 400  # so many words of a sentence are looked at
_FEW, _ENOUGH = 6, 10  # words of a sentence that ends as one, and of any other line
_LETTERS = 20  # of a sentence in another alphabet
_SETTLED = 5  # times as many words must a document have as its foreign stretches, where it has few function words
_KNOWN = 40  # words a document must have before its language is taken for granted

_TITLE = 0.8  # of the longer words of a title begin with a capital
_WRITTEN = 0.8  # of whose words this share is in it

_FILE = re.compile(r"[a-zA-Z0-9][/\\_][a-zA-Z0-9]|[a-z0-9]\.[a-zA-Z]", re.ASCII)
_LISTED = 2_000  # characters of a sentence that are asked whether it is a list of files

_LATIN = SCRIPTS.index("Latin")
_NOT_LATIN = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mr my ne pa ru si ta te th uk ur zh".split()
)
_EAST = "Hiragana Katakana Bopomofo".split()  # written together with Han
_TOGETHER = np.array([SCRIPTS.index("Han" if name in _EAST else name) for name in SCRIPTS], np.uint8)
_NAMES = frozenset((cues.Topic.CREDIT, cues.Topic.RIGHTS))
_MARKS = of_kinds(Kind.QUOTE, Kind.OPEN, Kind.CLOSE)
_PAIRS = ("“”", "„“", "«»", "»«", "‘’", "「」", "『』", "()", "（）", "[]")


class Foreign(NamedTuple):
    """`[start, end)` of the text is in another language than its document, whose is `home`.

    strength   function words of the language, or as many as its length lets expect where the alphabet decides;
               0 for a stock phrase
    """

    start: int
    end: int
    language: str
    home: str
    strength: int


def foreign(text: Text) -> list[Foreign]:
    """The sentences and stock lines in another language, by position, neighbours of one language joined."""
    words = np.bincount(text.words.owner, minlength=len(text.sources)).tolist()
    homes = [home if count >= _KNOWN else "" for home, count in zip(text.view(languages), words, strict=True)]
    homes = [home if stop_words.has_list(home) or home in ALONE else "" for home in homes]
    if not any(homes):
        return []
    main = _main_scripts(text)
    words = _function_words(text, homes, main)
    joined: list[Foreign] = []
    for stretch in sorted([*_sentences(text, homes, main, words), *_stock_lines(text, homes)]):
        if joined and _adjoin(text, joined[-1], stretch):
            before = joined.pop()
            end = max(before.end, stretch.end)
            stretch = before._replace(end=end, strength=before.strength + stretch.strength)
        joined.append(stretch)
    return _of_settled(text, joined, words.at_home)


def _adjoin(text: Text, before: Foreign, after: Foreign) -> bool:
    """Whether nothing but blanks, marks and numbers stands between two stretches of one language."""
    same = before.language == after.language and text.document_at(before.start) == text.document_at(after.start)
    return same and not (text.kinds[before.end : after.start] >= Kind.MARK).any()


def _of_settled(text: Text, found: list[Foreign], at_home: Bools) -> list[Foreign]:
    """Without those of documents that are in two languages, or in another one than was thought.

    The function words of the document's language must stand there twice as often as those of the other; or as often,
    and five words in all for each of those stretches: Turkish and Arabic write many onto other words.
    """
    if not found:
        return []
    documents = [text.document_at(stretch.start) for stretch in found]
    size, inside = len(text.sources), np.zeros(len(text.words), np.bool_)
    for stretch in found:
        words = text.words.within(stretch.start, stretch.end)
        inside[words.start : words.stop] = True
    own = np.bincount(text.words.owner[at_home & ~inside], minlength=size)
    others = np.bincount(documents, [stretch.strength for stretch in found], minlength=size)
    within = np.bincount(text.words.owner[inside], minlength=size)
    long = np.bincount(text.words.owner, minlength=size) >= _SETTLED * within
    settled = (own >= 2 * others) | (long & (own >= others))
    return [stretch for stretch, document in zip(found, documents, strict=True) if settled[document]]


# -- sentences


def _sentences(text: Text, homes: list[str], main: Ints, words: _FunctionWords) -> Iterator[Foreign]:
    """Sentences with signs of another language, judged one by one."""
    first, last = text.words_of(text.sentences)
    for sentence in _strange(text, words.elsewhere, main, first, last).tolist():
        stretch = _Stretch(text, int(first[sentence]), int(last[sentence]), sentence)
        home = homes[stretch.document]
        if home and not stretch.is_excused:
            language, strength = stretch.language(home, int(main[stretch.document]), words)
            if language:
                yield Foreign(stretch.start, stretch.end, language, home, strength)


def _strange(text: Text, elsewhere: Bools, main: Ints, first: Ints, last: Ints) -> Ints:
    """The sentences of enough words that have function words which are not of home, or are in another script."""
    script = text.view(_word_scripts)
    written = _counted(
        (script > 0) & (script != _LATIN) & (script != main.astype(np.uint8)[text.words.owner]), first, last
    )
    listed = _counted(elsewhere, first, last)
    perhaps = np.flatnonzero((listed >= _FUNCTION) | (written > 0))
    first, last, listed, written = first[perhaps], last[perhaps], listed[perhaps], written[perhaps]
    words = _counted(script > 0, first, last)
    known = (listed >= _FUNCTION) & (listed >= _ABROAD * words)
    known[known] = ~_titles(text, first[known], last[known])
    return perhaps[(words >= _FEW) & (known | (written >= _WRITTEN * words))]


def _titles(text: Text, first: Ints, last: Ints) -> Bools:
    """bool[k]: nearly all longer words begin with a capital, as in titles, names and lists of them."""
    word = ranges(first, last)
    longer = word[text.words.end[word] - text.words.start[word] >= 4]
    initial = text.initials[longer]
    capital, small = (_within(longer[initial == kind], first, last) for kind in (Kind.UPPER, Kind.LOWER))
    titles: Bools = capital >= _TITLE * (capital + small)
    return titles


def _counted(mask: Bools, first: Ints, last: Ints) -> Ints:
    """int64[k]: how many words `[first, last)` are in `mask`."""
    return _within(np.flatnonzero(mask), first, last)


def _within(places: Ints, first: Ints, last: Ints) -> Ints:
    """int64[k]: how many of the ascending `places` lie in each `[first, last)`."""
    within: Ints = np.searchsorted(places, last) - np.searchsorted(places, first)
    return within


def _main_scripts(text: Text) -> Ints:
    """int64[d]: the script of most words of each document; Chinese and Japanese scripts count as one."""
    size = len(SCRIPTS)
    counts = np.bincount(text.words.owner * size + text.view(_word_scripts), minlength=size * len(text.sources))
    table = counts.reshape(-1, size)
    table[:, 0] = 0
    main: Ints = table.argmax(axis=1)
    return main


def _word_scripts(text: Text) -> NDArray[np.uint8]:
    """uint8[w]: the script of each word's first letter; use as `text.view(_word_scripts)`."""
    return _TOGETHER[text.scripts[text.words.start]]


class _FunctionWords(NamedTuple):
    """bool[w] each; a word in a hundred may be taken for one.

    at_home      function words of the document's language (where it has no list: all words in its script)
    elsewhere    those of other languages alone
    nowhere_else those of the document's language that are surely none of another
    """

    at_home: Bools
    elsewhere: Bools
    nowhere_else: Bools


def _function_words(text: Text, homes: list[str], main: Ints) -> _FunctionWords:
    owner = text.words.owner
    home = np.array([stop_words.mask_of(home) for home in homes], np.uint64)[owner]
    listed = stop_words.masks(text.word_ids)
    at_home = np.where(home > 0, listed & home > 0, text.view(_word_scripts) == main[owner])
    return _FunctionWords(at_home, (listed > 0) & ~at_home, at_home & (listed & ~home == 0))


class _Stretch:
    """A sentence that may be foreign: words `[first, last)`."""

    def __init__(self, text: Text, first: int, last: int, sentence: int) -> None:
        self.text, self.first, self.last = text, first, last
        self.start, self.end = text.sentences[sentence]
        self.paragraph = text.paragraphs[int(text.sentences.owner[sentence])]
        self.document = text.document_at(self.start)

    @property
    def is_excused(self) -> bool:
        """In code, with an address in it, mostly names of files, or quoted."""
        said = self.text.slice(self.start, self.end)
        return "://" in said or _lists_files(said) or bool(self.text.code_mask[self.start]) or self._is_quoted()

    def language(self, home: str, main: int, words: _FunctionWords) -> tuple[str, int]:
        """The language other than `home` that it is written in, and how many words say so; "" and 0 if none."""
        script, share = self._script()
        if script in (main, _LATIN) and self._full_of(words.nowhere_else):
            return "", 0
        language = identify(sample(self.text.slice(self.start, self.end)))
        if not language or same_group(language, home):
            return "", 0
        if script not in (main, _LATIN):
            if self._full_of(words.at_home):  # most of the document is in an alphabet that is not its language's
                return "", 0
            expected = (self.last - self.first) // (8 if self.text.unspaced_words[self.first] else 3)
            return (language, expected) if share >= _WRITTEN and self._letters() >= _LETTERS else ("", 0)
        abroad, own, alone, count = self._listed(language, words.at_home)
        enough = count >= _ENOUGH or self._ends()
        least = _FUNCTION if count >= _ENOUGH else _FUNCTION_OF_FEW
        clear = abroad >= max(least, _ABROAD * count) and own <= _HOME * count
        return (language, abroad) if enough and clear and alone >= _FUNCTION else ("", 0)

    def _full_of(self, words: Bools) -> bool:
        """More of `words` than a foreign sentence may hold function words of home."""
        first, last = self.first, min(self.last, self.first + _READ)
        return int(words[first:last].sum()) > _HOME * (last - first)

    def _listed(self, language: str, at_home: Bools) -> tuple[int, int, int, int]:
        """How many words are function words of `language`, how many of home alone, how many different ones are of
        `language` alone, and how many words there are.
        """
        last = min(self.last, self.first + _READ)
        words = self.text.word_strings(self.first, last)
        listed = [any(same_group(language, other) for other in stop_words.languages_of(word)) for word in words]
        homes = at_home[self.first : last].tolist()
        own = sum(home and not abroad for home, abroad in zip(homes, listed, strict=True))
        alone = {word for word, home, abroad in zip(words, homes, listed, strict=True) if abroad and not home}
        return sum(listed), own, len(alone), sum(not word[0].isdigit() for word in words)

    def _script(self) -> tuple[int, float]:
        """The script of most words, and their share."""
        counts = np.bincount(_TOGETHER[self.text.scripts[self.text.words.start[self.first : self.last]]])
        return int(counts.argmax()), float(counts.max() / counts.sum())

    def _letters(self) -> int:
        letters = int((self.text.kinds[self.start : self.end] >= Kind.LOWER).sum())
        return letters * 2 if self.text.unspaced_words[self.first] else letters

    def _ends(self) -> bool:
        """As a sentence does: with its mark, or with a quotation mark or bracket behind it."""
        return bool((self.text.kinds[max(self.start, self.end - 2) : self.end] == Kind.SENTENCE_END).any())

    def _is_quoted(self) -> bool:
        """Begun inside quotation marks or brackets, or mostly between such marks."""
        string, (start, end) = self.text.string, (self.start, self.end)
        before = string[max(self.paragraph.start, start - 2_000) : start]
        opened = any(before.rfind(pair[0]) > before.rfind(pair[1]) for pair in _PAIRS)
        marks = np.flatnonzero(_MARKS[self.text.kinds[start:end]])
        between = len(marks) > 1 and 2 * (marks[-1] - marks[0]) > end - start
        leading = len(marks) > 0 and start + marks[0] < self.text.words.start[self.first]
        return opened or before.count('"') % 2 == 1 or bool(between) or bool(leading)


def _lists_files(said: str) -> bool:
    """Half of it or more are paths or names with marks between their parts: "src/auto/a.pro, src/c_d.c"."""
    tokens = said[:_LISTED].split()
    return 2 * sum(token.isascii() and bool(_FILE.search(token)) for token in tokens) >= len(tokens)


# -- stock phrases


def _stock_lines(text: Text, homes: list[str]) -> Iterator[Foreign]:
    """Lines that are a stock phrase of two words or more in other languages than the document's.

    Names of licences, agencies and those who wrote are said everywhere ("Creative Commons").
    """
    matches = text.view(cues.matches)
    for match in np.flatnonzero(matches.complete & (matches.last - matches.first >= 2)).tolist():
        home = homes[int(text.words.owner[matches.first[match]])]
        cue = cues.lexicon().cues[int(matches.cue[match])]
        known = () if cue.topics & _NAMES else _surely(cue, home)
        line = text.lines[int(matches.line[match])]
        if text.scripts[line.start] == _LATIN:  # "English version" is said on Chinese pages, and is not Chinese
            known = tuple(language for language in known if language not in _NOT_LATIN)
        abroad = bool(home and known) and not any(same_group(home, language) for language in known)
        if abroad and any(map(str.isspace, text.slice(*line))) and not text.code_mask[line.start]:  # not "E-mail:"
            yield Foreign(*line, known[0], home, 0)


def _surely(cue: cues.Cue, home: str) -> tuple[str, ...]:
    """Its languages; none where it may be English in a document in English ("social network", which Italian says)."""
    words = cue.phrase.split()
    own = any(not word.isascii() or not {"en", ""}.issuperset(stop_words.languages_of(word) or "") for word in words)
    return cue.languages if own or home != "en" else ()
