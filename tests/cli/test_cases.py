"""The command line as data: every `[[case]]` in `cases/*.toml` is run and compared.

name      what the case shows
files     path -> content, written into an empty folder in which the command runs (a path ending in "/" is a folder)
run       the command line; `$` stands for `qc`
stdin     what is piped in (such a case runs in a process of its own)
exit      the exit code, 0 unless said
stdout    all of stdout, or with `stdout-has` / `stdout-lacks` pieces of it; the same for stderr
written   path -> pieces that the file holds afterwards
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qc.cli import main

ROOT = Path(__file__).parents[2]
KEYS = {"name", "files", "run", "stdin", "exit", "written"} | {
    f"{stream}{suffix}" for stream in ("stdout", "stderr") for suffix in ("", "-has", "-lacks")
}


def cases() -> Iterator[Any]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@dataclass
class Ended:
    exit: int
    stdout: str
    stderr: str


def in_process(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Ended:
    code = main(arguments)
    return Ended(code, *capsys.readouterr())


def in_a_process(arguments: list[str], stdin: str) -> Ended:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "qc", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def write(files: dict[str, str]) -> None:
    for name, content in files.items():
        path = Path(name)
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")


@pytest.mark.parametrize("case", list(cases()))
def test_case(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    write(case.get("files", {}))
    arguments = shlex.split(case["run"].removeprefix("$"))
    ended = in_a_process(arguments, case["stdin"]) if "stdin" in case else in_process(arguments, capsys)
    said = f"exit {ended.exit}\n--- stdout\n{ended.stdout}\n--- stderr\n{ended.stderr}"
    assert ended.exit == case.get("exit", 0), said
    for stream in ("stdout", "stderr"):
        compare(getattr(ended, stream), stream, case, said)
    for name, pieces in case.get("written", {}).items():
        content = Path(name).read_text("utf-8")
        assert all(piece in content for piece in pieces), content
    assert "Traceback" not in ended.stderr


def compare(printed: str, stream: str, case: dict[str, Any], said: str) -> None:
    if stream in case:
        assert printed == case[stream], said
    for piece in case.get(f"{stream}-has", ()):
        assert piece in printed, f"{piece!r} is missing\n{said}"
    for piece in case.get(f"{stream}-lacks", ()):
        assert piece not in printed, f"{piece!r} is there\n{said}"
