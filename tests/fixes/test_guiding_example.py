"""The user's article, after `--fix --unsafe-fixes`, letter for letter as an editor would leave it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qc.cli import main

SEED = Path(__file__).parents[2] / "seeds/tiongkok-belarus.txt"


def edited(article: str) -> str:
    """What an editor does: four places, and nothing else."""
    article = article[: article.index("\nMore Stories")]
    for wrong, right in (
        ("pertukaran antar masyarakat. . .\n", "pertukaran antar masyarakat…\n"),
        (
            "Inisiatif Keamanan Global, Inisiatif Peradaban Global, serta Inisiatif Peradaban Global.",
            "Inisiatif Keamanan Global, serta Inisiatif Peradaban Global.",
        ),
        (" Inisiatif Pembangunan Global. Membangun", " Membangun"),
    ):
        assert article.count(wrong) == 1
        article = article.replace(wrong, right)
    return article


def test_reads_as_an_editor_would_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEED, "article.txt")
    main(["check", "article.txt", "--fix", "--unsafe-fixes", "--isolated", "--no-cache"])
    assert Path("article.txt").read_text("utf-8") == edited(SEED.read_text("utf-8"))
    fixed = Path("article.txt").read_bytes()
    assert main(["check", "article.txt", "--fix", "--unsafe-fixes", "--isolated", "--no-cache"]) == 0
    assert Path("article.txt").read_bytes() == fixed


def test_safe_fixes_alone_mend_the_ellipsis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEED, "article.txt")
    assert main(["check", "article.txt", "--fix", "--isolated", "--no-cache"]) == 1
    before = SEED.read_text("utf-8")
    assert Path("article.txt").read_text("utf-8") == before.replace("masyarakat. . .", "masyarakat…")
