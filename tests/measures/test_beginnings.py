"""Letters that begin words and are none."""

from __future__ import annotations

import pytest

from bench.beginnings import beginnings as counted
from bench.beginnings import notation
from qc.document import Document
from qc.measures.beginnings import _starts, beginnings, mostly_begins, only_begins
from qc.text import Text


@pytest.mark.parametrize(
    ("language", "last", "expected"),
    [
        ("en", "gover", True),
        ("en", "Gover", True),
        ("en", "govern", False),
        ("en", "government", False),
        ("de", "verhan", True),
        ("de", "haus", False),
        ("pl", "kobie", True),
        ("ru", "госуда", True),
        ("ru", "строит", False),
        ("ar", "استخدا", True),
        ("tr", "öğren", False),
        ("bs", "predsje", True),
        ("th", "gover", False),
        ("", "gover", False),
    ],
)
def test_languages(language: str, last: str, expected: bool) -> None:
    text = Text([Document(path="x", text=f"a {last}", meta={"lang": language})])
    assert only_begins(text, 1) is expected


def test_every_list_holds_beginnings_of_four_letters_and_more() -> None:
    for language in ("ar", "bg", "de", "en", "es", "fi", "hi", "hu", "id", "pt", "ta", "tr", "uk"):
        found = beginnings(language)
        assert len(found) > 500
        assert min(map(len, found)) == 4


def test_a_count_and_its_notation() -> None:
    frequencies = {"develop": 1e-3, "developing": 1e-3, "developer": 1e-3, "seldomness": 2e-5, "the": 0.1, "rare": 1e-8}
    found = counted(frequencies)
    assert {start for start, sure in found.items() if sure} == {"deve", "devel", "develo", "developi"}
    assert {start for start, sure in found.items() if not sure} == {"seld", "seldo", "seldom", "seldomn", "seldomne"}
    assert notation(found) == ["develop.i", "seld,o,m,n,e,"]
    assert dict(start for piece in notation(found) for start in _starts(piece)) == found


def test_what_is_a_word_now_and_then_begins_words_less_surely() -> None:
    assert counted({"statement": 1e-3, "stat": 3e-5, "rare": 1e-8})["stat"] is False
    assert "stat" not in counted({"statement": 1e-3, "stat": 5e-5, "rare": 1e-8})
    found = counted({"oftentimes": 1e-2, "often": 4e-6, "rare": 1e-8})
    assert found["ofte"] and not found["often"]


def test_marks_stand_behind_what_is_a_word() -> None:
    assert notation({"gove": True, "gover": True, "governm": True}) == ["govern.m"]
    assert list(_starts("govern.m")) == [("gove", True), ("gover", True), ("governm", True)]
    assert list(_starts("asse.mb,l")) == [("assem", True), ("assemb", False), ("assembl", True)]


def test_words_of_the_second_tier_are_known_apart() -> None:
    text = Text([Document(path="x", text="el supe l'insti gover", meta={"lang": "es"})])
    assert (only_begins(text, 1), mostly_begins(text, 1)) == (False, True)
    assert not mostly_begins(text, 0)


def test_an_elision_before_it_is_no_part_of_a_word() -> None:
    text = Text([Document(path="x", text="dans l'insti", meta={"lang": "fr"})])
    assert only_begins(text, 1)
