"""Which language a document, or a stretch of one, is written in.

Scripts that one language alone uses decide by themselves; for the rest pycld2 reads a sample. Both answers are ISO
639-1 codes, and "" where the evidence does not suffice: short, mixed, or without letters.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import SCRIPTS, Kind, kinds, of_kinds, scripts
from qc.spans import Ints, ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qc.document import Document
    from qc.text import Text

# Languages so near to one another that a few sentences do not tell them apart: a switch between them is no defect.
GROUPS = (
    "id ms jv su min",
    "no nn da",
    "sr hr bs sh",
    "cs sk",
    "pt gl",
    "hi mr ne bh",
    "af nl",
    "bg mk",
    "tr az",
    "xh zu",
    "rw rn",
    "ur fa",
)
# Of each group those in which far more is written: a little text is enough to say so. The others want more.
_MOST_WRITTEN = frozenset("id no da cs pt hi nl bg tr ur".split())
_GROUP = {code: index for index, group in enumerate(GROUPS) for code in group.split()}

_ONLY = {
    "Greek": "el", "Armenian": "hy", "Georgian": "ka", "Thaana": "dv", "Gurmukhi": "pa", "Gujarati": "gu",
    "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th",
    "Lao": "lo", "Tibetan": "bo", "Myanmar": "my", "Khmer": "km", "Hangul": "ko", "Bopomofo": "zh",
}  # fmt: skip
ALONE = frozenset(_ONLY.values()) | {"ja", "zh"}  # languages that their script gives away
_LANGUAGE_OF_SCRIPT = np.array([_ONLY.get(name, "") for name in SCRIPTS])
_HAN, _KANA = SCRIPTS.index("Han"), [SCRIPTS.index("Hiragana"), SCRIPTS.index("Katakana")]

_BLANK = of_kinds(Kind.OTHER, Kind.CONTROL, Kind.NEWLINE)

# pycld2 names a few languages by codes that ISO 639 has given up.
_RENAMED = {"iw": "he", "jw": "jv", "in": "id", "sr-ME": "sr", "zh-Hant": "zh", "nb": "no", "mo": "ro"}

_PIECES, _PIECE = 3, 160  # what is read of a long document: pieces of its first three quarters, 160 characters each
_LITTLE = 80  # the length of the pieces that are read first
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")


def same_group(first: str, second: str) -> bool:
    """Whether two codes name one language or two that short texts cannot tell apart; "" goes with every language."""
    if not first or not second or first == second:
        return True
    return first in _GROUP and _GROUP[first] == _GROUP.get(second)


def languages(text: Text) -> list[str]:
    """ISO 639-1 code of each document's language, "" if unsure; use as `text.view(languages)`.

    What the document declares decides within a group of near languages and where the text is too
    short to tell.
    """
    found = []
    for source, measured in zip(text.sources, _measured(text), strict=True):
        declared = declared_language(source)
        found.append(declared if declared and same_group(measured, declared) else measured)
    return found


def _measured(text: Text) -> list[str]:
    """What `identify` says of a sample of each document."""
    pieces = [_pieces(span.length) for span in text.documents]
    counts = np.array([len(piece) for piece in pieces], np.int64)
    base = np.repeat(text.documents.start, counts)
    start, end = (base + np.array([piece[side] for each in pieces for piece in each], np.int64) for side in (0, 1))
    sampled = ranges(start, end)
    owner = np.repeat(np.arange(len(counts)), _sums(end - start, counts))
    codes, kinds_ = text.codes[sampled], text.kinds[sampled]
    named = _by_script(_letters(text.scripts[sampled], kinds_, owner, len(counts)))
    readable, ends = _readable(codes, kinds_), np.cumsum(end - start).tolist()
    words = iter(readable[begin:end] for begin, end in zip([0, *ends[:-1]], ends, strict=True))
    samples = [" ".join(islice(words, count)) for count in counts.tolist()]
    return [name or _by_words(each) for name, each in zip(named, samples, strict=True)]


def _sums(lengths: Ints, counts: Ints) -> Ints:
    """int64[len(counts)]: sums of the first `counts[0]` lengths, of the `counts[1]` behind them, and so on."""
    sums: Ints = np.diff(np.append(0, np.cumsum(lengths))[np.append(0, np.cumsum(counts))])
    return sums


def declared_language(document: Document) -> str:
    """What a document says of itself (`meta["language"]` or `meta["lang"]`), "" if nothing."""
    return language_of_tag(document.meta.get("language") or document.meta.get("lang"))


def language_of_tag(tag: object) -> str:
    """The language part of a tag such as "id-ID" or "en_US", renamed to ISO 639-1; "" where there is none."""
    match = _TAG.match(tag) if isinstance(tag, str) else None
    code = match[1].lower() if match else ""
    return _RENAMED.get(code, code)


def sample(document: str, piece: int = _PIECE) -> str:
    """The document itself, or pieces of a long one; its end is not read, where links to other texts stand."""
    return "\n".join(document[start:end] for start, end in _pieces(len(document), piece))


def _pieces(length: int, piece: int = _PIECE) -> list[tuple[int, int]]:
    if length <= _PIECES * piece:
        return [(0, length)]
    starts = [length * index // (_PIECES + 1) for index in range(_PIECES)]
    return [(start, start + piece) for start in starts]


def identify(stretch: str) -> str:
    """ISO 639-1 code of the language of `stretch`, "" if unsure. Time is linear; give a sample of what is long."""
    codes = np.frombuffer(stretch.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds_ = kinds()[codes]
    counts = _letters(scripts()[codes], kinds_, np.zeros(len(codes), np.int64), 1)
    return _by_script(counts)[0] or _by_words(_readable(codes, kinds_))


def _letters(scripts_: NDArray[np.uint8], kinds_: NDArray[np.uint8], owner: Ints, documents: int) -> Ints:
    """int64[documents, scripts]: how many letters of each script each document has."""
    letters = kinds_ >= Kind.LOWER
    cells = owner[letters] * len(SCRIPTS) + scripts_[letters]
    return np.bincount(cells, minlength=documents * len(SCRIPTS)).reshape(documents, len(SCRIPTS))


def _by_script(counts: Ints) -> list[str]:
    """For each row of letters by script: the language that alone uses the script of nine in ten, "" if none."""
    letters, most = counts.sum(axis=1), counts.argmax(axis=1)
    enough, han, kana = 0.9 * letters, counts[:, _HAN], counts[:, _KANA].sum(axis=1)
    alone = np.where(counts.max(axis=1) > enough, _LANGUAGE_OF_SCRIPT[most], "")
    alone = np.where((han > enough) & (letters >= 20), "zh", alone)
    found: list[str] = np.where((kana + han > enough) & (kana > 0.1 * han), "ja", alone).tolist()
    return found


def _by_words(readable: str) -> str:
    """What pycld2 is sure of, or else its best guess where no other comes near.

    It is asked about a little of the text first: most often that settles it, in half the time.
    """
    if len(readable) > _PIECES * _LITTLE:
        reliable, shares = _guesses(sample(readable, _LITTLE))
        share, code = shares[0]
        if reliable and share >= 95 and (code not in _GROUP or code in _MOST_WRITTEN):
            return _RENAMED.get(code, code)
    reliable, shares = _guesses(readable)
    (first, best), (second, _) = shares[:2]
    clear = first >= 40 and second <= first / 2
    return _RENAMED.get(best, best) if reliable or clear else ""


def _guesses(readable: str) -> tuple[bool, list[tuple[int, str]]]:
    """Whether pycld2 trusts its guess, and shares of the text in percent with real languages, two at least."""
    import pycld2

    reliable, _, guesses = pycld2.detect(readable.encode(), isPlainText=True)
    return reliable, [(share, code) for _, code, share, _ in guesses if code in _codes()] + [(0, ""), (0, "")]


def _readable(codes: NDArray[np.uint32], kinds_: NDArray[np.uint8]) -> str:
    """The text with a blank for whatever pycld2 refuses or misreads: controls, surrogates, unassigned code points."""
    return np.where(_BLANK[kinds_], np.uint32(ord(" ")), codes).tobytes().decode("utf-32-le")


@cache
def _codes() -> frozenset[str]:
    """The codes of pycld2 that name a real language: no jokes (Klingon, pig Latin), no scripts, no "unknown"."""
    import pycld2

    return frozenset(code for _, code in pycld2.LANGUAGES if len(code) == 2 and code != "un") | set(_RENAMED)


@cache
def _names() -> dict[str, str]:
    import pycld2

    found: dict[str, str] = {}
    for name, code in pycld2.LANGUAGES:
        found.setdefault(_RENAMED.get(code, code), name.replace("_", " ").capitalize())
    return found


def language_name(code: str) -> str:
    """The English name of a language, the code itself where it has none here."""
    return _names().get(code, code)
