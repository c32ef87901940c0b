"""GAR107: a word with the hyphen of a line end still in it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qc.characters import Kind, of_kinds
from qc.finding import Finding, Severity
from qc.measures.programming import about_code, quoted_code
from qc.measures.systematic import LISTED, systematic
from qc.measures.vocabulary import Vocabulary, vocabulary
from qc.rule import Rule
from qc.text import Text

Broken = tuple[int, int, int, int]  # start, end of the left part, start of the right part, end


class HyphenBrokenWord(Rule):
    """A word with the hyphen of a line end still in it.

    A book or a PDF parted the word at the end of a line, the lines were joined, and the hyphen stayed: "exam- ple". The
    whole word must stand elsewhere in the document, and the parts must not both be words of it; so suspended hyphens
    ("pre- and post-war", "Ein- und Ausgang") and compounds at a line end are left alone.
    """

    code = "GAR107"
    severity = Severity.INFO
    bad = (
        "This is an ⟦exam- ple⟧ of it. Another example follows.",
        "Der ⟦Bürger- meister⟧ kam. Ein Bürgermeister geht nie.",
        "Pemerintah ⟦pemba- ngunan⟧ itu. Rencana pembangunan sudah ada.",
        "Он сказал ⟦прави- тельству⟧ правду. Письмо правительству ушло.",
        "El ⟦ayunta-\nmiento⟧ abre hoy. El ayuntamiento cierra mañana.",
        "Le ⟦gouver- nement⟧ part. Le gouvernement reste.",
    )
    good = (
        "The pre- and post-war years.",
        "Ein- und Ausgang, Vor- und Nachteile.",
        "Short- to medium-term plans.",
        "It was well-\nknown that well known men came.",
        "He said - and meant - it. exam - ple",
        "anak-anak, hati-hati, kupu-kupu",
        "This is an exam- ple that stands alone.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        broken = [place for place in _broken(text) if self._in_prose(text, place[0])]
        for group in systematic(broken, lambda place: text.document_at(place[0])):
            yield self._finding(text, group)

    @staticmethod
    def _in_prose(text: Text, start: int) -> bool:
        return not text.view(quoted_code)[start] and not about_code(text, text.document_at(start))

    def _finding(self, text: Text, group: list[Broken]) -> Finding:
        start, middle, resume, end = group[0]
        whole = text.slice(start, middle) + text.slice(resume, end)
        often = f"; {len(group)} such places in this document" if len(group) > 1 else ""
        edits = [(place[1], place[2], "") for place in group]
        return self.finding(
            text,
            start,
            end,
            f'"{whole}" is parted by a hyphen, as at the end of a line{often}',
            confidence=0.9,
            related=[(place[0], place[3], "once more") for place in group[1 : LISTED + 1]],
            fix=self.fix(text, "join the parts", *edits),
        )


def _broken(text: Text) -> Iterator[Broken]:
    """Two parts with a hyphen and one blank or line end between, whose joined form the document knows."""
    words, kinds = text.words, text.kinds
    if len(words) < 2:
        return
    gap = words.start[1:] - words.end[:-1]
    places = np.flatnonzero((gap == 2) | (gap == 3))
    ends = words.end[places]
    after = kinds[ends + 1]
    fits = (kinds[ends] == Kind.HYPHEN) & ((after == Kind.SPACE) | (after == Kind.NEWLINE))
    fits &= (kinds[ends - 1] >= Kind.MARK) & of_kinds(Kind.LOWER, Kind.LETTER)[kinds[words.start[places + 1]]]
    fits &= (gap[places] == 2) | (after == Kind.NEWLINE)
    places = places[fits]
    if len(places):
        known = text.view(vocabulary)
        for word in places.tolist():
            if _is_broken(text, known, word):
                yield (*text.words[word], *text.words[word + 1])


def _is_broken(text: Text, known: Vocabulary, word: int) -> bool:
    left, right = text.word_strings(word, word + 2)
    document = int(text.words.owner[word])
    whole = known.count(document, left + right)
    return whole > 0 and (known.count(document, left) <= 1 or known.count(document, right) <= 1)
