"""Annotations of GitHub Actions, which shows 10 errors, 10 warnings and 10 notices of a step and drops the others.

So the findings of one rule in one file are one annotation, at the first of them, and the last line says what is left
out. Escapes are those of the runner's own toolkit: `%`, CR and LF in messages, `:` and `,` in properties, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from qc.finding import Finding, Place, Severity
from qc.outcome import Run
from qc.reports import places, safe
from qc.reports.options import ReportOptions
from qc.reports.regions import region, relative
from qc.reports.shown import listed
from qc.reports.summary import summary_lines

EACH = 10  # annotations of one level that the runner shows of a step
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_Group = list[tuple[Place, Finding]]


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    groups = _groups(run)
    for severity in _LEVELS:
        of_level = (group for group in groups if _severity(group) is severity)
        yield from (f"{_annotation(group)}\n" for group in islice(of_level, EACH))
    yield from safe.lines(summary_lines(run, replace(options, color=False)))
    yield from safe.lines([_left_out(groups)])


def _groups(run: Run) -> list[_Group]:
    """The findings of one rule in one file, together; the fullest groups first."""
    groups: dict[tuple[str, str], _Group] = {}
    for outcome, finding in listed(run, ReportOptions()):
        place = places.of(finding, outcome)
        groups.setdefault((place.path, finding.code), []).append((place, finding))
    return sorted(groups.values(), key=lambda group: -len(group))


def _severity(group: _Group) -> Severity:
    """The gravest of a group."""
    return max((finding.severity for _, finding in group), key=lambda severity: severity.rank)


def _annotation(group: _Group) -> str:
    place, finding = group[0]
    where = region(place)
    facts: dict[str, object] = {"file": relative(place.path), "line": where.start.line, "endLine": where.end.line}
    if where.exact and where.start.line == where.end.line:  # GitHub refuses columns of more than one line
        facts |= {"col": where.start.column, "endColumn": where.end.column}
    facts["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
    return f"::{_LEVELS[_severity(group)]} {properties}::{_data(_message(group))}"


def _message(group: _Group) -> str:
    place, finding = group[0]
    record = f"{places.name('', place.record)}: " if place.record is not None else ""
    more = f" (and {len(group) - 1:,} more in this file)" if len(group) > 1 else ""
    return f"{record}{finding.message}{more}"


def _data(text: str) -> str:
    """One line that the runner shows as it is; what has no glyph is visible, and no second command begins in it."""
    escaped = safe.inline(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace("::", ":\u200b:") if escaped.startswith(":") else escaped


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _left_out(groups: list[_Group]) -> str:
    by_level = {severity: [len(it) for it in groups if _severity(it) is severity] for severity in _LEVELS}
    annotations = sum(min(len(sizes), EACH) for sizes in by_level.values())
    said = sum(sum(sizes[:EACH]) for sizes in by_level.values())
    total = sum(map(sum, by_level.values()))
    return (
        f"GitHub: {annotations:,} annotations stand for {said:,} of {total:,} findings; {total - said:,} are left out "
        f"(at most {EACH} errors, {EACH} warnings and {EACH} notices a step)."
    )
