"""The underline stands under the match, in any script and at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.finding import Excerpt
from qc.reports.columns import fit, head, middle, tail, underline, width

TEXTS = st.text(st.sampled_from("ab \u0301漢한👩🇩🇪\u202e\t\x1bé"), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("👩\u200d👩\u200d👧", 2), ("ｱ", 1), ("", 0), ("한글", 4)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(TEXTS, st.integers(2, 40))
def test_cut_texts_fit(text: str, columns: int) -> None:
    for cut in (head, tail, middle):
        shown = cut(fit(Excerpt("", text, ""), 1000).match, columns)
        assert width(shown) <= columns


@given(TEXTS, TEXTS, TEXTS, st.integers(20, 60))
def test_excerpt_fits_and_keeps_its_match(before: str, match: str, after: str, columns: int) -> None:
    cut = fit(Excerpt(before, match, after), columns)
    assert width("".join(cut)) <= columns
    assert width(cut.before) == len(underline(cut)) - len(underline(cut).lstrip())


@pytest.mark.parametrize(
    ("excerpt", "marks"),
    [
        (Excerpt("漢字 ", "the", " end"), "     ^~~"),
        (Excerpt("e\u0301 ", "漢字", ""), "  ^~~~"),
        (Excerpt("a", "", "b"), " ^"),
        (Excerpt("\x1b", "x\u202ey", ""), " ^~~~~~~~"),
        (Excerpt("cafe", "\u0301", ""), "    ^"),
    ],
)
def test_underline(excerpt: Excerpt, marks: str) -> None:
    assert underline(fit(excerpt, 80)) == marks


def test_long_match_shows_both_ends() -> None:
    cut = fit(Excerpt("b" * 500, "start" + "m" * 500 + "end", "a" * 500), 80)
    assert cut.match.startswith("start")
    assert cut.match.endswith("end")
    assert cut.before.startswith("…")
    assert cut.after.endswith("…")


def test_marks_without_end_are_cut() -> None:
    assert len(fit(Excerpt("", "z" + "\u0301" * 100_000, ""), 80).match) < 2000
