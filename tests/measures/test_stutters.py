"""Words said again at once: found once, with the shortest unit, its copies and what stands between them."""

from __future__ import annotations

import numpy as np
import pytest

from qc.measures.emphasis import is_cell, is_idiom, is_particle, is_spoken
from qc.measures.stutters import Between, Stutter, glued_copies, stutters
from qc.text import Text


def all_of(text: str) -> list[Stutter]:
    columns = Text.of(text)
    return list(stutters(columns, np.zeros(len(columns.words), np.bool_)))


@pytest.mark.parametrize(
    ("text", "unit", "copies", "between"),
    [
        ("go to the the harbour", ["the"], 2, Between.SPACE),
        ("the old boat the old boat sank", ["the", "old", "boat"], 2, Between.SPACE),
        ("red, red, red, red", ["red"], 4, Between.COMMA),
        ("red , red , red , red", ["red"], 4, Between.COMMA),
        ("knee-knee-knee-knee", ["knee"], 4, Between.HYPHEN),
        ("non-stop non-stop non-stop", ["non", "stop"], 3, Between.SPACE),
        ("船从北边港口北边港口出发", ["北", "边", "港", "口"], 2, Between.NOTHING),
        ("broken over\nover two lines", ["over"], 2, Between.SPACE),
    ],
)
def test_unit_and_copies(text: str, unit: list[str], copies: int, between: Between) -> None:
    (found,) = all_of(text)
    assert (found.words, found.copies, found.between) == (unit, copies, between)


def test_the_shortest_unit_explains_the_longer_ones() -> None:
    (found,) = all_of("la " * 40)
    assert (found.period, found.copies) == (1, 40)


def test_what_is_left_of_a_unit() -> None:
    (found,) = all_of("they say it they say it they stopped")
    assert (found.copies, found.rest) == (2, 1)


@pytest.mark.parametrize("text", ["anak-anak", "very, very", "the end. The end", "one (one", "", "one", "J.J. Smith"])
def test_other_marks_between(text: str) -> None:
    assert not all_of(text)


def test_words_the_caller_has_taken_are_passed_over() -> None:
    text = Text.of("red blue red blue red blue red blue")
    assert not list(stutters(text, np.ones(len(text.words), np.bool_)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the HarbourHarbourHarbourHarbour", [(4, 32, 7)]),
        ("hahahahahahahaha", []),
        ("aaaaaaaaaaaaaaaa", []),
        ("abcabcabc", []),
        ("123412341234123412341234", []),
        ("", []),
    ],
)
def test_copies_within_one_word(text: str, found: list[tuple[int, int, int]]) -> None:
    assert list(glued_copies(Text.of(text))) == found


def test_particles_by_list_and_never_by_how_often_they_come() -> None:
    (listed,) = all_of("We went to the the old harbour in the morning, and it was quiet.")
    assert is_particle(listed)
    (allowed,) = all_of("She said that the boat had had a new sail in the morning.")
    assert not is_particle(allowed)
    common = "The pattern of the sail is a pattern of stripes, and the flag is of a pattern like it. " * 12
    (named,) = all_of(common + "It is a boat that does not match the pattern pattern at all.")
    assert not is_particle(named)


@pytest.mark.parametrize(
    ("text", "idiom"),
    [
        ("it went on and on and on", True),
        ("they travelled from town to town to sell it", True),
        ("we call a spade a spade here", True),
        ("boats made of boats made of boats", True),
        ("they took the boat the boat was old", False),
    ],
)
def test_idioms(text: str, idiom: bool) -> None:
    assert all(is_idiom(found) is idiom for found in all_of(text))
    assert all_of(text)


def test_cells_have_capitals_and_no_full_stop() -> None:
    (cells,) = all_of("Free Trial Free Trial Free Trial")
    (prose,) = all_of("He saw Old Harbour Old Harbour Old Harbour on the map.")
    assert is_cell(cells)
    assert not is_cell(prose)


def test_speech_shows_its_repairs() -> None:
    assert is_spoken(Text.of("I, I think -- I mean, uh, the -- the boat."), 0)
    assert not is_spoken(Text.of("The boat left the old harbour, and it came back."), 0)
