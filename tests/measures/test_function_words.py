"""Words no sentence ends in."""

from __future__ import annotations

import pytest

from qc.document import Document
from qc.measures.function_words import expects_more, seldom_ends
from qc.text import Text


@pytest.mark.parametrize(
    ("language", "string", "expected"),
    [
        ("id", "Mereka berbicara panjang lebar tentang perdagangan antara kedua negara dan", True),
        ("id", "Mereka berbicara panjang lebar tentang perdagangan antara kedua negara", False),
        ("en", "All of the ministers spoke about the bread and the", True),
        ("en", "All of the ministers knew what they had come for", False),
        ("pt", "Os ministros falaram muito do pão e depois foram todos juntos a", True),
        ("es", "Los ministros hablaron mucho del pan y después fueron todos juntos a", True),
        ("it", "I ministri parlarono a lungo del pane e poi andarono a casa", False),
        ("nl", "De ministers spraken lang over het brood en gingen daarna naar de", True),
        ("de", "Der Rat sprach lange über das Brot und", True),
    ],
)
def test_lists(language: str, string: str, expected: bool) -> None:
    text = Text([Document(path="x", text=string, meta={"lang": language})])
    assert bool(expects_more(text, len(text.words) - 1)) is expected


def test_a_document_shows_its_own() -> None:
    rows = "Mi kato dormas kaj mi hundo manĝas kaj mi amiko iras. "
    text = Text([Document(path="x", text=rows * 12 + "Mi domo kaj", meta={"lang": "eo"})])
    assert expects_more(text, len(text.words) - 1)
    assert not expects_more(text, 10)


def test_what_seldom_ends_a_sentence() -> None:
    text = Text.of("Der Rat der Stadt einigte sich am Abend nach langen Gesprächen mit den Gästen auf")
    assert seldom_ends(text, len(text.words) - 1)
    assert not seldom_ends(text, len(text.words) - 2)
