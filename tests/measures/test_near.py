"""Neighbouring sentences that differ by a word or two."""

from __future__ import annotations

import pytest

from qc.measures.near import Change, near_repeats
from qc.text import Text

ONE = "The old ferry leaves the harbour at seven."


@pytest.mark.parametrize(
    ("two", "change"),
    [
        ("The old ferry left the harbour at seven.", Change(("leaves",), ("left",))),
        ("The ferry leaves the harbour at seven.", Change(("old",), ())),
        ("The old ferry leaves the small harbour at seven.", Change((), ("small",))),
    ],
)
def test_what_differs(two: str, change: Change) -> None:
    (found,) = near_repeats(Text.of(f"{ONE} {two}"))
    assert (found.index, found.changes) == (0, (change,))


@pytest.mark.parametrize(
    "two",
    [ONE, "A new bus reaches our town by noon.", "The new bus leaves the harbour by noon.", "The old ferry.", ""],
)
def test_equal_or_too_different(two: str) -> None:
    assert not list(near_repeats(Text.of(f"{ONE} {two}")))


def test_documents_are_kept_apart() -> None:
    assert not list(near_repeats(Text.of(ONE, "The old ferry left the harbour at seven.")))


def test_characters_where_words_are_not_spaced() -> None:
    (found,) = near_repeats(Text.of("渡轮每天早上七点从老港口出发。渡轮每天早上八点从老港口出发。"))
    assert found.changes == (Change(("七",), ("八",)),)
