"""The hooks, run by pre-commit itself from a clone; only the installation is left out (it would need an index)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")
pytest.importorskip("pre_commit")

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
BROKEN = "They met. . . Then they left.\n"
TWICE = "The river rose in the night and carried two boats to the mill, and the miller found them there at dawn.\n"


def run(folder: Path, *arguments: str, code: int | None = 0) -> str:
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | identity | {"PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(folder.parent / "cache")}
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert code is None or done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def repository(folder: Path, files: dict[str, str]) -> str:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", ".")
    run(folder, "git", "commit", "-q", "-m", "x")
    return run(folder, "git", "rev-parse", "HEAD").strip()


def pre_commit(tmp_path: Path, hook: str, files: dict[str, str], code: int, *arguments: str) -> str:
    """What pre-commit says about a repository with `files` whose configuration names `hook` of a clone of ours."""
    hooks = yaml.safe_load(MANIFEST.read_text("utf-8"))
    for each in hooks:
        each |= {"language": "system", "entry": each["entry"].replace("qc ", f"{sys.executable} -m qc ", 1)}
    revision = repository(tmp_path / "ours", {".pre-commit-hooks.yaml": yaml.safe_dump(hooks)})
    wanted = {"id": hook, "args": list(arguments)} if arguments else {"id": hook}
    config = {"repos": [{"repo": str(tmp_path / "ours"), "rev": revision, "hooks": [wanted]}]}
    repository(tmp_path / "theirs", {**files, ".pre-commit-config.yaml": yaml.safe_dump(config)})
    return run(tmp_path / "theirs", sys.executable, "-m", "pre_commit", "run", "--all-files", code=code)


def test_the_manifest_is_valid() -> None:
    run(ROOT, sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST))
    assert [each["id"] for each in yaml.safe_load(MANIFEST.read_text("utf-8"))] == ["qc", "qc-corpus"]


def test_each_document_by_itself(tmp_path: Path) -> None:
    files = {"a.txt": BROKEN, "b.md": "Fine.\n", "c.py": "x = '. . .'\n", "qc-baseline.jsonl": ""}
    said = pre_commit(tmp_path, "qc", files, 1)
    assert "a.txt:1:9" in said
    assert "2 documents = 2 checked" in said


def test_nothing_to_look_at(tmp_path: Path) -> None:
    assert "no files to check" in pre_commit(tmp_path, "qc", {"c.py": "x = 1\n"}, 0)


def test_all_documents_together(tmp_path: Path) -> None:
    files = {f"crawl/{name}.txt": TWICE for name in "ab"} | {"other/c.txt": BROKEN}
    said = pre_commit(tmp_path, "qc-corpus", files, 1, "crawl")
    assert "DUP101" in said
    assert "c.txt" not in said


def test_the_first_hook_does_not_compare(tmp_path: Path) -> None:
    pre_commit(tmp_path, "qc", {f"crawl/{name}.txt": TWICE for name in "ab"}, 0)
