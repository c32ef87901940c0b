"""How a place is called in human output: `path:line:column`, and which record that was."""

from __future__ import annotations

from qc.document import Record
from qc.finding import Finding, Place
from qc.outcome import Outcome
from qc.reports.safe import inline


def name(path: str, record: Record | None) -> str:
    """A document's name, safe: the path, and the record within it by id or number."""
    return inline(path) if record is None else f"{inline(path)}#{inline(record.id or str(record.index))}"


def label(place: Place) -> str:
    """`path:line:column`; without a position where the text came from nowhere in the source."""
    document = name(place.path, place.record)
    return document if place.start is None else f"{document}:{place.start.line}:{place.start.column}"


def of(finding: Finding, outcome: Outcome) -> Place:
    """Where a finding stands; its document where the engine gave no place (an unreadable input has none)."""
    if finding.place is not None:
        return finding.place
    return Place(outcome.path, outcome.format, finding.span, record=outcome.record, field=outcome.field)


def record_note(place: Place) -> str:
    """Which record and field a position counts within, with the url; "" for a whole file."""
    record = place.record
    if record is None:
        return ""
    facts = [f"record {record.index + 1}"]
    if record.line:
        facts[0] += f" (line {record.line} of the file)"
    facts += [f"field {inline(place.field)}"] if place.field else []
    facts += [inline(record.url)] if record.url else []
    return ", ".join(facts)
