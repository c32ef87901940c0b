"""GAR104: two words, sentences or elements of a page run together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind, of_characters, of_kinds
from qc.finding import Finding
from qc.hashes import among
from qc.measures.joints import Joints, compound_end, compound_start, inner_joints, known, marked_joints
from qc.measures.labels import is_label
from qc.measures.languages import languages
from qc.measures.marks import marks
from qc.measures.programming import about_code, quoted_code
from qc.measures.stop_words import languages_of
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule
from qc.spans import Ints
from qc.text import Text

# From this confidence on a joint may stand twice in a document; below, what stands twice is a name.
_CERTAIN = 0.9

Bools = NDArray[np.bool_]
Glued = tuple[int, int, int, float]  # start, where a blank is missing, end, confidence

_COMMAS = ",;،؛"
_LISTED = (",", ";")
# Ends of addresses and file names, which some write with a capital, and what is left of a no-break space.
_NO_SENTENCE = frozenset(
    "â ã com net org info biz edu gov ru ua pl io tv js ts py md txt pdf html htm php asp jpg png doc".split()
)
# Endings that German writers set off with a capital on purpose.
_INNER = frozenset(("In", "Innen"))
_APOSTROPHES = frozenset("'’")

_LETTERS = of_kinds(Kind.LOWER, Kind.LETTER, Kind.MARK)
_BEHIND = of_kinds(Kind.SPACE, Kind.NEWLINE, Kind.SENTENCE_END)
_MARKS_BEHIND = of_characters(",;:،؛")


class GluedWords(Rule):
    """Two words, sentences or elements of a page run together.

    An extractor dropped the line break between two elements, or a writer the blank behind a full stop or a comma:
    "selesai.Dia", "То,что", "hereShare". Behind a full stop a sentence must begin (a capital, then small letters),
    after a word in small letters, or after a name if one of the two is known as a word. Two words with a capital
    inside one count only if the first begins small and both parts stand elsewhere in the document, or the second is a
    label of web pages ("Share", "Read more"). Names (MacBook,
    iPhone, McDonald), addresses, file names, abbreviations, hashtags, lists of tags and documents about code are left
    alone.
    """

    code = "GAR104"
    scripts = "only scripts with capital letters, and Arabic and Devanagari"
    bad = (
        "Rapat itu akhirnya ⟦selesai.Dia⟧ pulang ke rumah.",
        "The talks went on until ⟦midnight.Nobody⟧ knew the outcome.",
        "Das Zimmer war sehr ⟦sauber.Wir⟧ kommen gerne wieder.",
        "Лекарство надо беречь ⟦осторожно!Дети⟧ не должны его видеть.",
        "Se fueron todos muy ⟦contentos,pero⟧ nadie dijo nada.",
        "You can read the whole of it here and on paper. See the ⟦hereShare⟧ button, or Share it with a friend.",
        "Menteri itu pulang ke kampungnya dengan kereta pada hari Senin bersama anak dan ⟦istriBagikan⟧ berita ini.",
        "Le maire est arrivé et la foule était très ⟦heureuse.C'était⟧ la fête du vieux port.",
        "Mereka membawa ikan, beras, garam dan ⟦lain-lain.Akankah⟧ mereka pulang sebelum malam?",
        "Orang-orang desa itu pergi ke laut pagi-pagi ⟦lagi.Anak-anak⟧ mereka tinggal di rumah.",
        "Le maire a parlé longtemps du port et de la pêche devant les élèves de ⟦l'académiePartager⟧ "
        "royale de la ville.",
        "Con thuyền cũ rời bến cảng vào buổi sáng và không ai biết khi nào nó sẽ trở về trên con ⟦đườngĐọc⟧ thêm với "
        "những người đánh cá của làng.",
        "وصل الوزير صباح اليوم إلى ⟦المدينة.وقال⟧ إنه سعيد.",
        "वह घर चला ⟦गया।उसने⟧ खाना खाया।",
    )
    good = (
        "year,harvest\n1900,12\n1901,14",
        "Key\tValue\tMeaning\nPushButton\tspace,enter\tActivates the button of the old harbour.",
        "어제 항구에 온 사람: 김선호․이정민․박하늘, 그리고 등대지기 최바다․한가람.",
        "Copy with --keep=mode,owner,time or mount with rw,sync,no_delay as you like it.",
        "He bought an iPhone and a MacBook at McDonald's; see Node.js, Booking.com and LiveNation.com.",
        "Mr. Smith, e.g. the U.S. envoy, came at 9 a.m. with z.B. two men and a dr.Agus of Medan.",
        "Follow #BlackLivesMatter and @JohnSmith on www.example.org/Some.Page or in file.Name.txt today.",
        "Die BürgerInnen und LehrerInnen trafen sich; die Bürger und Lehrer auch. Innen war es warm.",
        "Tags: red,green,blue,yellow and 1,000.50 or 3.Platz and v2.Beta.",
        "The amaXhosa speak isiXhosa. Xhosa is a language.",
        "Call obj.Method and String.Format in Python or JavaScript; then list.Add works.",
        "Install old-harbour.Boats and my-boat.Net with harbour.Boat-map, or see harbour-map.Old for more.",
        "Con thuyền cũ rời bến cảng vào buổi sáng, và người ta gọi nó là minhĐọc trong làng của những người đánh cá.",
        "Il a vu l'iPhone, d'eBay et l'eBook au port, et O'Brien parla à McDonald's de l'amaXhosa.",
        "Wyszedł.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        glued = [*_sentences(text), *_clauses(text), *_elements(text)]
        once = Counter(text.slice(start, end) for start, _, end, _ in glued)
        glued = [joint for joint in glued if once[text.slice(joint[0], joint[2])] == 1 or joint[3] >= _CERTAIN]
        glued = [joint for joint in glued if self._in_prose(text, joint[0])]
        for group in systematic(glued, lambda joint: (text.document_at(joint[0]), text.string[joint[1] - 1].isalpha())):
            yield self._finding(text, group)

    @staticmethod
    def _in_prose(text: Text, start: int) -> bool:
        return not text.view(quoted_code)[start] and not about_code(text, text.document_at(start))

    def _finding(self, text: Text, group: list[Glued]) -> Finding:
        start, middle, end, confidence = group[0]
        shown = text.slice(start, end)
        often = f"; {len(group)} such places in this document" if len(group) > 1 else ""
        message = f'"{shown}" runs "{text.slice(start, middle)}" and "{text.slice(middle, end)}" together{often}'
        related = [(other[0], other[2], "once more") for other in group[1 : LISTED + 1]]
        fix = self.fix(text, "put a blank between", *((other[1], other[1], " ") for other in group))
        return self.finding(text, start, end, message, confidence=confidence, related=related, fix=fix)


def _sentences(text: Text) -> Iterator[Glued]:
    """A small word, the mark that ends a sentence, and the beginning of the next."""
    found = text.view(marks)
    joints = marked_joints(text, found.place[(found.kind == Kind.SENTENCE_END) & (found.code != ord("…"))])
    joints = _with_compounds(text, joints.where(_begins_sentence(text, joints)))
    joints = joints.where(_ends_word(text, joints.end) & _letters_end(text, joints.middle))
    small = text.kinds[joints.start] != Kind.UPPER
    length = joints.middle - joints.start
    caseless = text.kinds[joints.resume] == Kind.LETTER
    left = known(text, joints.start, joints.middle)
    either = left | known(text, joints.resume, joints.end)
    word = (length >= 4) | (small & (length >= 2) & (left | caseless))
    for index in np.flatnonzero(word).tolist():
        start, resume, end = int(joints.start[index]), int(joints.resume[index]), int(joints.end[index])
        right, *others = text.slice(resume, end).lower().split("-")
        begin = compound_start(text, start)
        compound = begin < start or bool(others)
        doubled = _is_doubled(text, begin, resume - 1) or others == [right]
        if begin < 0 or (compound and not (languages_of(right) or doubled)):
            continue
        if right not in _NO_SENTENCE and (small[index] or either[index] or languages_of(right)):
            yield begin, resume, end, 0.98 if small[index] else 0.88


def _with_compounds(text: Text, joints: Joints) -> Joints:
    """The right parts as far as hyphens join them."""
    last = len(text.codes) - 1
    hyphened = np.flatnonzero(text.codes[np.minimum(joints.end, last)] == ord("-"))
    end = joints.end.copy()
    end[hyphened] = [compound_end(text, at) for at in joints.end[hyphened].tolist()]
    return joints._replace(end=end)


def _is_doubled(text: Text, start: int, end: int) -> bool:
    """ "Lain-lain", "kerajaan-kerajaan": no name of a file or a package."""
    first, _, second = text.folded[start:end].partition("-")
    return first == second


def _begins_sentence(text: Text, joints: Joints) -> Bools:
    """A capital and small letters or an apostrophe, or a capital alone; without case, two letters or more."""
    kinds = text.kinds
    first, second = kinds[joints.resume], kinds[np.minimum(joints.resume + 1, len(kinds) - 1)]
    size = joints.end - joints.resume
    caseless = (first == Kind.LETTER) & (size >= 2) & (joints.middle - joints.start >= 3)
    found: Bools = (
        (first == Kind.UPPER) & ((second == Kind.LOWER) | (second == Kind.APOSTROPHE) | (size == 1))
    ) | caseless
    return found


def _letters_end(text: Text, middle: Ints) -> Bools:
    """The left part ends in a small letter, or a letter or mark of a script without case."""
    found: Bools = _LETTERS[text.kinds[middle - 1]]
    return found


def _ends_word(text: Text, end: Ints) -> Bools:
    """A blank, a line end or a mark follows: the right part is a word of prose."""
    last = len(text.kinds) - 1
    at = np.minimum(end, last)
    found: Bools = (end > last) | _BEHIND[text.kinds[at]] | _MARKS_BEHIND.take(text.codes[at], mode="clip")
    return found


def _clauses(text: Text) -> Iterator[Glued]:
    """Two words with a comma or a semicolon between, unless a list of tags goes on with them."""
    joints = marked_joints(text, text.view(marks).of(_COMMAS))
    length = np.minimum(joints.middle - joints.start, joints.end - joints.resume)
    fits = (length >= 2) & _ends_word(text, joints.end) & _letters_end(text, joints.middle)
    fits &= of_kinds(Kind.LOWER, Kind.LETTER)[text.kinds[joints.resume]]
    start, resume = joints.start.view(np.uint64), joints.resume.view(np.uint64)
    chained = among(start, resume) | among(resume, start)
    for index in np.flatnonzero(fits & ~chained).tolist():
        first, last = int(joints.start[index]), int(joints.end[index])
        if not _is_row(text, first, last) and compound_start(text, first) == first:
            yield first, int(joints.resume[index]), last, 0.96


def _is_row(text: Text, start: int, end: int) -> bool:
    """More of a list without blanks stands on either side ("mode,owner,time"), or nothing: a cell of a table."""
    goes_on = text.string[end : end + 1] in _LISTED and not text.string[end + 1 : end + 2].isspace()
    before = text.string[max(0, start - 1) : start]
    alone = before in ("", "\n", "\t") and text.string[end : end + 1] in ("", "\n", "\t")
    return alone or before in (",", ";") or (goes_on and end < len(text.string))


def _elements(text: Text) -> Iterator[Glued]:
    """A small word and one with a capital, both known from its document, or the second a label of pages."""
    joints = inner_joints(text)
    kinds = text.kinds
    joints = joints.where(text.codes[np.minimum(joints.end, len(kinds) - 1)] != ord("-"))
    begins = (kinds[joints.start] == Kind.LOWER) & (kinds[np.minimum(joints.resume + 1, len(kinds) - 1)] == Kind.LOWER)
    joints = joints.where(begins & (joints.middle - joints.start >= 4) & (joints.end - joints.resume >= 2))
    both = known(text, joints.start, joints.middle) & known(text, joints.resume, joints.end, capital=True)
    for index in range(len(joints.start)):
        start, resume, end = int(joints.start[index]), int(joints.resume[index]), int(joints.end[index])
        begin = compound_start(text, start)
        plain = begin == start and _APOSTROPHES.isdisjoint(text.string[start:end])
        told = plain and both[index] and text.slice(resume, end) not in _INNER
        if begin >= 0 and (told or _is_label(text, resume, end)):
            yield begin, resume, end, 0.87


def _is_label(text: Text, start: int, end: int) -> bool:
    """The stretch is what stands on a button of pages in the document's language, alone or with the next word."""
    document = text.document_at(start)
    behind = text.folded[end : end + 40].split(maxsplit=1)
    second = behind[0].rstrip(".,:;") if behind and text.string[end : end + 1] == " " else ""
    return is_label(text.folded[start:end], second, text.view(languages)[document])
