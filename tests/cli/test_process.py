"""qc as the system sees it: pipes that close, interrupts, full disks, names that are no text, and how it begins."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from qc import cli
from qc.gate import ExitCode

ROOT = Path(__file__).parents[2]
FINDING = "They met. . . Then they left.\n"
RECORD = json.dumps({"text": FINDING}) + "\n"


def command(*arguments: str | bytes) -> list[str | bytes]:
    return [sys.executable, "-m", "qc", *arguments]


def environment(**variables: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | variables


def run(*arguments: str | bytes, **options: Any) -> subprocess.CompletedProcess[bytes]:
    options = {"capture_output": True, "env": environment(), "timeout": 60} | options
    return subprocess.run(command(*arguments), check=False, **options)


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORD * 5_000)
    checking = subprocess.Popen(
        command("check", "a.jsonl", "--select", "GAR103"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert checking.stdout is not None
    checking.stdout.read(100)
    checking.stdout.close()
    assert checking.stderr is not None
    assert checking.stderr.read() == b""
    assert checking.wait(60) == ExitCode.FOUND


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FINDING)
    with Path("/dev/full").open("wb") as full:
        done = run("check", "a.txt", "--select", "GAR103", cwd=tmp_path, capture_output=False, stdout=full, stderr=-1)
    assert done.returncode == ExitCode.FAILED
    assert done.stderr == b"error: cannot print the result: No space left on device\n"


def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FINDING)
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (tmp_path / "locked").mkdir(mode=0o500)
    done = run("check", "a.txt", "--report", "locked/out.json", cwd=tmp_path)
    assert done.returncode == ExitCode.FAILED
    assert done.stderr == b"error: cannot write the report locked/out.json: Permission denied\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_reports_what_was_done(tmp_path: Path, jobs: str) -> None:
    fifo = tmp_path / "feed"
    os.mkfifo(fifo)
    arguments = (
        "check",
        "-",
        "--input-format",
        "jsonl",
        "--select",
        "GAR103",
        "-v",
        "-j",
        jobs,
        "--report",
        "out.json",
    )
    with fifo.open("r+b", buffering=0) as feed:
        checking = subprocess.Popen(
            command(*arguments),
            cwd=tmp_path,
            env=environment(),
            stdin=feed,
            stdout=-1,
            stderr=-1,
            start_new_session=True,
        )
        assert checking.stderr is not None
        while not checking.stderr.readline().startswith(b"note: rules"):
            pass  # it has begun to check
        for _ in range(5):
            feed.write(RECORD.encode() * 1_000)
        time.sleep(1)
        os.killpg(checking.pid, signal.SIGINT)
        _, said = checking.communicate(timeout=60)
    assert checking.returncode == ExitCode.INTERRUPTED
    assert said == b"note: wrote out.json\n"
    summary = json.loads((tmp_path / "out.json").read_bytes())["summary"]
    assert summary["complete"] is False
    assert 2_000 <= summary["documents"]["checked"] <= 5_000 or jobs == "2"


def test_an_interrupt_while_it_begins(tmp_path: Path) -> None:
    code = (
        "import sys, signal, os\n"
        "class Interrupter:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'numpy': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupter())\n"
        "sys.argv = ['qc', 'check', 'a.txt']\n"
        "from qc.__main__ import main; sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, b"")


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = b"caf\xe9\x1b[31m.txt"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text(FINDING)
    done = run("check", name, "--select", "GAR103", cwd=tmp_path)
    assert done.returncode == ExitCode.FOUND
    assert b"\x1b" not in done.stdout + done.stderr
    assert rb"caf\xe9" in done.stdout
    gone = run("check", b"gone" + name, cwd=tmp_path)
    assert gone.returncode == ExitCode.FAILED
    assert b"\x1b" not in gone.stdout + gone.stderr
    assert rb"gonecaf\xe9" in gone.stderr


def test_modules_in_the_working_folder_are_not_imported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FINDING)
    for name in ("json", "csv", "numpy", "typer", "tomllib", "orjson", "sitecustomize", "qc_rules"):
        (tmp_path / f"{name}.py").write_text("open('RAN', 'w')")
    info = tmp_path / "qc_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: qc_rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[qc.rules]\nx = qc_rules\n")
    done = run("check", "a.txt", "--select", "GAR103", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (ExitCode.FOUND, b"")
    assert not (tmp_path / "RAN").exists()


def test_data_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Они встретились. . . И ушли. 😀\n", "utf-8")
    arguments = ("check", "a.txt", "--select", "GAR103", "--output-format", "json")
    done = run(*arguments, cwd=tmp_path, env=environment(PYTHONIOENCODING="latin-1"))
    assert "встретились" in done.stdout.decode("utf-8")
    json.loads(done.stdout)


def test_closed_stdin(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m qc check - <&-"
    done = subprocess.run(shell, shell=True, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == ExitCode.FAILED
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr


def test_closed_stdout_and_stderr(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FINDING)
    shell = f"{sys.executable} -m qc check a.txt --select GAR103 >&- 2>&-"
    assert subprocess.run(shell, shell=True, cwd=tmp_path, env=environment(), check=False).returncode == ExitCode.FOUND


def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(FINDING)
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f"cd {gone} && rmdir {gone} && {sys.executable} -m qc check {text} --select GAR103"
    done = subprocess.run(shell, shell=True, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.FOUND, b"")


class TestDefects:
    """What nobody foresaw is one line, exit 2, and the way there only on request."""

    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def break_down(*_: object, **__: object) -> None:
            raise ZeroDivisionError("by\x1b[31m zero")

        monkeypatch.setattr("qc.cli.check.configuration", break_down)

    def test_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["check", "x"]) == ExitCode.FAILED
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.splitlines() == [
            "error: this is a defect of qc, please report it: ZeroDivisionError: by␛[31m zero",
            "note: --verbose shows where it happened",
        ]

    def test_where(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["check", "-v", "x"]) == ExitCode.FAILED
        assert "in break_down" in capsys.readouterr().err


class TestBeginning:
    def loaded(self, code: str) -> set[str]:
        printing = f"{code}; import sys; print('\\n'.join(sys.modules))"
        done = subprocess.run([sys.executable, "-c", printing], env=environment(), capture_output=True, check=True)
        return set(done.stdout.decode().split())

    def test_the_version_needs_nothing(self) -> None:
        loaded = self.loaded("import sys; sys.argv = ['qc', '--version']; from qc.__main__ import main; main()")
        ours = {
            name for name in loaded if name.partition(".")[0] in ("qc", "typer", "numpy", "click", "rich", "typing")
        }
        assert ours == {"qc", "qc.__main__"}

    def test_importing_qc_loads_qc_alone(self) -> None:
        assert self.loaded("import qc") - self.loaded("import __future__") == {"qc"}

    def test_a_check_loads_no_report_it_does_not_write(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Fine.\n")
        code = f"from qc.cli import main; main(['check', {str(tmp_path / 'a.txt')!r}, '-q', '--select', 'GAR103'])"
        heavy = {"rich", "jinja2", "ftfy", "textstat", "rapidfuzz", "markdown_it", "charset_normalizer", "pyarrow"}
        heavy |= {"concurrent.futures.process", "qc.cli.pages", "qc.cli.docs"}
        assert not heavy & self.loaded(code)
