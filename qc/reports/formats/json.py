"""One JSON object: the account and all findings, a finding a line. `qc/reports/schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterator

from qc.outcome import Run
from qc.reports import records
from qc.reports.options import ReportOptions
from qc.reports.safe import json_text

SUFFIXES = (".json",)


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    yield f'{{"schema":{json_text(records.SCHEMA)},"type":"report",\n'
    yield f'"summary":{json_text(records.account(run))},\n'
    yield '"findings":['
    between = "\n"
    for outcome in run.outcomes:
        for finding in outcome.findings:
            yield between + json_text(records.finding(finding, outcome))
            between = ",\n"
    yield "\n]}\n"
