"""Names of a document and their near doubles: capitalised words that differ by a letter, an accent or an ending."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind
from qc.hashes import Hashes, among, looked_up, mix
from qc.spans import ranges

if TYPE_CHECKING:
    from qc.spans import Ints
    from qc.text import Text

_SHORTEST, _LONGEST = 5, 30  # letters of a name worth comparing
_HEAD_BITS, _NAME_BITS = np.uint64(40), np.uint64(24)  # of either in the one key that both are sorted by
_CROWD = 8  # so many names of one neighbourhood are compared, no more: time stays linear

_FINAL_S = re.compile(r"['’]s$")
# How the Latin script writes the ending of one Slavic surname.
_SKY = re.compile(r"sk(?:iy|yy|ii|ij|yi|y|i)$")
# Letters that writers exchange when they spell a foreign name.
_EXCHANGED = ("aeiouyj", "ckq", "wv", "аеиоуыэяюёй")
_ENDINGS = ("aeo", "iyj", "аео")
_SCHOLARLY = frozenset("\u0304\u0323\u0324\u0331\u032e")  # macron, dots, line and breve below
_CLASSICAL = ("ae", "oe")  # "encyclopaedia": two spellings of the language, not of the writer


class Name(NamedTuple):
    """A capitalised word that its document never writes in small letters.

    places   word indices of its occurrences, ascending
    """

    document: int
    spelling: str
    places: list[int]


class Double(NamedTuple):
    """Two spellings and how they differ.

    kind   "letter", "accent", "sky", "ia" (Belarus, Belarusia) or "ending" (Lukashenko, Lukashenka)
    """

    first: Name
    second: Name
    kind: str


def doubles(text: Text) -> Iterator[Double]:
    """Pairs of names of one document that could be one name, each pair once."""
    places = _capitals(text)
    yield from _doubles(_groups(text, places, _heads(text, places)))
    places = _exchanged(text, places)
    for double in _doubles(_groups(text, places, _exchanged_heads(text, places))):
        first, second = double.first.spelling, double.second.spelling
        turned = first[2:4].lower() == second[3:1:-1].lower() != first[3:1:-1].lower()
        if turned and len(first) == len(second):
            yield double


def _doubles(groups: Iterator[list[Name]]) -> Iterator[Double]:
    for group in groups:
        for first, second in _pairs(group) if len(group) <= _CROWD else _neighbours(group):
            kind = difference(first.spelling, second.spelling)
            if kind:
                yield Double(first, second, kind)


def _pairs(group: list[Name]) -> Iterator[tuple[Name, Name]]:
    for first, second in combinations(group, 2):
        if abs(len(first.spelling) - len(second.spelling)) <= 4 and _alike(first.spelling, second.spelling):
            yield first, second


def _alike(first: str, second: str) -> bool:
    """Nearly the same letters, whatever their order and number: a quick look before an exact one."""
    first, second = first.partition("'")[0], second.partition("'")[0]
    return not (first.isascii() and second.isascii()) or len(set(first.lower()) ^ set(second.lower())) <= 2


def _neighbours(group: list[Name]) -> Iterator[tuple[Name, Name]]:
    """The pairs of a crowd that share a key: not all pairs, so that time stays linear."""
    known: dict[str, list[Name]] = defaultdict(list)
    for name in group:
        met: set[str] = set()
        for key in sorted(_keys(name.spelling)):
            for other in known[key][:_CROWD]:
                if other.spelling not in met:
                    met.add(other.spelling)
                    yield other, name
            known[key].append(name)


def difference(first: str, second: str) -> str:
    """How two spellings differ, as one of the kinds of `Double`; "" where too much or nothing is different."""
    first, second = _plain(first), _plain(second)
    if first == second or _is_elided(first, second) or _is_elided(second, first):
        return ""
    bare, other = _bare(first), _bare(second)
    if bare == other:
        return "accent" if first[-1] == second[-1] and not _transliterated(first, second) else ""
    if _SKY.sub("sky", bare) == _SKY.sub("sky", other):
        return "sky"
    short, long = sorted((bare, other), key=len)
    if long == short + "ia":
        return "ia"
    return _one_letter(short, long)


def _transliterated(first: str, second: str) -> bool:
    """They differ in marks of scholars' transliterations alone, which say how a name is written elsewhere: "Allāh"."""
    one, two = (Counter(filter(unicodedata.combining, unicodedata.normalize("NFD", word))) for word in (first, second))
    marks = ((one - two) + (two - one)).keys()
    return bool(marks) and marks <= _SCHOLARLY


def _is_elided(first: str, second: str) -> bool:
    """An apostrophe stands for a letter of the other one ("Heav'n")."""
    before, mark, behind = first.partition("'")
    return bool(mark and len(first) == len(second) and second.startswith(before) and second.endswith(behind))


def _one_letter(short: str, long: str) -> str:
    """ "letter" or "ending" for one letter more, two letters exchanged, or one for another that sounds like it."""
    ahead = _shared(short, long)
    behind = _shared(short[ahead:][::-1], long[ahead:][::-1])
    here, there = short[ahead : len(short) - behind], long[ahead : len(long) - behind]
    if ahead < 1 or len(there) > 2 or (len(there) == 2 and here != there[::-1]):
        return ""
    exchanged = _EXCHANGED if behind else _ENDINGS
    if len(here) == 1 == len(there) and not any(here in row and there in row for row in exchanged):
        return ""
    if behind == 0:
        return "ending" if len(here) == 1 else ""
    classical = not here and long[ahead : ahead + 2] in _CLASSICAL
    return "letter" if len(here) in (0, len(there)) and not classical else ""


def _shared(first: str, second: str) -> int:
    """Length of the common beginning."""
    size = 0
    while size < len(first) and size < len(second) and first[size] == second[size]:
        size += 1
    return size


def _plain(spelling: str) -> str:
    """In small letters, without a genitive's "'s" and soft hyphens."""
    spelling = spelling if spelling.isalpha() else _FINAL_S.sub("", spelling).replace("’", "'").replace("\u00ad", "")
    return spelling.lower()


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    """Without accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "")
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter != "'")


def _keys(spelling: str) -> set[str]:
    """What near spellings share: the bare word without one of its letters, or without its ending."""
    bare = _SKY.sub("sky", _bare(_plain(spelling)))
    keys = {bare[:at] + bare[at + 1 :] for at in range(1, len(bare))} | {bare}
    return keys | ({bare[:-2]} if bare.endswith("ia") else set())


def _groups(text: Text, places: Ints, heads: Hashes) -> Iterator[list[Name]]:
    """Names of one document that share the letters they begin with, by `heads`, at least two of them."""
    names = text.word_ids[places] + text.words.owner[places].astype(np.uint64)
    order = np.argsort(heads >> _NAME_BITS << _NAME_BITS | names >> _HEAD_BITS, kind="stable")
    places, names, heads = places[order], names[order], heads[order]
    new_head, new_name = _changes(heads), _changes(heads) | _changes(names)
    group = (np.cumsum(new_head) - 1)[new_name]
    first = np.flatnonzero(new_name)
    ends = np.append(first[1:], len(places))
    kept = np.bincount(group, minlength=1)[group] > 1
    kept[kept] = ~_in_small_letters(text, names[first[kept]])
    kept[kept] = _have_neighbours(text, places[first[kept]], group[kept])
    yield from _members(text, places, first[kept], ends[kept], group[kept])


def _have_neighbours(text: Text, words: Ints, group: Ints) -> NDArray[np.bool_]:
    """bool[k]: another name of the group may have nearly the same letters; in a crowd every name is kept."""
    if not len(words):
        return np.zeros(0, np.bool_)
    letters, plain = _letter_bits(text, words)
    near = np.bincount(group)[group] > _CROWD
    for step in range(1, min(_CROWD, len(words))):
        other = letters[step:] ^ letters[:-step]
        for _ in range(2):
            other &= other - np.uint64(1)  # without its lowest bit
        alike = (group[step:] == group[:-step]) & ((other == 0) | ~plain[step:] | ~plain[:-step])
        near[step:] |= alike
        near[:-step] |= alike
    return near


def _letter_bits(text: Text, words: Ints) -> tuple[Hashes, NDArray[np.bool_]]:
    """uint64[k]: a bit for each letter of a word; bool[k]: all are plain Latin letters, which have a bit each."""
    start, end = text.words.start[words], text.words.end[words]
    codes = text.folded_codes[ranges(start, end)]
    first = np.cumsum(end - start) - (end - start)
    bits = np.left_shift(np.uint64(1), (codes & np.uint32(63)).astype(np.uint64))
    plain = (codes < 128) & (codes != ord("'"))
    return np.bitwise_or.reduceat(bits, first), np.logical_and.reduceat(plain, first)


def _changes(values: Hashes) -> NDArray[np.bool_]:
    """bool[k]: another value than the one before."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _heads(text: Text, places: Ints) -> Hashes:
    """What is equal for words of one document that begin with the same three letters."""
    starts = text.words.start[places]
    first, second, third = (text.folded_codes[starts + step].astype(np.uint64) for step in range(3))
    heads = mix((first << np.uint64(42)) | (second << np.uint64(21)) | third)
    return mix(heads + text.words.owner[places].astype(np.uint64))


def _exchanged(text: Text, places: Ints) -> Ints:
    """Of the places those of words that begin as others would with third and fourth letter exchanged: few."""
    starts = text.words.start[places]
    first, second, third, fourth = (text.folded_codes[starts + step].astype(np.uint64) for step in range(4))
    begun = mix((first << np.uint64(21)) | second) + text.words.owner[places].astype(np.uint64)
    own, turned = (mix(begun ^ mix((one << np.uint64(21)) | two)) for one, two in ((third, fourth), (fourth, third)))
    return places[(third != fourth) & among(turned, np.sort(own))]


def _exchanged_heads(text: Text, places: Ints) -> Hashes:
    """What is equal for words of one document that begin alike if the third letter and the fourth change places."""
    starts = text.words.start[places]
    first, second, third, fourth = (text.folded_codes[starts + step].astype(np.uint64) for step in range(4))
    heads = mix((first << np.uint64(42)) | (second << np.uint64(21)) | (third + fourth))
    return mix(heads + text.words.owner[places].astype(np.uint64))


def _members(text: Text, places: Ints, first: Ints, ends: Ints, group: Ints) -> Iterator[list[Name]]:
    words, string = text.words, text.string
    words_first = places[first]
    shown = zip(words.start[words_first].tolist(), words.end[words_first].tolist(), strict=True)
    spellings = [string[start:end] for start, end in shown]
    columns = (words.owner[words_first].tolist(), spellings, first.tolist(), ends.tolist(), group.tolist())
    members: list[Name] = []
    last = -1
    for document, spelling, start, end, number in zip(*columns, strict=True):
        if number != last and members:
            yield members
            members = []
        last = number
        members.append(Name(document, spelling, places[start:end].tolist()))
    if members:
        yield members


def _capitals(text: Text) -> Ints:
    """Word indices: words of five letters and more with one capital, the first letter."""
    words, kinds = text.words, text.kinds
    places = np.flatnonzero(text.initials == Kind.UPPER)
    length = words.end[places] - words.start[places]
    places = places[(length >= _SHORTEST) & (length <= _LONGEST)]
    second = kinds[words.start[places] + 1]
    return places[(second != Kind.UPPER) & (kinds[words.end[places] - 1] != Kind.DIGIT)]


def _in_small_letters(text: Text, names: Hashes) -> NDArray[np.bool_]:
    """bool[k]: the document has that word in small letters, too."""
    if not len(names):
        return np.zeros(0, np.bool_)
    order = np.argsort(names)
    ids = text.word_ids + text.words.owner.astype(np.uint64)
    _, met = looked_up(ids[text.initials != Kind.UPPER], names[order])
    found = np.zeros(len(names), np.bool_)
    found[order[met]] = True
    return found
