"""Which fixes go together, and that nothing but their edits changes."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.finding import Edit, Finding, Fix, Severity
from qc.fixes.edits import applied, chosen
from qc.offsets import Span


def fixed(*edits: tuple[int, int, str], code: str = "REP101", safe: bool = True) -> Finding:
    fix = Fix("mend", tuple(Edit(Span(start, end), new) for start, end, new in edits), safe)
    return Finding(code, "x", Severity.ERROR, 0, fix.edits[0].span if edits else Span(0, 0), "wrong", fix=fix)


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda it: (it[0], it[0] + it[1]))
FIXES = st.lists(st.lists(st.tuples(SPANS, st.text(max_size=3)), min_size=1, max_size=3), max_size=8).map(
    lambda fixes: [
        fixed(*((*span, new) for span, new in edits), code=f"REP{number}") for number, edits in enumerate(fixes)
    ]
)


@given(FIXES, st.randoms())
def test_choice_does_not_depend_on_the_order(findings: list[Finding], chance: random.Random) -> None:
    shuffled = list(findings)
    chance.shuffle(shuffled)
    assert chosen(shuffled) == chosen(findings)


@given(FIXES)
def test_what_is_chosen_does_not_meet_and_what_is_not_does(findings: list[Finding]) -> None:
    taken = chosen(findings)
    spans = sorted(edit.span for it in taken for edit in it.fix.edits)  # type: ignore[union-attr]
    assert all(one.end < two.start for one, two in pairwise(spans))
    for other in findings:
        if other not in taken:
            own = [edit.span for edit in other.fix.edits]  # type: ignore[union-attr]
            everything = [*spans, *own]
            assert any(
                one.start <= two.end and two.start <= one.end
                for number, one in enumerate(own)
                for two in [*everything[: len(spans)], *own[number + 1 :]]
            )


@given(st.text(min_size=50, max_size=60), FIXES)
def test_bytes_outside_the_edits_stay(text: str, findings: list[Finding]) -> None:
    edits = [edit for it in chosen(findings) for edit in it.fix.edits]  # type: ignore[union-attr]
    new = applied(text, edits)
    at = shift = 0
    for span, replacement in sorted(edits):
        assert new[at + shift : span.start + shift] == text[at : span.start]
        assert new[span.start + shift :].startswith(replacement)
        at, shift = span.end, shift + len(replacement) - span.length
    assert new[at + shift :] == text[at:]


@pytest.mark.parametrize(
    ("findings", "codes"),
    [
        ([fixed((0, 2, "")), fixed((2, 4, ""), code="B")], ["REP101"]),  # they touch
        ([fixed((0, 9, "")), fixed((0, 3, ""), code="A")], ["REP101"]),  # the longer one
        ([fixed((0, 3, ""), code="B"), fixed((0, 3, "x"), code="A")], ["A"]),
        ([fixed((0, 1, ""), (8, 9, "")), fixed((7, 9, ""), code="B"), fixed((4, 5, ""), code="C")], ["REP101", "C"]),
        ([fixed((5, 5, "a")), fixed((5, 5, "b"), code="B")], ["B"]),
        ([fixed((0, 3, ""), (2, 5, ""))], []),  # meets itself
        ([fixed()], []),
    ],
)
def test_conflicts(findings: list[Finding], codes: list[str]) -> None:
    assert [it.code for it in chosen(findings)] == codes


def test_unsafe_only_if_asked() -> None:
    findings = [fixed((0, 1, ""), safe=False)]
    assert chosen(findings) == []
    assert chosen(findings, unsafe=True) == findings
