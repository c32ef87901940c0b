"""The machine formats: what the schema says, strictly, and the same in all of them."""

from __future__ import annotations

import json
import math
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from judge import unsafe
from made_runs import HOSTILE, checked, failed, finding, hostile, many, outcome, run, skipped

from qc import reports
from qc.document import Record
from qc.finding import Edit, Fix
from qc.offsets import Span
from qc.outcome import Run
from qc.reports import schema

VALIDATOR = Draft202012Validator(schema())


def strict(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    value = json.loads(text, parse_constant=refuse)
    json.dumps(value, ensure_ascii=False).encode()  # no lone surrogate
    return value


def report(run_: Run) -> Any:
    return strict("".join(reports.render(run_, "json")))


def rows(run_: Run) -> list[Any]:
    return [strict(line) for line in "".join(reports.render(run_, "jsonl")).split("\n")[:-1]]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("made", [hostile(), many(5, 4), run(), run(checked("clean"), complete=False)])
def test_output_follows_the_schema(made: Run) -> None:
    VALIDATOR.validate(report(made))
    for row in rows(made):
        VALIDATOR.validate(row)


def test_the_schema_refuses_what_is_not_said() -> None:
    row = rows(run(checked("⟦a⟧")))[0]
    for damage in ({"severity": "fatal"}, {"surprise": 1}, {"confidence": 2}, {"schema": "qc/0"}):
        assert not VALIDATOR.is_valid(row | damage)
    for key in row:
        assert not VALIDATOR.is_valid({name: value for name, value in row.items() if name != key})


def test_jsonl_is_json_a_line() -> None:
    made = many(6, 5)
    *findings, summary = rows(made)
    assert [row["type"] for row in findings] == ["finding"] * len(made.findings)
    assert summary["type"] == "summary"
    assert report(made) == {"schema": "qc/1", "type": "report", "summary": summary, "findings": findings}


def test_json_has_a_finding_a_line() -> None:
    text = "".join(reports.render(many(6, 5), "json"))
    assert sum(line.startswith('{"schema":"qc/1","type":"finding"') for line in text.split("\n")) == 61


def test_fields() -> None:
    text = "one two\nthree 👩 four one two"
    record = Record(3, 4, "id-3", "https://example.org/3", 1200)
    fix = Fix("delete it", (Edit(Span(21, 28), ""),), safe=True)
    found = finding(
        text, Span(21, 28), path="c.jsonl", record=record, copy=Span(0, 7), fix=fix,
        confidence=0.75, evidence={"words": 2, "cluster": "c1"},
    )  # fmt: skip
    row = rows(run(outcome(text, [found], "c.jsonl", record=record, language="en")))[0]
    place = {
        "path": "c.jsonl",
        "format": "text",
        "record": {"index": 3, "line": 4, "id": "id-3", "url": "https://example.org/3", "byte_offset": 1200},
        "field": "text",
        "unit": "code-point",
    }
    here = {"start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 21}, "span": {"start": 21, "end": 28}}
    there = {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 8}, "span": {"start": 0, "end": 7}}
    assert row == {
        "schema": "qc/1",
        "type": "finding",
        "fingerprint": "REP103-c.jsonl#3-21:1",
        "code": "REP103",
        "name": "repeated-phrase",
        "severity": "warning",
        "confidence": 0.75,
        "message": "these words stand here twice",
        "url": None,
        "location": place | here,
        "excerpt": {"before": "three 👩 four ", "match": "one two", "after": ""},
        "evidence": {"words": 2, "cluster": "c1"},
        "related": [
            {
                "label": "the other copy",
                "location": place | there,
                "excerpt": {"before": "", "match": "one two", "after": ""},
            }
        ],
        "cluster": "c1",
        "language": "en",
        "fix": {
            "title": "delete it",
            "applicability": "safe",
            "edits": [{"span": {"start": 21, "end": 28}, "replacement": ""}],
        },
        "baseline": None,
    }


def test_evidence_may_be_anything() -> None:
    odd = {"share": math.nan, "words": {"b", "a"}, 3: np.float64(0.5), "view": MappingProxyType({"n": np.int64(2)})}
    made = run(
        outcome("one two", [finding("one two", Span(0, 3), evidence=odd)]), settings={"rules": {"x"}, "when": None}
    )
    expected = {"share": None, "words": ["a", "b"], "3": 0.5, "view": {"n": 2}}
    assert [row["evidence"] for row in rows(made)[:-1]] == [expected]
    VALIDATOR.validate(report(made))
    assert "".join(reports.render(made, "html"))


def test_the_summary_accounts_for_every_input() -> None:
    made = run(checked("⟦a⟧", notes=("lossy",)), failed("x"), *(skipped(f"p{it}") for it in range(30)))
    summary = report(made)["summary"]
    assert summary["documents"] == {"total": 32, "checked": 1, "failed": 1, "skipped": 30}
    assert [it["path"] for it in summary["skipped"]] == [f"p{it}" for it in range(30)]
    assert summary["failed"][0]["reason"].startswith("the archive is truncated")
    assert summary["notes"] == [{"path": "a.txt", "format": "text", "record": None, "notes": ["lossy"]}]
    assert summary["findings"] == {"total": 32, "error": 1, "warning": 1, "info": 30}


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_hostile_text_is_harmless(format: str) -> None:
    text = "".join(reports.render(hostile(), format))
    assert unsafe(text) == []  # not even bidi controls: a terminal may be where it ends
    text.encode()


def test_hostile_text_comes_back_as_it_was() -> None:
    messages = {row["message"] for row in report(hostile())["findings"]}
    for evil in HOSTILE:
        assert "".join("\ufffd" if 0xD800 <= ord(it) <= 0xDFFF else it for it in evil) in messages
