"""What a record says of its own language reaches the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from qc.document import Document
from qc.readers import Input, read


@pytest.mark.parametrize(
    ("extra", "language"),
    [('"lang": "id"', "id"), ('"language": "de-AT", "lang": "x"', "de-AT"), ('"lang": null', ""), ('"lang": 7', "7")],
)
def test_a_record_may_declare_its_language(tmp_path: Path, extra: str, language: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "x", {extra}}}\n')
    (found,) = read(Input(str(path), "jsonl"))
    assert isinstance(found, Document)
    assert found.meta.get("language", "") == language
