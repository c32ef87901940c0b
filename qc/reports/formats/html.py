"""One self-contained page that opens from disk: `templates/report.html.j2`, with its style, script and data inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from qc.document import State
from qc.finding import Excerpt, Finding, Place, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.desk import Desk, Overview, source
from qc.reports.options import ReportOptions
from qc.reports.rulebook import rule_pages
from qc.reports.templates import asset, environment

SUFFIXES = (".html", ".htm")
NEEDS_TEXT = True

STATIC_FINDINGS = 50  # what is there without JavaScript
NAMED = 1000  # inputs that were not checked, by name


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    from markupsafe import Markup

    style, script = asset("report.css"), asset("report.js")
    desk = Desk(run)
    template = environment().get_template("report.html.j2")
    yield template.render(
        run=run,
        summary=desk.summary,
        overview=Overview(desk),
        gate=_gate(run),
        findings=list(islice(_first_findings(run), STATIC_FINDINGS)),
        rules=rule_pages(desk.summary),
        unread=[(state, desk.summary.outcomes(state)) for state in (State.FAILED, State.SKIPPED)],
        noted=[outcome for outcome in run.outcomes if outcome.notes],
        named=NAMED,
        settings=_settings(run),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style),
        script=Markup(script),
        data=Markup(safe.json_in_html(safe.json_text(desk.data()))),
        source=source,
        Severity=Severity,
    )


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
class _Gate:
    """Whether the run passes: `level` is the mildest severity that fails, "" where none does."""

    level: str
    failing: int

    @property
    def passed(self) -> bool:
        return not self.failing


def _gate(run: Run) -> _Gate:
    wanted = str(run.settings.get("fail-on", run.settings.get("fail_on", Severity.WARNING)))
    level = {"any": Severity.INFO.value, "never": ""}.get(wanted, wanted)
    if level not in list(Severity):
        return _Gate("", 0)
    least = Severity(level).rank
    return _Gate(level, sum(count for severity, count in run.severities().items() if severity.rank >= least))


def _settings(run: Run) -> list[tuple[str, str]]:
    """Every setting in words, by name."""
    return [(name.replace("_", "-"), _words(value)) for name, value in sorted(run.settings.items())]


def _words(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(str(item) for item in value)) or "none"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
