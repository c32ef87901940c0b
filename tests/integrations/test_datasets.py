"""The columns in real data sets: typed, whole, streamed and in several processes, and never from a stale cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import qc

datasets = pytest.importorskip("datasets")

from qc.integrations.datasets import Findings  # noqa: E402

BROKEN = "They met. . . Then they left."
TEXTS = ["Fine.", "Well.", BROKEN, None, "Good."]


@pytest.fixture(autouse=True)
def quiet() -> Any:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


def data_set(**more: list[Any]) -> Any:
    return datasets.Dataset.from_dict({"text": TEXTS, "page": [7, 8, 9, 10, 11], **more})


def checked(data: Any, findings: Findings, **how: Any) -> Any:
    return data.map(findings, batched=True, features=findings.features(data.features), **how)


def codes(rows: Any) -> list[list[str]]:
    return [[found["code"] for found in row["qc_findings"]] for row in rows]


@pytest.mark.parametrize("how", [{}, {"batch_size": 2}, {"num_proc": 2}, {"batch_size": 1, "writer_batch_size": 1}])
def test_columns_are_added(how: dict[str, Any]) -> None:
    rows = checked(data_set(), Findings(id_column="page"), **how)
    assert rows.column_names == ["text", "page", "qc_findings", "qc_affected"]
    assert codes(rows) == [[], [], ["GAR103"], ["QC001"], []]
    assert rows["qc_affected"][:] == [False, False, True, True, False]
    (found,) = rows[2]["qc_findings"]
    assert (found["start"], found["end"], found["match"], found["severity"]) == (8, 13, ". . .", "warning")
    assert found["fingerprint"].endswith(":1")
    assert rows[3]["qc_findings"][0]["message"].endswith("no text in text")


def test_nothing_found_has_the_same_types() -> None:
    findings = Findings(select=["REP"])
    clean, affected = (checked(datasets.Dataset.from_dict({"text": [text]}), findings) for text in ("Fine.", BROKEN))
    assert clean.features == affected.features
    assert clean.filter(lambda row: not row["qc_affected"]).num_rows == 1


def test_streams_and_splits() -> None:
    stream = data_set().to_iterable_dataset()
    assert codes(checked(stream, Findings())) == [[], [], ["GAR103"], ["QC001"], []]
    splits = datasets.DatasetDict(train=data_set(), test=data_set())
    findings = Findings()
    both = splits.map(findings, batched=True, features=findings.features(splits["train"].features))
    assert codes(both["test"]) == codes(both["train"])


@pytest.mark.parametrize("format", ["numpy", "pandas"])
def test_formats(format: str) -> None:
    texts = ["Fine.", BROKEN]
    data = datasets.Dataset.from_dict({"text": texts}).with_format(format)
    assert codes(checked(data, Findings()).with_format(None)) == [[], ["GAR103"]]


def test_batches_do_not_matter() -> None:
    data = data_set()
    whole = checked(data, Findings(id_column="page"))[:]
    assert checked(data, Findings(id_column="page"), batch_size=2)[:] == whole


def test_a_cache_of_results_knows_settings_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets.fingerprint import Hasher

    same = Hasher.hash(Findings(select=["REP"]))
    assert Hasher.hash(Findings(select=["REP"])) == same
    assert Hasher.hash(Findings(select=["GAR"])) != same
    assert Hasher.hash(Findings(select=["REP"], fail_on="error")) != same
    monkeypatch.setattr("qc.integrations.checker.__version__", "99.0")
    assert Hasher.hash(Findings(select=["REP"])) != same


def test_a_file_of_records(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_text(f'{{"body": "Fine."}}\n{{"body": "{BROKEN}"}}\n', "utf-8")
    data = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert codes(checked(data, Findings(text_column="body"))) == [[], ["GAR103"]]


def test_errors() -> None:
    with pytest.raises(KeyError, match="no column 'body'; the data set has 'text', 'page'"):
        checked(data_set(), Findings(text_column="body"))
    with pytest.raises(TypeError, match="column 'page' holds int, not strings"):
        checked(data_set(), Findings(text_column="page"))
    with pytest.raises(qc.ConfigError, match="unknown key 'selct'; did you mean 'select'"):
        Findings(selct=["REP"])  # type: ignore[call-arg]
