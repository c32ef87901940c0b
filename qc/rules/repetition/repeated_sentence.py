"""REP102: a sentence that stands in the document more than once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qc.characters import of_characters
from qc.finding import Finding
from qc.measures.entries import headed, in_other_entries, is_among_labels, is_item, names_option
from qc.measures.prose import is_complete, is_line_by_line, is_prose, is_quoted, is_title, is_unstopped, is_verse
from qc.measures.rarity import surprisal
from qc.measures.repeats import Block, blocks, repeated
from qc.measures.weights import weight_sums
from qc.rule import Options, Rule, option
from qc.rules.repetition.copies import Judged, reports
from qc.spans import Spans
from qc.text import Text

# Words as rare as this in the document do not meet twice by chance; what stands four times and more may be a refrain.
# A copy that is a paragraph of its own (a pull quote, a caption) needs less: only a standing phrase would be shorter.
_BITS, _ALONE_BITS = 90.0, 75.0
# Of equal sentences that stand apart so many are a slip: one may be said again on purpose, several never are.
_ONE, _SEVERAL = 0.85, 0.95
_REFRAIN, _REFRAIN_BITS = 4, 120.0
_ASKED = of_characters("?？؟")
# A document that says more than so many single sentences again, here and there, does it by design (a schedule, a
# catalogue, a course book), and so does one with a standing sentence; blocks of so many sentences are no such thing.
_DESIGN, _STANDING, _BLOCK = 2, 3, 5
# Entries of one kind share a sentence or two.
_SHARED = 2
# No verse, table or log says the same so often in a row, whatever it is made of: something got stuck.
_STUCK, _STUCK_BETWEEN = 6, 2
# Nor does a song sing a line so often at once, if its lines end in full stops.
_LOUD = 4
_SPEECH = re.compile(r"[:,،：] ?[\"“„«「][^\"”“»」]*$")
_CELL = 200  # characters between a tab and what stands in the same row of a table


@dataclass(frozen=True)
class Length(Options):
    minimum: int = option(6, "words a sentence must have", minimum=1)


class RepeatedSentence(Rule):
    """A sentence that stands in the document more than once.

    A pull quote, a lead or a caption was kept beside the text it was taken from; a translation machine said the same
    sentence twice. Two in a row are an error. Copies that stand apart count only if they are complete sentences of
    words too rare in the document for a coincidence: not titles, questions, quotations, verse, items of lists,
    table rows, "It is a small town.", or what entries under headings of their own have in common. What stands three
    times and more is a standing sentence, and a document with one or with three pairs here and there repeats by design
    (schedules, catalogues): there only blocks of five sentences count. Six in a row always count,
    and six with the same between them.
    """

    code = "REP102"
    scripts = (
        "words are counted as parts of a word in scripts without spaces: about 10 characters of Chinese, 24 of Thai"
    )
    Options = Length
    bad = (
        "She was born in a small town by the sea. ⟦She was born in a small town by the sea.⟧ Then she moved.",
        "The council closed the old bridge to all traffic on Monday.\n\nRepairs will take a year.\n\n"
        "⟦The council closed the old bridge to all traffic on Monday.⟧ Buses take another road.",
        "Dewan kota menutup jembatan tua di dekat pelabuhan lama mulai hari Senin pagi. "
        "Perbaikan akan memakan waktu setahun. "
        "⟦Dewan kota menutup jembatan tua di dekat pelabuhan lama mulai hari Senin pagi.⟧ Bus melewati jalan lain.",
        "Der Stadtrat sperrte am Montag die alte Brücke. ⟦Der Stadtrat sperrte am Montag die alte Brücke.⟧",
        "Le conseil a fermé le vieux pont à toute circulation lundi. Les travaux dureront un an. "
        "⟦Le conseil a fermé le vieux pont à toute circulation lundi.⟧",
        "Городской совет в понедельник закрыл старый мост для движения.\n"
        "⟦Городской совет в понедельник закрыл старый мост для движения.⟧\nРемонт займёт год.",
        "市议会星期一关闭了旧桥的全部交通。⟦市议会星期一关闭了旧桥的全部交通。⟧维修需要一年时间。",
        "市議会は月曜日に古い橋を通行止めにした。工事は一年かかる。⟦市議会は月曜日に古い橋を通行止めにした。⟧",
        "परिषद ने सोमवार को पुराना पुल बंद कर दिया। ⟦परिषद ने सोमवार को पुराना पुल बंद कर दिया।⟧ मरम्मत में एक साल लगेगा।",
        "أغلق مجلس المدينة الجسر القديم أمام حركة المرور. ⟦أغلق مجلس المدينة الجسر القديم أمام حركة المرور.⟧",
        "สภาเมืองปิดสะพานเก่าเมื่อวันจันทร์ที่ผ่านมา\n⟦สภาเมืองปิดสะพานเก่าเมื่อวันจันทร์ที่ผ่านมา⟧",
        "La mer est calme ce soir.\nLe café de la marée était fermé très tôt hier soir.\n"
        "⟦Le café de la marée était fermé très tôt hier soir.\n"
        "Le café de la marée était fermé très tôt hier soir.\nLe café de la marée était fermé très tôt hier soir.⟧\n"
        "Le bateau est rentré.",
        "The log of the day was kept by the assistant of the harbour master, who wrote down all that he saw.\n"
        "[info] file=app.js line=1 the harbour light blinked\n⟦[info] file=app.js line=1 the harbour light blinked"
        + 4 * "\n[info] file=app.js line=1 the harbour light blinked"
        + "⟧",
        "the harbour light blinked over dark water\nOK: nothing found\n⟦the harbour light blinked over dark water⟧\n"
        "OK: nothing found" + 5 * "\nthe harbour light blinked over dark water\nOK: nothing found",
    )
    good = (
        "The boat log\n\n"
        + "".join(
            f"{name}\nShows the {name.lower()} of the boat.\nIf you keep a log of your own, enter its value here.\n"
            for name in ("Length", "Width", "Weight", "Colour", "Sail", "Speed", "Owner")
        ),
        "The keeper told the story of the grey ferry to the children of the harbour master.\n"
        'They said to him, "Tell us at once what the old captain had seen out there on the sandbank. We are afraid."\n'
        "He told them of the seals and of the wind.\n"
        'They said to him, "Tell us at once what the old captain had seen out there on the sandbank. Speak."',
        "In the face of doubt, refuse the temptation to guess what the sea will do.\nWhat did you say?\n"
        "In the face of doubt, refuse the temptation to guess what the sea will do.",
        "No, no. No, no. It was late.",
        "It is a small town. We went on. It is a small town.",
        "What do you think of the new bridge? Good.\nWhat do you think of the new bridge? Bad.",
        "O the wind and the rain and the long way home,\nand the night coming down on the sea,\n"
        "O the wind and the rain and the long way home,\nand nobody waiting for me,\nfor me.",
        "Gulls. Annals of the Northern Harbour Society and Museum. 2008.\nTerns. "
        "Annals of the Northern Harbour Society and Museum. 2011.",
        "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday\n1 | 2 | 3 | 4 | 5 | 6\n"
        "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday",
        "return render(request, template, context, status, headers)\nif error:\n"
        "return render(request, template, context, status, headers)",
        "Anna said that the old bridge would be closed again on Monday.\n\nYou wrote: "
        "Anna said that the old bridge would be closed again on Monday.\n\nShe is right.",
        "谢谢大家。谢谢大家。我们明天再见。",
        "ขอบคุณมาก ขอบคุณมาก\nพบกันใหม่",
        "The council closed the old bridge to all traffic on Monday. Buses take another road.\n"
        "The council closed the old bridge to all traffic on Monday. Boats take another river.\n"
        "The council closed the old bridge to all traffic on Monday. Trains take another line.",
        "1 cup of flour, 2 cups of milk, 3 eggs\nStir.\n1 cup of flour, 2 cups of milk, 3 eggs\nBake.",
        "Die Karten des Hafens\n\nDie Karten liegen im Turm.\n\n--norden=\n"
        "Nimmt den Pfad zur Karte des Nordens. Fehlt die Karte dort, so wird sie aus dem alten Archiv "
        "der Hafenmeisterei gelesen.\n--sueden=\n"
        "Nimmt den Pfad zur Karte des Südens. Fehlt die Karte dort, so wird sie aus dem alten Archiv der "
        "Hafenmeisterei gelesen.",
        "Panduan pelabuhan\n\nSemua kapal wajib melapor.\n\nKapal nelayan\n"
        "Kapal nelayan berlabuh di sisi barat. Nakhoda harus menunjukkan surat jalan kepada petugas jaga "
        "di menara lama.\n\nKapal penumpang\n"
        "Kapal penumpang berlabuh di sisi timur. Nakhoda harus menunjukkan surat jalan kepada petugas "
        "jaga di menara lama.",
        "港口手册\n\n所有船只都要登记。\n\n渔船\n渔船停在西边的码头。船长在离开以前必须向老塔楼里值班的"
        "海关人员出示航行许可证和乘客名单。\n\n客船\n客船停在东边的码头。船长在离开以前必须向老塔楼里值"
        "班的海关人员出示航行许可证和乘客名单。",
        "Ikony\n\nPřístav\nLoď je v přístavu.\nLoď je na moři, ale přístav ji nevidí. To může být způsobeno špatným "
        "počasím nebo výpadkem starého majáku na severním konci ostrova.\nVíce o lodích.\nMaják\nMaják svítí.\n"
        "Maják svítí, ale přístav ho nevidí. To může být způsobeno špatným počasím nebo výpadkem starého majáku na "
        "severním konci ostrova.\nVíce o majácích.\nSíť\nSíť je suchá.",
        "1\tLa garra\tLa fuente es la tradición oral de los pescadores del puerto viejo.\t3\n" * 2
        + "2\tLa cola\tLa fuente es la tradición oral de los pescadores del puerto viejo.\t4",
        "What we saw in the harbours of the north, in short:\n\n- Two of three fishing villages have lost "
        "their only ferry within the last ten years.\n"
        "- Young people leave.\n\nThe long way is told below, village by village. "
        "Two of three fishing villages have lost their only ferry within the last ten years. Nobody has "
        "counted the boats.",
        "И встал рыбак до рассвета и вывел лодку из старой гавани на большую воду\n"
        "Ветер поднялся с севера, и волны закрыли от него огни далёкого берега\n"
        "Тот, кто умеет слушать море, всегда возвращается домой с полными сетями и спокойным сердцем. "
        "И вернулся он вечером к своим детям\n"
        "И вышел второй рыбак на рассвете и не стал слушать, что говорит ему море\n"
        "Лодка его не вернулась, и долго горел огонь на башне над старой гаванью\n"
        "Тот, кто умеет слушать море, всегда возвращается домой с полными сетями и спокойным сердцем. "
        "Так говорят старики тем, кто молод",
        "El barco se va sin mirar atrás.\nLa luna lo sigue por todo el mar.\nNadie lo espera en el puerto "
        "de ayer.\nNadie lo espera en el puerto de ayer.\n"
        "La red está rota, la vela también.\nEl viento la canta al amanecer.",
        "El faro\n\nEl programa enciende el faro viejo. Conoce las opciones que siguen.\n\n--oscuro\nMuestra solo los "
        "barcos pesqueros que entran de noche en el puerto viejo sin permiso escrito del capitán.\n--claro\n"
        "Muestra los barcos que entran de día.\n--sin-luz\nMuestra solo los barcos pesqueros que entran de noche en el "
        "puerto viejo sin permiso escrito del capitán.\n--todo\nMuestra todo.",
        "Маяк\n\nПрограмма следит за старым маяком. Ниже описаны её вызовы.\n\nmayak --vid /more\nПоказывает рыбацкие "
        "суда, которые стоят на якоре перед старой гаванью и ждут утреннего прилива.\nmayak --vid --tam /more\n"
        "Показывает рыбацкие суда, которые стоят на якоре перед старой гаванью и ждут утреннего прилива.\n"
        "mayak\nЗажигает свет.",
        "They wrote: “The harbour is closed and will stay so. All boats must leave the old basin before "
        "the end of the month.”\n\nThat was the letter.\n\n"
        "It sounds like an order.\n\n“… All boats must leave the old basin before the end of the month.”\n"
        "\nBut nobody had signed it.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        sentences, sums = text.sentences, text.view(weight_sums)
        first, last = text.words_of(sentences)
        groups = repeated(text, sentences, sums[last] - sums[first] >= self.options.minimum - 0.01)
        found = blocks(groups, text.segment_ids(sentences)) if groups else []
        judged = [(block, _confidence(text, block, *block.span(sentences, 1))) for block in found]
        kept = _without_design(text, sentences, [pair for pair in judged if pair[1]])
        yield from reports(self, text, sentences, [pair for pair in kept if not _is_shared(text, pair[0])], "sentence")


def _without_design(text: Text, sentences: Spans, judged: list[Judged]) -> list[Judged]:
    """Without the single sentences that stand apart in a document that repeats such by design."""

    def document(block: Block) -> int:
        return text.document_at(int(sentences.start[block.starts[0]]))

    def designed(group: list[Block]) -> bool:
        return len(group) > _DESIGN or any(block.length == 1 and len(block.starts) >= _STANDING for block in group)

    apart: dict[int, list[Block]] = {}
    for block, _ in judged:
        if _stands_apart(text, block):
            apart.setdefault(document(block), []).append(block)
    by_design = {number for number, group in apart.items() if designed(group)}
    return [pair for pair in judged if not (_stands_apart(text, pair[0]) and document(pair[0]) in by_design)]


def _stands_apart(text: Text, block: Block) -> bool:
    """A few sentences, again somewhere else."""
    return not block.adjacent and not _is_stuck(text, block) and block.length < _BLOCK


def _is_stuck(text: Text, block: Block) -> bool:
    """Six copies in a row, or with the same between them each time; entries of a manual have something else there."""
    if len(block.starts) < _STUCK or not 0 < block.step <= block.length + _STUCK_BETWEEN:
        return False
    edges = [block.span(text.sentences, copy) for copy in range(_STUCK)]
    return len({text.slice(before[1], behind[0]) for before, behind in pairwise(edges)}) == 1


def _confidence(text: Text, block: Block, start: int, end: int) -> float:
    if text.code_mask[start] or _is_cell(text, start):
        return 0.0
    if _is_stuck(text, block):
        return 0.9
    loud = block.adjacent and len(block.starts) >= _LOUD
    if is_verse(text, start) or (is_line_by_line(text, start) and not loud):
        return 0.0
    if block.adjacent:
        return 0.95 if is_prose(text, start, end, digits=0.3) else 0.0
    sentence = is_prose(text, start, end, digits=0.12) and is_complete(text, end)
    if not sentence or is_title(text, start, end) or is_quoted(text, start) or text.item_mask[start]:
        return 0.0
    several = block.length > 1
    said = not several and _is_said(text, start, end)
    return (_SEVERAL if several else _ONE) if not said and _is_rare(text, start, end, len(block.starts)) else 0.0


def _is_said(text: Text, start: int, end: int) -> bool:
    """A line of a dialogue, or one with speech that goes on behind it (They said: "Tell us what it is.)."""
    return bool(text.view(_dialogues)[text.document_at(start)] or _SPEECH.search(text.slice(start + 1, end)))


def _is_cell(text: Text, start: int) -> bool:
    """A tab stands before it on its line."""
    line = text.lines[text.lines.at(start)]
    return "\t" in text.slice(max(line.start, start - _CELL), start)


def _is_shared(text: Text, block: Block) -> bool:
    """Numbered verses, items of lists, or a sentence or two that entries under headings of their own have in common.

    Two options of a program may do the same, so that all that is said of them is.
    """
    copies = [block.span(text.sentences, copy) for copy in (0, 1)]
    if not block.adjacent and in_other_entries(text, copies[0][0], copies[1][0]):
        return True
    if not _stands_apart(text, block) or len({text.paragraphs.at(start) for start, _ in copies}) == 1:
        return False
    if any(is_item(text, start) or is_unstopped(text, start) for start, _ in copies):
        return True
    first, second = (headed(text, start) for start, _ in copies)
    entries = min(first, second) >= 0 and first != second
    if entries and names_option(text, first) and names_option(text, second):
        return True
    if block.length > _SHARED or any(_is_paragraph(text, *copy) for copy in copies):
        return False
    return entries or all(is_among_labels(text, start) for start, _ in copies)


def _dialogues(text: Text) -> NDArray[np.bool_]:
    """bool[documents]: one sentence a line and a question among them: there a speaker does say a line again."""
    sentences, count = text.sentences, len(text.documents)
    document = text.paragraphs.owner[sentences.owner]
    beside = document[1:][sentences.owner[1:] == sentences.owner[:-1]]
    asked = document[_ASKED.take(text.codes[sentences.end - 1], mode="clip")]
    told, questions = (np.bincount(each, minlength=count) for each in (beside, asked))
    dialogues: NDArray[np.bool_] = (told == 0) & (questions > 0)
    return dialogues


def _is_rare(text: Text, start: int, end: int, copies: int) -> bool:
    """Equal sentences are no coincidence and no refrain, by the rarity of their words."""
    first, last = np.searchsorted(text.words.start, (start, end)).tolist()
    bits = surprisal(text, first, last, copies)
    least = _ALONE_BITS if copies == 2 and _is_paragraph(text, start, end) else _BITS
    return bits >= (least if copies < _REFRAIN else _REFRAIN_BITS)


def _is_paragraph(text: Text, start: int, end: int) -> bool:
    return text.paragraphs[text.paragraphs.at(start)] == (start, end)
