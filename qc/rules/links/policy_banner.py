"""LNK104: banners of the page in the text."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.banners import Run, banners
from qc.measures.removal import removal
from qc.measures.tails import tails
from qc.rule import Rule
from qc.rules.links.trailing_links import block
from qc.rules.links.wording import quoted
from qc.text import Text

_STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon.\n"


class PolicyBanner(Rule):
    """Banners of the page: cookies and terms, subscribe, share, comments, advertisement.

    A line that is such a phrase and nothing else ("Share this article", "Subscribe to our newsletter", "Advertisement")
    is hardly ever part of a text, wherever it stands between its paragraphs. At the end of the text a block counts if
    every line of it is a banner; a block with headlines in it is `trailing-links`. A list of tags ends a text if no
    line of it closes with a full stop.
    """

    code = "LNK104"
    bad = (
        f"{_STORY}⟦2 Comments⟧",
        f"{_STORY}⟦Share this article\nSign up for our newsletter\nPrivacy policy⟧",
        f"{_STORY}⟦Tags: budget, harbour, schools⟧",
        f"{_STORY}⟦Advertisement⟧\nThe works will cost two million and take a year, the council said.",
        "Der Stadtrat hat den Haushalt am Montag nach langer Debatte beschlossen.\n⟦Diesen Artikel teilen⟧\nDie "
        "Arbeiten sollen im Frühjahr nach Angaben der Stadt beginnen.",
        "El consejo aprobó el presupuesto el lunes tras un largo debate.\nEl alcalde dijo que las obras empezarán en "
        "la primavera.\n⟦Deja un comentario\nTu dirección de correo electrónico no será publicada⟧",
    )
    good = (
        "Share this article with your friends if you like it, she wrote in her letter to the readers.",
        "You can comment.\nComment\nShare\nSave",
        "The paper lives from advertisement and from its readers.\nAdvertisement pays for half of the costs, it said.",
        "Privacy policy is a field of law that has grown fast.\nIt deals with what companies may know about us.",
        "We welcome everyone who wants to help us with the harbour museum.\nCode of Conduct\nBe kind to the others and "
        "keep to what was agreed with the keeper.",
        "This program is free software, and you may give copies to others.\nTERMS AND CONDITIONS\nThis licence refers "
        "to the second version, which was written in the spring of that year.",
        "Le journal a publié un commentaire sur la question.\nCe commentaire a été lu par beaucoup de monde.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for tail in text.view(tails):
            if tail.banner:
                yield block(self, text, tail)
        for run in text.view(banners):
            yield self._line(text, run)

    def _line(self, text: Text, run: Run) -> Finding:
        start, end = int(text.lines.start[run.first]), int(text.lines.end[run.last])
        first = quoted(text.slice(*text.lines[run.first]))
        more = f" and {run.last - run.first} more lines" if run.last > run.first else ""
        message = f"{first}{more} belongs to the page, not to the text"
        fix = self.fix(text, "remove the banner", removal(text, start, end))
        return self.finding(text, start, end, message, confidence=0.9, fix=fix)
