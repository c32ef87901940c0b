"""SARIF 2.1.0 (OASIS), within what GitHub's code scanning takes.

GitHub keeps the 5,000 gravest results of a run, takes 10 MB at most, reads the first place of a result only and wants
all four numbers of its region. Columns count code points. What does not fit is left out and said in the notifications
and in the properties of the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain

from qc.document import State
from qc.finding import Excerpt, Finding, Place, Related, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.options import ReportOptions
from qc.reports.records import Data
from qc.reports.regions import region, uri
from qc.reports.sarif_rules import descriptors
from qc.reports.summary import Summary

SUFFIXES = (".sarif",)

RESULTS = 5_000
BYTES = 9_000_000  # of all results, before compression
_LONGEST = 1_000  # code points of a message
_RELATED = 10
_NAMED = 1_000  # inputs that were not checked, as notifications
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_Pair = tuple[Outcome, Finding]


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    rules = descriptors(run)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    kept = _kept(run, index)
    driver = {"name": "qc", "semanticVersion": run.version, "rules": rules}
    yield f'{{"$schema":{safe.json_text(_SCHEMA)},"version":"2.1.0","runs":[{{\n'
    yield f'"tool":{safe.json_text({"driver": driver})},\n'
    yield f'"columnKind":"unicodeCodePoints",\n"invocations":{safe.json_text([_invocation(run, len(kept))])},\n'
    yield f'"properties":{safe.json_text(_properties(run, len(kept)))},\n'
    yield '"results":['
    yield from chain.from_iterable(zip(chain(["\n"], [",\n"] * len(kept)), kept, strict=False))
    yield "\n]}]}\n"


def _kept(run: Run, index: dict[str, int]) -> list[str]:
    """The results that fit, as JSON, in the order of the run; the gravest and surest ones are chosen first."""
    pairs = [(outcome, finding) for outcome in run.outcomes for finding in outcome.findings]
    ranked = sorted(range(len(pairs)), key=lambda at: (-pairs[at][1].severity.rank, -pairs[at][1].confidence, at))
    left, kept = BYTES, {}
    for at in ranked[:RESULTS]:
        written = safe.json_text(_result(*pairs[at], index))
        left -= len(written.encode())
        if left < 0:
            break
        kept[at] = written
    return [kept[at] for at in sorted(kept)]


def _result(outcome: Outcome, finding: Finding, index: dict[str, int]) -> Data:
    place = places.of(finding, outcome)
    print_ = finding.fingerprint or _fallback_print(finding, place)
    related = [(number, it) for number, it in enumerate(finding.related[:_RELATED], 1) if it.place is not None]
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding, place)},
        "locations": [_location(place, finding.excerpt)],
        "relatedLocations": [_related(number, it) for number, it in related],
        "partialFingerprints": {"primaryLocationLineHash": print_, "qcFingerprint/v1": print_},
        "rank": round(100 * finding.confidence, 1),
    }


def _fallback_print(finding: Finding, place: Place) -> str:
    named = f"{finding.code}\0{places.name(place.path, place.record)}"
    return f"{blake2b(named.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}:1"


def _message(finding: Finding, place: Place) -> str:
    record = f"{places.name('', place.record)}: " if place.record is not None else ""
    text = safe.inline(f"{record}{finding.message}")
    return _literal(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _literal(text: str) -> str:
    """Text in which SARIF sees no link: `[words](target)` would be one."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(place: Place, excerpt: Excerpt | None) -> Data:
    where = region(place)
    snippet = {"snippet": {"text": excerpt.match}} if excerpt and excerpt.match else {}
    location: Data = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(place.path)},
            "region": {
                "startLine": where.start.line,
                "startColumn": where.start.column,
                "endLine": where.end.line,
                "endColumn": where.end.column,
                **snippet,
            },
        }
    }
    if place.record is not None:
        name = places.name(place.path, place.record)
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "record"}]
    return location


def _related(number: int, related: Related) -> Data:
    assert related.place is not None
    return {
        "id": number,
        "message": {"text": _literal(safe.inline(related.label))},
        **_location(related.place, related.excerpt),
    }


# -- the account


def _invocation(run: Run, kept: int) -> Data:
    return {"executionSuccessful": run.complete, "toolExecutionNotifications": list(_notifications(run, kept))}


def _notifications(run: Run, kept: int) -> Iterator[Data]:
    """What was not checked, and what is not in this report."""
    if not run.complete:
        yield _notification("error", "interrupted: this is what was done until then")
    if cut := run.severities().total() - kept:
        yield _notification("warning", f"{cut:,} of {kept + cut:,} results are left out: only the gravest fit")
    unread = run.not_checked()
    for outcome in unread[:_NAMED]:
        level = "error" if outcome.state is State.FAILED else "note"
        said = f"{outcome.state.value}: {outcome.reason or 'no reason given'}"
        yield _notification(level, said) | {"locations": [_file(outcome)]}
    if len(unread) > _NAMED:
        yield _notification("warning", f"{len(unread) - _NAMED:,} more inputs were not checked")


def _notification(level: str, text: str) -> Data:
    return {"level": level, "message": {"text": _literal(safe.inline(text))}}


def _file(outcome: Outcome) -> Data:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(outcome.path)}}}


def _properties(run: Run, kept: int) -> Data:
    total = run.severities().total()
    return {"documents": Summary(run).documents, "findings": total, "results": kept, "leftOut": total - kept}
