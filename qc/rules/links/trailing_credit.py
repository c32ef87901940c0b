"""LNK105: credits at the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding, Severity
from qc.measures.banners import credit_lines
from qc.measures.removal import removal
from qc.rule import Rule
from qc.rules.links.wording import quoted
from qc.text import Text


class TrailingCredit(Rule):
    """Who wrote, photographed, published or owns the text, after its end.

    Bylines, photo credits, sources, "Published on ...", "© 2024 ..." and a paragraph about the writer close many
    articles; people who mark bodies by hand keep about half of them, so this is a matter of taste and off by default.
    """

    code = "LNK105"
    severity = Severity.INFO
    default = False
    bad = (
        "The mayor said on Monday that work would begin in spring.\n⟦Source: City of Example\nPhoto: A. Smith⟧",
        "The mayor said on Monday that work would begin in spring.\n⟦© 2024 The Example. All rights reserved.⟧",
        "Wali kota mengatakan bahwa pekerjaan akan dimulai pada musim semi.\n⟦Editor: Budi Santoso⟧",
        "Мэр сказал в понедельник, что работы начнутся весной этого года.\n⟦Источник: пресс-служба⟧",
        "市长星期一在会议上说，有关的各项工程将于明年春天全面开始，预计一年之内完成。\n⟦责任编辑：王芳⟧",
        "The mayor said on Monday that work would begin in spring.\n⟦Anna Miller is a freelance journalist, and she "
        "lives by the harbour with her two old cats.⟧",
    )
    good = (
        "Anna Miller has seen more of the harbour than anybody else in the town, and she wrote it all down.\nHer book "
        "came out on Monday, and by noon not one copy of it was left.\nAnna Miller is a reporter who covers the "
        "council and the harbour for this paper.",
        "The source said: the works would begin in spring and cost a lot.",
        "Photo: A. Smith\nThe mayor said on Monday that work would begin in spring.",
        "Source: water\nPhoto: light",
        "By noon the square was full of people, and nobody wanted to leave.",
        "Die Quelle des Flusses liegt hoch in den Bergen über der alten Stadt.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for run in text.view(credit_lines):
            start, end = int(text.lines.start[run.first]), int(text.lines.end[run.last])
            message = f"the text closes with a credit: {quoted(text.slice(start, end))}"
            fix = self.fix(text, "cut the credit", removal(text, start, end))
            yield self.finding(text, start, end, message, confidence=0.8, fix=fix)
