"""Calibration and segmentation: the measures themselves, on made-up verdicts and the golden cases."""

from __future__ import annotations

import pytest

from bench.calibration import Said, error, figures, section, taught
from bench.segmentation import Case, cases, found


def said(confidence: float, right: int, wrong: int, half: int = 0) -> list[Said]:
    return [Said("REP104", confidence, at < right, half) for at in range(right + wrong)]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (said(0.9, 9, 1), 0.0),
        (said(0.9, 0, 10), 0.9),
        (said(1.0, 5, 5), 0.5),
        (said(0.9, 9, 1) + said(0.5, 10, 0), 0.25),
    ],
)
def test_error(group: list[Said], expected: float) -> None:
    assert error(group) == pytest.approx(expected)


def test_what_one_half_teaches_is_quoted_on_the_other() -> None:
    first, second = said(0.6, 100, 0, half=0), said(0.6, 100, 0, half=1)
    assert error(second, taught(first)) < 0.05 < error(second)
    measured = figures(first + second)
    assert measured["stated"] == pytest.approx(0.4)
    assert max(measured["taught by the other half"]) < 0.05
    assert "| REP104 | 200 | 0.6 | 1.0 | 0.4 |" in section(measured)


def test_the_cases_are_read_as_they_are_marked() -> None:
    first = next(cases())
    assert first.lang == "en"
    assert first.text == "The boats came back early. Nobody knew why. It rained."
    assert sorted(first.ends) == [len("Theboatscamebackearly."), len("Theboatscamebackearly.Nobodyknewwhy.")]


def test_boundaries_are_counted_in_visible_characters() -> None:
    assert found(Case("en", "One went.  Two came.", frozenset())) == {len("Onewent.")}


def test_nine_in_ten_boundaries_are_right() -> None:
    every = list(cases())
    right = sum(len(found(case) & case.ends) for case in every)
    assert right >= 0.9 * sum(len(case.ends) for case in every)
    assert right >= 0.9 * sum(len(found(case)) for case in every)
