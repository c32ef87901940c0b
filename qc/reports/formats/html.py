"""One self-contained page that opens from disk: `templates/report.html.j2`, with its style, script and data inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from qc import limits
from qc.document import State
from qc.finding import Excerpt, Finding, Place, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.desk import Desk, Overview, source
from qc.reports.files import DATA_HEAD
from qc.reports.options import ReportOptions
from qc.reports.rulebook import rule_pages
from qc.reports.templates import asset, environment

SUFFIXES = (".html", ".htm")
NEEDS_TEXT = True

STATIC_FINDINGS = 50  # what is there without JavaScript
STATIC_CLUSTERS, STATIC_MEMBERS = 20, 100
NAMED = 1000  # inputs that were not checked, by name
LARGE, CHUNK = 25_000, 5_000  # from how many findings on the data leave the page, and how many stand in a file


class Parts(NamedTuple):
    """A page and the files (name, content) that stand in a folder beside it."""

    page: str
    files: list[tuple[str, str]]


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    """The page, whole in one file."""
    desk = Desk(run)
    yield _page(desk, data=safe.json_in_html(safe.json_text(desk.data())))


def parts(run: Run, options: ReportOptions, folder: str, *, always: bool = False) -> Parts | None:
    """The page of a large run in parts, which stand in `folder` beside it ("": with it); `None` where one file will do.

    The data come as classic scripts, for a page that was opened from disk may not fetch.
    """
    if not always and run.severities().total() <= LARGE:
        return None
    desk = Desk(run)
    chunks = [(f"data-{number:03}.js", chunk) for number, chunk in enumerate(_chunks(desk.data()))]
    files = [*chunks, ("app.js", asset("report.js"))]
    base = f"{quote(folder, errors='replace')}/" if folder else ""
    return Parts(_page(desk, sources=[f"{base}{name}" for name, _ in files]), files)


def _chunks(data: dict[str, Any]) -> Iterator[str]:
    """Scripts that push JSON, as a string: it is faster than an object and cannot touch a prototype."""
    yield _pushed({name: [] if name in ("documents", "findings") else value for name, value in data.items()})
    for name in ("documents", "findings"):
        for first in range(0, len(data[name]), CHUNK):
            yield _pushed({name: data[name][first : first + CHUNK]})


def _pushed(data: dict[str, Any]) -> str:
    return f"{DATA_HEAD}{safe.json_text(safe.json_text(data))});\n"


def _page(desk: Desk, data: str = "", sources: Sequence[str] = ()) -> str:
    from markupsafe import Markup

    style, script = asset("report.css"), "" if sources else asset("report.js")
    run = desk.run
    scripts = "'self' file:" if sources else _hash(script)
    return environment().get_template("report.html.j2").render(
        run=run,
        summary=desk.summary,
        overview=Overview(desk),
        clusters=list(_first_clusters(desk)),
        gate=_gate(run),
        findings=list(islice(_first_findings(run), STATIC_FINDINGS)),
        rules=rule_pages(desk.summary),
        unread=[(state, desk.summary.outcomes(state)) for state in (State.FAILED, State.SKIPPED)],
        noted=run.tally.noted,
        named=NAMED,
        settings=_settings(run),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {scripts}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style),
        script=Markup(script),
        data=Markup(data),
        sources=sources,
        source=source,
        Severity=Severity,
    )  # fmt: skip


def _hash(content: str) -> str:
    """The source expression by which a content security policy knows an element."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class _Listed:
    """A finding as the static part of the page prints it."""

    finding: Finding
    place: Place
    where: str
    excerpt: Excerpt | None


def _first_findings(run: Run) -> Iterator[_Listed]:
    for outcome in run.outcomes:
        for finding in outcome.findings:
            yield _listed(finding, outcome)


def _listed(finding: Finding, outcome: Outcome) -> _Listed:
    place = places.of(finding, outcome)
    return _Listed(finding, place, places.label(place), finding.excerpt)


@dataclass(frozen=True)
class _Copies:
    """A cluster as the static part of the page prints it: the names of its members."""

    size: int
    documents: int
    places: list[str]


def _first_clusters(desk: Desk) -> Iterator[_Copies]:
    findings = desk.summary.findings
    for cluster in desk.clusters[:STATIC_CLUSTERS]:
        members = cluster.members[:STATIC_MEMBERS]
        found = ((findings[it.finding], it.other) for it in members)
        known = [finding.place if other < 0 else finding.related[other].place for finding, other in found]
        yield _Copies(len(cluster.members), cluster.documents, [places.label(place) for place in known if place])


@dataclass(frozen=True)
class _Gate:
    """Whether the run passes: `level` is the mildest severity that fails, "" where none does."""

    level: str
    failing: int

    @property
    def passed(self) -> bool:
        return not self.failing


def _gate(run: Run) -> _Gate:
    wanted = str(run.settings.get("fail-on", Severity.WARNING))
    level = {"any": Severity.INFO.value, "never": ""}.get(wanted, wanted)
    if level not in list(Severity):
        return _Gate("", 0)
    counts = limits.counting(Severity(level), leave_copies="max-duplication" in run.settings)
    return _Gate(level, sum(map(counts, run.each_finding())))


def _settings(run: Run) -> list[tuple[str, str]]:
    """Every setting in words, by name."""
    return [(name.replace("_", "-"), _words(value)) for name, value in sorted(run.settings.items())]


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_words(held)}" for name, held in value.items()) or "default"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(str(item) for item in value)) or "none"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
