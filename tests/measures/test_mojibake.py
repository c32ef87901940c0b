"""The screen must pass on whatever ftfy would change; the repairs must give what ftfy gives."""

from __future__ import annotations

import pytest
from ftfy import fix_encoding
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qc.measures.mojibake import PAGES, Repair, by_ftfy, repairs, suspects
from qc.text import Text

WORDS = st.text(st.sampled_from("abc éñßÅ’“”—…€£ąłőя привет Ωλ 你好 ñ ı ş š 😀 !?.\n"), max_size=12)


def garbled(word: str, page: str, times: int) -> str:
    for _ in range(times):
        word = "".join(_read(byte, page) for byte in word.encode())
    return word


def _read(byte: int, page: str) -> str:
    return bytes([byte]).decode(page, errors="ignore") or chr(byte)


def applied(string: str, repairs_: list[Repair]) -> str:
    pieces, at = [], 0
    for (start, end), replacement in repairs_:
        assert start >= at
        pieces += [string[at:start], replacement]
        at = end
    return "".join([*pieces, string[at:]])


def repaired(string: str) -> str:
    return applied(string, repairs(Text.of(string)))


def repaired_by_ftfy(string: str) -> str:
    text = Text.of(string)
    return applied(string, by_ftfy(text, suspects(text)))


def fixed_by_line(string: str) -> str:
    return "\n".join(map(fix_encoding, string.split("\n")))


@settings(max_examples=200, deadline=None)
@example([("“", "cp1252", 3), ("š…", "latin-1", 1)])
@example([("р\n", "cp1252", 3)])
@example([("Å\n", "latin-1", 1)])
@given(st.lists(st.tuples(WORDS, st.sampled_from(PAGES), st.integers(0, 3)), max_size=5))
def test_repairs_are_those_of_ftfy(words: list[tuple[str, str, int]]) -> None:
    string = " ".join(garbled(*word) for word in words)
    assert repaired_by_ftfy(string) == fixed_by_line(string)


@given(st.text(max_size=40))
def test_any_text(string: str) -> None:
    assert repaired_by_ftfy(string) == fixed_by_line(string)


@pytest.mark.parametrize(
    ("string", "meant"),
    [("zwiÄ…zek jest żółty", "związek jest żółty"), ("są i chodzÄ…", "są i chodzą"), ("więc byÅ‚o", "więc było")],
)
def test_a_letter_alone_in_a_sound_line(string: str, meant: str) -> None:
    assert fix_encoding(string) == string
    assert repaired(string) == meant


@pytest.mark.parametrize("string", ["MARQUÉ… et puis", "10 Å… 20", "É…", "VOCÊ…", "iÉ…b", "aÃ b"])
def test_capitals_that_may_be_meant(string: str) -> None:
    assert repaired(string) == fix_encoding(string)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("character", "é”ж你😀")
def test_every_code_page_is_screened(page: str, character: str) -> None:
    string = "ab " + garbled(character, page, 1) + " cd"
    assert 3 in suspects(Text.of(string))


def test_a_line_is_a_place_of_its_own() -> None:
    """One file, two encodings: only the lines that were read wrongly are touched."""
    string = "Das Café ist zu.\nDas CafÃ© ist zu.\nDas Café ist zu."
    assert [repair.span for repair in repairs(Text.of(string))] == [(24, 26)]


def test_a_long_line_is_repaired_in_pieces() -> None:
    string = "Il a trouvÃ© la clÃ©, puis " * 400
    assert repaired(string) == string.replace("Ã©", "é")


def test_documents_are_kept_apart() -> None:
    text = Text.of("Ã", "© und CafÃ©")
    assert [text.place(*repair.span) for repair in repairs(text)] == [(1, (9, 11))]
