"""LNK101: unrelated links after the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.removal import removal
from qc.measures.tails import Tail, tails
from qc.rule import Rule
from qc.text import Text


class TrailingLinks(Rule):
    """Headlines of other articles, or other page furniture, after the end of the text.

    What stands below an article on its page ("More Stories", "Related articles", "Leave a comment") comes along when
    the page is scraped. A block counts if prose stands before it and none below it, and a heading announces it. Lists
    that belong to the text - ingredients, references, steps - are introduced by no such heading.
    """

    code = "LNK101"
    bad = (
        "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon.\n"
        "⟦More Stories\nFlood warning lifted for the coast\nTen recipes for the first cold days⟧",
        "Der Stadtrat hat den Haushalt am Montag nach langer Debatte beschlossen.\nDie Arbeiten sollen im Frühjahr "
        "nach Angaben der Stadt beginnen.\n⟦Das könnte Sie auch interessieren\nHochwasserwarnung an der Küste⟧",
        "Dewan kota menyetujui anggaran pada hari Senin setelah debat panjang.\nWali kota mengatakan pekerjaan akan "
        "dimulai pada musim semi.\n⟦Berita Terkait\nPeringatan banjir di pesisir dicabut\nSepuluh resep hari hujan⟧",
        "Le conseil a approuvé le budget lundi après un long débat.\nLe maire a dit que les travaux commenceraient au "
        "printemps prochain.\n⟦À lire aussi\nL'alerte aux crues est levée sur la côte⟧",
        "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon.\n"
        "⟦2 Comments⟧",
    )
    good = (
        "Melt the butter slowly in a small pan over a low flame.\nAdd the flour and stir until it is smooth and pale."
        "\nYou need\n100 g butter\n60 g flour",
        "The method was described first by Smith and tested later.\nWe repeated the test with a larger sample.\n"
        "References\nSmith, J. (1999) Plants\nMiller, A. (2004) Soil",
        "Milk\nBread\nEggs\nMore stories",
        "Wir danken allen Teilnehmern für die gute Zusammenarbeit.\nBis zum nächsten Mal wünschen wir alles Gute.\n"
        "Mit freundlichen Grüßen\nAnna Schmidt",
        "Related articles were cited by the court in its first ruling.\nThe judges found them of no use to the case.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for tail in text.view(tails):
            start, end = int(text.lines.start[tail.first]), int(text.lines.end[tail.last])
            yield self.finding(
                text,
                start,
                end,
                _message(tail),
                confidence=0.9,
                fix=self.fix(text, "cut what follows the text", removal(text, start, end)),
                evidence={"heading": tail.heading, "lines": tail.lines, "without end mark": tail.open},
            )


def _message(tail: Tail) -> str:
    below = tail.lines - 1
    if not below:
        return f"no part of the text: it ends with {tail.heading!r}"
    return f"no sentence below; follows the heading {tail.heading!r}; {tail.open} of {below} lines without an end mark"
