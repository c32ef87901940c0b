"""Arrow in, Arrow out: the batch function for Ray Data, Spark's mapInArrow, Daft and Hugging Face data sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.types as kinds

from qc.document import Document, Record, State, Unread
from qc.finding import Finding
from qc.outcome import Outcome

PATH = "<table>"


def schema() -> pa.Schema:
    """The columns of the result.

    row                   index of the text within the table
    id                    its value in the id column, "" without one
    code, name, severity, confidence, message, language, fingerprint   as in every report
    start, end            the span, in code points of the text
    match                 the text of the span; the middle of a long one is left out
    related               the other copies: spans of the same text
    fix                   its edits, and whether they may be applied unasked; null where there is none
    """
    span = [("start", pa.int64()), ("end", pa.int64())]
    edits = pa.list_(pa.struct([*span, ("replacement", pa.string())]))
    return pa.schema(
        [
            ("row", pa.int64()),
            ("id", pa.string()),
            ("code", pa.string()),
            ("name", pa.string()),
            ("severity", pa.string()),
            ("confidence", pa.float64()),
            ("message", pa.string()),
            *span,
            ("match", pa.string()),
            ("related", pa.list_(pa.struct([*span, ("label", pa.string())]))),
            ("fix", pa.struct([("title", pa.string()), ("safe", pa.bool_()), ("edits", edits)])),
            ("language", pa.string()),
            ("fingerprint", pa.string()),
        ]
    )


def documents(table: pa.Table | pa.RecordBatch, text_column: str, id_column: str | None) -> Iterator[Document | Unread]:
    """A document for each row, or what stands for it where the text is null."""
    texts = _column(table, text_column)
    if not (kinds.is_string(texts.type) or kinds.is_large_string(texts.type) or kinds.is_string_view(texts.type)):
        raise TypeError(f"column {text_column!r} holds {texts.type}, not strings; cast it to string first")
    ids = [""] * len(texts) if id_column is None else [_name(value) for value in _column(table, id_column).to_pylist()]
    for row, (text, name) in enumerate(zip(texts.to_pylist(), ids, strict=True)):
        record = Record(index=row, line=row + 1, id=name)
        if text is None:
            yield Unread(PATH, State.FAILED, f"row {row} has no text: {text_column} is null", "table", record)
        else:
            yield Document(PATH, text, "text", record=record, field=text_column)


def _column(table: pa.Table | pa.RecordBatch, name: str) -> Any:
    if name not in table.schema.names:
        raise KeyError(f"no column {name!r}; the table has {', '.join(map(repr, table.schema.names))}")
    column = table.column(name)
    return column.cast(column.type.value_type) if kinds.is_dictionary(column.type) else column


def _name(value: object) -> str:
    return "" if value is None else str(value)


def findings_table(outcomes: Iterable[Outcome]) -> pa.Table:
    """One row a finding, in the order of the rows and of the places within them."""
    rows = [_row(outcome, finding) for outcome in outcomes for finding in outcome.findings]
    return pa.Table.from_pylist(rows, schema=schema())


def _row(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    assert outcome.record is not None
    return {
        "row": outcome.record.index,
        "id": outcome.record.id,
        **finding.row(),
        "related": [{**other.span._asdict(), "label": other.label} for other in finding.related],
        "fix": _fix(finding),
        "language": finding.language,
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    if finding.fix is None:
        return None
    edits = [{**edit.span._asdict(), "replacement": edit.replacement} for edit in finding.fix.edits]
    return {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
