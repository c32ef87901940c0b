"""The filter block in a real pipeline: what is kept, what is dropped and why, and what is counted."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import qc

datatrove = pytest.importorskip("datatrove")

from datatrove.data import Document  # noqa: E402
from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.readers import JsonlReader  # noqa: E402
from datatrove.pipeline.writers import JsonlWriter  # noqa: E402

from qc.integrations.datatrove import QcFilter  # noqa: E402

BROKEN = "They met. . . Then they left."
STUTTER = "It rained on the the town. . . Then it stopped."


def records(folder: Path) -> list[Any]:
    return [
        json.loads(line) for path in sorted(folder.glob("*.jsonl.gz")) for line in gzip.open(path, "rt").readlines()
    ]


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_a_pipeline(tmp_path: Path, batch_size: int) -> None:
    texts = {"a": "Fine.", "b": BROKEN, "c": STUTTER, "d": "Well."}
    (tmp_path / "in").mkdir()
    lines = [
        json.dumps({"id": name, "text": text, "url": f"https://example.org/{name}"}) for name, text in texts.items()
    ]
    (tmp_path / "in/crawl.jsonl").write_text("\n".join(lines), "utf-8")
    dropping = QcFilter(exclusion_writer=JsonlWriter(str(tmp_path / "dropped")), batch_size=batch_size)
    pipeline = [JsonlReader(str(tmp_path / "in")), dropping, JsonlWriter(str(tmp_path / "kept"))]
    stats = LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(tmp_path / "log")).run()
    assert [it["id"] for it in records(tmp_path / "kept")] == ["a", "d"]
    dropped = {it["id"]: it["metadata"] for it in records(tmp_path / "dropped")}
    reasons = {name: it["filter_reason"] for name, it in dropped.items()}
    assert reasons == {"b": "spaced-ellipsis", "c": "stuttered-words"}
    assert [it["code"] for it in dropped["c"]["qc_findings"]] == ["REP104", "GAR103"]
    told = {key: value.total for key, value in stats.stats[1].stats.items()}
    assert (told["total"], told["forwarded"], told["dropped"]) == (4, 2, 2)
    assert (told["found_GAR103"], told["found_REP104"], told["dropped_stuttered-words"]) == (2, 1, 1)


def test_one_document() -> None:
    assert QcFilter().filter(Document("Fine.", "a")) is True
    assert QcFilter().filter(Document(BROKEN, "a")) == (False, "spaced-ellipsis")
    assert QcFilter(fail_on="error").filter(Document(BROKEN, "a")) is True
    assert QcFilter(select=["REP"]).filter(Document(BROKEN, "a")) is True
    assert QcFilter().filter(Document(None, "a")) == (False, "unreadable-input")


def test_it_goes_to_other_processes_as_it_is() -> None:
    again = pickle.loads(pickle.dumps(QcFilter(fail_on="error", select=["REP104"])))
    verdicts = again.filter_batch([Document(BROKEN, "a"), Document(STUTTER, "b")])
    assert verdicts == [True, (False, "stuttered-words")]


def test_wrong_settings() -> None:
    with pytest.raises(qc.ConfigError, match="unknown rule 'stutterd-words'; did you mean 'stuttered-words'"):
        QcFilter(select=["stutterd-words"])
