"""Findings as columns of a Hugging Face data set.

    from qc.integrations.datasets import Findings

    findings = Findings(select=["REP"])
    checked = dataset.map(findings, batched=True, features=findings.features(dataset.features))
    clean = checked.filter(lambda row: not row["qc_affected"])

With `num_proc=`, and with streamed data sets too. `features=` tells the types of the new columns; without it the
library guesses them from the first rows, and gives up where those have no findings and later ones do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from datasets import Features, Value

from qc.api import RuleSettings
from qc.integrations.checker import Checker, Passage

_FINDING = {
    "code": Value("string"),
    "name": Value("string"),
    "severity": Value("string"),
    "confidence": Value("float64"),
    "message": Value("string"),
    "start": Value("int64"),
    "end": Value("int64"),
    "match": Value("string"),
    "fingerprint": Value("string"),
}


class Findings:
    """A function for `Dataset.map(..., batched=True)`: adds "qc_findings" and "qc_affected".

    text_column   a column of strings; a null is a QC001 finding, so that no row is lost in silence
    id_column     a column whose values, as text, name the rows in the fingerprints
    fail_on       a row is affected by findings of this severity and above: "any", "warning", "error", "never"
    settings      keyword arguments of `qc.check`; raises `ConfigError` like it

    Spans are code points of the text. Rows are looked at one by one (no corpus rules). Raises `KeyError` for a column
    that is not there, `TypeError` where the text column holds no strings.
    """

    def __init__(
        self,
        text_column: str = "text",
        id_column: str | None = None,
        fail_on: str = "warning",
        **settings: Unpack[RuleSettings],
    ) -> None:
        self.text_column = text_column
        self.id_column = id_column
        self._check = Checker("qc.integrations.datasets", fail_on, settings)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        texts = _values(batch, self.text_column)
        names = [""] * len(texts) if self.id_column is None else map(_name, _values(batch, self.id_column))
        passages = (Passage(self._text(text), name) for text, name in zip(texts, names, strict=True))
        reports = self._check(passages)
        return {
            "qc_findings": [report.rows() for report in reports],
            "qc_affected": [bool(report.counted) for report in reports],
        }

    def features(self, features: Mapping[str, Any]) -> Features:
        """The features of a data set with the new columns."""
        return Features({**features, "qc_findings": [_FINDING], "qc_affected": Value("bool")})

    def _text(self, value: object) -> str | None:
        if value is None or isinstance(value, str):
            return value
        raise TypeError(f"column {self.text_column!r} holds {type(value).__name__}, not strings")


def _values(batch: Mapping[str, Any], column: str) -> Sequence[Any]:
    if column not in batch:
        raise KeyError(f"no column {column!r}; the data set has {', '.join(map(repr, batch))}")
    return list(batch[column])


def _name(value: object) -> str:
    return "" if value is None else str(value)
