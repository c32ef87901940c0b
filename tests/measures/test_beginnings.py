"""Letters that begin words and are none."""

from __future__ import annotations

import pytest

from bench.beginnings import beginnings as counted
from bench.beginnings import notation
from qc.document import Document
from qc.measures.beginnings import _starts, beginnings, only_begins
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
    frequencies = {"develop": 1e-3, "developing": 1e-3, "developer": 1e-3, "seldomness": 1e-5, "the": 0.1, "rare": 1e-8}
    found = counted(frequencies)
    assert found == {"deve", "devel", "develo", "developi"}
    assert notation(found) == ["develop.i"]
    assert counted({"oftentimes": 1e-2, "often": 4e-6, "rare": 1e-8}) == {"ofte", "oftent", "oftenti", "oftentim"}
    assert {start for piece in notation(found) for start in _starts(piece)} == found


def test_points_stand_behind_what_is_a_word() -> None:
    assert notation({"gove", "gover", "governm"}) == ["govern.m"]
    assert _starts("govern.m") == ["gove", "gover", "governm"]
    assert _starts("asse.mb.l") == ["assem", "assembl"]
