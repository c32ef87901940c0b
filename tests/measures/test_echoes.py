"""Runs of words that come again a few words later: against a plain search, and in linear time."""

from __future__ import annotations

import random

import pytest

from qc.measures.echoes import GAP, LONGEST, LONGEST_UNSPACED, echoes
from qc.text import Text


def plain(words: list[str]) -> set[tuple[int, int, int]]:
    """All maximal runs `(first, count, period)`, by comparing word with word."""
    found = set()
    for period in range(1, min(LONGEST, len(words) - 1) + 1):
        first = None
        for index in range(len(words) - period + 1):
            same = index + period < len(words) and words[index] == words[index + period]
            if same and first is None:
                first = index
            elif not same and first is not None:
                found.add((first, index - first, period))
                first = None
    return {run for run in found if run[1] >= run[2] - min(GAP, (run[2] + 1) // 2)}


@pytest.mark.parametrize("seed", range(20))
def test_finds_what_a_plain_search_finds(seed: int) -> None:
    chance = random.Random(seed)
    words = [chance.choice(["red", "blue", "green"]) for _ in range(80)]
    at = chance.randrange(60)
    words[at + 12 : at + 12] = words[at : at + 12]
    assert set(Text.of(" ".join(words)).view(echoes)) == plain(words)


def test_no_run_crosses_a_document() -> None:
    apart = Text.of("one two three", "one two three").view(echoes)
    together = Text.of("one two three one two three").view(echoes)
    assert len(apart) == 0
    assert list(together) == [(0, 3, 3)]


def test_case_does_not_count() -> None:
    assert list(Text.of("The the").view(echoes)) == [(0, 1, 1)]


def test_scripts_without_spaces_have_longer_periods() -> None:
    phrase = "双方将继续加强在贸易投资能源交通教育文化卫生体育旅游等各个领域的务实合作与交流"
    assert LONGEST < len(phrase) <= LONGEST_UNSPACED
    assert (0, len(phrase), len(phrase)) in list(Text.of(phrase + phrase).view(echoes))


@pytest.mark.parametrize("text", ["", " ", "one", "。", "\n\n"])
def test_nothing_to_find(text: str) -> None:
    assert len(Text.of(text).view(echoes)) == 0
