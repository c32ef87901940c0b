"""LNK101: unrelated links after the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.removal import removal
from qc.measures.tails import Tail, tails
from qc.rule import Rule
from qc.rules.links.wording import told
from qc.text import Text

_STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon.\n"


class TrailingLinks(Rule):
    """Headlines of other articles, or other page furniture, after the end of the text.

    What stands below an article on its page ("More Stories", "Related articles", "Leave a comment") comes along when
    the page is scraped. A block counts if prose stands above it and hardly any below, and a stock phrase of web pages
    opens it; everything in it is weighed, by weights that were learned from pages whose bodies people had marked.
    So do headlines with the times or dates at which they came out, the newest first, and readers' comments below a
    heading that counts them, over lines with a day and an hour, or over the lines of a form.
    So does a note on the writer: "About the author", or a name on a line of its own over a paragraph about somebody of
    that name and what that person is. Where the document has an address, so does a note on its site: "About Example
    Weekly", or a paragraph that says what Example Weekly is, below a text that hardly names it. Lists that belong to
    the text - ingredients, references, steps - have no such heading, and a phrase alone never cuts a paragraph:
    several that stand apart in it do.
    """

    code = "LNK101"
    bad = (
        f"{_STORY}⟦More Stories\nFlood warning lifted for the coast\nTen recipes for the first cold days⟧",
        "Der Stadtrat hat den Haushalt am Montag nach langer Debatte beschlossen.\nDie Arbeiten sollen im Frühjahr "
        "nach Angaben der Stadt beginnen.\n⟦Das könnte Sie auch interessieren\nHochwasserwarnung an der Küste⟧",
        "Dewan kota menyetujui anggaran pada hari Senin setelah debat panjang.\nWali kota mengatakan pekerjaan akan "
        "dimulai pada musim semi.\n⟦Berita Terkait\nPeringatan banjir di pesisir dicabut\nSepuluh resep hari hujan⟧",
        "Le conseil a approuvé le budget lundi après un long débat.\nLe maire a dit que les travaux commenceraient au "
        "printemps prochain.\n⟦À lire aussi\nL'alerte aux crues est levée sur la côte\nLe pain est plus cher⟧",
        "Rada miasta uchwaliła budżet w poniedziałek po długiej debacie.\nBurmistrz powiedział, że prace zaczną się na "
        "wiosnę.\n⟦Zobacz też\nOdwołano ostrzeżenie przed powodzią nad morzem\nDlaczego chleb znowu jest droższy?⟧",
        f"{_STORY}⟦Recommended for you\nHow to clear a drain in ten minutes?\nThe best boots for wet fields⟧",
        f"{_STORY}⟦2 thoughts on “A budget for the spring”\nI was there, and it was not such a long debate. Half of "
        "the seats were empty when they voted, and nobody asked about the school.\nThat is how they always do it. "
        "Last year the road to the harbour was paid for in the same way, and it is still not built.⟧",
        "Der Stadtrat hat den Haushalt am Montag nach langer Debatte beschlossen.\nDie Arbeiten sollen im Frühjahr "
        "nach Angaben der Stadt beginnen.\n⟦3 Gedanken zu „Ein Haushalt für das Frühjahr“\nIch war dabei, und lang war "
        "die Debatte nicht. Die Hälfte der Plätze war leer, als abgestimmt wurde.\nSo machen sie es doch immer. Die "
        "Straße zum Hafen wurde ebenso beschlossen, und gebaut ist sie bis heute nicht.⟧",
        f"{_STORY}⟦18:51 Flood warning lifted for the coast\n18:40 Bread is dearer again this winter\n17:05 Ten "
        "recipes for the first cold days\n16:12 The old lighthouse has a new keeper⟧",
        "Мэр сказал в понедельник, что работы начнутся весной этого года.\nСовет принял бюджет на новый год после "
        "долгого и трудного спора.\n⟦Комментарии12\nЯ там был, и спорили совсем недолго, и никто не спросил о школе.⟧",
        f"{_STORY}⟦Anna Miller\nAnna Miller is a reporter who covers the council and the harbour for this paper.⟧",
        "Der Stadtrat hat den Haushalt am Montag nach langer Debatte beschlossen.\nDie Arbeiten sollen im Frühjahr "
        "nach Angaben der Stadt beginnen.\n⟦Über die Autorin\nAnna Schmidt ist freie Journalistin und schreibt über "
        "die Küste und den alten Hafen der Stadt.⟧",
    )
    good = (
        "Melt the butter slowly in a small pan over a low flame.\nAdd the flour and stir until it is smooth and pale."
        "\nYou need\n100 g butter\n60 g flour",
        "The method was described first by Smith and tested later.\nWe repeated the test with a larger sample.\n"
        "References\nSmith, J. (1999) Plants\nMiller, A. (2004) Soil",
        "Latarnia została zbudowana przez rybaków z pobliskiej wioski.\nW zimie mieszka w niej tylko stary latarnik."
        "\nZobacz też\nLatarnie morskie\nPorty rybackie nad morzem północnym\nRybołówstwo",
        "Milk\nBread\nEggs\nMore stories",
        "Wir danken allen Teilnehmern für die gute Zusammenarbeit.\nBis zum nächsten Mal wünschen wir alles Gute.\n"
        "Mit freundlichen Grüßen\nAnna Schmidt",
        "Related articles were cited by the court in its first ruling.\nThe judges found them of no use to the case.",
        f"{_STORY}09:00 Doors open to the public\n09:30 Welcome by the mayor of the town\n11:00 Walk to the old "
        "harbour\n12:30 Lunch for all who took part",
        "The third part of the book is the shortest one of all.\n3 comments on the nature of “love” and “hate”, as he "
        "calls them.\nThe first of them fills two pages, and it speaks of the sea. The second is about the winter in "
        "the town where he was born, and the last is a letter to his daughter.",
        f"{_STORY}Anna Miller is a freelance journalist, and she lives by the harbour with her two old cats.",
        "The two oldest lakes of the county lie close to the road, and many people swim in them in summer.\nOf all the "
        "others only one is as deep.\nSwan Lake\nSwan Lake was dug by monks, and it belongs to the old abbey.",
        "The council approved the budget on Monday after a long debate.\nWe use cookies, said the mayor of her party, "
        "and we bake them ourselves for every session.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for tail in text.view(tails):
            if not tail.banner:
                yield block(self, text, tail)


def block(rule: Rule, text: Text, tail: Tail) -> Finding:
    """The finding that a trailing block is."""
    start, end = int(text.lines.start[tail.first]), int(text.lines.end[tail.last])
    return rule.finding(
        text,
        start,
        end,
        told(tail),
        confidence=tail.confidence,
        fix=rule.fix(text, "cut what follows the text", removal(text, start, end)),
        evidence={
            "heading": tail.heading[:80],
            "lines": tail.lines,
            "without end mark": tail.open,
            "sentences": tail.prose,
            "announces": [topic.name.lower().replace("_", " ") for topic in tail.topics],
        },
    )
