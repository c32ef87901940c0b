"""The recipes say what works: every command is one that qc takes, every name one that there is."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
    Path("json").mkdir()
    Path("json/a.json").write_text('{"text": "They met. . . Then they left."}')
    Path("qc-triage.jsonl").write_text('{"fingerprint": "x:1", "state": "accepted"}\n')
    main(["check", "crawl", "--no-baseline", "--report", "yesterday.jsonl", "--output-format", "none"])


@pytest.mark.usefixtures("crawl")
def test_the_commands_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    codes = {command: main(shlex.split(command)) for command in COMMANDS}
    assert list(codes.values()) == [1, 0, 0, 0, 0, 0, 1], (codes, capsys.readouterr().err)


def test_names_that_there_are() -> None:
    github, gitlab, hooks = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
    used = github["jobs"]["qc"]["steps"][1]["with"]
    assert set(used) <= set(yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"])
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == known
    reports = gitlab["qc"]["artifacts"]["reports"].values()
    assert all(any(path in command for command in COMMANDS) for path in reports)


# -- in Python

PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def ran(program: str, folder: Path, then: str) -> str:
    """What `then` prints after a program of the page, run as a file in a folder with a crawl."""
    lines = [json.dumps({"id": name, "text": text}) for name, text in (("a", "Fine."), ("b", "It was the the end."))]
    (folder / "crawl").mkdir()
    for path in ("crawl.jsonl", "crawl/part.jsonl"):
        (folder / path).write_text("\n".join(lines))
    (folder / "program.py").write_text(f"{program}\n{then}\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HF_DATASETS_CACHE": str(folder / "cache")}
    run = [sys.executable, "program.py"]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_settings_of_scrapy() -> None:
    pytest.importorskip("scrapy")
    from scrapy.utils.misc import load_object
    from scrapy.utils.test import get_crawler

    settings: dict[str, Any] = {}
    exec(PROGRAMS[0], settings)
    crawler = get_crawler(settings_dict={name: settings[name] for name in settings if name.isupper()})
    (pipeline,) = settings["ITEM_PIPELINES"]
    item = load_object(pipeline).from_crawler(crawler).process_item({"text": "It was the the end."})
    assert [found["name"] for found in item["qc_findings"]] == ["stuttered-words"]


def test_the_program_with_datasets(tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    assert ran(PROGRAMS[1], tmp_path, "print(clean['id'][:])").splitlines()[-1] == "['a']"


def test_the_program_with_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    ran(PROGRAMS[2], tmp_path, "")
    kept = {folder: list(names_in(tmp_path / folder)) for folder in ("clean", "dropped")}
    assert kept == {"clean": ["a"], "dropped": ["b"]}


def names_in(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        for line in gzip.decompress(path.read_bytes()).splitlines():
            yield json.loads(line)["id"]
