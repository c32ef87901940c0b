"""`--profile` names every stage and rule, on stderr, and changes nothing on stdout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qc", "check", "a.txt", "--isolated", "--no-cache", "--exit-zero", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)


def test_profile(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained on the the town all day.\n")
    plain, profiled = run(tmp_path), run(tmp_path, "--profile", "--select", "REP104,GAR103")
    assert plain.stderr == ""
    rows = [line.split()[0] for line in profiled.stderr.splitlines()]
    assert rows[0] == "stage"
    own = {"ordering", "writing"}  # the conclusion is that of corpus rules
    assert set(rows[1:]) == {"reading", "columns", "places", "REP104", "GAR103", "all"} | own
    assert "conclusion" in run(tmp_path, "--profile").stderr
    assert profiled.stdout == run(tmp_path, "--select", "REP104,GAR103").stdout
