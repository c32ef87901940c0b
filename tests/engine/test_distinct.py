"""Fingerprints of one run, each once."""

from __future__ import annotations

import pytest

from qc.document import State
from qc.engine import distinct
from qc.engine.distinct import Collection
from qc.finding import Finding, Severity
from qc.offsets import Span
from qc.outcome import Outcome


def outcome(*prints: str) -> Outcome:
    made = (Finding("T", "t", Severity.INFO, 0, Span(0, 1), "", fingerprint=print_) for print_ in prints)
    return Outcome("a", "text", State.CHECKED, findings=tuple(made))


def settled(*outcomes: Outcome) -> list[list[str]]:
    collection = Collection()
    collection.extend(outcomes)
    return [[finding.fingerprint for finding in one.findings] for one in collection.distinct()]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([["a:1", "a:2"], ["b:1"]], [["a:1", "a:2"], ["b:1"]]),
        ([["a:1", "a:2"], ["a:1", "b:1"]], [["a:1", "a:2"], ["a:3", "b:1"]]),
        ([["a:1"], [], ["a:1"], ["a:1", "", "b:1", ""]], [["a:1"], [], ["a:2"], ["a:3", "", "b:1", ""]]),
        ([["a:1", "a:1"], ["b:2"]], [["a:1", "a:2"], ["b:2"]]),
    ],
)
def test_the_first_keeps_its_ordinal(given: list[list[str]], expected: list[list[str]]) -> None:
    assert settled(*(outcome(*prints) for prints in given)) == expected


def test_chance_equality_of_what_is_kept_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight bytes of a fingerprint say which ones to look at, not which ones are equal."""
    monkeypatch.setattr(distinct, "_short", lambda _: 7)
    assert settled(outcome("a:1"), outcome("b:1", "a:1")) == [["a:1"], ["b:1", "a:2"]]
