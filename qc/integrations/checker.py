"""Texts in, findings out: what every integration stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from qc import __version__
from qc.api import RuleSettings, configured, plan
from qc.config import Config
from qc.document import Document, Record, State, Unread
from qc.engine import check_documents
from qc.finding import Finding, Severity


class Passage(NamedTuple):
    """A text, and what names it from one run to the next; `None` for a text that is missing."""

    text: str | None
    id: str = ""
    url: str = ""
    field: str = "text"


@dataclass(frozen=True)
class Report:
    """What was found in one text; `counted` are the findings at or above the gate."""

    findings: tuple[Finding, ...]
    counted: tuple[Finding, ...]

    @property
    def worst(self) -> Finding:
        """The most severe finding that counts, of several the first; raises `ValueError` where none counts."""
        return max(self.counted, key=lambda finding: finding.severity.rank)

    def rows(self) -> list[dict[str, Any]]:
        """The findings as plain data, in the order of their places: what feeds, tables and JSON can hold."""
        return [finding.row() for finding in self.findings]


class Checker:
    """Checks texts each by itself, as told once; the findings do not depend on how the texts are cut into batches.

    caller     who is to blame for a wrong setting; names the documents, too
    fail_on    findings of this severity and above count: "any", "warning", "error" or "never"
    settings   the keyword arguments of `qc.check`; raises `ConfigError` for one that does not exist or is out of range
    """

    def __init__(self, caller: str, fail_on: str = "warning", settings: RuleSettings | None = None) -> None:
        self._told = (caller, fail_on, dict(settings or {}))
        config = configured(caller, {**(settings or {}), "fail_on": fail_on})
        self._plan = replace(plan(config), corpus=False)
        self._path = f"<{caller}>"
        self._least = _least(config)

    def __reduce__(self) -> tuple[Any, ...]:
        """By what it was told, for workers; and by version, so that a cache of results knows a later qc by it."""
        return _told_again, (__version__, *self._told)

    def __call__(self, passages: Iterable[Passage]) -> list[Report]:
        """A report for each; a text that is missing is a finding (QC001), so that none is lost in silence."""
        documents = [self._document(number, passage) for number, passage in enumerate(passages)]
        return [self._report(outcome.findings) for outcome in check_documents(documents, self._plan)]

    def _document(self, number: int, passage: Passage) -> Document | Unread:
        record = Record(number, number + 1, passage.id, passage.url)
        if passage.text is None:
            return Unread(self._path, State.FAILED, f"no text in {passage.field}", record=record)
        return Document(self._path, passage.text, record=record, field=passage.field)

    def _report(self, findings: Sequence[Finding]) -> Report:
        least = self._least
        counted = () if least is None else (it for it in findings if it.severity.rank >= least.rank)
        return Report(tuple(findings), tuple(counted))


def _told_again(version: str, caller: str, fail_on: str, settings: RuleSettings) -> Checker:
    del version
    return Checker(caller, fail_on, settings)


def _least(config: Config) -> Severity | None:
    fail_on = config.settings.fail_on
    if fail_on == "never":
        return None
    return Severity.INFO if fail_on == "any" else Severity(fail_on)
