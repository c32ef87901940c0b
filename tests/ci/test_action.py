"""The action: valid by the schema of actions, pinned, and its check step run in a shell as a runner would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"


@pytest.fixture(scope="module")
def action() -> Any:
    return yaml.safe_load(ACTION.read_text("utf-8"))


def test_valid_by_the_schema_of_actions() -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_it_uses_is_pinned_to_a_version(action: Any) -> None:
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert len(used) == 3
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+\.\d+\.\d+", name) for name in used)


def test_no_input_is_part_of_a_script(action: Any) -> None:
    """Inputs reach a script as variables: what stands in them is never read as shell."""
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


def test_every_input_is_used(action: Any) -> None:
    text = ACTION.read_text("utf-8")
    assert all(f"inputs.{name}" in text for name in action["inputs"])


def check(action: Any, folder: Path, paths: str, arguments: str = "") -> tuple[str, str]:
    """What the check step writes as output and as summary, for a runner whose qc is ours."""
    wrapper = folder / "runner/qc/bin/qc"
    wrapper.parent.mkdir(parents=True)
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qc "$@"\n')
    wrapper.chmod(0o755)
    (step,) = (step for step in action["runs"]["steps"] if step.get("id") == "check")
    told = {
        "RUNNER_TEMP": str(folder / "runner"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "PYTHONPATH": str(ROOT),
        "QC_PATHS": paths,
        "QC_ARGS": arguments,
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(shell, cwd=folder, env=os.environ | told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    summary = folder / "summary"
    return (folder / "output").read_text(), summary.read_text("utf-8") if summary.exists() else ""


@pytest.mark.parametrize(
    ("paths", "arguments", "code"),
    [("a.txt\nb c.txt", "", 1), ("b c.txt", "", 0), ("a.txt", "--fail-on\nerror", 0), ("$(touch pwned)", "", 2)],
)
def test_the_check_step(action: Any, tmp_path: Path, paths: str, arguments: str, code: int) -> None:
    (tmp_path / "a.txt").write_text("They met. . . Then they left.\n")
    (tmp_path / "b c.txt").write_text("Fine.\n")
    output, summary = check(action, tmp_path, paths, arguments)
    assert output == f"exit-code={code}\n"
    assert not (tmp_path / "pwned").exists()
    assert summary
    written = {path.name for path in (tmp_path / "runner/qc-report").iterdir()}
    assert {"report.html", "report.sarif", "report.jsonl", "summary.md"} <= written
