"""A filter block of datatrove: keeps the documents without findings that count.

    LocalPipelineExecutor([JsonlReader("crawl/"), QcFilter(fail_on="error", select=["REP"]), JsonlWriter("clean/")])

A dropped document goes to the exclusion writer with the rule as reason ("repeated-sentence") and its findings under
"qc_findings" in the metadata. The statistics count the findings of each rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from qc.api import RuleSettings
from qc.integrations.checker import Checker, Passage, Report


class QcFilter(BaseFilter):  # type: ignore[misc]
    """Drops documents with findings that count; documents are looked at one by one (no corpus rules).

    fail_on            findings of this severity and above count: "any", "warning", "error", "never"
    exclusion_writer   where the dropped documents go
    batch_size         documents looked at together; the findings do not depend on it
    settings           keyword arguments of `qc.check`; raises `ConfigError` like it
    """

    name = "🔎 qc"

    def __init__(
        self,
        fail_on: str = "warning",
        exclusion_writer: DiskWriter | None = None,
        batch_size: int = 100,
        **settings: Unpack[RuleSettings],
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self._check = Checker("qc.integrations.datatrove", fail_on, settings)

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether to keep the document, or False and the name of the rule that its worst finding is of."""
        (verdict,) = self.filter_batch([doc])
        return verdict

    def filter_batch(self, batch: Iterable[Document]) -> list[bool | tuple[bool, str]]:
        """What `filter` says of each, in less time."""
        documents = list(batch)
        return [self._verdict(*pair) for pair in zip(documents, self._check(map(_passage, documents)), strict=True)]

    def _verdict(self, document: Document, report: Report) -> bool | tuple[bool, str]:
        for finding in report.findings:
            self.stat_update(f"found_{finding.code}")
        if not report.counted:
            return True
        document.metadata["qc_findings"] = report.rows()
        return False, report.worst.name


def _passage(document: Document) -> Passage:
    return Passage(document.text, str(document.id), str(document.metadata.get("url") or ""))
