"""The cache: the same outcomes with and without it, a change is seen, a broken file costs a look and no more."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qc.engine import Plan, check_inputs, tasks
from qc.engine.cache import remembering
from qc.readers import ReadOptions, discover
from qc.rules.duplicates.duplicate_document import DuplicateDocument
from qc.rules.garble.spaced_ellipsis import SpacedEllipsis
from qc.rules.repetition.stuttered_words import StutteredWords

PROSE = "The harbour was quiet until the ferry came, and the the gulls rose with a cry that everybody heard. . ."
RULES = (StutteredWords(), SpacedEllipsis(), DuplicateDocument())


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    folder = tmp_path / "crawl"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"{number}\n{PROSE if number % 3 else 'Nothing is wrong here.'}\n")
    rows = [{"id": str(n), "text": f"{PROSE if n % 5 == 0 else 'All is well.'} {n}"} for n in range(3000)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*rows, rows[0]]) + "no json\n")
    return folder


def check(crawl: Path, plan: Plan, jobs: int = 1) -> list[Any]:
    return list(check_inputs(discover([str(crawl)], plan.reading), plan, jobs))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many items are looked at from now on."""
    looked: list[int] = []
    original = tasks.look

    def look(read: Any, plan: Plan) -> Any:
        for part in original(read, plan):
            looked.append(part.items)
            yield part

    monkeypatch.setattr(tasks, "look", look)
    return looked


@pytest.mark.parametrize("merge", [False, True])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_says_the_same_and_looks_at_nothing(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, merge: bool, jobs: int
) -> None:
    plan = Plan(RULES, merge_clean=merge)
    with_memory = remembering(plan, tmp_path / "cache" / "done.sqlite")
    expected = check(crawl, plan)
    assert check(crawl, with_memory, jobs) == expected
    looked = counted(monkeypatch)
    assert check(crawl, with_memory) == expected
    assert sum(looked) == 0


def test_a_change_costs_the_file_that_changed(crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = remembering(Plan(RULES), tmp_path / "done.sqlite")
    check(crawl, plan)
    (crawl / "00.txt").write_text("Now now it is is wrong.\n")
    (crawl / "000.txt").write_text("A new file.\n")
    looked = counted(monkeypatch)
    found = check(crawl, plan)
    assert sum(looked) == 2
    assert found == check(crawl, replace(plan, memory=None))


@pytest.mark.parametrize(
    "other",
    [
        Plan(RULES[:1]),
        Plan(RULES, min_confidence=0.99),
        Plan(RULES, keep_text=True),
        Plan(RULES, ReadOptions(text_field="id")),
    ],
)
def test_another_plan_has_other_keys(crawl: Path, tmp_path: Path, other: Plan) -> None:
    path = tmp_path / "done.sqlite"
    check(crawl, remembering(Plan(RULES), path))
    assert check(crawl, remembering(other, path)) == check(crawl, other)


@pytest.mark.parametrize("damage", ["garbage", "value", "folder"])
def test_a_broken_cache_costs_a_look(crawl: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "done.sqlite"
    plan = remembering(Plan(RULES), path)
    expected = check(crawl, plan)
    if damage == "garbage":
        path.write_bytes(b"not a database" * 1000)
    elif damage == "value":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE done SET value = x'00'")
    else:
        for file in tmp_path.glob("done.sqlite*"):
            file.unlink()
        path.mkdir()
    assert check(crawl, plan) == expected
