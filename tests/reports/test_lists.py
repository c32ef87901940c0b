"""droplist and keeplist: names of documents for a pipeline, one a line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made_runs import checked, failed, outcome, run, skipped

import qc
from qc import reports
from qc.document import Record, State
from qc.finding import Finding, Severity
from qc.offsets import Span
from qc.outcome import Outcome, Run
from qc.reports.lists import IncompleteListError

TEXT = "The harbour was quiet in the morning. " + " ".join(f"Boat number {it} came back late." for it in range(12))


def names(run_: Run, format: str) -> list[str]:
    return "".join(reports.render(run_, format)).splitlines()


def record(id_: str, number: int = 0, path: str = "a.jsonl") -> Outcome:
    return checked(f"text {number}", path, record=Record(number, number + 1, id_))


def duplicates(*outcomes: Outcome, extra: list[int], documents: int = 0) -> Run:
    """A run whose outcome number `extra[0]` carries a finding that names all extra copies."""
    evidence = {"extra": extra, "documents": documents or len(extra) + 1}
    found = Finding(
        "DUP101", "duplicate-document", Severity.ERROR, extra[0], Span(0, 4), "again", evidence=evidence,
    )  # fmt: skip
    marked = list(outcomes)
    marked[extra[0]] = dataclasses.replace(marked[extra[0]], findings=(found,))
    return run(*marked)


def test_of_real_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in {"a.txt": TEXT, "b.txt": "Something else.", "c.txt": TEXT.upper(), "d.txt": TEXT}.items():
        (tmp_path / name).write_text(content)
    found = qc.check_files(".")
    dropped, kept = names(found, "droplist"), names(found, "keeplist")
    assert [Path(it).name for it in dropped] == ["c.txt", "d.txt"]
    assert [Path(it).name for it in kept] == ["a.txt", "b.txt"]


def test_every_checked_document_is_in_one_list() -> None:
    texts = [record(f"id-{it}", it) for it in range(5)]
    run_ = duplicates(*texts, failed("x.gz"), skipped("y.jpg"), extra=[1, 3])
    assert names(run_, "droplist") == ["id-1", "id-3"]
    assert names(run_, "keeplist") == ["id-0", "id-2", "id-4"]


@pytest.mark.parametrize(
    ("id_", "path", "name"),
    [
        ("", "a.jsonl", "a.jsonl#0"),
        ("https://example.org/a?b=1#c", "a.jsonl", "https://example.org/a?b=1#c"),
        ("-dQw4w9WgXcQ", "a.jsonl", "-dQw4w9WgXcQ"),
        ("-17", "a.jsonl", "-17"),
        ("two\nids", "a.jsonl", "a.jsonl#0"),
        ("\x1b[2J", "a.jsonl", "a.jsonl#0"),
        (" led by a blank", "a.jsonl", "a.jsonl#0"),
        ("::error::x", "a.jsonl", "a.jsonl#0"),
        ("=HYPERLINK(1)", "a.jsonl", "a.jsonl#0"),
        ("@SUM(1)", "=cmd|' /C calc'!A0.jsonl", "./=cmd|' /C calc'!A0.jsonl#0"),
        ("+1+cmd|x", "a\nb.jsonl", "./a␊b.jsonl#0"),
    ],
)
def test_a_name_is_one_line_and_no_formula(id_: str, path: str, name: str) -> None:
    first = record(id_, path=path)
    assert names(duplicates(first, extra=[0]), "droplist") == [name]
    assert names(run(first), "keeplist") == [name]


def test_a_list_is_whole_or_refused() -> None:
    with pytest.raises(IncompleteListError, match="names 1 of 4 extra copies"):
        names(duplicates(record("a"), extra=[0], documents=5), "droplist")
    row = Outcome("a.jsonl", "jsonl", State.CHECKED, count=3)
    with pytest.raises(IncompleteListError, match="3 clean documents were counted"):
        names(run(row), "keeplist")


def test_no_duplicates() -> None:
    assert names(run(outcome("a", [])), "droplist") == []
