"""Findings and accounts as data for `safe.json_text`, in the fields that `schema.json` describes."""

from __future__ import annotations

from typing import Any

from qc.document import Record, State
from qc.finding import Excerpt, Finding, Fix, Place, Related
from qc.offsets import Position, Span, Unit
from qc.outcome import Outcome, Run, Vetted
from qc.reports import places, safe
from qc.reports.summary import Summary

SCHEMA = "qc/1"

Data = dict[str, Any]


def finding(found: Finding, outcome: Outcome) -> Data:
    """All there is to know about a finding; `None` where there is nothing to say."""
    return {
        "schema": SCHEMA,
        "type": "finding",
        "fingerprint": found.fingerprint,
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "confidence": found.confidence,
        "message": found.message,
        "url": None,
        "location": location(places.of(found, outcome)),
        "excerpt": _excerpt(found.excerpt),
        "evidence": found.evidence,
        "related": [_related(other) for other in found.related],
        "cluster": found.evidence.get("cluster"),
        "language": found.language or outcome.language or None,
        "fix": _fix(found.fix),
        "baseline": found.baseline.value or None,
    }


def location(place: Place) -> Data:
    """A place: positions from 1 and the span in code points of the document's text."""
    return {
        "path": safe.path(place.path),
        "format": place.format,
        "record": _record(place.record),
        "field": place.field or None,
        "start": _position(place.start),
        "end": _position(place.end),
        "span": _span(place.span),
        "unit": Unit.CODE_POINT.value,
    }


def _record(record: Record | None) -> Data | None:
    if record is None:
        return None
    return {
        "index": record.index,
        "line": record.line,
        "id": record.id or None,
        "url": record.url or None,
        "byte_offset": record.byte_offset,
    }


def _position(position: Position | None) -> Data | None:
    return None if position is None else {"line": position.line, "column": position.column}


def _span(span: Span) -> Data:
    return {"start": span.start, "end": span.end}


def _excerpt(excerpt: Excerpt | None) -> Data | None:
    return None if excerpt is None else excerpt._asdict()


def _related(related: Related) -> Data:
    place = None if related.place is None else location(related.place)
    return {"label": related.label, "location": place, "excerpt": _excerpt(related.excerpt)}


def _fix(fix: Fix | None) -> Data | None:
    if fix is None:
        return None
    edits = [{"span": _span(edit.span), "replacement": edit.replacement} for edit in fix.edits]
    return {"title": fix.title, "applicability": "safe" if fix.safe else "unsafe", "edits": edits}


def account(run: Run) -> Data:
    """What became of the inputs, and how much was found."""
    summary = Summary(run)
    return {
        "schema": SCHEMA,
        "type": "summary",
        "version": run.version,
        "complete": run.complete,
        "settings": run.settings,
        "documents": summary.documents,
        "failed": [_unread(outcome) for outcome in summary.outcomes(State.FAILED)],
        "skipped": [_unread(outcome) for outcome in summary.outcomes(State.SKIPPED)],
        "notes": [_notes(outcome) for outcome in run.tally.noted],
        "findings": summary.severities,
        "rules": [{"code": code, "name": name, "findings": count} for code, name, count in summary.rules],
        "left_out": run.left_out(),
        "baseline": _vetted(run.vetted),
    }


def _vetted(vetted: Vetted | None) -> Data | None:
    if vetted is None:
        return None
    known = dict(vetted.known)
    return {"source": vetted.source, "known": known, "listed": vetted.listed, "expired": vetted.expired}


def _unread(outcome: Outcome) -> Data:
    return _input(outcome) | {"reason": outcome.reason, "count": outcome.count}


def _notes(outcome: Outcome) -> Data:
    return _input(outcome) | {"notes": list(outcome.notes)}


def _input(outcome: Outcome) -> Data:
    return {"path": safe.path(outcome.path), "format": outcome.format, "record": _record(outcome.record)}
