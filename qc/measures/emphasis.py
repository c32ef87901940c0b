"""What people say twice on purpose, or by grammar: reduplication, emphasis, idioms, names, the cells of a table.

Half of the world's languages double words: for the plural (Indonesian), for "slowly" (Hindi, Turkish, Vietnamese), for
"a little" (Chinese). There a doubled word means nothing is wrong; in the others a doubled article or preposition is a
slip, and so is a doubled long word that is no adverb of degree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind, of_kinds
from qc.hashes import among, word_hashes
from qc.measures.closed_classes import Class, belongs, is_described
from qc.measures.echoes import echoes
from qc.measures.languages import languages
from qc.measures.prose import ends_in_mark
from qc.measures.stutters import Stutter

if TYPE_CHECKING:
    from qc.text import Text

# In so short a text the language cannot be told.
_SHORT = 40
# So many characters on either side without a mark are no prose.
_UNMARKED = 160
_PUNCTUATION = of_kinds(Kind.PUNCTUATION, Kind.SENTENCE_END, Kind.QUOTE, Kind.OPEN, Kind.CLOSE)
# No table has a row of so many equal cells.
_ANY_TABLE = 8
# "Call a spade a spade" in the languages that have an article for it.
_ONE = frozenset("a an un une una uno um uma ein eine einen een en ett et".split())

# "Until the until the" is no "time after time after".
_THE = _ONE | frozenset("the der die das den dem des le la les el los las il lo gli o os as het".split())

# "From time to time to ..."
_FROM = frozenset("from von van fra från de da di od od од от от від из із dari".split())
_TO = frozenset("to zu naar til till a à do до ke".split())

# "What is done is done", "whoever loves them loves them": what such a clause says, the sentence says again.
_WHATEVER = frozenset(
    "what whatever whoever whichever was wer wat wie hvad hva vad co kdo cokoliv kdokoliv kto кто що хто".split()
)
_THAT_WHICH = frozenset(
    ("o que", "lo que", "ce qui", "ce que", "quel che", "quello che", "ciò che", "chi che", "то что", "ceea ce")
)
# "Than to have to have a car", "the same old same old".
_SAYINGS = frozenset((("to", "have"), ("same", "old")))
# "The house of the son of the house of the ...": who is whose child.
_SON = frozenset("bin ibn ben bint binti bat بن ابن بنت בן בת".split())

# Quotation marks that open, what may stand behind them, and how far away they are looked for.
_OPEN_QUOTES, _BLANKS, _BESIDE = frozenset('"“„«»‘‹「『'), " \u00a0\u200e\u200f", 4

# "He came in in a hurry": verbs with a particle.
_PARTICLES = frozenset(("in", "on"))
_PHRASAL = frozenset(
    "come comes came coming cometh go goes went gone going goeth get gets got getting bring brings brought take takes "
    "took log logs logged sign signs signed move moves moved be been put give gave hold held carry carried".split()
)
# "The whole of it", "in bunches": N of N in Hindi and Urdu. "They have to go out to go home."
_OF_IT = frozenset("का के की से کا کے کی سے".split())
_WANTED = frozenset("have has had need needs needed want wants wanted ought going".split())

# Speech written down as it was spoken: "the -- the", "I, I", "uh".
_SOUNDS = frozenset("uh uhm erm ehm äh ähm euh".split())
_BREAKS = frozenset(("-", "--", "–", "—", ",", "...", "…"))
_REPAIRS = 3
_COMMA = re.compile("[,;:،，、]")


def is_particle(found: Stutter) -> bool:
    """One word that grammar never puts twice in a row."""
    text, word = found.text, found.words[0]
    language = _language(text, found)
    before = text.word_strings(max(0, found.first - 1), found.first)
    if belongs(word, Class.TWICE, language) or (word in _PARTICLES and before and before[0] in _PHRASAL):
        return False
    return belongs(word, Class.SOLO, language) and bool(language or len(word) > 2 or not word.isascii())


def is_tag_cloud(text: Text, span: tuple[int, int]) -> bool:
    """What stands around in its sentence goes on and on without any mark."""
    start, end = span
    first, last = text.sentences[text.sentences.at(start)]
    near = max(first, start - _UNMARKED), min(last, end + _UNMARKED)
    marks = _PUNCTUATION[text.kinds[near[0] : near[1]]]
    return near[1] - near[0] >= 1.5 * _UNMARKED and not marks.any()


def is_idiom(found: Stutter) -> bool:
    """Chains and set phrases: "and on and on", "region to region to", "call a spade a spade", "X of X of X"."""
    language = _language(found.text, found)
    joints = [belongs(word, Class.AND, language) or belongs(word, Class.OR, language) for word in found.words]
    if (found.period == 2 and any(joints)) or (found.period <= 3 and joints[0] and not _goes_on(found, language)):
        return found.copies <= 5
    if found.words == ["great"] and found.text.folded.startswith("grand", found.span[1] + 1):  # generations
        return True
    if found.copies > 2:
        return False
    if _unmarked(found.words[0]) == "ثم" or (language in ("ar", "") and _has_joint_on_word(found)):
        return True
    return (
        _is_riddle(found, language)
        or _is_whatever(found)
        or _is_alternation(found)
        or _unmarked(found.words[-1]) in _SON
        or _is_chain(found, language)
        or _is_parallel(found, any(joints), language)
        or _is_set_phrase(found, language)
    )


def _goes_on(found: Stutter, language: str) -> bool:
    """ "And the boats and the boats left": the sentence goes on behind two words that are no "so on"."""
    text, end = found.text, found.span[1]
    follows = text.string[end : end + 1] == " " and text.wordy[end + 1 : end + 2].any()
    said = found.words[1:]
    plain = all(belongs(word, Class.SOLO, language) for word in said)
    return bool(said and follows) and not plain and not any(belongs(word, Class.ETC, language) for word in said)


def _is_riddle(found: Stutter, language: str) -> bool:
    """Particles alone, from the head of a sentence to a mark: "o que é o que é: ..." opens a riddle."""
    text, (start, end) = found.text, found.span
    begins = text.sentences[text.sentences.at(start)].start == start and text.string[end : end + 1] in ("?", ":", ",")
    return begins and all(belongs(word, Class.SOLO, language) for word in found.words)


def _has_joint_on_word(found: Stutter) -> bool:
    """ "And sole, and flat sole", "who falls here is a martyr and who falls ...": Arabic writes "and" onto the word."""
    clause = found.words[1:] if found.period >= 4 else found.words[:1] if found.period == 2 else []
    return any(word.startswith("و") for word in clause)


def _unmarked(word: str) -> str:
    return "".join(letter for letter in word if not unicodedata.combining(letter))


def _is_whatever(found: Stutter) -> bool:
    """ "What is done is done": a clause of two or three words that begins with "what"."""
    before = found.text.word_strings(max(0, found.first - 2), found.first)
    return found.period <= 3 and (" ".join(before) in _THAT_WHICH or (bool(before) and before[-1] in _WHATEVER))


def _is_alternation(found: Stutter) -> bool:
    """ "They came, then went, then came, then went, then ...": the joint stands within the unit, too."""
    return found.period >= 4 and found.words[-1] in found.words[:-1]


def _is_chain(found: Stutter, language: str) -> bool:
    """ "Machines made of machines made of machines", "day after day after day": few words between three copies."""
    again = found.words[: found.rest]
    named = sum(map(len, again)) >= 3 and not all(belongs(word, Class.WHO, language) for word in again)
    return found.rest > 0 and named and found.period - found.rest <= 2


def _is_parallel(found: Stutter, joined: bool, language: str) -> bool:
    """ "A, B of A, B of C": the second copy goes on differently, behind a list or a conjunction."""
    listed = bool(_COMMA.search(found.text.slice(*found.unit)))
    last = found.words[-1]
    joint = belongs(last, Class.AND, language) or belongs(last, Class.OR, language)
    open_end = belongs(last, Class.SOLO, language) and not joint
    return (open_end and (joined or listed)) or (listed and found.period <= 6)


def _is_set_phrase(found: Stutter, language: str) -> bool:
    """ "Call a spade a spade", "region to region to ...", "time after time after", "whatever will be will be"."""
    if found.period != 2:
        return False
    before = found.text.word_strings(max(0, found.first - 1), found.first)
    if before and before[0] in _FROM and found.words[1] in _TO:
        return True
    if found.words[0] in _OF_IT or (found.words[0] == "to" and before and before[0] in _WANTED):
        return True
    first, last = (belongs(word, Class.SOLO, language) for word in found.words)
    chained = last and not first and (found.rest > 0 or found.words[1] not in _THE)
    return found.words[0] in _ONE or tuple(found.words) in _SAYINGS or chained


def is_said(found: Stutter) -> bool:
    """Two or three copies of some words from an opening quotation mark on: somebody says them again and again."""
    text, start = found.text, found.span[0]
    before = text.slice(max(0, start - _BESIDE), start).rstrip(_BLANKS)[-1:]
    return found.period > 1 and found.copies <= 3 and bool(before) and before in _OPEN_QUOTES


def is_keys(found: Stutter) -> bool:
    """Capitals alone ("press CTRL-W CTRL-W") amid small letters: keys, codes; or a letter that stands for itself."""
    text, (start, end) = found.text, found.span
    unit = text.slice(*found.unit)
    letter = found.period == 1 and len(unit) == 1 and "  " in text.slice(max(0, start - 2), end + 2)
    return letter or (found.period > 1 and unit.isupper() and _has_small_letters(text, start, end))


def _has_small_letters(text: Text, start: int, end: int) -> bool:
    """The sentence around has letters that are no capitals."""
    first, last = text.sentences[text.sentences.at(start)]
    around = np.concatenate([text.kinds[first:start], text.kinds[end:last]])
    return bool(((around >= Kind.LOWER) & (around != Kind.UPPER)).any())


def is_foreign(found: Stutter) -> bool:
    """Two words twice in a language that the tables do not describe: there it may well mean "every"."""
    text, document = found.text, found.text.document_at(found.span[0])
    language = text.view(languages)[document]
    known = is_described(language) or (not language and len(text.words.within(*text.documents[document])) < _SHORT)
    return found.period == 2 and found.copies == 2 and not known


def is_cell(found: Stutter) -> bool:
    """Copies that all begin with a capital, in a line without a mark at its end: cells of a table, captions, names."""
    text = found.text
    line_end = int(text.lines.end[text.lines.at(found.span[0])])
    if found.copies >= _ANY_TABLE:
        return False
    return all(found.capitals) and not ends_in_mark(text, line_end)


def is_spoken(text: Text, offset: int) -> bool:
    """Whether the document is speech written down, with its repairs."""
    known: dict[int, bool] = text.view(_Spoken)
    document = text.document_at(offset)
    if document not in known:
        words = text.words.within(*text.documents[document])
        known[document] = _sounds(text, words) + _repairs(text, words) >= _REPAIRS
    return known[document]


def _sounds(text: Text, words: range) -> int:
    return int(among(text.word_ids[words.start : words.stop], word_hashes(_SOUNDS)).sum())


def _repairs(text: Text, words: range) -> int:
    """How often a word is said again behind a dash, a comma or three points."""
    found = text.view(echoes)
    again = found.first[(found.period == 1) & (found.first >= words.start) & (found.first + 1 < words.stop)]
    ends, starts = text.words.end[again], text.words.start[again + 1]
    gaps = (text.slice(end, start) for end, start in zip(ends.tolist(), starts.tolist(), strict=True))
    return sum(gap.strip() in _BREAKS and gap != "-" for gap in gaps)  # "anak-anak" is one word


class _Spoken(dict[int, bool]):
    def __init__(self, _: Text) -> None:
        super().__init__()


def _language(text: Text, found: Stutter) -> str:
    return text.view(languages)[text.document_at(found.span[0])]
