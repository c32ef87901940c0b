"""The share of a document that it has said before."""

from __future__ import annotations

import pytest

from qc.measures.repeated_share import repeated_share
from qc.text import Text


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", 0.0),
        ("one", 0.0),
        ("one two three four", 0.0),
        ("one two one two", 0.5),
        ("the boat and the boat", 0.4),
        ("go go go go", 0.75),
    ],
)
def test_extra_copies_only(text: str, share: float) -> None:
    assert Text.of(text).view(repeated_share).tolist() == pytest.approx([share])


def test_documents_are_kept_apart() -> None:
    assert Text.of("one two three", "one two three", "one two one two").view(repeated_share).tolist() == [0, 0, 0.5]
