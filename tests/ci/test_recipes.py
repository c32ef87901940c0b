"""The recipes say what works: every command is one that qc takes, every name one that there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from qc.cli import main

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/recipes.md").read_text("utf-8")
COMMANDS = re.findall(r"^(?:\$|    -) qc (.+)$", PAGE, re.MULTILINE)


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("crawl").mkdir()
    Path("crawl/a.txt").write_text("They met. . . Then they left.\n")
    Path("qc-triage.jsonl").write_text('{"fingerprint": "x:1", "state": "accepted"}\n')
    main(["check", "crawl", "--no-baseline", "--report", "yesterday.jsonl", "--output-format", "none"])


@pytest.mark.usefixtures("crawl")
def test_the_commands_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    codes = {command: main(shlex.split(command)) for command in COMMANDS}
    assert list(codes.values()) == [1, 0, 0, 0, 0, 0], (codes, capsys.readouterr().err)


def test_names_that_there_are() -> None:
    github, gitlab, hooks = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    used = github["jobs"]["qc"]["steps"][1]["with"]
    assert set(used) <= set(yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"])
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == known
    reports = gitlab["qc"]["artifacts"]["reports"].values()
    assert all(any(path in command for command in COMMANDS) for path in reports)
