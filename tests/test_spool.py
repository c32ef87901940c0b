"""A spool is a list that moves to disk: same members, same order, whatever fits into memory."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc import spool
from qc.spool import Spool


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_CHUNK", 3)


@given(st.lists(st.integers() | st.text(max_size=3), max_size=40), st.integers(0, 10))
def test_it_reads_like_a_list(members: list[int | str], held: int) -> None:
    spooled = Spool(members, held=held)
    assert list(spooled) == list(spooled) == members
    assert len(spooled) == len(members)
    assert [spooled[at] for at in range(-len(members), len(members))] == members * 2
    assert spooled[1:-1] == members[1:-1]
    assert spooled == members
    assert spooled != [*members, None]
    with pytest.raises(IndexError):
        spooled[len(members)]


@given(st.lists(st.integers(), min_size=10, max_size=30))
def test_it_can_be_read_while_it_grows_and_by_two_at_once(members: list[int]) -> None:
    spooled: Spool[int] = Spool(held=2)
    seen = []
    for member in members:
        spooled.append(member)
        seen.append(spooled[-1])
    assert seen == members
    growing = iter(spooled)
    most = [next(growing) for _ in members[1:]]
    spooled.extend(members)
    assert most + list(growing) == members * 2
    assert list(zip(spooled, spooled, strict=True)) == list(zip(members * 2, members * 2, strict=True))


def test_only_so_many_members_stay_in_memory() -> None:
    spooled = Spool(range(1_000), held=10)
    assert len(spooled._recent) < 10 + 3
    assert list(spooled) == list(range(1_000))


def test_a_copy_of_it_can_cross_to_another_process() -> None:
    spooled = Spool(range(20), held=2)
    again = pickle.loads(pickle.dumps(spooled))
    assert again == spooled
    assert len(again._recent) == len(spooled._recent)
