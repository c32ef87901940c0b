"""One defect, one finding."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.engine.overlaps import ABSORBS, resolve
from qc.finding import Finding, Severity
from qc.offsets import Span


def finding(code: str, start: int, end: int) -> Finding:
    return Finding(code, code.lower(), Severity.WARNING, 0, Span(start, end), "")


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([("REP102", 0, 50), ("REP103", 10, 40)], ["REP102"]),
        ([("REP103", 10, 40), ("REP102", 0, 50)], ["REP102"]),
        ([("REP102", 0, 50), ("REP103", 30, 90)], ["REP102", "REP103"]),
        ([("LNK101", 100, 300), ("LNG102", 100, 112), ("ENC102", 150, 151)], ["LNK101", "ENC102"]),
        ([("REP105", 0, 40), ("REP105", 40, 80), ("REP104", 30, 50)], ["REP105", "REP105"]),
        ([("REP104", 0, 7), ("REP104", 7, 14)], ["REP104", "REP104"]),
        ([("XYZ101", 0, 9), ("REP101", 0, 9)], ["REP101", "XYZ101"]),
        ([("LNK101", 5, 9), ("GAR102", 9, 9)], ["LNK101", "GAR102"]),
        ([("LNK101", 120, 300), ("LNK102", 100, 300)], ["LNK102"]),
        ([("LNK101", 100, 300), ("LNK102", 120, 300)], ["LNK101"]),
        ([("LNK104", 100, 110), ("LNK102", 100, 300), ("LNK101", 200, 300)], ["LNK102"]),
        ([], []),
    ],
)
def test_who_speaks(found: list[tuple[str, int, int]], kept: list[str]) -> None:
    assert [left.code for left in resolve(finding(*one) for one in found)] == kept


def test_no_rule_absorbs_one_that_absorbs_it() -> None:
    """The table is an order: following it never leads back."""
    for row, (winner, losers) in enumerate(ABSORBS):
        for later, others in ABSORBS[row + 1 :]:
            assert not (later.startswith(losers) and winner.startswith(others)), (winner, later)


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.tuples(st.sampled_from(["REP101", "REP102", "REP103", "REP104", "GAR101", "ENC101"]), SPANS)))
def test_what_is_left_out_is_explained_by_what_is_left(found: list[tuple[str, tuple[int, int]]]) -> None:
    everything = [finding(code, *span) for code, span in found]
    kept = resolve(everything)
    rows = dict(ABSORBS)
    for lost in everything:
        if lost not in kept:
            winners = [other for other in everything if lost.code.startswith(rows.get(other.code, ("-",)))]
            covered = {at for other in winners for at in range(*other.span)} & set(range(*lost.span))
            assert len(covered) * 2 >= lost.span.length


def test_many_findings_take_linear_time(assert_linear: Callable[..., None]) -> None:
    def resolving(count: int) -> Callable[[], object]:
        return partial(resolve, [finding(code, at, at + 3) for at in range(count) for code in ("REP102", "REP103")])

    assert_linear(resolving, 10_000)
