"""The page in a real browser, opened from disk: it starts without a complaint and says what the JSON report says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import Visit, Visiting, chromium, visit
from made_runs import SCRIPTS, checked, finding, hostile, many, outcome, run

from qc import reports
from qc.offsets import Span
from qc.outcome import Run
from qc.reports import safe

__all__ = ["chromium", "visit"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {
        "many": many(60, 8),
        "hostile": hostile(),
        "texts": run(checked("\n".join(SCRIPTS))),
        "empty": run(checked("clean")),
    }
    folder = tmp_path_factory.mktemp("pages")
    return {name: reports.write_file(it, str(folder / f"{name}.html")) for name, it in made.items()}


def summary_of(made: Run) -> dict[str, dict[str, int]]:
    summary: dict[str, dict[str, int]] = json.loads("".join(reports.render(made, "jsonl")).splitlines()[-1])
    return summary


def told(page: Visit) -> str:
    return page.tree.one("span", id="told").text


def facet(page: Visit, heading: str) -> dict[str, int]:
    """Values and counts of one facet."""
    for section in page.tree.one("details", class_="facets").all("section"):
        if section.one("h2").text == heading:
            spans = [[it.text for it in link.all("span")] for link in section.all("a")]
            return {value: int(count.replace(",", "")) for value, count in spans}
    return {}


def test_findings_are_those_of_the_json_report(visit: Visiting, pages: dict[str, Path]) -> None:
    page = visit(pages["many"], "#/findings")
    summary = summary_of(many(60, 8))
    assert page.console == []
    assert page.ready == "91 documents, 511 findings"
    assert told(page) == "511 findings"
    assert facet(page, "Severity") == {it: summary["findings"][it] for it in ("error", "warning", "info")}
    assert facet(page, "Rule") == {it["name"]: it["findings"] for it in summary["rules"]}  # type: ignore[index]
    for heading in ("Source", "Language", "Confidence", "Fix"):
        assert sum(facet(page, heading).values()) == 511
    assert len(list(page.tree.one("ol", class_="rows").all("li"))) == 100
    assert page.tree.one("body").count() <= 2500


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("sev:error", lambda it: it.severity == "error"),
        ("rule:repeated-phrase conf:>0.8", lambda it: it.code == "REP103" and it.confidence > 0.8),
        ("-rule:REP -rule:GAR*", lambda it: it.code.startswith("QC")),
        ('"twice, 4"', lambda it: "twice, 4" in it.message),
        ("file:crawl/part-1* fix:any", lambda it: it.place.path == "crawl/part-1.jsonl" and it.fix is not None),
    ],
)
def test_queries(visit: Visiting, pages: dict[str, Path], query: str, holds: object) -> None:
    page = visit(pages["many"], f"#/findings?q={quote(query)}")
    expected = sum(map(holds, many(60, 8).findings))  # type: ignore[call-overload]
    assert 0 < expected < 511
    assert told(page) == f"{expected} of 511 findings"
    assert page.console == []


def test_a_query_that_finds_nothing_says_so(visit: Visiting, pages: dict[str, Path]) -> None:
    page = visit(pages["many"], "#/findings?q=rule:nothing")
    assert told(page) == "0 of 511 findings"
    assert "No finding matches." in page.tree.one("p", class_="empty").text


def test_a_link_to_a_finding_that_the_filter_hides(visit: Visiting, pages: dict[str, Path]) -> None:
    hidden = next(it for it in many(60, 8).findings if it.code == "REP104")
    page = visit(pages["many"], f"#/findings?q=rule:repeated-phrase&f={quote(hidden.fingerprint)}")
    detail = page.tree.one("article", id="detail")
    assert hidden.message in detail.text
    assert next(detail.all("mark")).text.replace("\r\n", "\n") == safe.visible_lines(hidden.excerpt.match)  # type: ignore[union-attr]


def test_marks_are_the_matches(visit: Visiting, pages: dict[str, Path]) -> None:
    marked = checked("\n".join(SCRIPTS))
    page = visit(pages["texts"], "#/documents/0")
    context = page.tree.one("div", class_="page").one("div", class_="context")
    assert context.text == safe_text(marked.text or "")
    marks = [it.text for it in context.all("mark")]
    assert marks == [safe_text(it.span.of(marked.text or "")) for it in marked.findings]
    assert "two\r\nline three" in marks
    assert page.console == []


def safe_text(text: str) -> str:
    """What the page shows of a text: joiners of emoji stay, and so does each kind of line end."""
    return safe.visible_lines(text.replace("\r\n", "\x00")).replace("␀", "\r\n")


def test_hostile_text_is_shown_and_does_nothing(visit: Visiting, pages: dict[str, Path]) -> None:
    for route in ("#/findings", "#/documents/0", "#/rules"):
        page = visit(pages["hostile"], route)
        assert page.console == []
        assert page.ready.startswith("60 documents")
        assert list(page.tree.all("qcxss")) == []
    page = visit(pages["hostile"], "#/findings?q=qcxss")
    assert "<qcxss>" in page.tree.one("ol", class_="rows").text
    assert re.findall("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.tree.one("main").text) == []


def test_a_link_to_a_finding_opens_the_page_of_the_list_it_is_on(visit: Visiting, pages: dict[str, Path]) -> None:
    late = many(60, 8).findings[333]
    page = visit(pages["many"], f"#/findings?f={quote(late.fingerprint)}")
    rows = page.tree.one("ol", class_="rows")
    assert rows.attributes["start"] == "301"
    current = [it for it in rows.all("a") if it.attributes.get("aria-current")]
    assert [it.attributes["data-id"] for it in current] == [late.fingerprint]


@pytest.mark.parametrize("route", ["", "#/documents", "#/rules/REP103", "#/run", "#/documents/99", "#%"])
def test_every_route_opens(visit: Visiting, pages: dict[str, Path], route: str) -> None:
    page = visit(pages["many"], route)
    assert page.console == []
    assert page.ready
    shown = [
        it.attributes["id"]
        for it in page.tree.one("main").all("section", class_="view")
        if "hidden" not in it.attributes
    ]
    view = route.strip("#/").split("/")[0]
    assert shown == [view if view in ("findings", "documents", "rules", "run") else "overview"]
    assert page.tree.one("body").count() <= 2500


def test_the_console_is_heard(visit: Visiting, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'sha256-x'\"><title>x</title><script>1</script>"
    )
    assert "Content Security Policy" in "".join(visit(page).console)
    page.write_text("<title>x</title><script>throw new Error('heard')</script>")
    assert "heard" in "".join(visit(page).console)


def test_an_empty_report_opens(visit: Visiting, pages: dict[str, Path]) -> None:
    page = visit(pages["empty"], "#/findings")
    assert page.console == []
    assert told(page) == "0 findings"
    assert "Nothing was found." in page.tree.one("p", class_="empty").text


def test_overlapping_findings_keep_the_text_whole(visit: Visiting, tmp_path: Path) -> None:
    text = "one two three four five"
    found = [finding(text, Span(0, 13)), finding(text, Span(8, 18)), finding(text, Span(8, 13), "name")]
    path = reports.write_file(run(outcome(text, found)), str(tmp_path / "a.html"))
    context = visit(path, "#/documents/0").tree.one("div", class_="page").one("div", class_="context")
    assert context.text == text
    assert [it.text for it in context.all("mark")] == ["one two ", "three", " four"]
