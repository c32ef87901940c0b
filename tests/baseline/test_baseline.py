"""The baseline: what is known stays known whatever moves around it, and what is new is never taken for it."""

from __future__ import annotations

import datetime
import json
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qc
from qc import baseline
from qc.baseline import BaselineError, Entry, State
from qc.cli import main
from qc.finding import Standing
from qc.outcome import Run

BROKEN = ["They met. . . Then they left.", "We waited. . . Nobody came.", "It rained. . . The road was gone."]
CLEAN = ["The river rose in the night.", "Two boats were found in the morning.", "", "Nobody had seen the storm come."]
TODAY = datetime.date(2026, 6, 1)
SELECT = ["--select", "GAR103"]
slow_fixture = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*paths: str, jobs: int = 1) -> Run:
    return qc.check_files(paths, select=["GAR103"], jobs=jobs)


def prints(run: Run) -> list[str]:
    return sorted(finding.fingerprint for finding in run.findings)


def records(path: str, texts: Iterable[tuple[str, str]]) -> None:
    lines = (json.dumps({"id": key, "text": text}) + "\n" for key, text in texts)
    Path(path).write_text("".join(lines), "utf-8")


class TestFingerprintsLast:
    @slow_fixture
    @given(st.lists(st.sampled_from(BROKEN + CLEAN), max_size=8), st.randoms(use_true_random=False))
    def test_inserted_lines(self, lines: list[str], chance: random.Random) -> None:
        Path("a.txt").write_text("\n\n".join(lines), "utf-8")
        before = prints(check("a.txt"))
        for _ in range(3):
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(CLEAN))
        Path("a.txt").write_text("\n\n".join(lines), "utf-8")
        assert prints(check("a.txt")) == before

    @slow_fixture
    @given(st.permutations(range(6)), st.integers(1, 2))
    def test_records_in_another_order_and_file(self, order: list[int], jobs: int) -> None:
        texts = [(f"page {number}", BROKEN[number % 3]) for number in range(6)]
        records("a.jsonl", texts)
        before = prints(check("a.jsonl"))
        assert len(set(before)) == 6
        records("b.jsonl", [texts[number] for number in order[:3]])
        records("c.jsonl", [texts[number] for number in order[3:]])
        assert prints(check("c.jsonl", "b.jsonl", jobs=jobs)) == before

    def test_the_workers_do_not_matter(self) -> None:
        for number in range(40):
            Path(f"{number}.txt").write_text(" ".join(BROKEN) * 20, "utf-8")
        one, two = check(".", jobs=1), check(".", jobs=2)
        assert [it.fingerprint for it in one.findings] == [it.fingerprint for it in two.findings]

    def test_however_the_path_is_spelled(self, here: Path) -> None:
        Path("x").mkdir()
        Path("x/a.txt").write_text(BROKEN[0], "utf-8")
        spelled = ["x/a.txt", "./x/a.txt", "x/../x/a.txt", str(here / "x/a.txt"), "x", "."]
        assert len({tuple(prints(check(path))) for path in spelled}) == 1

    def test_one_id_in_two_files_is_two_findings(self) -> None:
        records("a.jsonl", [("1", BROKEN[0])])
        records("b.jsonl", [("1", BROKEN[0])])
        both = prints(check("a.jsonl", "b.jsonl"))
        assert len(set(both)) == 2
        assert prints(check("b.jsonl", "a.jsonl")) == both

    def test_a_swap_is_caught(self) -> None:
        Path("a.txt").write_text(BROKEN[0] + "\n\n" + CLEAN[0], "utf-8")
        entries = known(check("a.txt"))
        Path("b.txt").write_text(BROKEN[1], "utf-8")
        Path("a.txt").write_text(CLEAN[0], "utf-8")
        now = check("a.txt", "b.txt")
        assert len(now.findings) == len(entries) == 1
        assert [it.baseline for it in against(now, entries).findings] == [Standing.NEW]
        assert list(baseline.gone(now, entries, {"GAR103"})) == list(entries.values())

    def test_one_more_of_the_same_is_one_new(self) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        entries = known(check("a.txt"))
        Path("a.txt").write_text("\n\n".join(BROKEN[:1] * 2), "utf-8")
        assert len(against(check("a.txt"), entries).findings) == 1


def known(run: Run, **said: str) -> dict[str, Entry]:
    return {it.fingerprint: baseline.entry_of(it, outcome, **said) for outcome, it in baseline.new(run, {})}


def against(run: Run, entries: dict[str, Entry], *, keep_known: bool = False) -> Run:
    return baseline.against(run, entries, "it", today=TODAY, keep_known=keep_known)


class TestStanding:
    @pytest.mark.parametrize(
        ("until", "standing"),
        [("", Standing.LEGACY), ("2026-06-01", Standing.LEGACY), ("2026-05-31", Standing.EXPIRED)],
    )
    def test_until(self, until: str, standing: Standing) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        run = check("a.txt")
        done = against(run, known(run, until=until), keep_known=True)
        assert [it.baseline for it in done.findings] == [standing]
        assert done.vetted
        assert done.vetted.expired == (standing is Standing.EXPIRED)

    def test_what_the_run_says_about_itself_is_never_known(self) -> None:
        Path("a.jsonl").write_text('{"text": "cut', "utf-8")
        run = check("a.jsonl")
        assert [it.code for it in run.findings] == ["QC001"]
        assert known(run) == {}

    def test_entries_of_what_could_not_be_read_stay(self) -> None:
        records("a.jsonl", [("1", BROKEN[0])])
        entries = known(check("a.jsonl"))
        Path("a.jsonl").write_text("{", "utf-8")
        assert baseline.gone(check("a.jsonl"), entries, {"GAR103"}) == []
        Path("a.jsonl").unlink()
        Path("b.txt").write_text("Fine.", "utf-8")
        assert baseline.gone(check("b.txt"), entries, {"REP103"}) == []
        assert len(baseline.gone(check("b.txt"), entries, {"GAR103"})) == 1


class TestFile:
    def test_round_trip_sorted(self) -> None:
        entries = [Entry("b:1", "X", "d", "m\u202e\n", State.ACCEPTED, "why", "me", "2026-01-01"), Entry("a:1")]
        baseline.write("x.jsonl", entries)
        assert list(baseline.read("x.jsonl").values()) == [entries[1], entries[0]]
        assert Path("x.jsonl").read_bytes().isascii()

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("<<<<<<< HEAD", "x:1: a conflict of a merge"),
            ("{", "x:1: not a line of JSON"),
            ("[]", "x:1: not a JSON object"),
            ("{}", "x:1: has no fingerprint"),
            ('{"fingerprint": "a", "stat": "legacy"}', "unknown field 'stat'; did you mean 'state'"),
            ('{"fingerprint": "a", "state": "fine"}', "unknown state 'fine'; there are accepted, false-positive"),
            ('{"fingerprint": "a", "until": "soon"}', "until expects a day such as 2026-12-31, not 'soon'"),
            ('{"fingerprint": "a", "reason": 5}', "reason must be a text"),
            ('{"fingerprint": "a"}\n{"fingerprint": "a"}', "x:2: the fingerprint a stands here twice"),
        ],
    )
    def test_refused(self, line: str, message: str) -> None:
        with pytest.raises(BaselineError) as caught:
            baseline.parse(line.encode(), "x")
        assert message in str(caught.value)


class TestCommands:
    def test_the_life_of_a_baseline(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        Path("b.txt").write_text(BROKEN[1], "utf-8")
        assert main(["baseline", "create", *SELECT, "--reason", "old news", "--by", "me"]) == 0
        assert main(["baseline", "create", *SELECT]) == 2
        assert "is there already; --add" in capsys.readouterr().err
        assert main(["check", *SELECT]) == 0
        assert "2 findings are known to qc-baseline.jsonl: 2 legacy" in capsys.readouterr().out
        assert main(["check", *SELECT, "--no-baseline"]) == 1
        Path("a.txt").write_text(CLEAN[0], "utf-8")
        Path("c.txt").write_text(BROKEN[2], "utf-8")
        assert main(["check", *SELECT]) == 1
        capsys.readouterr()
        assert main(["baseline", "update", *SELECT]) == 1
        said = capsys.readouterr()
        assert said.out.startswith("c.txt:1:10: GAR103")
        assert "1 finding gone, 1 known" in said.err
        assert main(["baseline", "create", "--add", *SELECT]) == 0
        assert main(["baseline", "update", *SELECT]) == 0
        capsys.readouterr()
        assert main(["baseline", "show"]) == 0
        shown = capsys.readouterr().out
        assert 'GAR103 b.txt: ". . ."  (old news; by me)' in shown
        assert "2 findings known to qc-baseline.jsonl: 0 accepted, 0 false-positive, 2 legacy" in shown
        Path("c.txt").write_text(CLEAN[0], "utf-8")
        assert main(["baseline", "prune", *SELECT]) == 0
        assert len(baseline.read(baseline.FILE)) == 1

    def test_shown_but_not_counted(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        main(["baseline", "create", *SELECT, "--state", "false-positive"])
        capsys.readouterr()
        assert main(["check", *SELECT, "--show-known", "--output-format", "jsonl"]) == 0
        finding, account = map(json.loads, capsys.readouterr().out.splitlines())
        assert finding["baseline"] == "false-positive"
        assert account["baseline"]["known"] == {"false-positive": 1}
        assert main(["check", *SELECT, "--output-format", "jsonl"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 1

    def test_expiry_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        main(["baseline", "create", *SELECT, "--until", "2001-01-01"])
        assert main(["check", *SELECT]) == 1
        assert "1 known finding counts again" in capsys.readouterr().err

    def test_nothing_is_written_where_the_check_could_not_be_done(self) -> None:
        assert main(["baseline", "create", "gone.txt", *SELECT]) == 2
        assert not Path(baseline.FILE).exists()

    def test_import(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text("\n\n".join(BROKEN[:2]), "utf-8")
        one, two = prints(check("a.txt"))
        lines = [
            {"fingerprint": one, "state": "false-positive", "reason": "a quote", "by": "me", "until": None},
            {"fingerprint": two, "state": "accepted", "reason": "", "by": "me", "until": "2999-01-01"},
        ]
        Path("qc-triage.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        assert main(["baseline", "import", "qc-triage.jsonl"]) == 0
        assert main(["check", "a.txt", *SELECT]) == 0
        assert main(["baseline", "update", "a.txt", *SELECT]) == 0
        entries = baseline.read(baseline.FILE)
        assert [(it.code, it.state) for it in (entries[one], entries[two])] == [
            ("GAR103", State.FALSE_POSITIVE),
            ("GAR103", State.ACCEPTED),
        ]

    def test_contradictions(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--baseline", "x", "--no-baseline"]) == 2
        assert main(["check", "--baseline", "x"]) == 2
        assert "x: cannot read the baseline" in capsys.readouterr().err

    def test_diff(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text("\n\n".join(BROKEN[:2]), "utf-8")
        main(["check", "a.txt", *SELECT, "--report", "old.jsonl"])
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        main(["check", "a.txt", *SELECT, "--report", "less.jsonl"])
        Path("b.txt").write_text(BROKEN[2], "utf-8")
        main(["check", "a.txt", "b.txt", *SELECT, "--report", "new.jsonl"])
        capsys.readouterr()
        assert main(["diff", "old.jsonl", "less.jsonl"]) == 0
        assert capsys.readouterr().out.endswith("0 new, 1 fixed, 1 unchanged\n")
        assert main(["diff", "old.jsonl", "new.jsonl"]) == 1
        said = capsys.readouterr().out.splitlines()
        assert [line[:2] for line in said] == ["- ", "+ ", "1 "]
        Path("cut.jsonl").write_text("".join(Path("new.jsonl").read_text("utf-8").splitlines(True)[:-1]), "utf-8")
        assert main(["diff", "cut.jsonl", "new.jsonl"]) == 2
        assert "only whole runs can be compared" in capsys.readouterr().err

    def test_diff_says_what_a_baseline_hides_from_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        main(["check", "a.txt", *SELECT, "--report", "old.jsonl"])
        main(["baseline", "create", "a.txt", *SELECT])
        for option, hidden in (("--show-known", False), ("--no-baseline", False), ("--quiet", True)):
            main(["check", "a.txt", *SELECT, option, "--report", "new.jsonl"])
            capsys.readouterr()
            assert main(["diff", "old.jsonl", "new.jsonl"]) == 0
            assert ("warning: new.jsonl does not list 1 known finding" in capsys.readouterr().err) == hidden


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


class TestGit:
    @pytest.fixture
    def repository(self, here: Path) -> Path:
        Path("crawl").mkdir()
        Path("crawl/a.txt").write_text(BROKEN[0], "utf-8")
        Path("crawl/b.txt").write_text(BROKEN[1], "utf-8")
        git("init", "-q")
        git("add", ".")
        git("commit", "-q", "-m", "first")
        return here

    def test_what_was_there_is_known(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", *SELECT]) == 1
        capsys.readouterr()
        assert main(["check", *SELECT, "--baseline-from-ref", "HEAD"]) == 0
        assert "2 findings are known to HEAD: 2 legacy" in capsys.readouterr().out
        Path("crawl/a.txt").write_text(CLEAN[0] + "\n\n" + BROKEN[0] + "\n\n" + BROKEN[2], "utf-8")
        assert main(["check", "crawl", *SELECT, "--baseline-from-ref", "HEAD", "--output-format", "concise"]) == 1
        said = capsys.readouterr().out
        assert "1 finding: 1 warning" in said

    def test_from_a_folder_below(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository / "crawl")
        assert main(["check", "a.txt", "*.txt", *SELECT, "--baseline-from-ref", "HEAD"]) == 0
        assert main(["check", "..", *SELECT, "--baseline-from-ref", "HEAD"]) == 0
        assert main(["check", "../..", *SELECT, "--baseline-from-ref", "HEAD"]) == 2

    def test_only_what_changed_since(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", *SELECT, "--since", "HEAD"]) == 0
        assert "left out 2 inputs without a difference from HEAD" in capsys.readouterr().err
        Path("crawl/a.txt").write_text(BROKEN[2], "utf-8")
        Path(".gitignore").write_text("new.txt\n", "utf-8")
        Path("new.txt").write_text(BROKEN[2], "utf-8")
        assert main(["check", *SELECT, "--since", "HEAD"]) == 1
        assert "= 2 checked + 0 failed" in capsys.readouterr().out

    def test_fixing_what_changed_counts_the_rest_once(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("crawl/a.txt").write_text("They met. . . Then they left.\n", "utf-8")
        assert main(["check", "--select", "GAR103", "--since", "HEAD", "--fix"]) == 0
        said = capsys.readouterr().err.splitlines()
        assert said[0] == said[2] == "note: left out 1 input without a difference from HEAD"
        assert said[1] == "note: fixed 1 finding in 1 file"

    def test_refused(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for option in ("--since", "--baseline-from-ref"):
            for ref in ("nowhere", "--output=x"):
                assert main(["check", *SELECT, f"{option}={ref}"]) == 2
                assert f"git knows no commit {ref!r} here" in capsys.readouterr().err
        assert not Path("x").exists()

    def test_outside_of_a_repository(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.txt").write_text(BROKEN[0], "utf-8")
        assert main(["check", "--since", "HEAD"]) == 2
        assert "not a git repository" in capsys.readouterr().err

    def test_without_git(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PATH", str(repository))
        assert main(["check", "--since", "HEAD"]) == 2
        assert "git is not installed" in capsys.readouterr().err
