"""GAR108: markup or code that stands in prose as text."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.markup import Piece, markup
from qc.measures.programming import about_markup, quoted_code
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule
from qc.text import Text


class MarkupLeftover(Rule):
    """Markup or code that stands in prose as text.

    Tags, comments and entities of HTML, BBCode, shortcodes, style sheets, scripts and JSON which an extractor took for
    text, or which were escaped once too often. A short element is one finding from its opening to its closing tag; of
    a long one the opening tag is, the closing tag related. Entities are decoded by a safe fix. Left alone: code blocks,
    backticks, and documents whose prose names a markup language or two other words of the trade.
    """

    code = "GAR108"
    bad = (
        "Kapal itu mengangkut 2.224⟦&amp;nbsp;⟧orang ketika menabrak gunung es.",
        "The talks⟦<br />⟧went on until midnight, the ⟦<b>minister</b>⟧ said.",
        "Der Rat tagt ⟦[b]heute[/b]⟧ in Bonn, sagte der Sprecher⟦</p>⟧",
        '⟦[caption id="attachment_12" align="alignleft"]⟧Le maire devant la mairie.',
        "Президент сказал⟦&#8230;⟧ что всё будет ⟦&laquo;⟧хорошо⟦&raquo;⟧.",
        "El puente se abre hoy. ⟦.entry-title { color: #333; margin: 0 }⟧ El alcalde habló.",
        '総理は記者団に語った。⟦<span style="color:red">重要</span>⟧な会議だった。',
        "Minister menyapa warga.\n⟦window.dataLayer = window.dataLayer || []; (function(){gtag(1);})();⟧\n"
        "Warga senang.",
        "Rapat itu selesai. ⟦window.dataLayer = window.dataLayer || [];⟧ Para menteri (tujuh orang) pulang.",
        'Bakan açıkladı. ⟦{"@type": "NewsArticle", "name": "x"}⟧ Toplantı bitti.',
        "गाँव में मेला लगा।⟦&lt;p&gt;⟧ सब लोग आए।",
    )
    good = (
        "/** Sails all boats. */\nvar fleet = harbour.boats.map(function(boat) { return boat.sail(); });\n"
        "console.log(fleet.length);\nmodule.exports = fleet;",
        "Les prix (a < b et c > d) montent; I <3 you; <-- here.",
        "AT&T and R&D; Q&A; Johnson&Johnson; S&P500;",
        "He wrote \"[sic]\" and [the] minister [a]greed [1], see [b].",
        "In HTML the tag <b>bold</b> and the entity &nbsp; are old.",
        "Write `<br />` and `&amp;` here.",
        "The film <A Star Is Born> and the play <The Palace: Tale of Jang> were shown.",
        "Mail <jan@example.org> or see <http://example.org/a?b=1&c=2>.",
        "The set {a: b} and the smiley :{ are fine; he said {sic}.",
        "We (the people); they (the others); and so on (and on);",
    )  # fmt: skip

    def check(self, text: Text) -> Iterator[Finding]:
        pieces = [piece for piece in markup(text) if self._in_prose(text, piece)]
        for group in systematic(pieces, lambda piece: (text.document_at(piece.start), piece.key)):
            yield self._finding(text, group)

    @staticmethod
    def _in_prose(text: Text, piece: Piece) -> bool:
        return not text.view(quoted_code)[piece.start] and not about_markup(text, text.document_at(piece.start))

    def _finding(self, text: Text, group: list[Piece]) -> Finding:
        first = group[0]
        shown = text.slice(first.start, min(first.end, first.start + 40))
        often = f" ({len(group)} times in this document)" if len(group) > 1 else ""
        edits = [edit for piece in group for edit in piece.edits]
        title = "decode it" if first.decodes else "remove the markup"
        return self.finding(
            text,
            first.start,
            first.end,
            f'"{shown}" is {first.what} that was left in the text{often}',
            confidence=first.confidence,
            related=[*first.related, *((piece.start, piece.end, "once more") for piece in group[1 : LISTED + 1])],
            fix=self.fix(text, title, *edits, safe=all(piece.decodes for piece in group)),
        )
