"""JUnit's XML: a document a test, so that tests = documents; it fails if a finding in it fails the run.

Elements and attributes as the Ant task writes them and GitLab and Jenkins read them. Unreadable inputs are errors,
skipped ones skipped, and findings below the gate stand in the output of their test.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qc.document import State
from qc.finding import Finding
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.failing import Gate
from qc.reports.markup import body, tag
from qc.reports.options import ReportOptions
from qc.reports.summary import Summary

SUFFIXES = (".xml",)


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run))


def _lines(run: Run) -> Iterator[str]:
    gate = Gate(run)
    failures = sum(any(map(gate.fails, outcome.findings)) for outcome in run.outcomes if _checked(outcome))
    states = [outcome.state for outcome in run.outcomes]
    counts = {
        "name": "qc",
        "tests": len(states),
        "failures": failures,
        "errors": states.count(State.FAILED),
        "skipped": states.count(State.SKIPPED),
        "time": "0",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tag("testsuites", {**counts})
    yield " " + tag("testsuite", {**counts})
    yield from _properties(run)
    yield from chain.from_iterable(_case(outcome, gate) for outcome in run.outcomes)
    yield " </testsuite>"
    yield "</testsuites>"


def _checked(outcome: Outcome) -> bool:
    return outcome.state is State.CHECKED


def _properties(run: Run) -> Iterator[str]:
    """The account of the run, in numbers."""
    facts = {f"documents.{name}": count for name, count in Summary(run).documents.items()}
    yield "  <properties>"
    for name, value in {"version": run.version, "complete": str(run.complete).lower(), **facts}.items():
        yield "   " + tag("property", {"name": name, "value": value}, closed=True)
    yield "  </properties>"


def _case(outcome: Outcome, gate: Gate) -> Iterator[str]:
    name = places.name(outcome.path, outcome.record)
    attributes = {
        "name": name + (f" ({outcome.count:,} inputs)" if outcome.count > 1 else ""),
        "classname": f"qc.{outcome.format or 'unknown'}",
        "file": outcome.path,
        "time": "0",
    }
    content = list(_content(outcome, gate))
    if not content:
        yield "  " + tag("testcase", attributes, closed=True)
        return
    yield "  " + tag("testcase", attributes)
    yield from content
    yield "  </testcase>"


def _content(outcome: Outcome, gate: Gate) -> Iterator[str]:
    if outcome.state is State.FAILED:
        yield "   " + tag("error", {"message": outcome.reason, "type": "unreadable-input"}, closed=True)
    elif outcome.state is State.SKIPPED:
        yield "   " + tag("skipped", {"message": outcome.reason}, closed=True)
    else:
        failing = [finding for finding in outcome.findings if gate.fails(finding)]
        if failing:
            head = tag("failure", {"message": _headline(failing), "type": failing[0].code})
            yield from f"   {head}{body(_line(it, outcome) for it in failing)}</failure>".split("\n")
        if others := [finding for finding in outcome.findings if not gate.fails(finding)]:
            yield from f"   <system-out>{body(_line(it, outcome) for it in others)}</system-out>".split("\n")


def _headline(failing: list[Finding]) -> str:
    more = f" and {len(failing) - 1:,} more" if len(failing) > 1 else ""
    return f"{failing[0].code} {failing[0].name}: {failing[0].message}{more}"


def _line(finding: Finding, outcome: Outcome) -> str:
    rule = f"{safe.inline(finding.code)} {safe.inline(finding.name)}"
    place = places.label(places.of(finding, outcome))
    return f"{place}: {finding.severity} {rule}: {safe.inline(finding.message)}"
