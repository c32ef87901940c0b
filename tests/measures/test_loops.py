"""Long stretches said three times over, and words that take over a sentence."""

from __future__ import annotations

import pytest

from qc.measures.loops import SHINGLE, is_stutter, long_periods, previous, takeovers
from qc.text import Text

STRETCH = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


def test_the_distance_to_the_shingle_before() -> None:
    back = Text.of(f"{STRETCH} and {STRETCH}").view(previous).tolist()
    assert back == [0] * 16 + [16] * (15 - SHINGLE + 1) + [0] * (SHINGLE - 1)


def test_shingles_of_other_documents_do_not_count() -> None:
    assert not Text.of(STRETCH, STRETCH).view(previous).any()


@pytest.mark.parametrize("copies", [3, 4, 10])
def test_a_period_and_its_copies(copies: int) -> None:
    text = Text.of("so " + " ".join([STRETCH] * copies) + " it ends")
    assert list(long_periods(text)) == [(1, 15, copies)]


@pytest.mark.parametrize("text", ["", "one", STRETCH, f"{STRETCH} {STRETCH}", "\n\n\n"])
def test_fewer_copies_are_no_loop(text: str) -> None:
    assert not list(long_periods(Text.of(text)))


def test_words_that_take_over() -> None:
    text = Text.of('The "toll road" is a "toll road" for the toll road of the toll road.')
    (found,) = takeovers(text)
    assert (found.copies, found.words) == (4, ("toll", "road"))
    assert text.word_strings(found.first, found.last)[:2] == ["toll", "road"]
    assert text.word_strings(found.first, found.last)[-2:] == ["toll", "road"]
    assert not is_stutter(text, found)


def test_a_stutter_is_told_apart() -> None:
    text = Text.of("The harbour harbour harbour harbour harbour opens.")
    (found,) = takeovers(text)
    assert is_stutter(text, found)


@pytest.mark.parametrize(
    "text",
    [
        "We sail today, we sail tonight, we sail tomorrow and we sail forever after that to distant lands.",
        "The harbour has a harbour master, a harbour wall, a harbour office, a harbour police and a harbour dog.",
        "Ha ha ha ha ha, he said.",
    ],
)
def test_each_copy_brings_something_new(text: str) -> None:
    assert not list(takeovers(Text.of(text)))
