"""GAR103: an ellipsis written as separate points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.finding import Finding
from qc.rule import Rule
from qc.text import Text

# Starts at a point or an ellipsis and never crosses a line; every repetition consumes a mark, so time is linear.
_ELLIPSIS = re.compile(r"(?:\.{1,3}|…)(?:[ \u00a0]{1,2}(?:\.{1,3}|…)){1,40}")


class SpacedEllipsis(Rule):
    """An ellipsis written as separate points.

    A translation or a text spinner broke "..." into ". . ."; what followed was often cut off. Typographers do set
    spaced points (Chicago style), so a spaced ellipsis inside a quotation or between words that go on in small letters
    is left alone where it stands alone in a document that writes all of them that way.
    """

    code = "GAR103"
    bad = (
        "meningkatkan ekonomi, perdagangan, dan pertukaran antar masyarakat⟦. . .⟧",
        "The minister said that the talks would go on⟦. . .⟧",
        "Der Vertrag wurde gestern unterzeichnet⟦.. ..⟧ Danach fuhren alle nach Hause.",
        "El presidente habló con los periodistas⟦… …⟧",
        "Он сказал, что всё будет хорошо⟦. . . .⟧",
    )
    good = ("Lalu ... ia pergi.", "1. . 2", "He waited… and waited.", "Wait... what?", "см. рис. 4. Далее.")

    def check(self, text: Text) -> Iterator[Finding]:
        for match in _ELLIPSIS.finditer(text.string):
            marks = match[0].count(".") + 3 * match[0].count("…")
            if marks >= 3 and not text.code_mask[match.start()]:
                start, end = match.span()
                message = f"the ellipsis is broken into {match[0]!r}; the sentence before it may be cut off"
                yield self.finding(text, start, end, message, fix=self.fix(text, "write …", (start, end, "…"), safe=True))
