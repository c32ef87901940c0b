"""A run: the same outcomes whatever the workers and batches, everything accounted for, crashes contained."""

from __future__ import annotations

import gc
import gzip
import json
import pickle
import weakref
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qc.api import plan
from qc.document import Document, State, Unread
from qc.engine import Plan, check_documents, check_inputs
from qc.finding import Finding, Severity
from qc.readers import ReadOptions, discover, records
from qc.rule import CorpusRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qc.text import Text


class Needles(Rule):
    """Every "needle"."""

    code = "TST101"

    def check(self, text: Text) -> Iterator[Finding]:
        at = text.string.find("needle")
        while at >= 0:
            yield self.finding(text, at, at + 6, "a needle", related=[(at, at + 2, "its head")])
            at = text.string.find("needle", at + 1)


class Crashes(Rule):
    """Fails on a document that says so."""

    code = "TST102"

    def check(self, text: Text) -> Iterator[Finding]:
        if "crash" in text.string:
            raise RuntimeError("on purpose")
        yield from Needles().check(text)


class SameLength(CorpusRule):
    """Documents of equal length."""

    code = "TST103"

    def note(self, text: Text) -> Iterator[tuple[int, Any]]:
        yield from enumerate(len(document.text) for document in text.sources)

    def conclude(self, notes: Sequence[tuple[int, Any]]) -> Iterator[Finding]:
        from qc.finding import Related
        from qc.offsets import Span

        first: dict[int, int] = {}
        for number, length in notes:
            if first.setdefault(length, number) != number:
                other = Related(first[length], Span(0, length))
                yield Finding(self.code, "same-length", Severity.ERROR, number, Span(0, length), "", related=(other,))


PLAN = Plan((Needles(), SameLength()))


@pytest.fixture
def crawl(tmp_path: Path) -> str:
    """A folder with every kind of input, more than one task long."""
    for number in range(30):
        (tmp_path / f"page{number:02}.txt").write_text(f"page {number} has a needle\nand more" + "." * number)
    records = [json.dumps({"id": f"r{n}", "text": f"record {n}\nneedle {'x' * (n % 3011)}"}) for n in range(4_000)]
    records[7] = "not json"
    (tmp_path / "big.jsonl").write_text("\n".join(records))
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress("\n".join(records[:2000]).encode()))
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF" + b"\0" * 500)
    return str(tmp_path)


def outcomes(crawl: str, plan: Plan, jobs: int) -> list[Any]:
    return list(check_inputs(discover([crawl], plan.reading), plan, jobs))


@pytest.mark.parametrize("plan", [PLAN, Plan((Needles(),)), Plan((Needles(), SameLength()), keep_text=True)])
def test_workers_change_nothing(crawl: str, plan: Plan) -> None:
    assert outcomes(crawl, plan, 1) == outcomes(crawl, plan, 2)


def test_everything_is_accounted_for(crawl: str) -> None:
    found = outcomes(crawl, PLAN, 1)
    states = {state: sum(one.count for one in found if one.state is state) for state in State}
    assert states[State.CHECKED] == 30 + 3_999 + 1_999
    assert states[State.FAILED] == 2
    assert states[State.SKIPPED] == 1


def test_places_and_fingerprints(crawl: str) -> None:
    found = {one.name: one for one in outcomes(crawl, PLAN, 1)}
    record = next(one for name, one in found.items() if name.endswith("big.jsonl#r3500"))
    needle = record.findings[-1] if record.findings[-1].code == "TST101" else record.findings[0]
    assert needle.place is not None
    assert needle.place.record is not None
    assert (needle.place.record.line, needle.place.record.index) == (3_501, 3_500)
    assert needle.place.start == (2, 1)
    assert needle.excerpt == ("", "needle", " " + "x" * 59)
    prints = [finding.fingerprint for one in found.values() for finding in one.findings if finding.code == "TST101"]
    assert len(set(prints)) == len(prints) - 1_999  # the packed records repeat ids of the big file


def test_a_conclusion_shows_both_places(crawl: str) -> None:
    found = [f for one in outcomes(crawl, PLAN, 1) for f in one.findings if f.code == "TST103"]
    assert len(found) > 900
    for finding in found[:50]:
        assert finding.place is not None
        assert finding.related[0].place is not None
        assert finding.related[0].place.path != ""
        assert finding.fingerprint


@pytest.mark.parametrize(("bad", "parsed"), [("", 5 + 2), ("not json", 6 + 3 + 5)])
def test_what_is_read_again_is_what_a_conclusion_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str, parsed: int
) -> None:
    """Behind a bad record outcomes and records may no longer go side by side: there all are counted again."""
    lines = [bad, *(json.dumps({"id": f"r{size}{at}", "text": "x" * size}) for at, size in enumerate((9, 5, 7, 5, 3)))]
    (tmp_path / "few.jsonl").write_text("\n".join(filter(None, lines)))
    seen: list[int] = []
    document = records._document
    monkeypatch.setattr(records, "_document", lambda path, line, how: seen.append(1) or document(path, line, how))
    (named,) = (one for one in outcomes(str(tmp_path), Plan((SameLength(),)), 1) if one.name.endswith("#r53"))
    (finding,) = named.findings
    assert finding.related[0].place is not None
    assert finding.related[0].place.record is not None
    assert finding.related[0].place.record.id == "r51"
    assert len(seen) == parsed


def test_a_crash_costs_one_rule_on_one_document() -> None:
    documents = [Document("a", "a needle"), Document("b", "will crash"), Document("c", "needle")]
    found = check_documents(documents, Plan((Crashes(), Needles())))
    assert [[finding.code for finding in one.findings] for one in found] == [
        ["TST101", "TST101"],
        ["QC003"],
        ["TST101", "TST101"],
    ]
    assert "TST102" in found[1].findings[0].message
    assert "on purpose" in found[1].findings[0].message


def test_what_is_unread_keeps_its_place() -> None:
    items = [Document("a", "x"), Unread("b", State.FAILED, "it is broken", count=3), Document("c", "y")]
    found = check_documents(items, PLAN)
    assert [one.path for one in found] == ["a", "b", "c"]
    assert found[1].findings[0].code == "QC001"
    assert found[1].count == 3


def test_findings_are_capped_aloud() -> None:
    (found,) = check_documents([Document("a", "needle " * 50)], Plan((Needles(),), max_findings=10))
    assert [finding.code for finding in found.findings].count("TST101") == 10
    (over,) = [finding for finding in found.findings if finding.code == "QC004"]
    assert over.message.startswith("40 more findings")


@pytest.mark.parametrize(("confidence", "severity", "count"), [(0.0, "info", 1), (0.0, "error", 0), (1.1, "info", 0)])
def test_what_is_below_the_threshold_is_not_kept(confidence: float, severity: str, count: int) -> None:
    plan = Plan((Needles(),), min_confidence=confidence, min_severity=Severity(severity))
    (found,) = check_documents([Document("a", "needle")], plan)
    assert len(found.findings) == count


def test_a_plan_can_be_sent_to_workers() -> None:
    assert pickle.loads(pickle.dumps(Plan((), ReadOptions(text_field="body")))).reading.text_field == "body"


class Sparse(Needles):
    """Every needle in a hundred."""

    code = "TST104"

    def check(self, text: Text) -> Iterator[Finding]:
        for finding in super().check(text):
            if finding.document % 100 == 7:
                yield finding


@pytest.mark.parametrize("rules", [(Needles(),), (Sparse(),), (SameLength(),), (Sparse(), SameLength()), ()])
def test_counting_clean_documents_together_loses_nothing(crawl: str, rules: tuple[Rule, ...]) -> None:
    from dataclasses import replace

    single = Plan(rules)
    each, rows = outcomes(crawl, single, 1), outcomes(crawl, replace(single, merge_clean=True), 1)
    assert [f for one in each for f in one.findings] == [f for one in rows for f in one.findings]
    for field in ("count", "characters", "words"):
        assert sum(getattr(one, field) for one in each) == sum(getattr(one, field) for one in rows)
    if not rules:
        assert len(rows) < len(each) / 10


def test_a_batch_is_let_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views hold their text: without `forget` each batch waits for the collector with all its columns."""
    from qc.config import load
    from qc.engine import look

    texts: list[weakref.ref[Text]] = []

    def remembered(documents: Sequence[Document]) -> Text:
        text = look_text(documents)
        texts.append(weakref.ref(text))
        return text

    look_text = look.Text
    monkeypatch.setattr(look, "Text", remembered)
    document = Document("a.txt", "Anna and and Ben went home {{title}} “Why” asked Phailin, and  Phalin... . .\n" * 40)
    gc.collect()
    gc.disable()
    try:
        check_documents([document, replace(document, path="b.txt")], plan(load(given={"preview": True}, origin="test")))
        assert texts
        assert not any(text() for text in texts)
    finally:
        gc.enable()
