"""Exact strings found as a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qc.measures.needles import occurrences


@given(st.text(alphabet="ab", max_size=40), st.text(alphabet="ab", min_size=1, max_size=3))
def test_occurrences_are_all_places(string: str, needle: str) -> None:
    assert list(occurrences(string, needle)) == [at for at in range(len(string)) if string.startswith(needle, at)]
