"""What people read on a terminal, letter for letter."""

from __future__ import annotations

import dataclasses
import re
from textwrap import dedent

import pytest
from judge import unsafe
from made_runs import checked, failed, finding, hostile, outcome, run, skipped

from qc import reports
from qc.document import Record
from qc.finding import Edit, Fix, Place, Severity
from qc.offsets import Span
from qc.outcome import Outcome, Run
from qc.reports import ReportOptions

HUMAN = ("full", "concise", "grouped", "none")
TEXT = "First line.\nGlobal Peace, and Global Peace.\n漢字 the the end\n"


def lines(run_: Run, format: str, **options: object) -> str:
    return "".join(reports.render(run_, format, ReportOptions(**options)))  # type: ignore[arg-type]


def two_findings() -> Outcome:
    fix = Fix("delete the second copy", (Edit(Span(24, 42), ""),))
    peace = finding(TEXT, Span(30, 42), copy=Span(12, 24), message="one item twice", confidence=0.87, fix=fix)
    stutter = finding(TEXT, Span(47, 54), "stutter", message="“the” twice", confidence=1)
    return outcome(TEXT, [stutter, peace])


def test_full() -> None:
    found = run(two_findings())
    assert lines(found, "full") == dedent("""\
        warning[REP103] repeated-phrase: one item twice
         --> a.txt:2:19
        2 | Global Peace, and Global Peace.
          |                   ^~~~~~~~~~~~
          = the other copy at a.txt:2:1
        2 | Global Peace, and Global Peace.
          | ^~~~~~~~~~~~
          = confidence 0.87
          = fix (unsafe): delete the second copy

        error[REP104] stuttered-words: “the” twice
         --> a.txt:3:4
        3 | 漢字 the the end
          |      ^~~~~~~

        1 document = 1 checked + 0 failed + 0 skipped
        2 findings: 1 error, 1 warning. 1 with an unsafe fix.
        """)


def test_full_names_the_record() -> None:
    record = Record(16, 17, "doc-17", "https://example.org/a")
    assert lines(run(checked("one ⟦two⟧", "crawl.jsonl", record=record)), "full").splitlines()[:5] == [
        "warning[REP103] repeated-phrase: these words stand here twice",
        " --> crawl.jsonl#doc-17:1:5",
        "1 | one two",
        "  |     ^~~",
        "  = record 17 (line 17 of the file), field text, https://example.org/a",
    ]


def test_full_counts_the_copies_it_does_not_quote() -> None:
    many = finding(TEXT, Span(0, 5), copy=Span(12, 18))
    many = dataclasses.replace(many, related=many.related * 9)
    text = lines(run(outcome(TEXT, [many])), "full")
    assert text.count("= the other copy") == 3
    assert "= and 6 more places" in text


def test_concise() -> None:
    assert lines(run(two_findings()), "concise").splitlines()[:2] == [
        "a.txt:2:19: warning REP103 repeated-phrase: one item twice",
        "a.txt:3:4: error REP104 stuttered-words: “the” twice",
    ]


def test_grouped() -> None:
    found = run(two_findings(), checked("⟦x⟧", "b.txt"))
    assert lines(found, "grouped").splitlines()[:6] == [
        "a.txt",
        "  2:19  warning  REP103 repeated-phrase: one item twice",
        "   3:4  error    REP104 stuttered-words: “the” twice",
        "",
        "b.txt",
        "  1:1  warning  REP103 repeated-phrase: these words stand here twice",
    ]


def test_no_position_is_no_guess() -> None:
    lost = finding(TEXT, Span(0, 5))
    lost = dataclasses.replace(lost, place=Place("a.html", "html", lost.span))
    assert lines(run(outcome(TEXT, [lost])), "concise").startswith("a.html: warning REP103")
    assert " --> a.html\n" in lines(run(outcome(TEXT, [lost])), "full")


def test_nothing_found() -> None:
    assert lines(run(checked("clean")), "full") == "1 document = 1 checked + 0 failed + 0 skipped\nNo findings.\n"


@pytest.mark.parametrize("format", HUMAN)
def test_the_account_is_always_there(format: str) -> None:
    found = run(checked("⟦a⟧"), failed("x.gz"), *(skipped(f"p{it}.jpg") for it in range(25)))
    text = lines(found, format)
    assert "27 documents = 1 checked + 1 failed + 25 skipped\n" in text
    assert "failed   x.gz: the archive is truncated; fetch it again\n" in text
    assert text.count("skipped  p") == 20
    assert "and 5 more skipped\n" in text
    assert text.endswith("27 findings: 1 error, 1 warning, 25 info (25 for skipped inputs).\n")


def test_one_entry_may_stand_for_many_failures() -> None:
    rest = dataclasses.replace(failed("big.jsonl", "no JSON"), count=4711)
    assert "4,711 documents = 0 checked + 4,711 failed + 0 skipped" in lines(run(rest), "full")
    assert "failed   big.jsonl (4,711 inputs): no JSON" in lines(run(rest), "full")


def test_notes_and_interrupts_are_told() -> None:
    text = lines(run(checked("clean", notes=("3 bytes were no UTF-8",)), complete=False), "concise")
    assert "note     a.txt: 3 bytes were no UTF-8" in text
    assert text.endswith("Interrupted: this is what was done until then.\n")


def test_limit_says_what_it_leaves_out() -> None:
    text = lines(run(checked("⟦a⟧ ⟦b⟧ ⟦c⟧")), "concise", limit=1)
    assert text.count("REP103") == 1
    assert "2 more findings not listed." in text
    assert "3 findings: 3 warnings." in text


def test_quiet_is_quiet_only_when_everything_was_checked() -> None:
    assert lines(run(checked("⟦a⟧")), "concise", quiet=True).count("\n") == 1
    assert lines(run(checked("clean")), "none", quiet=True) == ""
    assert "failed   x.gz" in lines(run(failed("x.gz")), "none", quiet=True)


def test_statistics() -> None:
    found = run(two_findings(), checked("⟦a⟧"))
    assert "Findings by rule\n  2  REP103  repeated-phrase\n  1  REP104  stuttered-words\n" in lines(
        found, "none", statistics=True
    )


@pytest.mark.parametrize("format", HUMAN)
def test_colour_changes_nothing_but_colour(format: str) -> None:
    found = run(two_findings(), failed("x.gz"), skipped("y"))
    coloured = lines(found, format, color=True, statistics=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == lines(found, format, statistics=True)
    assert "\x1b[" in coloured


@pytest.mark.parametrize("format", HUMAN)
@pytest.mark.parametrize("columns", [40, 120])
def test_hostile_text_is_harmless(format: str, columns: int) -> None:
    assert unsafe(lines(hostile(), format, columns=columns, statistics=True)) == []


def test_excerpts_fit_the_terminal() -> None:
    text = lines(run(checked("x " * 60 + "⟦" + "y" * 500 + "⟧" + " z" * 60)), "full", columns=60)
    assert max(map(len, text.splitlines()[:4])) <= 65


def test_severities_are_all_counted() -> None:
    found = run(*(checked("⟦a⟧", rule=rule) for rule in ("repeat", "stutter", "name")))
    assert "3 findings: 1 error, 1 warning, 1 info." in lines(found, "none")
    assert {it.severity for it in found.findings} == set(Severity)
