"""Passages that come again: maximal, told once, verified."""

from __future__ import annotations

import numpy as np
import pytest

from qc.measures.passages import Passage, passages
from qc.text import Text

LONG = "one two three four five six seven eight nine ten"


def test_a_passage_and_its_copies() -> None:
    text = Text.of(f"so {LONG} here. And {LONG} there. Then {LONG}.")
    assert list(passages(text)) == [Passage(1, 10, [13, 25], [10, 10])]


def test_a_part_of_a_passage_is_no_passage_of_its_own() -> None:
    text = Text.of(f"so {LONG} here. And {LONG} there. Then {LONG[:40]} it ends")
    (found,) = passages(text)
    assert (found.first, found.count) == (1, 10)
    assert len(found.again) == 2


def test_periods_are_no_passages() -> None:
    assert not list(passages(Text.of(" ".join([LONG] * 6) + " it ends")))


@pytest.mark.parametrize("text", ["", "one", LONG, "\n" * 50, f"{LONG[:30]} and {LONG[:30]}"])
def test_nothing_comes_again(text: str) -> None:
    assert not list(passages(Text.of(text)))


def test_documents_are_kept_apart() -> None:
    assert not list(passages(Text.of(LONG, LONG)))


def test_collisions_are_no_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text.of(f"{LONG}. red blue green black white brown pink grey tan gold")
    monkeypatch.setattr(text, "sequence_ids", lambda first, last: np.zeros(len(first), np.uint64))
    assert not list(passages(text))


def test_thue_morse_words_take_linear_time() -> None:
    words = ["alpha" if bin(number).count("1") % 2 else "gamma" for number in range(1 << 14)]
    assert len(list(passages(Text.of(" ".join(words))))) < len(words)


def test_a_later_copy_that_breaks_off_says_how_long_it_is() -> None:
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrst"]
    text = Text.of(" ".join([*words, "x", *words, "y", *words[:14]]))
    (found,) = passages(text, 8)
    assert found.count == 20
    assert found.sizes == [20, 14]
    assert found.again[-1] + found.sizes[-1] <= len(text.words)
