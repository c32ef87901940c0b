"""The item pipeline in real crawls: items are annotated, dropped or refused, and counted."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import qc

scrapy = pytest.importorskip("scrapy")

from qc.integrations.scrapy import FindingsError, QcPipeline  # noqa: E402

ROOT = Path(__file__).parents[2]
BROKEN = "They met. . . Then they left."
CRAWL = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class News(scrapy.Spider):
    name = "news"
    start_urls = ["data:,"]

    def parse(self, response):
        yield {"url": "https://example.org/a", "text": "Fine."}
        yield {"url": "https://example.org/b", "text": "They met. . . Then they left."}
        yield {"url": "https://example.org/c", "picture": "c.png"}

settings = {
    "ITEM_PIPELINES": {"qc.integrations.scrapy.QcPipeline": 800},
    "FEEDS": {"out.jsonl": {"format": "jsonlines"}},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_FILE": "log",
} | json.loads(sys.argv[1])
process = CrawlerProcess(settings)
crawler = process.create_crawler(News)
process.crawl(crawler)
process.start()
print(json.dumps({key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, int | str)}))
"""


def crawl(folder: Path, **settings: Any) -> tuple[list[Any], Any, str]:
    """The items that the feed got, the stats, and the log."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CRAWL, json.dumps(settings)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    log = (folder / "log").read_text("utf-8")
    assert done.returncode == 0, done.stderr + log
    items = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    return items, json.loads(done.stdout), log


def test_annotate(tmp_path: Path) -> None:
    items, stats, log = crawl(tmp_path)
    assert [item["url"][-1] for item in items] == ["a", "b", "c"]
    assert items[0]["qc_findings"] == []
    (found,) = items[1]["qc_findings"]
    assert (found["code"], found["start"], found["end"], found["match"]) == ("GAR103", 8, 13, ". . .")
    assert "qc_findings" not in items[2]
    told = {key: value for key, value in stats.items() if key.startswith("qc/")}
    counts = {"items_checked": 2, "items_affected": 1, "items_unchecked": 1, "findings": 1, "findings/GAR103": 1}
    assert told == {f"qc/{name}": count for name, count in counts.items()}
    assert log.count("qc cannot check an item of type dict: none of the fields text, content") == 1


def test_drop(tmp_path: Path) -> None:
    items, stats, log = crawl(tmp_path, QC_ACTION="drop")
    assert [item["url"][-1] for item in items] == ["a", "c"]
    assert "qc_findings" not in items[0]
    assert (stats["item_dropped_count"], stats["qc/items_affected"]) == (1, 1)
    assert "Dropped: qc found 1: GAR103 at 8: the ellipsis is broken" in log


def test_raise(tmp_path: Path) -> None:
    items, stats, log = crawl(tmp_path, QC_ACTION="raise")
    assert [item["url"][-1] for item in items] == ["a", "c"]
    assert stats["log_count/ERROR"] == 1
    assert "FindingsError: qc found 1: GAR103 at 8" in log


def test_a_wrong_setting_ends_the_crawl_before_it_begins(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CRAWL, json.dumps({"QC_ACTION": "dorp"})]
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    log = (tmp_path / "log").read_text("utf-8")
    assert "QC_ACTION: unknown action 'dorp'; did you mean 'drop'?" in log
    assert "Spider opened" not in log
    assert not (tmp_path / "out.jsonl").exists() or not (tmp_path / "out.jsonl").read_text()


# -- in this process


def pipeline(**settings: Any) -> QcPipeline:
    from scrapy.utils.test import get_crawler

    return QcPipeline.from_crawler(get_crawler(settings_dict=settings))


class Article(scrapy.Item):  # type: ignore[misc]
    headline = scrapy.Field()
    content = scrapy.Field()
    found = scrapy.Field()


@dataclass
class Page:
    text: str
    qc_findings: list[Any] = field(default_factory=list)


def test_every_kind_of_item() -> None:
    article = Article(headline="x", content=BROKEN)
    assert pipeline(QC_FINDINGS_FIELD="found").process_item(article) is article
    assert [it["code"] for it in article["found"]] == ["GAR103"]
    page = Page(BROKEN)
    pipeline().process_item(page, None)  # as older versions of Scrapy call it, with the spider
    assert [it["code"] for it in page.qc_findings] == ["GAR103"]


def test_a_field_that_an_item_does_not_have() -> None:
    with pytest.raises(TypeError, match="Article has no field qc_findings: declare one, or name another"):
        pipeline().process_item(Article(content=BROKEN))


def test_a_field_that_holds_no_text(caplog: pytest.LogCaptureFixture) -> None:
    checking = pipeline(QC_TEXT_FIELD="body")
    with caplog.at_level(logging.WARNING):
        assert checking.process_item({"body": ["a", "b"]}) == {"body": ["a", "b"]}
        assert checking.process_item({"body": None}) == {"body": None}
    assert [it.message for it in caplog.records if "no text in the field body" in it.message] == [
        "qc cannot check an item of type dict: no text in the field body"
        " (said once; qc/items_unchecked counts them; see QC_TEXT_FIELD)"
    ]


def test_what_counts() -> None:
    item = {"text": BROKEN}
    assert pipeline(QC_ACTION="drop", QC_FAIL_ON="error").process_item(item) is item
    assert pipeline(QC_ACTION="drop", QC_SETTINGS={"select": ["REP"]}).process_item(item) is item
    with pytest.raises(scrapy.exceptions.DropItem):
        pipeline(QC_ACTION="drop", QC_SETTINGS={"select": ["GAR103"]}).process_item(item)
    with pytest.raises(FindingsError) as caught:
        pipeline(QC_ACTION="raise").process_item(item)
    assert [it.code for it in caught.value.findings] == ["GAR103"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"QC_FAIL_ON": "eror"}, "QC_SETTINGS: fail-on expects one of any, warning, error, never, not 'eror'"),
        ({"QC_SETTINGS": {"selct": ["REP"]}}, "QC_SETTINGS: unknown key 'selct'; did you mean 'select'?"),
    ],
)
def test_wrong_settings(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(qc.ConfigError) as caught:
        pipeline(**settings)
    assert message in str(caught.value)


def test_scraped_text_commands_nothing_in_the_log() -> None:
    text = "The \x1b[31m::error::x\x1b[31m ::error::x\x1b[31m ::error::x \u202e\u202e house."
    with pytest.raises(FindingsError) as caught:
        pipeline(QC_ACTION="raise", QC_SETTINGS={"select": ["ENC", "REP"], "preview": True}).process_item(
            {"text": text}
        )
    assert str(caught.value).isprintable()
