"""DUP101: the text of one document again as another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qc.characters import Kind
from qc.finding import Finding, Related, Severity
from qc.hashes import among, hashes_of
from qc.offsets import Span
from qc.rule import CorpusRule, Example
from qc.spans import distinct, owners

if TYPE_CHECKING:
    from qc.hashes import Hashes
    from qc.text import Text

_WORDS, _CHARACTERS = 20, 100  # shorter documents are stubs: "Page not found", a menu, "ok"
_SHOWN = 100
_LISTED = 1_000
_DIGEST = 16  # bytes kept of a SHA-256, which processors compute by themselves: twice as fast as BLAKE2
_GIANT = 256  # letters from which on words count by their letters: polynomials collide on some words of a thousand

_EN = (
    "The harbour was quiet in the morning. The boats came back before the rain had started to fall, and the women "
    "carried the baskets up to the market."
)
_ID = (
    "Pelabuhan itu sepi pada pagi hari. Perahu-perahu kembali sebelum hujan mulai turun, dan para ibu membawa "
    "keranjang ikan ke pasar di atas bukit."
)
_DE = (
    "Am Morgen war der Hafen still. Die Boote kamen zurück, bevor der Regen einsetzte, und die Frauen trugen die Körbe "
    "mit den Fischen hinauf zum Markt."
)
_RU = (
    "Утром в порту было тихо. Лодки вернулись раньше, чем пошёл дождь, и женщины понесли корзины с рыбой наверх, на "
    "рынок, где их уже ждали первые покупатели."
)
_ZH = (
    "早上港口很安静。船在下雨之前就回来了，妇女们把装满鱼的篮子提到山上的市场去，第一批顾客已经在那里等着她们。"
    "孩子们坐在码头的石阶上，看着海鸥在渔船上空盘旋，一直等到太阳从云层后面露出来，他们才跑回家去吃早饭。"
)


class Note(NamedTuple):
    """What is kept of a document: a hash of its words, and its length in code points."""

    digest: bytes
    length: int


class DuplicateDocument(CorpusRule):
    """The text of another document of the collection again.

    Copies make a model recite, and one source count as many. White space, case, punctuation and invisible characters do
    not count: two documents are equal if their words are. The first one stays; one finding, at the first further copy,
    names them all. Documents of fewer than 20 words or 100 characters are left out.
    """

    code = "DUP101"
    severity = Severity.ERROR
    bad = (
        Example((_EN, f"⟦{_EN}⟧")),
        Example((_ID, _EN, f"⟦{_ID.upper()}⟧")),
        Example((_DE, f"⟦{_DE.replace('. ', ' –  ')}⟧")),
        Example((_RU, f"⟦{_RU}⟧", _RU, f"{_RU} Конец.")),
        Example((f"\n{_ZH}", f"⟦{_ZH}\n⟧", _EN)),
    )
    good = (
        Example((_EN, _ID, _DE, _RU, _ZH)),
        Example(("Page not found.", "Page not found.")),
        Example((_EN, _EN.replace("women", "men"))),
        Example((_RU, f"{_RU} {_RU}")),
        Example((_ZH, _ZH[:-1] + "，然后上学。")),
        _ID,
    )

    def note(self, text: Text) -> Iterator[tuple[int, Note]]:
        edges = text.words.first_within(text.documents)
        length = text.documents.length
        enough = (np.diff(edges) >= _WORDS) & (length >= _CHARACTERS)
        ids, giants = _visible_ids(text), np.flatnonzero(text.words.length > _GIANT)
        for document in np.flatnonzero(enough).tolist():
            first, last = int(edges[document]), int(edges[document + 1])
            digest = sha256(ids[first:last].tobytes())
            inside = giants[slice(*np.searchsorted(giants, (first, last)))] if len(giants) else giants
            for word in inside.tolist():
                digest.update(_visible(text, word).encode("utf-8", "surrogatepass"))
            yield document, Note(digest.digest()[:_DIGEST], int(length[document]))

    def conclude(self, notes: Sequence[tuple[int, Note]]) -> Iterator[Finding]:
        clusters: dict[bytes, list[tuple[int, int]]] = {}
        for (document, (digest, length)), again in zip(notes, _again(notes), strict=True):
            if again:
                clusters.setdefault(digest, []).append((document, length))
        yield from (self._cluster(members) for members in clusters.values() if len(members) > 1)

    def _cluster(self, members: list[tuple[int, int]]) -> Finding:
        (first, length), (second, own_length), *others = members
        total = len(members)
        message = "the same text as an earlier document" + f", with {total - 2} more copies" * (total > 2)
        copies = [Related(document, Span(0, size), "another copy") for document, size in others[: _SHOWN - 1]]
        return Finding(
            code=self.code,
            name=self.name(),
            severity=self.severity,
            document=second,
            span=Span(0, own_length),
            message=message,
            related=(Related(first, Span(0, length), "the first copy"), *copies),
            evidence={"documents": total, "extra": [document for document, _ in members[1 : _LISTED + 1]]},
        )


def _again(notes: Sequence[tuple[int, Note]]) -> list[bool]:
    """Which notes have the digest of another, by half of it: of millions of documents only those are remembered."""
    half = np.fromiter((int.from_bytes(note.digest[:8]) for _, note in notes), np.uint64, len(notes))
    ascending = np.sort(half)
    often = ascending[1:][ascending[1:] == ascending[:-1]]
    return among(half, often).tolist()


def _visible_ids(text: Text) -> Hashes:
    """uint64[w]: the ids of all words, as if there were no soft hyphens and the like within them."""
    unseen = np.flatnonzero(text.wordy & (text.kinds == Kind.FORMAT))
    if not len(unseen):
        return text.word_ids
    words = distinct(owners(unseen, text.words.start))
    ids = text.word_ids.copy()
    ids[words] = hashes_of(_visible(text, word) for word in words.tolist())
    return ids


def _visible(text: Text, word: int) -> str:
    """The letters and digits of a word, in lower case."""
    start, end = text.words[word]
    shown = text.folded_codes[start:end][text.kinds[start:end] != Kind.FORMAT]
    return shown.tobytes().decode("utf-32-le", "surrogatepass")
