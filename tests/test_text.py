"""The columns of a batch: they agree with what plain Python says about each document, and never cross one."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.characters import SCRIPTS, Kind, fold, folded, kinds, scripts
from qc.document import Document
from qc.hashes import word_hash
from qc.text import Text

ALPHABET = list("abcAB é1.,!?…'’\"-\n\r\n\t()。語ไท่गे\u0301\u200d\xad\0😀İıß")
TEXTS = st.lists(st.text(alphabet=st.sampled_from(ALPHABET), max_size=80), min_size=1, max_size=4)


def pieces(text: Text, name: str) -> list[str]:
    return [span.of(text.string) for span in getattr(text, name)]


@given(TEXTS)
def test_every_segment_lies_in_one_document(texts: list[str]) -> None:
    text = Text.of(*texts)
    for name in ("words", "lines", "paragraphs", "sentences"):
        for span in getattr(text, name):
            index, local = text.place(span.start, span.end)
            assert local.of(texts[index]) == span.of(text.string)
            assert span.length > 0


@given(TEXTS)
def test_a_batch_says_what_its_documents_say_alone(texts: list[str]) -> None:
    together = Text.of(*texts)
    for name in ("words", "lines", "paragraphs", "sentences"):
        assert pieces(together, name) == [piece for alone in texts for piece in pieces(Text.of(alone), name)]


@given(TEXTS)
def test_words_have_equal_ids_exactly_if_they_are_equal_in_lower_case(texts: list[str]) -> None:
    text = Text.of(*texts)
    by_id: dict[int, str] = {}
    for word, number in zip(text.word_strings(0, len(text.words)), text.word_ids.tolist(), strict=True):
        assert by_id.setdefault(number, word) == word
    assert len(set(by_id.values())) == len(by_id)


@given(TEXTS)
def test_folding_keeps_every_offset(texts: list[str]) -> None:
    text = Text.of(*texts)
    assert len(text.folded) == len(text.string)


def test_a_dotted_capital_i_is_an_i() -> None:
    assert fold("İLGİLİ İlgili") == "ilgili ilgili"


@given(TEXTS)
def test_sentences_tile_the_words(texts: list[str]) -> None:
    text = Text.of(*texts)
    inside = np.zeros(len(text.string), np.int64)
    for span in text.sentences:
        inside[span.start : span.end] += 1
    assert (inside <= 1).all()
    assert all(inside[start] == 1 for start in text.words.start)


@pytest.mark.parametrize(
    ("string", "words"),
    [
        ("It isn't hati-hati, l’été 3.14!", ["It", "isn't", "hati", "hati", "l’été", "3.14"]),
        ("1,234.5 a,b 'quoted'", ["1,234.5", "a", "b", "quoted"]),
        ("你好 world語", ["你", "好", "world", "語"]),
        ("ที่ท่า", ["ที่", "ท่", "า"]),
        ("आख़िरी नाव", ["आख़िरी", "नाव"]),
        ("co\u00adoperate می\u200cخواهم", ["co\u00adoperate", "می\u200cخواهم"]),
        ("한국어 문장", ["한국어", "문장"]),
    ],
)
def test_words(string: str, words: list[str]) -> None:
    assert pieces(Text.of(string), "words") == words


@pytest.mark.parametrize(
    "sentences",
    [
        ["« Où sont-ils ? »", "« En mer ! »", "Il avait raison."],
        ["«Где они?» — спросила она.", "Он был прав."],
        ["“他们在哪里？”", "她问。", "“在海上！”", "他是对的。"],
        ["Πού είναι;", "Στη θάλασσα."],
        ["ნავები დაბრუნდნენ.", "არავინ იცოდა რატომ."],
        ["the text has no capitals.", "it goes on.", "nobody cared"],
        ["Das kostet z. B. viel, d. h. mehr als zuvor.", "Wer weiß."],
        ["He met Mr. Smith at 3.30 p.m. on Monday.", "They left."],
        ["“Why?” she asked.", "Nobody knew."],
        ["Er kam z.B. am 3. Mai, usw. und ging.", "Dann war Ruhe."],
        ["你好。", "再见！", "他问：“为什么？”", "没人回答。"],
        ["增长１．２倍。", "港口很忙。"],
        ["J. R. R. Tolkien wrote it."],
        ["तुम कहाँ हो?", "मैं यहाँ हूँ।", "अच्छा।"],
        ["Ia pergi ke pasar. . .", "Lalu pulang."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    spaced = "".join if any(ord(c) > 0x3000 for c in sentences[0]) else " ".join
    assert pieces(Text.of(spaced(sentences)), "sentences") == sentences


def test_lines_are_paragraphs_unless_the_text_is_wrapped() -> None:
    scraped = "One paragraph, which is a long one and goes on and on.\nAnother.\nA third paragraph stands here."
    assert len(Text.of(scraped).paragraphs) == 3
    wrapped = "\n".join(["a line of a letter that was broken at some width"] * 4) + "\nand its end.\n\nThe next one."
    assert len(Text.of(wrapped).paragraphs) == 2
    assert len(Text([Document("x.md", wrapped, format="markdown")]).paragraphs) == 6


def test_tables_agree_with_unicode() -> None:
    """For every character that Python's own, perhaps older, tables know."""
    assert scripts()[ord("ж")] == SCRIPTS.index("Cyrillic")
    for code in range(0x30000):
        category = unicodedata.category(chr(code))
        kind = kinds()[code]
        georgian = category == "Ll" and scripts()[code] == SCRIPTS.index("Georgian")  # written without capitals
        if category in ("Lu", "Ll", "Mn") and code > 0x300 and not georgian:
            assert kind == {"Lu": Kind.UPPER, "Ll": Kind.LOWER, "Mn": Kind.MARK}[category], hex(code)
        if len(chr(code).lower()) == 1 and kind == Kind.UPPER:
            assert folded()[code] == ord(chr(code).lower())


def test_word_hash_is_the_id_of_the_word() -> None:
    assert Text.of("HELLO").word_ids.tolist() == [word_hash("hello")]


@pytest.mark.parametrize("string", ["", "\n", " \t\n", "\0", "a"])
def test_next_to_nothing(string: str) -> None:
    text = Text.of(string, "", string)
    assert len(text.words) == 2 * (string == "a")
    assert len(text.sentences) == 2 * (string in "\0a" and bool(string))


@pytest.mark.parametrize("blanks", [0, 1, 4, 5, 50])
def test_segments_begin_and_end_with_something_visible(blanks: int) -> None:
    """However many blanks stand around, before or behind alone as well."""
    aside = " " * blanks
    text = Text.of(f"{aside}One line here.{aside}\nA second.\n{aside}\n{aside}A third.\n\nFourth one.{aside}Fifth one.")
    lines = ["One line here.", "A second.", "A third.", f"Fourth one.{aside}Fifth one."]
    assert pieces(text, "lines") == lines
    sentences = [*lines[:3], *(["Fourth one.", "Fifth one."] if blanks else lines[3:])]
    assert pieces(text, "sentences") == sentences


def test_lengths_are_computed_once_and_nobody_changes_them() -> None:
    """A rule that asks for one length after the other would else go through all spans each time."""
    words = Text.of("It rained all day.").words
    assert words.length is words.length
    with pytest.raises(ValueError, match="read-only"):
        words.length[0] = 7
