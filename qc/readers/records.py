"""JSON Lines: a record a line, a document a record, and a bad line costs nothing but itself."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import orjson

from qc.document import Document, Record, State, Unread
from qc.readers.decoding import Recoded, marked_codec
from qc.readers.inputs import Input, ReadOptions
from qc.readers.streams import Stream, UnreadableError, complaint, open_stream

# What a record's text, name, address and language are usually called, the most telling first.
TEXT_FIELDS = ("text", "content", "article", "raw_content", "maintext", "main_text", "article_text", "text_content")
ID_FIELDS = ("id", "_id", "docid", "doc_id", "document_id", "uuid")
URL_FIELDS = ("url", "uri", "link", "source_url")
LANGUAGE_FIELDS = ("language", "lang")
# What names an address only where it holds one: trafilatura's pages, and everybody's collections.
SOURCE_FIELDS = ("source",)
# So many bad records of a part are named one by one; the others are counted.
NAMED_FAILURES = 20
# Files are cut at this size whatever the number of workers is, so that it cannot change what is found.
PART_BYTES = 64 << 20

_BOM = b"\xef\xbb\xbf"
_ARRAY = re.compile(rb"\s*\[\s*(?:\{|$)")
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
_MENDED = "half surrogates, which stand for no character, were replaced by U+FFFD"
_MISSING = object()
_TYPES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


class BadRecordError(Exception):
    """A line that gives no document: `kind` for counting, the message for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Line(NamedTuple):
    """A line of the file: its bytes (not all of them if it is longer than a document may be), and where it stands.

    record  how many lines before it are not blank
    number  from 1, as editors count
    offset  of its first byte in the file
    """

    content: bytes
    complete: bool
    record: int
    number: int
    offset: int


def read(path: str, stream: Stream, source: Input, options: ReadOptions) -> Iterator[Document | Unread]:
    """Yield a document for each record and an `Unread` for each that gives none; blank lines are no records.

    Of equal keys in one record the last counts. What is behind a break in the compressed data is one more `Unread`.
    """
    failures = _Failures(path)
    last: Line | None = None
    try:
        for line in _lines(stream, source, options):
            if line.content.isspace() or (source.only is not None and line.record not in source.only):
                continue
            last = line
            try:
                yield _document(path, line, options)
            except BadRecordError as error:
                yield from failures.add(error, _record(line))
                if error.kind == "array":
                    break
    except (UnreadableError, OSError, UnicodeError) as error:
        reason = complaint(error) if isinstance(error, OSError) else str(error)
        place = last and _record(last)
        yield Unread(path, State.FAILED, f"{reason}; the records behind this one are lost", "jsonl", place)
    else:
        if last is None and source.byte_range is None and source.only is None:
            yield Unread(path, State.SKIPPED, "skipped: it holds no records", "jsonl")
    yield from failures.rest()
    for note in stream.notes:
        yield Unread(path, State.FAILED, note, "jsonl")


def _record(line: Line) -> Record:
    return Record(line.record, line.number)


# -- lines


def _lines(stream: Stream, source: Input, options: ReadOptions) -> Iterator[Line]:
    """The lines of a part."""
    reader, (offset, end) = stream.reader, source.byte_range or (0, None)
    if offset:
        reader.seek(offset)
    index, number = source.first_record, source.first_line
    for content, length in _contents(reader, options):
        if end is not None and offset >= end:
            break
        yield Line(content, len(content) == length, index, number, offset)
        index += not content.isspace()
        number += 1 + (content.count(b"\r") - content.count(b"\r\n") if b"\r" in content else 0)
        offset += length


def _contents(reader: io.BufferedReader[Any], options: ReadOptions) -> Iterator[tuple[bytes, int]]:
    """Each line as UTF-8 with its whole length, of which no more than `max_file_bytes` are given."""
    limit = options.max_file_bytes
    codec = options.encoding or marked_codec(reader.peek(4)[:4])
    if codec not in ("", "utf-8", "utf-8-sig"):
        reader = io.BufferedReader(Recoded(reader, codec))
    while line := reader.readline(limit):
        length = len(line)
        while not line.endswith(b"\n") and length >= limit and (more := reader.readline(1 << 20)):
            length += len(more)
            if more.endswith(b"\n"):
                break
        yield line, length


def shards(source: Input, options: ReadOptions | None = None, size: int = PART_BYTES) -> Iterator[Input]:
    """The parts of a big, uncompressed JSON Lines file; anything else is its own only part.

    Every part knows its place in the file, so that reading the parts in order gives the documents, indices and lines
    that reading the whole gives. Each part names its own first bad records: cut every file, and always at one size.
    """
    options = options or ReadOptions()
    if source.format != "jsonl" or source.is_stdin or source.byte_range or source.size <= size:
        yield source
        return
    try:
        with open_stream(source, options) as stream:
            if (
                stream.compressed
                or options.encoding
                or marked_codec(stream.reader.peek(4)[:4]) not in ("", "utf-8-sig")
            ):
                yield source
            else:
                yield from _cut(stream, source, options, size)
    except (UnreadableError, OSError):
        yield source


def _cut(stream: Stream, source: Input, options: ReadOptions, size: int) -> Iterator[Input]:
    start, end = Line(b"", True, 0, 1, 0), 0
    for line in _lines(stream, source, options):
        if line.offset - start.offset >= size:
            yield _part(source, start, line.offset)
            start = line
        end = line.offset + len(line.content)
    yield _part(source, start, max(end, source.size))


def _part(source: Input, start: Line, end: int) -> Input:
    place = (start.offset, end)
    return replace(
        source, size=end - start.offset, byte_range=place, first_record=start.record, first_line=start.number
    )


# -- records


def _document(path: str, line: Line, options: ReadOptions) -> Document:
    values, sound = _parsed(line, options)
    field, text = _text(values, options)
    id_ = _name(values, (options.id_field,) if options.id_field else ID_FIELDS)
    url = _name(values, (options.url_field,)) if options.url_field else _address(values)
    meta: dict[str, Any] = {"language": language} if (language := _name(values, LANGUAGE_FIELDS)) else {}
    if sound:
        record = Record(line.record, line.number, id_, url, line.offset)
        return Document(path, text, "jsonl", record=record, field=field, meta=meta)
    record = Record(line.record, line.number, _mended(id_), _mended(url), line.offset)
    mended = _mended(text)
    if mended != text:
        meta["notes"] = (_MENDED,)
    return Document(path, mended, "jsonl", record=record, field=field, meta=meta)


def _parsed(line: Line, options: ReadOptions) -> tuple[dict[str, Any], bool]:
    """The object a line holds, and whether its strings are sure to be sound Unicode."""
    if not line.complete:
        raise BadRecordError(
            "too long", f"longer than the {options.max_file_bytes >> 20} MB of a document (max-file-bytes)"
        )
    content = line.content.removeprefix(_BOM)
    sound = True
    try:
        values = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        values, sound = _lenient(content, error, first=line.record == 0), False
    if not isinstance(values, dict):
        hint = "; `jq -c '.[]'` writes one object a line" if isinstance(values, list) else ""
        raise BadRecordError("not an object", f"a record must be a JSON object, this is {_type(values)}{hint}")
    return values, sound


def _lenient(content: bytes, error: orjson.JSONDecodeError, *, first: bool) -> Any:
    """What Python's own decoder makes of a line that orjson refuses: half surrogates, NaN, endless numbers."""
    try:
        return json.loads(content.decode(), parse_int=_integer)
    except UnicodeDecodeError as wrong:
        place = f"byte {content[wrong.start]:#04x} at byte {wrong.start + 1} of the line"
        raise BadRecordError("not UTF-8", f"not UTF-8: {place}; name the encoding with --encoding") from None
    except RecursionError:
        raise BadRecordError("not JSON", "not JSON that can be read: nested too deeply") from None
    except ValueError:
        if first and _ARRAY.match(content):
            raise BadRecordError(
                "array", "a JSON array, not JSON Lines: `jq -c '.[]'` writes one object a line"
            ) from None
        raise BadRecordError("not JSON", f"not JSON: {error.msg} at column {error.colno}") from None


def _integer(digits: str) -> int | float:
    """An integer, or what is left of one so long that Python refuses to read it."""
    return int(digits) if len(digits) < 1000 else float(digits)


def _text(values: dict[str, Any], options: ReadOptions) -> tuple[str, str]:
    """The field that holds the text, and the text; raises `BadRecordError` naming what is there instead."""
    if options.text_field:
        field = options.text_field
        text = _follow(values, field)
    else:
        field = "text" if "text" in values else next((field for field in TEXT_FIELDS if field in values), "")
        text = values.get(field, _MISSING)
    if text is _MISSING:
        wanted = f"no field {field}" if field else "no text field"
        raise BadRecordError("no text field", f"{wanted}; {_keys(values)}: name one with --text-field")
    if not isinstance(text, str):
        raise BadRecordError("no text", f"the field {field} holds {_type(text)}, not a string")
    if len(text) > options.max_text_chars:
        raise BadRecordError("too long", f"longer than {options.max_text_chars:,} characters (max-text-chars)")
    return field, text


def _follow(values: Any, field: str) -> Any:
    """The value of a field; dots lead into nested objects where no field has that very name."""
    if isinstance(values, dict) and field in values:
        return values[field]
    head, dot, rest = field.partition(".")
    return _follow(values[head], rest) if dot and isinstance(values, dict) and head in values else _MISSING


def _name(values: dict[str, Any], fields: tuple[str, ...]) -> str:
    """The first of the fields that holds a string or a whole number."""
    for field in fields:
        value = values.get(field)
        if type(value) is str and value:
            return value
        if type(value) is int:
            return str(value)
    return ""


def _address(values: dict[str, Any]) -> str:
    source = _name(values, SOURCE_FIELDS)
    return _name(values, URL_FIELDS) or (source if source.startswith(("http://", "https://")) else "")


def _keys(values: dict[str, Any]) -> str:
    """The record's own fields, for people who look for the right one."""
    if not values:
        return "the record is empty"
    names = ", ".join(key if len(key) <= 40 else f"{key[:39]}…" for key in list(values)[:10])
    return f"the record has {_mended(names)}{', …' if len(values) > 10 else ''}"


def _type(value: Any) -> str:
    return _TYPES.get(type(value), "null")


def _mended(text: str) -> str:
    """The text with U+FFFD for half surrogates, so that it can be written as UTF-8."""
    return _HALF_SURROGATE.sub("\ufffd", text)


class _Failures:
    """Names the first bad records of a part one by one and counts the others, so that every record is accounted for."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._named = 0
        self._kinds: Counter[str] = Counter()
        self._first: Record | None = None
        self._last: Record | None = None

    def add(self, error: BadRecordError, record: Record) -> Iterator[Unread]:
        if self._named < NAMED_FAILURES:
            self._named += 1
            yield Unread(self._path, State.FAILED, str(error), "jsonl", record)
        else:
            self._kinds[error.kind] += 1
            self._first, self._last = self._first or record, record

    def rest(self) -> Iterator[Unread]:
        if self._first and self._last:
            count = self._kinds.total()
            kinds = ", ".join(f"{number:,} {kind}" for kind, number in self._kinds.most_common())
            reason = f"{count:,} more records from here to line {self._last.line} cannot be read: {kinds}"
            yield Unread(self._path, State.FAILED, reason, "jsonl", self._first, count)
