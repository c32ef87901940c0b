"""What trafilatura writes is read as it is: its text, its address, and each page by its own name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qc.cli import main

trafilatura = pytest.importorskip("trafilatura")

ADDRESS = "https://example.org/news/mill"
PAGE = f"""<!doctype html><html lang="en"><head><title>The mill at the river</title>
<link rel="canonical" href="{ADDRESS}"></head><body><nav><a href="/">Home</a></nav><article>
<h1>The mill at the river</h1>
<p>The river rose in the night and carried two boats to the mill, and the miller found them there at dawn. . .
Nobody in the village knew whose they were.</p>
<p>In the afternoon the council met to discuss what should become of the boats, which had lain in the yard
since the morning and were in the way of the carts.</p>
<p>The owner came on Monday and took both boats home on a cart that he had borrowed from his brother.</p>
</article></body></html>"""


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What `qc check` reports of what it is given, as its JSON report tells."""
    assert main(["check", *arguments, "--isolated", "--no-cache", "--output-format", "json"]) == 1
    return json.loads(capsys.readouterr().out)


def assert_is_the_page(told: Any) -> None:
    assert told["summary"]["documents"] == {"total": 1, "checked": 1, "failed": 0, "skipped": 0}
    (found,) = told["findings"]
    assert (found["code"], found["excerpt"]["match"]) == ("GAR103", ". . .")
    assert (found["location"]["field"], found["location"]["record"]["url"]) == ("text", ADDRESS)


def test_a_line_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = trafilatura.extract(PAGE, output_format="json", with_metadata=True)
    assert json.loads(line)["source"] == ADDRESS
    pages = tmp_path / "pages.jsonl"
    pages.write_text(f"{line}\n", "utf-8")
    assert_is_the_page(checked(capsys, str(pages)))


def test_a_file_a_page_as_its_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html/mill.html").write_text(PAGE, "utf-8")
    folders = ["--input-dir", str(tmp_path / "html"), "--output-dir", str(tmp_path / "json")]
    command = "from trafilatura.cli import main; main()"
    arguments = ["--json", "--with-metadata", "--parallel", "1", *folders]
    subprocess.run([sys.executable, "-c", command, *arguments], check=True, capture_output=True)
    (written,) = (tmp_path / "json").rglob("*.json")
    assert_is_the_page(checked(capsys, str(written)))
    assert_is_the_page(checked(capsys, str(tmp_path / "json"), "--include", "*.json"))


def test_its_command_piped_into_ours() -> None:
    extracting = [sys.executable, "-c", "from trafilatura.cli import main; main()", "--json", "--with-metadata"]
    page = subprocess.run(extracting, input=PAGE.encode(), capture_output=True, check=True).stdout
    checking = [sys.executable, "-m", "qc", "check", "-", "--isolated", "--no-cache", "--output-format", "json"]
    done = subprocess.run(checking, input=page, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert_is_the_page(json.loads(done.stdout))
