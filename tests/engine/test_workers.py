"""Workers: results in order, and the death of one costs the task that killed it."""

from __future__ import annotations

import os
import signal

import pytest

from qc.engine.workers import run_ordered


def work(task: tuple[int, ...]) -> list[str]:
    if 13 in task:
        os.kill(os.getpid(), signal.SIGKILL)
    return [str(number) for number in task]


def split(task: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [(number,) for number in task]


def died(task: tuple[int, ...]) -> list[str]:
    return [f"died {task}"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    tasks = [(number, number + 100) for number in range(40) if number != 13]
    results = list(run_ordered(work, tasks, jobs, split, died))
    assert results == [[str(a), str(b)] for a, b in tasks]


def test_a_death_costs_one_piece() -> None:
    tasks = [(1, 2), (3, 13, 4), (5,), (6, 7)] + [(number,) for number in range(20, 30)]
    found = [line for result in run_ordered(work, tasks, 2, split, died) for line in result]
    expected = ["1", "2", "3", "died (13,)", "4", "5", "6", "7", *map(str, range(20, 30))]
    assert found == expected
