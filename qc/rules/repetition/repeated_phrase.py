"""REP103: a long phrase that stands in the document more than once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qc.finding import Finding
from qc.measures.entries import headed, is_item
from qc.measures.passages import Passage, passages
from qc.measures.programming import about_code
from qc.measures.prose import is_line_by_line, is_prose, is_quoted, is_title, is_unstopped, is_verse
from qc.measures.rarity import surprisal
from qc.measures.weights import weight_sums
from qc.rule import Options, Rule, option
from qc.text import Text

# What stands more often is a standing phrase of the text.
_MOST_COPIES = 3
# Nearly a whole sentence is a repeated sentence.
_WHOLE = 0.95
# Inside other sentences a phrase must be so many times as rare.
_INSIDE = 1.25
_MARKS = 3  # characters: quotation marks and a full stop around a copy
_BENEATH = 60  # characters between a teaser and its lead

_EN = (
    "the council will repair the wall of the old harbour with stones from the quarry behind the lighthouse next spring"
)
_ID = (
    "akan memperbaiki dinding pelabuhan tua dengan batu dari tambang di belakang mercusuar utara pada musim hujan depan"
)
_DE = (
    "wird die Mauer des alten Hafens mit Steinen aus dem Bruch hinter dem nördlichen Leuchtturm im Frühjahr ausbessern"
)
_ES = "reparará el muro del viejo puerto con piedras de la cantera detrás del faro del norte en la próxima primavera"
_RU = (
    "починит стену старого порта камнями из каменоломни за северным маяком следующей весной перед началом летнего "
    "сезона и приездом гостей"
)
_DE_RULE = (
    "ein fremdes Netz oder eine leere Kiste am alten Steg hinter dem nördlichen Leuchtturm findet und sie nicht bis "
    "zum nächsten Morgen zum Hafenmeister bringt"
)
_ZH = "将在明年春天用北灯塔后面采石场的石头修补老港口的围墙以及码头旁边的石阶和长凳"


@dataclass(frozen=True)
class Rarity(Options):
    minimum: int = option(12, "words a phrase must have", minimum=8)
    bits: float = option(120.0, "how rare its words must be in the document, in bits all together", minimum=0)


class RepeatedPhrase(Rule):
    """A long phrase that stands in the document more than once.

    A pull quote, a caption or a summary was left in the running text, or a writer's paste came out twice. How long a
    phrase must be depends on how rare its words are in the document: each is worth its surprisal in bits, so that
    "the ministers of foreign affairs of both countries" may stand as often as it likes; deep inside other sentences it
    must be rarer than where a copy is a sentence of its own. Only phrases of prose count (whole sentences are repeated
    sentences): no titles, quotations, verse, tables or code, nothing that entries under headings of their own share, no
    lines that begin alike one below the other; and what stands more than three times is a standing phrase of the text.
    """

    code = "REP103"
    preview = True
    Options = Rarity
    bad = (
        f"As we know {_EN}. Nobody had asked for it. A spokesman said that ⟦{_EN}⟧, as was planned.",
        f"Dewan kota {_ID}. Tidak ada yang memintanya. Juru bicara mengatakan bahwa mereka ⟦{_ID}⟧, sesuai rencana.",
        f"Die Stadt {_DE}. Niemand hatte darum gebeten. Ein Sprecher sagte, der Rat ⟦{_DE}⟧, wie es geplant war.",
        f"El ayuntamiento {_ES}. Nadie lo había pedido. Un portavoz dijo que el consejo ⟦{_ES}⟧, como estaba previsto.",
        f"Совет {_RU}. Никто об этом не просил. Представитель сообщил, что город ⟦{_RU}⟧, как и было задумано.",
        f"市议会{_ZH}。没有人提出过这样的要求。发言人说，市里⟦{_ZH}⟧，一切按计划进行。",
    )
    good = (
        f"In spring {_EN}. Nobody had asked for it. In spring {_EN}.",
        "The ministers of foreign affairs of the two countries met. Later the ministers of foreign affairs of the two "
        "countries dined.",
        "O the wind and the rain and the night and the day on the sea by the shore,\nand you,\n"
        "and the wind and the rain and the night and the day on the sea by the door,\nand me,\nand the sea.",
        f"Anna wrote that {_EN} and more.\nBen replied:\nAnna wrote that {_EN} and so on.",
        " ".join(f"Item {number} {_EN} at last." for number in range(5)),
        "def repair(wall, stones, quarry, lighthouse, spring, summer, autumn, winter, north, south): return wall\n"
        "def mend(wall, stones, quarry, lighthouse, spring, summer, autumn, winter, north, south): return stones",
        "Wind und Wetter\n\nHier steht, was im Hafen gilt.\n\nFür Segler\n\nSegler melden sich am Turm, und wer "
        f"{_DE_RULE}, zahlt am Ende des Sommers.\n\nFür Fischer\n\nFischer melden sich am Kai, und wer {_DE_RULE}, "
        "zahlt nichts.",
        f"Pasal tentang kapal.\n- Kapal besar {_ID}.\n- Kapal kecil pulang; sesudah itu dewan {_ID}, kata mereka.",
        f"Los avisos del puerto.\n\nEl ayuntamiento {_ES}.\n\nEl ayuntamiento {_ES}, y el faro también.",
        "Tiongkok bersedia memperkuat kerja sama. Belarus bersedia memperkuat kerja sama.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for passage in passages(text, self.options.minimum):
            bits = self._bits(text, passage)
            sure = _is_unit(text, passage) or _is_spelt_out(text, passage)
            enough = bits >= self.options.bits * (1.0 if sure else _INSIDE)
            if enough and _is_running(text, passage) and not _is_shared(text, passage):
                yield self._finding(text, passage, bits)

    def _bits(self, text: Text, passage: Passage) -> float:
        """How rare the words are; 0 for a phrase that is too short, or stands too often."""
        first, last = passage.first, passage.first + passage.count
        sums, copies = text.view(weight_sums), len(passage.again) + 1
        if copies > _MOST_COPIES or sums[last] - sums[first] < self.options.minimum:
            return 0.0
        return surprisal(text, first, last, copies)

    def _finding(self, text: Text, passage: Passage, bits: float) -> Finding:
        start, end = _offsets(text, passage.again[0], passage.count)
        others = [(passage.first, passage.count), *zip(passage.again[1:], passage.sizes[1:], strict=True)]
        labels = ("the first copy", *("another copy" for _ in others[1:]))
        related = [(*_offsets(text, *other), label) for other, label in zip(others, labels, strict=True)]
        often = "twice" if len(others) == 1 else f"{len(others) + 1} times"
        return self.finding(
            text,
            start,
            end,
            f"this phrase of {passage.count} words stands in the text {often}",
            confidence=0.95 if bits >= 250 else 0.85,
            related=related,
            evidence={"words": passage.count, "copies": len(others) + 1, "bits": round(bits)},
        )


def _is_unit(text: Text, passage: Passage) -> bool:
    """A copy is a sentence of its own that begins a paragraph (a pull quote), or both begin one (a lead)."""
    copies = [_offsets(text, first, passage.count) for first in (passage.first, passage.again[0])]
    begins = [start - text.paragraphs[text.paragraphs.at(start)].start <= _MARKS for start, _ in copies]
    whole = [text.sentences[text.sentences.at(start)].end - end <= _MARKS for start, end in copies]
    return all(begins) or any(first and last for first, last in zip(begins, whole, strict=True))


def _is_spelt_out(text: Text, passage: Passage) -> bool:
    """Thai, Khmer and their kin, whose words take several characters: these tell less by themselves."""
    sums = text.view(weight_sums)
    return bool(sums[passage.first + passage.count] - sums[passage.first] < 0.5 * passage.count)


def _is_shared(text: Text, passage: Passage) -> bool:
    """Numbered verses, items of lists, lines that begin alike one below the other, what entries under headings share.

    A lead right beneath its teaser may have a heading between them.
    """
    (start, end), (again, _) = (_offsets(text, first, passage.count) for first in (passage.first, passage.again[0]))
    if any(is_item(text, at) or is_unstopped(text, at) or is_line_by_line(text, at) for at in (start, again)):
        return True
    paragraphs = text.paragraphs
    beside = paragraphs.at(again) - paragraphs.at(start) == 1
    if beside and {start, again} <= {*paragraphs.start[[paragraphs.at(start), paragraphs.at(again)]].tolist()}:
        return True
    first, second = headed(text, start), headed(text, again)
    return min(first, second) >= 0 and first != second and again - end > _BENEATH


def _is_running(text: Text, passage: Passage) -> bool:
    """Inside of sentences of prose, with more of them around; no title, no quotation, no verse, no code."""
    start, end = _offsets(text, passage.again[0], passage.count)
    sentence, last = (text.sentences[text.sentences.at(at)] for at in (start, end - 1))
    if text.paragraphs.at(start) != text.paragraphs.at(end - 1) or text.code_mask[start]:
        return False
    if end - start >= _WHOLE * (last.end - sentence.start):  # whole sentences: another rule's
        return False
    if not is_prose(text, start, end) or is_title(text, start, end):
        return False
    if is_verse(text, start) or is_quoted(text, sentence.start) or is_quoted(text, start):
        return False
    return not about_code(text, text.document_at(start))


def _offsets(text: Text, first: int, count: int) -> tuple[int, int]:
    return int(text.words.start[first]), int(text.words.end[first + count - 1])
