"""A finding: one thing wrong in one place, with the reason, the evidence and, where one is sound, the fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from qc.document import Record
from qc.offsets import Position, Span


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Standing(StrEnum):
    """How a finding stands to the baseline: unasked without one, then new or known, in the state somebody gave it."""

    UNASKED = ""
    NEW = "new"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    FALSE_POSITIVE = "false-positive"
    LEGACY = "legacy"

    @property
    def is_known(self) -> bool:
        """Known findings do not count for the gate."""
        return self in (Standing.ACCEPTED, Standing.FALSE_POSITIVE, Standing.LEGACY)


class Edit(NamedTuple):
    """Replace `span` of the document's text."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Replacements that mend a finding; `safe` ones may be applied unasked."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Excerpt(NamedTuple):
    """A match with a little of its line around it; long matches are cut in the middle with "…"."""

    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands, in terms a person or an editor can go to.

    `start` and `end` are positions in the file, or in the field's text for a record; `None` where the text
    at either end came from nowhere in the source (the reader put it there).
    """

    path: str
    format: str
    span: Span
    start: Position | None = None
    end: Position | None = None
    record: Record | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, the other copy above all.

    `document` is the index of its document within the batch, until the engine has filled in `place`.
    """

    document: int
    span: Span
    label: str = "the other copy"
    place: Place | None = None
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule reports. The rule fills the first half; the engine, which knows the document, the second.

    document     index of the document within the batch the rule saw (from `conclude`: within the run); 0 once the
                 engine has filled in `place`, which names the document for good
    span         code points of that document's text
    message      one sentence: what is wrong here, in words the reader of the text understands
    confidence   0 to 1: of findings at this confidence, this share is right
    related      the other copies, nearest first
    evidence     small facts behind the verdict (numbers, words), for the report and for machines
    """

    code: str
    name: str
    severity: Severity
    document: int
    span: Span
    message: str
    confidence: float = 1.0
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)

    place: Place | None = None
    excerpt: Excerpt | None = None
    fingerprint: str = ""
    language: str = ""
    baseline: Standing = Standing.UNASKED

    def row(self) -> dict[str, Any]:
        """What a table can hold of it: plain values; `start` and `end` are code points of the document's text."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "confidence": self.confidence,
            "message": self.message,
            "start": self.span.start,
            "end": self.span.end,
            "match": self.excerpt.match if self.excerpt else "",
            "fingerprint": self.fingerprint,
        }
