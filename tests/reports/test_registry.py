"""Formats by name and by suffix, and files that appear whole or not at all."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_runs import checked, hostile, run

from qc import reports
from qc.outcome import Run
from qc.reports import ReportOptions, UnknownFormatError
from qc.reports.formats import jsonl

RUN = run(checked("one ⟦two⟧"))


def test_formats() -> None:
    assert {"full", "concise", "grouped", "json", "jsonl", "html", "none"} <= set(reports.format_names())
    assert {name: reports.needs_text(name) for name in ("html", "json", "full")} == {
        "html": True, "json": False, "full": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "format", "path"),
    [
        ("report.html", "html", "report.html"),
        ("out/r.JSONL", "jsonl", "out/r.JSONL"),
        ("a.json", "json", "a.json"),
        ("a.sarif", "sarif", "a.sarif"),
        ("results.xml", "junit", "results.xml"),
        ("checkstyle:results.xml", "checkstyle", "results.xml"),
        ("summary.md", "markdown", "summary.md"),
        ("droplist:ids.txt", "droplist", "ids.txt"),
        ("concise:notes.txt", "concise", "notes.txt"),
        ("json:report.html", "json", "report.html"),
        ("c:/reports/a.html", "html", "c:/reports/a.html"),
        ("morning/", "html", "morning/index.html"),
        ("html:morning/", "html", "morning/index.html"),
        ("concise:notes/", "concise", "notes"),
    ],
)
def test_target(given: str, format: str, path: str) -> None:
    assert reports.target(given) == (format, Path(path))


@pytest.mark.parametrize("given", ["report.docx", "report", "nothing:a.b"])
def test_unknown_target_names_those_known(given: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.html.*\.json.*\.jsonl.*concise"):
        reports.target(given)


def test_unknown_format() -> None:
    with pytest.raises(UnknownFormatError, match="unknown format 'ful'"):
        reports.render(RUN, "ful")


@pytest.mark.parametrize("format", ["full", "json", "html"])
def test_write_file_is_what_write_writes(tmp_path: Path, format: str) -> None:
    stream = io.StringIO()
    reports.write(RUN, format, stream)
    path = reports.write_file(RUN, f"{format}:{tmp_path / 'out.x'}")
    assert path.read_bytes() == stream.getvalue().encode()
    assert [it.name for it in tmp_path.iterdir()] == ["out.x"]


def test_a_stream_of_another_encoding_gets_escapes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    reports.write(run(checked("漢字 ⟦é⟧")), "full", stream)
    stream.flush()
    assert rb"1 | \u6f22\u5b57 \xe9" in stream.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", reports.format_names())
def test_every_format_can_be_written_whatever_it_holds(tmp_path: Path, format: str) -> None:
    reports.write_file(hostile(), f"{format}:{tmp_path / 'out'}").read_text("utf-8")


def test_a_failed_report_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(run: Run, options: ReportOptions) -> Iterator[str]:
        yield "half"
        raise RuntimeError("the disk is full")

    path = tmp_path / "a.jsonl"
    path.write_text("before")
    monkeypatch.setattr(jsonl, "render", broken)
    with pytest.raises(RuntimeError):
        reports.write_file(RUN, str(path))
    assert [(it.name, it.read_text()) for it in tmp_path.iterdir()] == [("a.jsonl", "before")]


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    link, behind = tmp_path / "latest.json", tmp_path / "runs"
    behind.mkdir()
    (behind / "1.json").write_text("before")
    link.symlink_to(behind / "1.json")
    reports.write_file(RUN, str(link))
    assert link.is_symlink()
    assert (behind / "1.json").read_text().startswith('{"schema"')


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe, received = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: received.append(pipe.read_text("utf-8")))
    reader.start()
    reports.write_file(RUN, f"concise:{pipe}")
    reader.join(timeout=20)
    assert pipe.is_fifo()
    assert received[0].startswith("a.txt:1:5: warning REP103")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        reports.write_file(RUN, str(tmp_path / "missing" / "a.json"))


def test_a_folder_gets_the_page_and_its_data(tmp_path: Path) -> None:
    morning = tmp_path / "morning"
    path = reports.write_file(RUN, f"{morning}/")
    assert path == morning / "index.html"
    assert sorted(it.name for it in morning.iterdir()) == ["app.js", *_data(3), "index.html"]
    assert 'src="app.js"' in path.read_text("utf-8")
    reports.write_file(run(), f"html:{morning}")  # fewer data: nothing of the run before stays
    assert sorted(it.name for it in morning.iterdir()) == ["app.js", *_data(1), "index.html"]


def _data(files: int) -> list[str]:
    return [f"data-{number:03}.js" for number in range(files)]


def test_a_folder_keeps_what_is_not_of_a_report(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "data-007.js").write_text("theirs")
    reports.write_file(RUN, f"{site}/")
    assert (site / "data-007.js").read_text() == "theirs"
    assert reports.unwritable(f"{site}/") == ""
    (site / "index.html").write_text("<title>theirs</title>")
    assert "is not a report of qc" in reports.unwritable(f"{site}/")
    assert "there is no folder" in reports.unwritable(str(tmp_path / "gone" / "morning") + "/")
