"""A finding a line, and a last line that accounts for the inputs. `qc/reports/schema.json` describes both."""

from __future__ import annotations

from collections.abc import Iterator

from qc.outcome import Run
from qc.reports import records
from qc.reports.options import ReportOptions
from qc.reports.safe import json_text

SUFFIXES = (".jsonl", ".ndjson")


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    for outcome in run.outcomes:
        for finding in outcome.findings:
            yield json_text(records.finding(finding, outcome)) + "\n"
    yield json_text(records.account(run)) + "\n"
