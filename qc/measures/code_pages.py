"""Text of another alphabet read as Latin-1 ("Ïðèâåò" for "Привет"): words of nothing but accented letters.

No language is written so. Which code page it was is told by the function words that appear when the bytes are read
again; ftfy leaves such text alone because it looks for UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qc.measures import stop_words
from qc.measures.mojibake import Repair
from qc.offsets import Span

if TYPE_CHECKING:
    from qc.text import Text

# Code pages and the languages that were written in them, the commonest first.
PAGES = {
    "cp1251": ("ru", "uk", "bg", "be", "sr", "mk"),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "cp1253": ("el",),
    "cp1255": ("he",),
    "cp1256": ("ar", "fa", "ur"),
}

_LETTER = "[\xa1-\xff]"
# Words of such letters with blanks and marks between them; both classes exclude one another, so time is linear.
_STRETCH = re.compile(rf"{_LETTER}++(?:[ -@\[-`{{-~]{{1,3}}+{_LETTER}++)*+")
_WORD = re.compile(f"{_LETTER}+")
_LONGEST = 2_000  # what is read of a stretch to find its code page


def reread(text: Text) -> list[Repair]:
    """The stretches of accented letters, at least two function words among them, with what they should read.

    Function words of one letter do not count: "À Á Â" is an alphabet.
    """
    codes = text.codes[text.beyond_ascii]
    high = text.beyond_ascii[(codes >= 0xC0) & (codes <= 0xFF)]
    found: list[Repair] = []
    done = 0
    for at in high[:-3][high[3:] - high[:-3] == 3].tolist():
        if at >= done:
            start = max(done, text.string.rfind("\n", done, at) + 1)
            done = text.string.find("\n", at) % (len(text.string) + 1)
            found += _stretches(text, start, done)
    return found


def _stretches(text: Text, start: int, end: int) -> Iterator[Repair]:
    for match in _STRETCH.finditer(text.string, start, end):
        page = _page(match[0][:_LONGEST])
        if page:
            yield Repair(Span(*match.span()), match[0].encode("latin-1").decode(page, "replace"))


def _page(stretch: str) -> str:
    """The code page in which the most function words appear; "" if there are fewer than two in any."""
    words = [word.encode("latin-1") for word in set(_WORD.findall(stretch)) if len(word) > 1]
    scores = {page: _function_words(words, page) for page in PAGES}
    best = max(scores, key=lambda page: scores[page])
    return best if scores[best] >= 2 else ""


def _function_words(words: list[bytes], page: str) -> int:
    listed = [stop_words.languages_of(word.decode(page, "replace").lower()) for word in words]
    return max(sum(language in languages for languages in listed) for language in PAGES[page])
