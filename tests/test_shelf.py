"""A shelf gives back by number what was put on it, from memory or from disk."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.shelf import Shelf


@given(st.lists(st.integers() | st.text(max_size=3), max_size=30), st.integers(0, 10), st.randoms())
def test_every_member_has_its_number(members: list[int | str], held: int, chance: Random) -> None:
    shelf: Shelf[int | str] = Shelf(held)
    for number, member in enumerate(members):
        assert shelf.put(member) == number
        assert shelf[number // 2] == members[number // 2]  # reading in between does not disturb what is written next
    order = list(range(len(members)))
    chance.shuffle(order)
    assert [shelf[number] for number in order] == [members[number] for number in order]
    assert len(shelf) == len(members)
    for beyond in (-1, len(members)):
        with pytest.raises(IndexError):
            shelf[beyond]


def test_only_so_many_stay_in_memory() -> None:
    shelf: Shelf[int] = Shelf(held=10)
    for number in range(1_000):
        shelf.put(number)
    assert len(shelf._near) == 10
    assert [shelf[number] for number in (999, 0, 500)] == [999, 0, 500]
