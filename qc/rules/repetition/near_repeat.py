"""REP107: two sentences in a row that say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding
from qc.measures.closed_classes import Class, belongs
from qc.measures.entries import is_item
from qc.measures.languages import languages
from qc.measures.near import Change, Near, near_repeats
from qc.measures.programming import about_code
from qc.measures.prose import is_complete, is_line_by_line, is_prose, is_verse
from qc.rule import Rule
from qc.text import Text

# A word changed for an unlike one means something, unless so much around it stays the same.
_LONG = 10
_ALIKE = 60.0
_LABEL = 40  # characters: a colon among the first ones follows a label ("By mail: ...")


class NearRepeat(Rule):
    """Two sentences in a row that say nearly the same.

    A translation machine, a spinner or an editor's two versions: the second sentence repeats the first but for a word
    or two. Parallels are legitimate where the difference is the news: a number, a negation, another name, an opposite
    ("the room was small", "the bathroom was small"). So the change must say nothing: words more or less, a form of the
    same word, a pronoun for a name; or it must be small beside ten words and more that stay the same. Only complete
    sentences of prose in one paragraph count, and paragraphs that differ by a word more or less; verse, questions,
    lists, dialogues and the steps of instructions are left alone.
    """

    code = "REP107"
    preview = True
    bad = (
        "The old ferry leaves the harbour at seven. ⟦The old ferry always leaves the harbour at seven.⟧",
        "Anna grew up in a small town by the sea. ⟦She grew up in a small town by the sea.⟧ Then she left.",
        "The council has closed the old bridge to traffic. ⟦The council had closed the old bridge to traffic.⟧",
        "Kapal tua itu meninggalkan pelabuhan pagi hari. ⟦Kapal tua itu meninggalkan pelabuhan lama pagi hari.⟧",
        "Das alte Schiff verließ den Hafen am frühen Morgen. ⟦Das alte Schiff verließ am frühen Morgen.⟧",
        "El viejo barco salió del puerto por la mañana. ⟦El viejo barco sale del puerto por la mañana.⟧",
        "Старый паром вышел из порта рано утром. ⟦Старый паром вышел из нашего порта рано утром.⟧",
        'The captain said: "The ferry leaves the old harbour at seven." '
        '⟦The captain said: "The old ferry leaves the old harbour at seven."⟧',
        "The old ferry (in Dutch: veerpont) leaves the harbour at seven. "
        "⟦The ferry (in Dutch: veerpont) leaves the harbour at seven.⟧",
        "旧渡轮每天早上七点从老港口出发前往北岛。⟦旧渡轮每天早上七点都从老港口出发前往北岛。⟧",
    )
    good = (
        "The room was small. The bathroom was small.",
        "The room was very small and dark that night. The bathroom was very small and dark that night.",
        "In 2001 he was elected to the city council. In 2005 he was elected to the city council.",
        "She knew where the boat was that night. She did not know where the boat was that night.",
        "What did the mayor know about the bridge? What did the mayor say about the bridge?",
        "He came home late from the harbour. She came home late from the harbour.",
        "- By mail: Harbour Office, Old Town, North Street, behind the church.\n"
        "- In person: Harbour Office, Old Town, North Street, behind the church.",
        "O the wind and the rain on the sea,\nO the wind and the night on the sea,\nand nobody waiting for me,\nfor me",
        "Press the left key to move the boat to the harbour on the left side of the old map of the town.\n"
        "Press the right key to move the boat to the harbour on the right side of the old map of the town.",
        "Verbunden mit dem privaten Netz im alten Hafen.\nVerbindet mit dem privaten Netz im alten Hafen.",
        "La tristeza no es una cosa que me guste tener.\nLa tristeza no es una cosa que me gustaría tener.",
        "他来了。他又来了。",
        "Dari pihak utara 25.000 orang yang tewas. Dari pihak selatan 45.000 orang yang tewas.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        for found in near_repeats(text):
            confidence = _confidence(text, found)
            if confidence:
                yield self._finding(text, found, confidence)

    def _finding(self, text: Text, found: Near, confidence: float) -> Finding:
        (start, end), copy = text.sentences[found.index + 1], text.sentences[found.index]
        differs = ", ".join(_shown(change) for change in found.changes)
        message = f"this sentence repeats the one before it but for {differs}"
        evidence = {"words": found.words, "changes": [_shown(change) for change in found.changes]}
        return self.finding(text, start, end, message, confidence=confidence, related=[copy], evidence=evidence)


def _shown(change: Change) -> str:
    before, after = " ".join(change.before), " ".join(change.after)
    if before and after:
        return f'"{after}" for "{before}"'
    return f'"{after}" more' if after else f'"{before}" less'


def _confidence(text: Text, found: Near) -> float:
    one, two = text.sentences[found.index], text.sentences[found.index + 1]
    if _label(text, *one) != _label(text, *two) or not all(_is_running(text, *sentence) for sentence in (one, two)):
        return 0.0
    language = text.view(languages)[text.document_at(one.start)]
    if text.sentences.owner[found.index] != text.sentences.owner[found.index + 1] and not _is_caption(text, found):
        return 0.0
    sure = min(_says_nothing(change, language, found.words) for change in found.changes)
    return 0.0 if sure and about_code(text, text.document_at(one.start)) else sure


def _label(text: Text, start: int, end: int) -> str:
    """What stands before a colon near the beginning, in small letters: another one says that something else follows.

    A colon inside brackets introduces what stands in these, as a name in another language.
    """
    before, colon, _ = text.folded[start : min(end, start + _LABEL)].partition(":")
    return before if colon and before.count("(") == before.count(")") else ""


def _is_caption(text: Text, found: Near) -> bool:
    """Two paragraphs that differ by words more or less: lines of lists, of dialogues and of instructions aside."""
    start = int(text.sentences.start[found.index])
    added = all(not change.before or not change.after for change in found.changes)
    return added and not is_line_by_line(text, start) and not is_item(text, start)


def _says_nothing(change: Change, language: str, words: int) -> float:
    """How sure it is that a change carries no news: a form of the same word, a name's pronoun, a word more or less."""
    changed = (*change.before, *change.after)
    if any(any(map(str.isdigit, word)) or belongs(word, Class.NO, language) for word in changed):
        return 0.0
    if not change.before or not change.after:
        return 0.8
    stands = [all(belongs(word, Class.WHO, language) for word in side) for side in change]
    if all(stands):
        return 0.0
    if _same_stem(" ".join(change.before), " ".join(change.after)):
        return 0.85
    return 0.75 if any(stands) else 0.6 if words >= _LONG else 0.0


def _same_stem(one: str, two: str) -> bool:
    """Two forms of a word, or a slip in it: alike from the beginning ("possible" and "impossible" are opposites)."""
    from rapidfuzz.distance import Prefix
    from rapidfuzz.fuzz import ratio

    return Prefix.similarity(one, two) >= max(2, min(len(one), len(two)) // 2) and ratio(one, two) >= _ALIKE


def _is_running(text: Text, start: int, end: int) -> bool:
    prose = is_complete(text, end) and is_prose(text, start, end)
    return prose and not text.code_mask[start] and not is_verse(text, start)
