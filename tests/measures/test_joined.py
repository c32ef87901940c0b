"""Phrases joined to themselves, by words of their own or by a conjunction written onto a word."""

from __future__ import annotations

import pytest

from qc.measures.clitics import joined_by_clitic
from qc.measures.joined import Joined, Link, joined
from qc.text import Text


def all_of(text: str) -> list[Joined]:
    return list(joined(Text.of(text)))


def test_copies_and_what_stands_between() -> None:
    (found,) = all_of("It lies close to the beach and the beach.")
    assert found.text.slice(*found.copy) == "the beach"
    assert found.text.slice(*found.span) == "the beach and the beach"
    assert found.gap_words == ["and"]
    assert found.link("en") is Link.JOINT
    assert found.after == ""


def test_a_conjunction_of_another_language_joins_nothing() -> None:
    (found,) = all_of("the upper deck na the upper deck")
    assert found.link("sw") is Link.JOINT
    assert found.link("en") is Link.OTHER


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("take the mouse and the mouse still runs", "still runs"),
        ("use docs.example or docs.example.net today", ".net today"),
        ("ask for the tall chair or the tall chair.", ""),
    ],
)
def test_what_follows_decides(text: str, rest: str) -> None:
    (found,) = all_of(text)
    assert found.after == rest


def test_sentences_are_kept_apart() -> None:
    assert not all_of("We went to the old harbour. And the old harbour was closed.")


def test_one_unit_over_and_over_is_periodic() -> None:
    (found,) = [found for found in all_of("red car and red car and red car and red car") if found.count == 5]
    assert found.periodic


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("يقع البيت بالقرب من الشاطئ الرملي والشاطئ الرملي", "الشاطئ الرملي"),
        ("הבית ליד החוף הלבן והחוף הלבן", "החוף הלבן"),
        ("집 가까이에 하얀 해변과 하얀 해변", "하얀 해변과"),
    ],
)
def test_written_onto_the_word(text: str, copy: str) -> None:
    columns = Text.of(text)
    ((first, count),) = joined_by_clitic(columns)
    found = Joined(columns, first, first + count, count)
    assert columns.slice(*found.copy) == copy


@pytest.mark.parametrize("text", ["أكثر وأكثر", "ויותר ויותר", "친구와 친구", "الشاطئ الرملي. والشاطئ الرملي"])
def test_one_word_or_two_sentences_are_not(text: str) -> None:
    assert not list(joined_by_clitic(Text.of(text)))


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("The bed was soft and the bed was soft.", True),
        ("They offer ice skating or ice-skating.", True),
        ("Choose makefile or Makefile.", False),
        ("Name them from a to z and A to Z.", False),
    ],
)
def test_copies_are_written_alike(text: str, alike: bool) -> None:
    (found, *_) = all_of(text)
    assert found.alike is alike
