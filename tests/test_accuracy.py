"""The bench of accuracy runs for a stranger on texts of our own, and what it says of the rules is what it counted."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from bench import accuracy, accuracy_page, findings
from bench.findings import ADJUDICATED
from bench.measured import measured
from qc.cli import pages
from qc.cli.measured import in_words
from qc.rule import Diagnostic
from qc.rules import all_rules

CLEAN = (
    "The ferry left the island before dawn, when the wind had not yet come up. Two men in oilskins carried the mail "
    "on board and went below. Nobody on the quay waved; the boat would be back by noon, with bread and newspapers.\n"
    "In the village the baker lit his oven at four. He had learnt the trade from an aunt, who believed in rye and in "
    "patience. On Saturdays the queue reached the church, and people talked about the price of diesel."
)
STUTTER = "The harbour master wrote to the the council about the broken lamp, and waited for an answer until June."
LOST = "Der Bürgermeister schrieb einen langen Brief an die Gemeinde, und niemand konnte ihn ohne Brille lesen."
MOJIBAKE = "The café on the corner was closed, and so was the crêperie.".encode().decode("cp1252")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data sets of the names and fields that the bench reads, with texts written for this test; no peers."""
    monkeypatch.setattr("bench.verdicts.HOME", tmp_path / "no environments")
    monkeypatch.setattr("bench.packages.STORE", tmp_path / "no packages")
    page = {"page": "a", "lang": "en", "source": "ours", "text": "Menu\nHome"}
    rows = {
        "trailing/pages-dev": [page | {"id": f"a/{each}", "gold": CLEAN} for each in ("one", "two")],
        "trailing/sites-dev": [page | {"id": "b/one", "page": "b", "gold": LOST, "lang": "de"}],
        "clean/ud-dev": [{"id": "c", "lang": "en", "genre": "letter", "source": "ours", "text": STUTTER}],
    }
    for name, records in rows.items():
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    _translations(tmp_path / "repetition")
    _encodings(tmp_path / "encoding")
    return tmp_path


def _translations(folder: Path) -> None:
    texts = [("We stayed close to the beach and the beach.", 1), ("We stayed close to the beach and the pier.", 0)]
    rows = [{"id": f"t/{at}", "lang": "en", "text": text, "repetition": mark} for at, (text, mark) in enumerate(texts)]
    folder.mkdir()
    (folder / "nmt-dev.jsonl").write_text("\n".join(map(json.dumps, rows)))


def _encodings(folder: Path) -> None:
    fixed = MOJIBAKE.encode("cp1252").decode()
    folder.mkdir()
    (folder / "ftfy-in-the-wild.json").write_text(json.dumps([{"label": "w", "original": MOJIBAKE, "fixed": fixed}]))
    (folder / "ftfy-negative.json").write_text(json.dumps([{"label": "n", "original": fixed, "fixed": fixed}]))


@pytest.fixture
def verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader found the stutter right."""
    span = [STUTTER.index("the the"), STUTTER.index("the the") + 7]
    said = {"data": "clean/ud-dev", "id": "c", "code": "REP104", "span": span, "right": True, "reason": "twice"}
    path = tmp_path / "adjudicated.jsonl"
    path.write_text(json.dumps(said) + "\n")
    known = findings.verdicts
    monkeypatch.setattr(findings, "verdicts", lambda data: known(data, path))


def _run(data: Path) -> dict[str, Any]:
    stored = data / "results" / "accuracy.json"
    accuracy.main(["clean", "repetition", "encoding", "--data", str(data), "--json", str(stored)])
    figures: dict[str, Any] = json.loads(stored.read_text(encoding="utf-8"))
    return figures


def test_unread_findings_are_alarms(data: Path) -> None:
    clean = _run(data)["clean"]
    found = {rule: row["unread"] for rule, row in clean["by rule"].items() if "unread" in row}
    assert found == {"REP104 stuttered-words": 1}
    assert clean["by rule"]["REP104 stuttered-words"]["alarms_per_million"] == _rate(clean)


def test_every_rule_is_asked_and_those_behind_preview_apart(data: Path) -> None:
    clean = _run(data)["clean"]
    asked = {rule.code: rule.preview for rule in all_rules() if rule.default and not issubclass(rule, Diagnostic)}
    assert {rule.split()[0] for rule in clean["by rule"]} == {code for code, preview in asked.items() if not preview}
    assert {rule.split()[0] for rule in clean["by preview rule"]} == {code for code in asked if asked[code]}


def _rate(clean: dict[str, Any]) -> float:
    """Of one finding."""
    return round(1e6 / int(clean["words"]), 1)


def test_a_finding_that_is_right_is_no_alarm(data: Path, verdict: None) -> None:
    clean = _run(data)["clean"]
    assert clean["all"]["right"] == 1
    assert clean["all"]["alarms_per_million"] == 0
    assert clean["all"]["findings_per_million"] == _rate(clean)
    assert clean["words"] == sum(len(re.findall(r"\w+", text)) for text in (CLEAN, LOST, STUTTER))


def test_each_task_counts_what_it_is_about(data: Path) -> None:
    stored = _run(data)
    assert stored["repetition"]["raw"] == {"flagged": 1, "hits": 1, "precision": 1.0, "recall": 1.0}
    assert (stored["encoding"]["found"], stored["encoding"]["repaired"], stored["encoding"]["alarms"]) == (1, 1, [])


def test_rules_and_page_show_what_was_measured(data: Path, verdict: None) -> None:
    stored = _run(data)
    figures = measured(stored)
    assert figures["REP104"]["precision"] == 1.0
    assert figures["REP104"]["read"] == 1
    assert figures["REP104"]["recall"] is None
    page = accuracy_page.page(stored)
    assert "| REP104 | 1.0 | 1 |  |  | 0.0 |" in page
    assert f"{stored['clean']['words']:,} words" in page


def test_listing_names_what_a_verdict_needs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accuracy.main(["clean", "--data", str(data), "--list", "--code", "REP"])
    span = f"{STUTTER.index('the the')}-{STUTTER.index('the the') + 7}"
    assert capsys.readouterr().out.startswith(f"unread\tclean/ud-dev\tc\tREP104\t{span}\t")


def test_verdicts_name_places_and_never_hold_the_text() -> None:
    codes = {rule.code for rule in all_rules()}
    said = [json.loads(line) for line in ADJUDICATED.read_text(encoding="utf-8").splitlines()]
    assert {tuple(each) for each in said} == {("data", "id", "code", "span", "right", "reason")}
    assert {each["code"] for each in said} <= codes
    assert all(0 < len(each["reason"]) <= 80 and isinstance(each["right"], bool) for each in said)
    places = [(each["data"], each["id"], each["code"], *each["span"]) for each in said]
    assert len(set(places)) == len(places)


def test_the_sentence_of_a_rule_leaves_out_what_was_not_measured() -> None:
    figures = {"precision": None, "read": 0, "recall": 0.981, "weaker": {}, "false_alarms_per_million": 0.0}
    told = (
        "Measured: recall 0.98 of planted defects, 0.0 false alarms a million words of clean prose. From ours; today."
    )
    assert in_words({**figures, "source": "ours; today"}) == told


def test_languages_that_a_rule_does_not_claim_are_named() -> None:
    rows = {"GAR102 de": {"recall": 0.914}, "GAR102 ru": {"recall": 0.976}, "GAR101 en": {"recall": 0.9}}
    planted = {"by rule": {"GAR102": {"recall": 0.954}}, "by rule and language": rows, "languages": ["de", "en", "ru"]}
    (figures,) = measured({"planted": planted}).values()
    assert figures["weaker"] == {"de": 0.914}
    assert in_words(figures).startswith("Measured: recall 0.95 of planted defects (under 0.95: de 0.914). From ")


def test_pages_of_rules_show_their_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = next(rule for rule in all_rules() if rule.code == "REP104")
    figures = {"precision": 0.9, "read": 20, "recall": None, "weaker": {}, "false_alarms_per_million": 1.5}
    figures["source"] = "ours"
    monkeypatch.setattr(pages, "measured", lambda: {"REP104": figures})
    assert pages.describe(rule)["measured"] == figures
    assert in_words(figures) in "\n".join(pages.markdown_page(rule))
    assert "precision 0.90 (20 findings read)" in "\n".join(pages.text_page(rule))
