"""Hostile names, texts and records through the command itself, in every format: nothing in them does anything.

The other tests render runs that were made by hand; here the strings go the whole way, from disk to stdout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from judge import page, unsafe
from made_runs import HOSTILE
from test_receivers import refused, schema

from qc import reports

ROOT = Path(__file__).parents[2]
ANNOTATION = re.compile(r"::(?:error|warning|notice) [a-zA-Z]+=[^\r\n]*?::")
FORMULA = re.compile(r"\s*[=+@-].*[(|!]")
MORE = (
    "=HYPERLINK(\"https://evil.example\",\"QCINJ\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@octocat and @team/all fixes #1, see GH-2",
    "![QCINJ](https://evil.example/x.png) [QCINJ](javascript:alert) <https://evil.example>",
    "` `` ``` | QCINJ | ~~~ \\` *x* _y_",
    "%0A::error::QCINJ%0D",
    "\x1b]8;;https://evil.example\x07QCINJ\x1b]8;;\x07 \x1b]52;c;UUNJTko=\x07 \x1bP1$tQCINJ\x1b\\",
    "section_start:0:QCINJ\r\x1b[0K",
    "[bold red]QCINJ[/] {0.__class__} %s %n ${HOME} $(id) `id`",
    "]]> <!ENTITY QCINJ 'x'> &QCINJ;",
)  # fmt: skip
EVIL = (*HOSTILE, *MORE)
NAMES = [name for name in EVIL if "/" not in name and "\0" not in name]
JSON = ("gitlab", "rdjson", "sarif")


def text(evil: str) -> str:
    """A text whose findings show what stands beside them: the evil."""
    return f"They met {evil} on the the quay. . . {evil} Then they left.\n"


def long_text(number: int) -> str:
    return " ".join(f"Boat {number} of harbour {harbour} came back late in the evening." for harbour in range(12))


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "crawl"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        encoded = os.fsencode(folder) + b"/" + name.encode("utf-8", "surrogatepass") + b".txt"
        Path(os.fsdecode(encoded)).write_text(f"It was day {number} on the the quay. . . Then they left.\n", "utf-8")
    for number, evil in enumerate(EVIL):
        (folder / f"{number}.md").write_bytes(text(evil).encode("utf-8", "replace"))
        (folder / f"{number}.html").write_bytes(f"<p>{text(evil)}</p>".encode("utf-8", "replace"))
    records = [{"id": evil, "url": evil, "text": text(evil), evil: evil} for evil in EVIL]
    broken = [{evil: number} for number, evil in enumerate(EVIL[:10])]
    twice = [{"id": f"{evil} {copy}", "text": long_text(number)} for copy in "ab" for number, evil in enumerate(EVIL)]
    lines = [json.dumps(record) for record in [*records, *broken, *twice]]
    (folder / "records.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def printed(crawl: Path, format: str, *options: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "qc", "check", "crawl", "--isolated", "--no-cache", "-j", "1"]
    done = subprocess.run(
        [*command, "--output-format", format, *options],
        cwd=crawl.parent,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert unsafe(done.stderr.decode()) == []
    return done.stdout.decode()


def outside_code(markdown: str) -> Iterator[str]:
    """The words of a Markdown page that a renderer may do something with; raises where it makes more than words."""
    from markdown_it import MarkdownIt

    for block in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        assert block.type not in ("html_block", "fence", "code_block"), block.content
        for token in block.children or ():
            assert token.type in ("text", "code_inline", "strong_open", "strong_close", "softbreak"), token
            if token.type == "text":
                yield token.content


@pytest.fixture(scope="module")
def output(crawl: Path) -> Callable[[str], str]:
    """What the command prints in a format."""
    return cache(lambda format: printed(crawl, format))


@pytest.mark.parametrize("format", [name for name in reports.format_names() if name != "html"])
def test_nothing_is_commanded(output: Callable[[str], str], format: str) -> None:
    written = output(format)
    assert unsafe(ANNOTATION.sub("", written), human=format not in (*JSON, "json", "jsonl")) == []
    assert format == "none" or re.search("QCINJ|QCXSS_RUN", written)


@pytest.mark.parametrize("format", JSON)
def test_receivers_take_it(output: Callable[[str], str], format: str) -> None:
    assert refused(schema(format), json.loads(output(format))) == []


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_our_own_schema_does(output: Callable[[str], str], format: str) -> None:
    parts = output(format).splitlines() if format == "jsonl" else [output(format)]
    assert [problem for part in parts for problem in refused(reports.schema(), json.loads(part))] == []
    assert format == "json" or len(parts) > len(EVIL)


@pytest.mark.parametrize("format", ["junit", "checkstyle"])
def test_xml_is_well_formed(output: Callable[[str], str], format: str) -> None:
    ElementTree.fromstring(output(format))


@pytest.mark.parametrize("format", ["droplist", "keeplist"])
def test_a_line_of_a_list_is_no_formula(output: Callable[[str], str], format: str) -> None:
    lines = output(format).splitlines()
    assert len(lines) >= len(EVIL)
    assert [line for line in lines if FORMULA.match(line)] == []


def test_markdown_is_words(output: Callable[[str], str]) -> None:
    assert not re.search(r"[@#<>`!]|GH-|://", "".join(outside_code(output("markdown"))))


def test_annotations_are_ours(output: Callable[[str], str]) -> None:
    lines = [line for line in output("github").splitlines() if line.lstrip().startswith("::")]
    assert 10 < len(lines) <= 30
    assert [line for line in lines if not re.match(r"::(error|warning|notice) file=crawl/", line)] == []


@pytest.mark.parametrize("format", ["full", "concise", "grouped"])
def test_colours_are_ours_alone(crawl: Path, format: str) -> None:
    coloured = printed(crawl, format, "--color", "always")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed(crawl, format, "--color", "never")


def test_the_page(crawl: Path) -> None:
    printed(crawl, "none", "--report", "out.html")
    made = page((crawl.parent / "out.html").read_text("utf-8"))
    assert (made.bad, bool(made.policy)) == ([], True)
