"""LNG102: a passage in another language than its document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qc.finding import Finding, Severity
from qc.measures.foreign import Foreign, foreign
from qc.measures.languages import language_name
from qc.rule import Example, Rule

if TYPE_CHECKING:
    from qc.text import Text

_ID = (
    "Pelabuhan itu sepi pada pagi hari, dan tidak ada orang yang tahu mengapa kapal-kapal belum kembali. Para ibu "
    "menunggu di depan pasar dengan keranjang yang masih kosong. Mereka berbicara tentang cuaca, tentang harga ikan, "
    "dan tentang anak-anak yang akan pulang dari kota pada akhir pekan ini."
)
_EN = (
    "The harbour was quiet in the morning, and nobody knew why the boats had not come back. The women waited in front "
    "of the market with their empty baskets. They talked about the weather, about the price of fish, and about the "
    "children who would come home from the city at the end of the week."
)
_DE = (
    "Am Morgen war der Hafen still, und niemand wusste, warum die Boote noch nicht zurück waren. Die Frauen warteten "
    "vor dem Markt mit ihren leeren Körben. Sie sprachen über das Wetter, über den Preis der Fische und über die "
    "Kinder, die am Ende der Woche aus der Stadt nach Hause kommen sollten."
)
_RU = (
    "Утром в порту было тихо, и никто не знал, почему лодки ещё не вернулись. Женщины ждали перед рынком с пустыми "
    "корзинами. Они говорили о погоде, о цене на рыбу и о детях, которые должны были приехать из города в конце "
    "недели. Потом пошёл дождь, и все они ушли под крышу, где было тепло."
)
_ZH = (
    "早上港口很安静，没有人知道船为什么还没有回来。妇女们拿着空篮子在市场前面等着。她们谈论天气，谈论鱼的价格，"
    "也谈论周末要从城里回家的孩子们。后来下起了雨，大家都躲到屋檐下面去了。"
)


# What stands over the summary that a paper gives in a second language, and under its figures.
_ABSTRACT = re.compile(
    r"(?:fig(?:ure|\.) ?\d|tab(?:le|\.) ?\d|"
    r"abstract|summary|key ?words|résumé|resumen|resumo|riassunto|zusammenfassung|streszczenie|abstrak|аннотация|"
    r"реферат|摘\s*要|要旨|초록)\b",
    re.IGNORECASE,
)


# What an entry of a bibliography has, and how long it may be.
_BOOK = re.compile(
    r"\bISBN\b|\bdoi\b|\bpp?\. \d|\bIn: |\bin: |University Press|"
    r"\((?:1[5-9]|20)\d\d[a-z]?\)[.,:]|, (?:1[5-9]|20)\d\d\.?$"
)
_ENTRY = 400
# How much of a title is one link, and how many links before its end are looked at.
_LINKED, _LINKS = 0.7, 3


class ForeignPassage(Rule):
    """A heading, sentence or paragraph in another language than its document.

    It is what a translation left behind, a notice of the site (cookies, "Learn more"), or a text of its own that does
    not belong there. Reported are sentences with function words of another language and hardly one of the document's,
    sentences in another alphabet, and stock phrases of web pages that stand alone on their line. Quotations, titles,
    names, code and lists of them are meant, and so are links by the titles of what they lead to, the abstract and the
    captions of a paper, and a document in two languages. Near languages (Indonesian and Malay, Danish and Norwegian)
    count as one. A document needs 40 words.
    """

    code = "LNG102"
    severity = Severity.INFO
    scripts = "Chinese and Japanese are not told apart in single sentences."
    bad = (
        f"{_ID}\n⟦The boats are expected to be back before it gets dark, the office said.⟧\n{_ID[:80]}",
        f"{_EN} ⟦Los barcos no han vuelto todavía y nadie sabe por qué.⟧ {_EN[:88]}",
        f"{_DE}\n\n⟦This site uses cookies to make sure that you get the best experience.⟧",
        f"{_RU}\n⟦The boats have not come back and nobody knows why.⟧",
        f"{_ZH}\n⟦The boats have not come back yet and nobody knows why.⟧\n{_ZH}",
        f"{_EN}\n⟦早上港口很安静，没有人知道船为什么还没有回来。⟧",
        f"{_EN}\n⟦Женщины ждали перед рынком с пустыми корзинами, но лодки не вернулись.⟧",
        f"{_ID}\n⟦Leave a comment⟧\n{_ID[:80]}",
        Example(
            f"<p>{_ID}</p>\n<p>⟦The boats are expected to be back <a href='/a'>before it gets dark</a>, they said.⟧"
            f"</p>\n<p>{_ID[:80]}</p>",
            "html",
        ),
    )
    good = (
        f"{_ID}\nCenev, Gjore (1985). The boats of the south and what the people said of them.",
        f"{_EN}\nchinese name\t北方的玄武\t斗宿星官\t牛宿星官\t女宿星官\t虚宿星官\t危宿星官",
        _ID,
        f"{_EN} “Los barcos no han vuelto todavía y nadie sabe por qué,” said María.",
        f"{_DE}\nThe Old Man and the Sea\nHerr der Fliegen",
        f"{_RU} Он читает The New York Times и пишет в Facebook. Microsoft Office Professional Plus 2019.",
        f"{_ZH} Microsoft Windows 11 Home, Apple iPhone 15 Pro Max.",
        f"{_ID} Kerana bot-bot itu belum kembali, mereka terpaksa menunggu sehingga malam di tepi pantai.",
        f"{_EN}\n\n{_DE}",
        f"{_DE}\nCreative Commons\n{_DE}",
        f"{_EN}\nSocial network\n{_EN}",
        f"{_EN}\nNovak, Jeanne. Les bateaux de la mer du nord et les femmes qui les attendent, Lyon, 1984.",
        f"{_EN}\n\nFiles:\nsrc/proto/mapa.pro, src/proto/voda.pro, src/proto/pole.pro, src/proto/strom.pro,",
        f"{_EN} Salvador de Bahia, Rio de Janeiro, São Paulo e Porto Alegre.",
        f"{_ZH}\nAbstract: The boats have not come back yet and nobody knows why.\nKey words: boats; harbour\n{_ZH}",
        f"{_ZH}\nFigure 2. The way of the boats that have not come back to the harbour\n{_ZH}",
        f"{_ZH}\nEnglish version\n{_ZH}".replace("English version", "English Version"),
        Example(
            f"<p>{_DE}</p>\n<ul><li><a href='/a'>Real cédula sobre los barcos que no han vuelto a este puerto</a>"
            "</li>\n<li><a href='/b'>The boats of the south and what the people said of them</a> bei Post</li></ul>",
            "html",
        ),
        f"{_DE} Er sagte: «Les bateaux ne sont pas encore revenus et personne ne sait pourquoi.»",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for stretch in text.view(foreign):
            row = "\t" in text.slice(stretch.start, stretch.end)  # of a table: names and terms of many languages
            if (
                row
                or _is_title(text, stretch)
                or _is_reference(text, stretch)
                or _ABSTRACT.match(text.string, _line_start(text, stretch.start))
            ):
                continue
            here, home = language_name(stretch.language), language_name(stretch.home)
            yield self.finding(
                text,
                stretch.start,
                stretch.end,
                f"in {here}, in a document in {home}",
                confidence=_confidence(stretch),
                evidence={"language": stretch.language, "document": stretch.home, "function words": stretch.strength},
            )


def _is_title(text: Text, stretch: Foreign) -> bool:
    """Most of it is the text of one link: the title of what that leads to. A stock phrase ("Read more") is none."""
    document, span = text.place(stretch.start, stretch.end)
    links = text.sources[document].links
    behind = bisect_left(links, span.end, key=lambda link: link.span.start)
    linked = max((link.span.overlap(span) for link in links[max(0, behind - _LINKS) : behind]), default=0)
    return bool(stretch.strength) and linked >= _LINKED * span.length


def _is_reference(text: Text, stretch: Foreign) -> bool:
    """Its line is an entry of a bibliography: a title in the language of the book."""
    start, end = text.lines[text.lines.at(stretch.start)]
    return end - start <= _ENTRY and _BOOK.search(text.string, start, end) is not None


def _line_start(text: Text, start: int) -> int:
    return int(text.lines.start[text.lines.at(start)])


def _confidence(stretch: Foreign) -> float:
    """A stock phrase may be a name there; two function words may be chance; from five on there is little doubt."""
    if not stretch.strength:
        return 0.85
    return 0.97 if stretch.strength >= 5 else 0.92
