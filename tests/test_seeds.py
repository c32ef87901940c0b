"""The samples: what qc finds in them is written down, and changes only on purpose.

`python tests/test_seeds.py` writes `tests/seeds.txt` anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).with_name("seeds.txt")


def found() -> str:
    command = [sys.executable, "-P", "-m", "qc", "check", "seeds/", "--output-format", "concise", "--isolated"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ})
    return run.stdout + run.stderr


def test_findings_are_those_written_down() -> None:
    assert found() == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("clean", ["clean-en.txt", "clean-notes.md", "clean-page.html", "clean-languages.jsonl"])
def test_clean_samples_are_clean(clean: str) -> None:
    assert f"seeds/{clean}:" not in EXPECTED.read_text("utf-8")


def test_the_guiding_example() -> None:
    """The table of the user's article: these spans, these rules, and nothing else."""
    import qc

    text = (ROOT / "seeds/tiongkok-belarus.txt").read_text("utf-8")
    marked = {(finding.code, finding.span.of(text)) for finding in qc.check(text)}
    tail = text[text.index("More Stories") :]
    names = {span for code, span in marked if code == "GAR111"}
    assert names <= {"Belarusia", "Belarus"}
    assert len(names) == 1
    assert {pair for pair in marked if pair[0] != "GAR111"} == {
        ("GAR103", ". . ."),
        ("REP106", "Inisiatif Peradaban Global, serta Inisiatif Peradaban Global"),
        ("GAR101", "Inisiatif Pembangunan Global."),
        ("LNK101", tail),
    }


if __name__ == "__main__":
    EXPECTED.write_text(found(), "utf-8")
