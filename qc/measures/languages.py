"""Which language a document, or a stretch of one, is written in.

Scripts that one language alone uses decide by themselves; for the rest pycld2 reads a sample. Both answers are ISO
639-1 codes, and "" where the evidence does not suffice: short, mixed, or without letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import SCRIPTS, Kind, kinds, scripts

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
_GROUP = {code: index for index, group in enumerate(GROUPS) for code in group.split()}

_ONLY = {
    "Greek": "el", "Armenian": "hy", "Georgian": "ka", "Thaana": "dv", "Gurmukhi": "pa", "Gujarati": "gu",
    "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th",
    "Lao": "lo", "Tibetan": "bo", "Myanmar": "my", "Khmer": "km", "Hangul": "ko", "Bopomofo": "zh",
}  # fmt: skip
ALONE = frozenset(_ONLY.values()) | {"ja", "zh"}  # languages that their script gives away
_LANGUAGE_OF_SCRIPT = [_ONLY.get(name, "") for name in SCRIPTS]
_HAN, _KANA = SCRIPTS.index("Han"), [SCRIPTS.index("Hiragana"), SCRIPTS.index("Katakana")]

_BLANK = np.isin(np.arange(len(Kind)), (Kind.OTHER, Kind.CONTROL, Kind.NEWLINE))

# pycld2 names a few languages by codes that ISO 639 has given up.
_RENAMED = {"iw": "he", "jw": "jv", "in": "id", "sr-ME": "sr", "zh-Hant": "zh", "nb": "no", "mo": "ro"}

_PIECES, _PIECE = 3, 250  # what is read of a long document: pieces of its first three quarters, 250 characters each
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
    for document, source in zip(text.documents, text.sources, strict=True):
        declared = declared_language(source)
        measured = identify(sample(text.slice(*document)))
        found.append(declared if declared and same_group(measured, declared) else measured)
    return found


def declared_language(document: Document) -> str:
    """What a document says of itself (`meta["language"]` or `meta["lang"]`), "" if nothing."""
    return language_of_tag(document.meta.get("language") or document.meta.get("lang"))


def language_of_tag(tag: object) -> str:
    """The language part of a tag such as "id-ID" or "en_US", renamed to ISO 639-1; "" where there is none."""
    match = _TAG.match(tag) if isinstance(tag, str) else None
    code = match[1].lower() if match else ""
    return _RENAMED.get(code, code)


def sample(document: str) -> str:
    """The document itself, or pieces of a long one; its end is not read, where links to other texts stand."""
    if len(document) <= _PIECES * _PIECE:
        return document
    starts = [len(document) * index // 4 for index in range(_PIECES)]
    return "\n".join(document[start : start + _PIECE] for start in starts)


def identify(stretch: str) -> str:
    """ISO 639-1 code of the language of `stretch`, "" if unsure. Time is linear; give a sample of what is long."""
    codes = np.frombuffer(stretch.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds_ = kinds()[codes]
    return _by_script(codes[kinds_ >= Kind.LOWER]) or _by_words(codes, kinds_)


def _by_script(letters: NDArray[np.uint32]) -> str:
    """The language that alone uses the script of nine letters in ten, if there is one."""
    counts = np.bincount(scripts()[letters], minlength=len(SCRIPTS))
    enough, most, kana = 0.9 * len(letters), int(counts.argmax()), int(counts[_KANA].sum())
    if kana + counts[_HAN] > enough and kana > 0.1 * counts[_HAN]:
        return "ja"
    if counts[_HAN] > enough and len(letters) >= 20:
        return "zh"
    return _LANGUAGE_OF_SCRIPT[most] if counts[most] > enough else ""


def _by_words(codes: NDArray[np.uint32], kinds_: NDArray[np.uint8]) -> str:
    """What pycld2 is sure of, or else its best guess where no other comes near."""
    import pycld2

    reliable, _, guesses = pycld2.detect(_readable(codes, kinds_).encode(), isPlainText=True)
    shares = [(share, code) for _, code, share, _ in guesses if code in _codes()] + [(0, ""), (0, "")]
    (first, best), (second, _) = shares[:2]
    clear = first >= 40 and second <= first / 2
    return _RENAMED.get(best, best) if reliable or clear else ""


def _readable(codes: NDArray[np.uint32], kinds_: NDArray[np.uint8]) -> str:
    """The text with a blank for whatever pycld2 refuses or misreads: controls, surrogates, unassigned code points."""
    blank = _BLANK[kinds_]
    return np.where(blank, np.uint32(ord(" ")), codes).tobytes().decode("utf-32-le")


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
