"""What a reader read: one text with its way back to the source, and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from qc.offsets import LineIndex, Position, SourceMap, Span


class Kind(StrEnum):
    """What a block of the source was, where the format says so (plain text never does)."""

    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text which the source marks as something other than a paragraph."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor text and where it leads (`href` as it stands in the source, never followed)."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class Record:
    """Which record of its file a document is: JSON Lines, a table row, a WARC response."""

    index: int  # from 0
    line: int  # from 1, of the file
    id: str = ""
    url: str = ""
    byte_offset: int | None = None


@dataclass(frozen=True)
class Document:
    """One text to check.

    path         as the user would name the file ("<stdin>" or "<text>" where there is none)
    text         what the rules read: code points, markup removed
    source       what `source_map` leads to; `None` where the text is its own source
    field        the record's field that held the text, "" for a whole file
    meta         whatever else the reader knows (title, declared language, decoding notes)
    """

    path: str
    text: str
    format: str = "text"
    source: str | None = None
    source_map: SourceMap | None = None
    record: Record | None = None
    field: str = ""
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    meta: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        """What names this document from one run to the next: the record's id or url, else the path."""
        if self.record is None:
            return self.path
        return self.record.id or self.record.url or f"{self.path}#{self.record.index}"

    @property
    def name(self) -> str:
        """What names this document within one run, for people: path, and the record within it."""
        return self.path if self.record is None else f"{self.path}#{self.record.id or self.record.index}"

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.text if self.source is None else self.source)

    def positions(self, span: Span) -> tuple[Position, Position] | None:
        """Where a span begins and ends: in the file, or for records in the field's text.

        `None` where either end came from nowhere in the source.
        """
        place: Span | None = span
        if self.source_map is not None:
            place = self.source_map.span(span)
        if place is None:
            return None
        return self._lines.position(place.start), self._lines.position(place.end)


class State(StrEnum):
    """Every input ends in exactly one of these: documents in = checked + failed + skipped."""

    CHECKED = "checked"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no document: named, with the reason and what to do about it.

    `state` is FAILED where something is broken (a truncated archive, a record that is no JSON) and SKIPPED where
    there is nothing to read on purpose (a binary file met on a walk, an unknown format). `count` is 1 but for the
    remainder of a long row of like failures, which one `Unread` sums up.
    """

    path: str
    state: State
    reason: str
    format: str = ""
    record: Record | None = None
    count: int = 1
