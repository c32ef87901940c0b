"""qc for programs: one text, files, an Arrow table; the same findings as the command line, and typed errors."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import qc
from qc import api
from qc.cli import main
from qc.config import Settings
from qc.config.keys import keys
from qc.document import State
from qc.outcome import Tally
from qc.rules import all_rules

TEXT = "They met. . . Then they left."
TABLES = {"spaced-ellipsis": {"severity": "error"}}


class TestCheck:
    def test_spans_are_code_points_of_the_text(self) -> None:
        text = f"😀 é\r\n{TEXT}"
        (finding,) = qc.check(text, select=["GAR103"])
        assert finding.span.of(text) == ". . ."
        assert isinstance(finding, qc.Finding)

    def test_settings(self) -> None:
        assert qc.check(TEXT, select="GAR103", min_severity="error") == []
        (finding,) = qc.check(TEXT, select=("spaced-ellipsis",), min_severity=qc.Severity.ERROR, rules=TABLES)
        assert finding.severity is qc.Severity.ERROR

    def test_no_configuration_file_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "qc.toml").write_text("nonsense = 1")
        monkeypatch.chdir(tmp_path)
        assert qc.check(TEXT, select=["GAR103"])

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"selct": ["REP"]}, "qc.check: unknown key 'selct'; did you mean 'select'?"),
            ({"select": ["spaced-elipsis"]}, "qc.check: select: unknown rule 'spaced-elipsis'; did you mean"),
            ({"min_confidence": 2}, "qc.check: min-confidence expects a number from 0 to 1, not 2"),
            ({"rules": {"spaced-ellipsis": {"x": 1}}}, "qc.check: rules.spaced-ellipsis: unknown option 'x'"),
        ],
    )
    def test_wrong_settings(self, settings: dict[str, Any], message: str) -> None:
        with pytest.raises(qc.ConfigError) as caught:
            qc.check(TEXT, **settings)
        assert message in str(caught.value)

    def test_bytes_are_no_text(self) -> None:
        with pytest.raises(TypeError, match="decode bytes first"):
            qc.check(TEXT.encode())  # type: ignore[arg-type]

    def test_an_empty_text(self) -> None:
        assert qc.check("", select=["GAR103"]) == []


class TestCheckFiles:
    def test_the_run_is_that_of_the_command_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        (tmp_path / "b.txt").write_text("Fine.")
        run = qc.check_files([tmp_path / "a.txt", str(tmp_path / "b.txt")], select=["GAR103"])
        assert main(["check", str(tmp_path), "--select", "GAR103", "--output-format", "json"]) == 1
        printed = json.loads(capsys.readouterr().out)
        assert [finding.fingerprint for finding in run.findings] == [one["fingerprint"] for one in printed["findings"]]
        assert run.states()[State.CHECKED] == printed["summary"]["documents"]["checked"] == 2

    def test_a_single_path_and_a_configuration(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        (tmp_path / "qc.toml").write_text("select = ['GAR103']\nmin-severity = 'error'\n")
        assert qc.check_files(tmp_path / "a.txt", config=tmp_path / "qc.toml").findings == []
        assert qc.check_files(tmp_path / "a.txt", config=tmp_path / "qc.toml", min_severity="info").findings

    def test_what_cannot_be_read_does_not_raise(self, tmp_path: Path) -> None:
        (outcome,) = qc.check_files(tmp_path / "gone.txt").outcomes
        assert outcome.state is State.FAILED
        assert "no such file" in outcome.reason

    def test_jobs_do_not_matter(self, tmp_path: Path) -> None:
        for number in range(3):
            (tmp_path / f"{number}.jsonl").write_text(f"{json.dumps({'text': TEXT + ' x' * 2_000_000})}\n")
        one = qc.check_files(tmp_path, select=["GAR103"], jobs=1)
        assert one == qc.check_files(tmp_path, select=["GAR103"], jobs=2)
        assert len(one.findings) == 3


class TestCheckBatch:
    pa = pytest.importorskip("pyarrow")

    def table(self, **columns: list[Any]) -> Any:
        return self.pa.table(columns)

    def test_one_row_a_finding(self) -> None:
        table = self.table(text=["Fine.", TEXT, None, ""], page=[7, 8, 9, 10])
        found = qc.check_batch(table, id_column="page", select=["GAR103"])
        rows = found.to_pylist()
        assert [(row["row"], row["id"], row["code"]) for row in rows] == [(1, "8", "GAR103"), (2, "9", "QC001")]
        assert (rows[0]["start"], rows[0]["end"], rows[0]["match"]) == (8, 13, ". . .")
        assert rows[0]["fix"] == {
            "title": "write …",
            "safe": True,
            "edits": [{"start": 8, "end": 13, "replacement": "…"}],
        }

    def test_the_schema_does_not_depend_on_what_is_found(self) -> None:
        nothing = qc.check_batch(self.table(text=["Fine."]), select=["GAR103"])
        something = qc.check_batch(self.table(text=[TEXT]), select=["GAR103"])
        assert nothing.num_rows == 0
        assert nothing.schema == something.schema

    @pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
    def test_every_kind_of_string(self, kind: str) -> None:
        column = self.pa.array([TEXT], getattr(self.pa, kind)())
        assert qc.check_batch(self.pa.table({"text": column}), select=["GAR103"]).num_rows == 1

    def test_dictionaries_chunks_batches_and_other_names(self) -> None:
        encoded = self.pa.chunked_array(
            [self.pa.array([TEXT]).dictionary_encode(), self.pa.array([TEXT]).dictionary_encode()]
        )
        assert qc.check_batch(self.pa.table({"body": encoded}), text_column="body", select=["GAR103"]).num_rows == 2
        batch = self.pa.record_batch({"text": [TEXT]})
        assert qc.check_batch(batch, select=["GAR103"]).num_rows == 1

    def test_how_a_data_set_is_cut_does_not_matter(self) -> None:
        texts = ["Fine.", TEXT, TEXT, "Well."] * 3
        whole = qc.check_batch(self.table(text=texts, id=list(range(12))), id_column="id", select=["GAR103"])
        parts = [
            qc.check_batch(
                self.table(text=texts[at : at + 5], id=list(range(12))[at : at + 5]), id_column="id", select=["GAR103"]
            )
            for at in range(0, 12, 5)
        ]
        told = [{k: v for k, v in row.items() if k != "row"} for row in whole.to_pylist()]
        assert told == [{k: v for k, v in row.items() if k != "row"} for part in parts for row in part.to_pylist()]

    def test_errors(self) -> None:
        with pytest.raises(KeyError, match="no column 'body'; the table has 'text'"):
            qc.check_batch(self.table(text=[TEXT]), text_column="body")
        with pytest.raises(KeyError, match="no column 'key'"):
            qc.check_batch(self.table(text=[TEXT]), id_column="key")
        with pytest.raises(TypeError, match="column 'text' holds int64, not strings"):
            qc.check_batch(self.table(text=[1]))


class TestDeclarations:
    def test_keyword_arguments_are_settings(self) -> None:
        known = {key.field for key in keys(Settings).values()} | {"rules"}
        not_for_programs = {"output_format", "report", "statistics", "fail_on", "allow_empty"}
        not_for_programs |= {"baseline", "max_affected", "max_duplication", "cache"}
        assert set(get_type_hints(api.FileSettings)) == known - not_for_programs
        assert set(get_type_hints(api.RuleSettings)) < set(get_type_hints(api.FileSettings))

    def test_every_name_is_there(self) -> None:
        assert all(getattr(qc, name) is not None for name in qc.__all__)
        assert dir(qc) == qc.__all__
        with pytest.raises(AttributeError, match="module 'qc' has no attribute 'chek'"):
            qc.chek  # type: ignore[attr-defined]  # noqa: B018

    def test_the_example_in_the_docstring(self) -> None:
        assert any(rule.name() == "spaced-ellipsis" for rule in all_rules())
        assert doctest.testmod(qc).failed == 0


def test_a_run_is_counted_while_it_is_collected(tmp_path: Path) -> None:
    for name, text in {"a.txt": "It rained on the the town.", "b.txt": "It was dry.", "c.bin": "\0\1\2" * 99}.items():
        (tmp_path / name).write_text(text)
    run = qc.check_files(tmp_path)
    assert "tally" in vars(run)
    assert run.tally == Tally.of(run.outcomes)
