"""REP101: a paragraph that stands in the document more than once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qc.characters import SCRIPTS
from qc.finding import Finding, Severity
from qc.measures.entries import in_other_entries
from qc.measures.prose import is_complete, is_prose, is_quoted, is_verse
from qc.measures.repeats import Block, blocks, repeated
from qc.rule import Options, Rule, option
from qc.rules.repetition.copies import reports
from qc.text import Text

# Scripts without a mark for the end of a sentence.
_UNMARKED = frozenset((SCRIPTS.index("Thai"), SCRIPTS.index("Lao")))
_NUMBER = 8  # characters of a number or a quotation mark at the end

_EN = (
    "The ferry leaves the old harbour at seven in the morning and comes back at nine in the evening, every day of "
    "the week but Monday."
)
_ID = (
    "Kapal feri berangkat dari pelabuhan lama pada pukul tujuh pagi dan kembali pada pukul sembilan malam, setiap hari "
    "kecuali hari Senin."
)
_DE = (
    "Die Fähre verlässt den alten Hafen um sieben Uhr morgens und kehrt um neun Uhr abends zurück, an jedem Tag der "
    "Woche außer Montag."
)
_RU = (
    "Паром отправляется из старого порта в семь часов утра и возвращается в девять часов вечера, каждый день недели, "
    "кроме понедельника."
)
_ZH = (
    "渡轮每天早上七点从老港口出发，晚上九点返回，星期一除外。乘客可以在码头的售票处买票，也可以在船上买票，儿童半价，"
    "老人免费。遇到大风大浪的日子，船公司会提前一天在网站上通知旅客停航的消息，并且退还票款。"
)
_AR = (
    "تغادر العبارة الميناء القديم في الساعة السابعة صباحا وتعود في الساعة التاسعة مساء، في كل يوم من أيام "
    "الأسبوع ما عدا يوم الاثنين."
)
_TH = "เรือข้ามฟากออกจากท่าเรือเก่าเวลาเจ็ดนาฬิกาและกลับมาเวลาสามทุ่มทุกวันยกเว้นวันจันทร์ ผู้โดยสารซื้อตั๋วได้ที่ท่าเรือหรือบนเรือ"


@dataclass(frozen=True)
class Length(Options):
    minimum: int = option(80, "characters a paragraph must have", minimum=1)


class RepeatedParagraph(Rule):
    """A paragraph that stands in the document more than once.

    An extractor read a summary, a caption or a whole column twice, or a page was glued together from two versions.
    Paragraphs are equal if their words are; case and punctuation do not count. Several in a row that come again
    together are one finding. Refrains, tables and listings are left alone, as are quotations ("Anna wrote:"), the
    questions that an interview puts to each guest, and what entries of a reference have in common: copies that stand
    apart count only if they are prose and end like it, and not under other headings of a page with very many. Many of
    them in one document are one finding.
    """

    code = "REP101"
    severity = Severity.ERROR
    Options = Length
    bad = (
        f"{_EN}\n\n⟦{_EN}⟧\n\nTickets are sold on board.",
        f"{_ID}\nTiket dijual di atas kapal.\n⟦{_ID}⟧",
        f"Fahrplan\n\n{_DE}\n\nKarten gibt es an Bord.\n\n⟦{_DE}⟧\n\n{_DE}",
        f"{_RU}\n\nБилеты продаются на борту.\n\n⟦{_RU}⟧",
        f"{_ZH}\n⟦{_ZH}⟧",
        f"{_AR}\n\nتباع التذاكر على متن العبارة.\n\n⟦{_AR}⟧",
        f"{_TH}\nวันนี้อากาศดี\n⟦{_TH}⟧",
        f"{_TH} 1980\nวันนี้อากาศดี\n⟦{_TH} 1980⟧",
        f"{_EN}\n\nTickets\n\n{_DE}\n\nKarten gibt es an Bord.\n\n⟦{_EN}\n\nTickets\n\n{_DE}⟧",
    )
    good = (
        f"{_EN}\n\n{_DE}\n\n{_RU}",
        "The sea is wide.\n\nThe sea is wide.",
        "Row the boat, row the boat, row the boat along, and the river and the wind will sing the same old song,\n"
        "far from home,\nfar from shore,\n"
        "Row the boat, row the boat, row the boat along, and the river and the wind will sing the same old song,\n"
        "far from home,\nfar from shore,",
        "Name | Street | Town | Country | Telephone | Opening hours | Price for adults | Price for children\n"
        "Harbour | 1 | 2 | 3 | 4 | 5 | 6 | 7\n"
        "Name | Street | Town | Country | Telephone | Opening hours | Price for adults | Price for children",
        "What do you like to eat in the evening, when you come home from work and nobody else has cooked a thing?\n"
        "Soup.\n"
        "What do you like to eat in the evening, when you come home from work and nobody else has cooked a thing?\n"
        "Bread.",
        "for (int index = 0; index < 100; ++index) { total[index] += values[index] * weights[index]; }\n"
        "int total = 0;\n"
        "for (int index = 0; index < 100; ++index) { total[index] += values[index] * weights[index]; }",
        f"{_ID} Siapa yang naik?\n- Saya dan ibu saya.\n{_ID} Siapa yang naik?\n- Tidak ada.",
        f"{_EN}\n\nBen wrote:\n{_EN}\n\nThanks, Anna!",
        "\n\n\n\n\n\n\n\n",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        paragraphs = text.paragraphs
        groups = repeated(text, paragraphs, paragraphs.length >= self.options.minimum)
        found = blocks(groups, text.segment_ids(paragraphs)) if groups else []
        judged = [(block, _confidence(text, block, *block.span(paragraphs, 1))) for block in found]
        yield from reports(self, text, paragraphs, [pair for pair in judged if pair[1]], "paragraph")


def _confidence(text: Text, block: Block, start: int, end: int) -> float:
    if text.code_mask[start] or not is_prose(text, start, end) or is_verse(text, start):
        return 0.0
    if block.adjacent:
        return 0.98
    first = block.span(text.paragraphs, 0)[0]
    meant = is_quoted(text, start) or text.item_mask[start] or in_other_entries(text, first, start)
    return 0.93 if _ends_like_prose(text, start, end) and not meant else 0.0


def _ends_like_prose(text: Text, start: int, end: int) -> bool:
    """With the end of a sentence; in Thai and Lao, which have no mark for it, anyhow. A question is asked again."""
    if is_complete(text, end):
        return True
    return not _UNMARKED.isdisjoint(text.scripts[max(start, end - _NUMBER) : end].tolist())
