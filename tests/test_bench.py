"""The benches run for a stranger, without data and without peers, and their pages hold what they measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import corpora, long_run, speed, speed_page, synthetic
from qc.api import plan
from qc.config import load

LONG_RUN = {"command": "c", "bytes": 1, "documents": 1, "seconds": 1, "peak_mb": 123.4, "tenths_mb": [7.0] * 10}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:  # type: ignore[type-arg]
    folder = tmp_path_factory.mktemp("bench")
    corpora.write(folder / "texts.jsonl", synthetic.corpus(60_000))
    arguments = ["--data", str(folder / "texts.jsonl"), "--seconds", "1", "--no-peers", "--json", str(folder / "out")]
    speed.main(arguments)
    measured: dict[str, dict] = json.loads((folder / "out").read_text())  # type: ignore[type-arg]
    return measured


def test_speed_measures_qc_and_the_yardstick(figures: dict[str, dict]) -> None:  # type: ignore[type-arg]
    passes = figures["comparison"]["data"]["passes"]
    assert list(passes) == ["qc: all default rules", r"re.findall(r'\w+')"]
    assert all(scores["mb_per_s"] > 0 and len(scores["seconds"]) == 3 for scores in passes.values())


def test_every_default_rule_is_in_the_profile(figures: dict[str, dict]) -> None:  # type: ignore[type-arg]
    timed = {row["name"].split()[0] for row in figures["profile"]["data"] if row["kind"] == "rule"}
    assert timed == {rule.code for rule in plan(load()).rules}


def test_two_processes_say_what_one_says(figures: dict[str, dict]) -> None:  # type: ignore[type-arg]
    alone, together = ([run["output"] for run in figures["runs"] if run["jobs"] == jobs] for jobs in (1, 2))
    assert alone == together


def test_the_page_shows_what_was_measured(figures: dict[str, dict]) -> None:  # type: ignore[type-arg]
    page = speed_page.page(figures, LONG_RUN)
    for scores in figures["comparison"]["data"]["passes"].values():
        assert str(scores["mb_per_s"]) in page


def test_the_main_process_says_what_it_did_itself(figures: dict[str, dict]) -> None:  # type: ignore[type-arg]
    for run in figures["runs"]:
        assert set(run["own"]) == {"ordering", "conclusion", "writing"}


def test_what_takes_much_has_a_reason() -> None:
    """On the page as it stands: no rule takes more than a part of the whole for which nobody can say why."""
    stored = json.loads(speed_page.STORED.read_text(encoding="utf-8"))
    for rows in stored["profile"].values():
        for row in rows:
            assert row["percent"] <= speed_page.MUCH or speed_page.reason(row["name"])


def test_a_long_run_is_followed_from_tenth_to_tenth(tmp_path: Path) -> None:
    measured = long_run.measure(tmp_path / "corpus.jsonl", 3_000_000, jobs=1)
    assert measured["bytes"] >= 3_000_000
    assert len(measured["tenths_mb"]) == 10
    assert 0 < max(measured["tenths_mb"]) == measured["peak_mb"] < 400


def test_a_synthetic_corpus_is_the_same_from_the_same_seed() -> None:
    first, again = (list(synthetic.corpus(20_000, seed=seed)) for seed in (7, 7))
    assert first == again
    assert first != list(synthetic.corpus(20_000, seed=8))


def test_a_page_that_several_extractors_left_counts_once(tmp_path: Path) -> None:
    rows = [{"id": f"a/{each}", "page": "a", "text": each, "gold": "The body."} for each in ("one", "two")]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    assert [sample.text for sample in corpora.samples(path)] == ["The body."]
