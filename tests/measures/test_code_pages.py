"""Text of other alphabets read as Latin-1, and texts of many accents that are meant."""

from __future__ import annotations

import pytest

from qc.measures.code_pages import reread
from qc.text import Text

SENTENCES = {
    "cp1251": "Утром в порту было тихо, и никто не знал, почему лодки ещё не вернулись",
    "koi8-r": "Утром в порту было тихо, и никто не знал, почему лодки ещё не вернулись",
    "cp1253": "Το πρωί το λιμάνι ήταν ήσυχο και οι βάρκες γύρισαν πριν αρχίσει η βροχή",
    "cp1255": "אף אחד לא יודע מה הם חיפשו בבית הישן הזה, אבל הוא ריק",
    "cp1256": "لا أحد يعرف ما الذي كانوا يبحثون عنه في ذلك البيت القديم",
}


@pytest.mark.parametrize(("page", "sentence"), SENTENCES.items())
def test_read_again(page: str, sentence: str) -> None:
    broken = sentence.encode(page).decode("latin-1")
    text = Text.of(f"Title 1\n{broken}\nthe end")
    assert [(text.slice(*repair.span), repair.replacement) for repair in reread(text)] == [(broken, sentence)]


@pytest.mark.parametrize(
    "string",
    [
        "",
        "é",
        "ééé",
        "À l’été, où êtes-vous ?",
        "jäääär öö",
        "ÀÁÂÃÄÅ ÈÉÊË ÌÍÎÏ ÒÓÔÕÖ",
        "Ïðèâåò",
        "åäö åäö åäö åäö",
        "ÄÖÜ äöüß ÄÖÜ",
    ],
)
def test_meant(string: str) -> None:
    assert reread(Text.of(string)) == []
