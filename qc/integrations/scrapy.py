"""A Scrapy item pipeline: every item's text is checked, and the item annotated, dropped or refused.

    ITEM_PIPELINES = {"qc.integrations.scrapy.QcPipeline": 800}
    QC_ACTION = "drop"

Settings, all of them optional:

    QC_ACTION           "annotate" (as by default) puts the findings into the item; "drop" drops an item with findings
                        that count; "raise" raises `FindingsError` for it, which Scrapy logs as an error
    QC_FAIL_ON          findings of this severity and above count: "any", "warning" (as by default), "error", "never"
    QC_SETTINGS         keyword arguments of `qc.check`: {"select": ["REP"], "min_confidence": 0.8}
    QC_TEXT_FIELD       the field that holds the text; else the first one of the usual names that the item has
    QC_ID_FIELD, QC_URL_FIELD   the fields that name the item, likewise
    QC_FINDINGS_FIELD   the field that "annotate" fills with a list of plain dicts: "qc_findings"

Counted in the stats of the crawl: qc/items_checked, qc/items_unchecked (no such field, or no text in it),
qc/items_affected, qc/findings and qc/findings/CODE.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from qc.config import ConfigError
from qc.config.errors import did_you_mean
from qc.finding import Finding
from qc.integrations.checker import Checker, Passage, Report
from qc.readers.records import ID_FIELDS, TEXT_FIELDS, URL_FIELDS
from qc.reports.safe import inline

logger = logging.getLogger(__name__)


class Action(StrEnum):
    ANNOTATE = "annotate"
    DROP = "drop"
    RAISE = "raise"


class FindingsError(ValueError):
    """An item whose text has findings that count; `findings` are those."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_words(findings))
        self.findings = findings


class QcPipeline:
    """See the module. Raises `qc.ConfigError` for a setting that is wrong, before the crawl begins."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._stats = crawler.stats
        self._action = _action(settings.get("QC_ACTION", Action.ANNOTATE))
        self._check = Checker("QC_SETTINGS", settings.get("QC_FAIL_ON", "warning"), settings.getdict("QC_SETTINGS"))
        self._text_fields = _fields(settings.get("QC_TEXT_FIELD"), TEXT_FIELDS)
        self._id_fields = _fields(settings.get("QC_ID_FIELD"), ID_FIELDS)
        self._url_fields = _fields(settings.get("QC_URL_FIELD"), URL_FIELDS)
        self._findings_field: str = settings.get("QC_FINDINGS_FIELD", "qc_findings")
        self._warned = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> QcPipeline:
        return cls(crawler)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, annotated where that is asked for; raises `DropItem` or `FindingsError` where that is."""
        adapter = ItemAdapter(item)
        field = _first(adapter, self._text_fields)
        if not isinstance(adapter.get(field), str):
            self._unchecked(type(item), field)
            return item
        names = (_name(adapter, self._id_fields), _name(adapter, self._url_fields))
        (report,) = self._check([Passage(adapter[field], *names, field)])
        self._count(report)
        if self._action is Action.ANNOTATE:
            self._annotate(adapter, report)
        elif report.counted:
            raise self._refusal(report.counted)
        return item

    def _refusal(self, counted: tuple[Finding, ...]) -> Exception:
        return DropItem(_words(counted)) if self._action is Action.DROP else FindingsError(counted)

    def _annotate(self, adapter: ItemAdapter, report: Report) -> None:
        try:
            adapter[self._findings_field] = report.rows()
        except KeyError:
            name = type(adapter.item).__name__
            problem = f"{name} has no field {self._findings_field}: declare one, or name another in QC_FINDINGS_FIELD"
            raise TypeError(problem) from None

    def _unchecked(self, kind: type, field: str) -> None:
        self._increase("items_unchecked")
        if not self._warned:
            self._warned = True
            where = f"no text in the field {field}" if field else f"none of the fields {', '.join(self._text_fields)}"
            logger.warning(
                "qc cannot check an item of type %s: %s (said once; qc/items_unchecked counts them; see QC_TEXT_FIELD)",
                kind.__name__,
                where,
            )

    def _count(self, report: Report) -> None:
        self._increase("items_checked")
        if report.counted:
            self._increase("items_affected")
        for finding in report.findings:
            self._increase("findings")
            self._increase(f"findings/{finding.code}")

    def _increase(self, name: str) -> None:
        if self._stats:
            self._stats.inc_value(f"qc/{name}")


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError:
        names = [action.value for action in Action]
        hint = did_you_mean(str(name), names, f"there are {', '.join(names)}")
        raise ConfigError(f"QC_ACTION: unknown action {name!r}{hint}") from None


def _fields(named: str | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    return (named,) if named else usual


def _first(adapter: ItemAdapter, fields: Iterable[str]) -> str:
    return next((field for field in fields if field in adapter), "")


def _name(adapter: ItemAdapter, fields: Iterable[str]) -> str:
    value = adapter.get(_first(adapter, fields), "")
    return str(value) if isinstance(value, str | int) else ""


def _words(findings: tuple[Finding, ...]) -> str:
    """What is wrong, in a line of the log that scraped text cannot break out of."""
    said = "; ".join(f"{it.code} at {it.span.start}: {inline(it.message)}" for it in findings[:3])
    more = f"; {len(findings) - 3} more" if len(findings) > 3 else ""
    return f"qc found {len(findings)}: {said}{more}"
