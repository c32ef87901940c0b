"""From JSON Lines back to a run: nothing that the file holds is lost, and shards add up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk_fixture import cluster
from made_runs import checked, failed, hostile, many, outcome, run, skipped

from qc import baseline, reports
from qc.baseline import Entry
from qc.cli import main
from qc.document import State
from qc.finding import Standing
from qc.outcome import Comparison, Run, Vetted
from qc.reports.loading import LoadError, load


def written(made: Run, path: Path) -> str:
    return str(reports.write_file(made, str(path)))


@pytest.mark.parametrize("made", [many(12, 5), run(), run(checked("clean")), run(*cluster(3)), hostile()])
def test_what_was_written_is_read_again(made: Run, tmp_path: Path) -> None:
    again = load([written(made, tmp_path / "a.jsonl")])
    first, second = (sorted("".join(reports.render(it, "jsonl")).splitlines()) for it in (made, again))
    assert [json.loads(it) for it in first] == [json.loads(it) for it in second]


def test_inputs_keep_their_state_their_reason_and_their_finding(tmp_path: Path) -> None:
    several = [failed("x.gz", "first"), failed("x.gz", "second"), skipped("y.png"), replace(skipped("z"), count=40)]
    made = run(checked("⟦a⟧"), *several)
    again = load([written(made, tmp_path / "a.jsonl")])
    assert again.states() == made.states()
    told = [(it.path, it.state, it.reason, it.count, [found.message for found in it.findings]) for it in again.outcomes]
    assert told == [
        (it.path, it.state, it.reason, it.count, [found.message for found in it.findings]) for it in made.outcomes
    ]


def known(made: Run, *, listed: bool, states: tuple[str, ...], until: str = "") -> Run:
    """`made` held against a baseline that knows its first findings in these states."""
    entries = {
        found.fingerprint: Entry(found.fingerprint, state=baseline.State(state), until=until)
        for found, state in zip(made.findings, states, strict=False)
    }
    return baseline.against(made, entries, "base.jsonl", today=date(2026, 1, 1), keep_known=listed)


@pytest.mark.parametrize("listed", [True, False])
def test_what_a_baseline_knew_is_still_known(tmp_path: Path, listed: bool) -> None:
    made = known(run(checked("⟦a⟧ ⟦b⟧ ⟦c⟧")), listed=listed, states=("accepted", "legacy"))
    again = load([written(made, tmp_path / "a.jsonl")])
    assert again.vetted == made.vetted == Vetted("base.jsonl", {"accepted": 1, "legacy": 1}, listed=listed)
    assert [it.baseline for it in again.findings] == [it.baseline for it in made.findings]
    assert again.findings[-1].baseline is Standing.NEW
    assert "2 findings are known to base.jsonl: 1 accepted, 1 legacy" in "".join(reports.render(again, "full"))


def test_what_the_baselines_of_shards_knew_adds_up(tmp_path: Path) -> None:
    first = known(run(checked("⟦a⟧ ⟦b⟧")), listed=False, states=("accepted",))
    second = known(run(checked("⟦a⟧ ⟦b⟧", "b.txt")), listed=False, states=("accepted", "legacy"))
    third = known(run(checked("⟦a⟧", "c.txt")), listed=False, states=("accepted",), until="2025-12-31")
    merged = load([written(it, tmp_path / f"{at}.jsonl") for at, it in enumerate((first, second, third, run()))])
    assert merged.vetted == Vetted("base.jsonl", {"accepted": 2, "legacy": 1}, expired=1)


def test_what_the_configuration_let_pass_is_counted_again(tmp_path: Path) -> None:
    shards = [
        run(replace(checked("⟦a⟧"), left_out={"ignore-blocks": 2})),
        run(replace(checked("b"), left_out={"x": 1})),
    ]
    merged = load([written(it, tmp_path / f"{at}.jsonl") for at, it in enumerate(shards)])
    assert merged.left_out() == {"ignore-blocks": 2, "x": 1}


def test_shards_add_up(tmp_path: Path) -> None:
    shards = [many(8, 4, seed=1), many(5, 3, seed=2), run(*(checked("clean") for _ in range(7)))]
    paths = [written(it, tmp_path / f"{at}.jsonl") for at, it in enumerate(shards)]
    merged = load(paths)
    assert len(merged.findings) == sum(len(it.findings) for it in shards)
    assert merged.states() == sum((it.states() for it in shards[1:]), shards[0].states())
    assert merged.severities() == sum((it.severities() for it in shards[1:]), shards[0].severities())
    assert merged.complete
    assert merged.settings == {"fail-on": "warning", "select": ["ALL"]}


def test_settings_that_differ_are_all_told(tmp_path: Path) -> None:
    shards = [run(settings={"fail-on": level}) for level in ("error", "any")]
    merged = load(written(it, tmp_path / f"{at}.jsonl") for at, it in enumerate(shards))
    assert merged.settings == {"fail-on": ["error", "any"]}


def test_a_file_that_was_cut_off_is_an_incomplete_run(tmp_path: Path) -> None:
    path = Path(written(many(6, 3), tmp_path / "a.jsonl"))
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]), "utf-8")
    again = load([str(path)])
    assert not again.complete
    assert len(again.findings) > 10


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"schema":"qc/1"}',
        '{"schema":"other","type":"finding"}',
        '{"schema":"qc/1","type":"finding"}',
        '{"schema":"qc/1","type":"finding","location":7}',
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
        "9" * 5000,
    ],
)
def test_what_is_not_ours_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(LoadError, match=r"a\.jsonl:2: "):
        load([str(path)])


def test_every_format_can_be_made_of_what_was_loaded(tmp_path: Path) -> None:
    again = load([written(many(6, 4), tmp_path / "a.jsonl")])
    for name in reports.format_names():
        made = "".join(reports.render(again, name))
        assert made or name in ("none", "droplist")  # no document here is a copy to be dropped


def test_a_comparison_counts_each_finding_once() -> None:
    old, new = run(checked("⟦a⟧ ⟦b⟧")), run(checked("⟦a⟧ b ⟦c⟧"))
    compared = Comparison.between(old, new)
    assert sorted(compared.states.values()) == ["new", "unchanged"]
    assert [it.fingerprint for it in compared.fixed] == [old.findings[1].fingerprint]
    diagnostics = Comparison.between(run(failed("x")), run(failed("x")))
    assert (diagnostics.states, list(diagnostics.fixed)) == ({}, [])


def test_clean_documents_are_counted(tmp_path: Path) -> None:
    made = run(checked("⟦a⟧"), replace(outcome("clean", []), count=9))
    again = load([written(made, tmp_path / "a.jsonl")])
    assert again.states()[State.CHECKED] == 10


def test_the_command_merges_shards_and_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("He spoke. . . Then he left.\n", "utf-8")
    Path("b.txt").write_text("They met. . . Then they left.\n", "utf-8")
    for name in ("a", "b"):
        checking = ["check", f"{name}.txt", "--isolated", "--select", "GAR103", "-q", "--exit-zero"]
        assert main([*checking, "--report", f"{name}.jsonl"]) == 0
    Path("a.txt").unlink()  # nothing is checked again
    assert main(["report", "a.jsonl", "b.jsonl", "-o", "both.html", "-o", "both.json", "--previous", "a.jsonl"]) == 0
    told = json.loads(Path("both.json").read_text("utf-8"))
    assert told["summary"]["documents"] == {"total": 2, "checked": 2, "failed": 0, "skipped": 0}
    assert [it["location"]["path"] for it in told["findings"]] == ["a.txt", "b.txt"]
    page = Path("both.html").read_text("utf-8")
    assert ">1 new</a> <span>0 fixed</span>" in page
    assert ">1 unchanged</a>" in page
