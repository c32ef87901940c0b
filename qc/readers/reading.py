"""One input to its documents: the format chooses the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from qc.document import Document, State, Unread
from qc.readers import records
from qc.readers.decoding import binary_kind, decode
from qc.readers.inputs import STDIN, SUFFIXES, Input, ReadOptions, remedy, suffixes_of
from qc.readers.streams import Stream, UnreadableError, complaint, open_stream, stream_of

STDIN_NAME = "<stdin>"

_PAGE = re.compile(rb"\s*(?:<!--|<\?xml|<!doctype\s+html|<html)", re.IGNORECASE)


def read(source: Input, options: ReadOptions | None = None) -> Iterator[Document | Unread]:
    """Yield the documents of an input, and by name what could not be read; memory stays flat for records.

    Never raises for what the input holds or lacks. Standard input is read to its end.
    """
    options = options or ReadOptions()
    path = (options.stdin_filename or STDIN_NAME) if source.is_stdin else source.path
    try:
        with open_stream(source, options) as stream:
            yield from _documents(path, stream, source, options)
    except UnreadableError as error:
        yield Unread(path, error.state, error.reason, source.format)
    except OSError as error:
        yield Unread(path, State.FAILED, complaint(error), source.format)


def read_stdin(
    content: bytes, name: str = STDIN_NAME, options: ReadOptions | None = None
) -> Iterator[Document | Unread]:
    """What `read` yields for a file called `name` with these bytes."""
    options = options or ReadOptions()
    source = Input(STDIN, options.input_format or SUFFIXES.get(suffixes_of(name)[0], ""))
    try:
        with stream_of(content, options) as stream:
            yield from _documents(name, stream, source, options)
    except UnreadableError as error:
        yield Unread(name, error.state, error.reason, source.format)


def read_string(path: str, source: str, format: str = "text", meta: Mapping[str, Any] | None = None) -> Document:
    """The document of a string in "text", "markdown" or "html"; raises `ValueError` for another format."""
    meta = meta or {}
    if format == "text":
        from qc.readers.plain import read as read_format
    elif format == "html":
        from qc.readers.pages import read as read_format
    elif format == "markdown":
        from qc.readers.markdown import read as read_format
    else:
        raise ValueError(f"a string cannot be read as {format!r}")
    return read_format(path, source, meta)


def _documents(path: str, stream: Stream, source: Input, options: ReadOptions) -> Iterator[Document | Unread]:
    format = source.format or seen_format(path, stream)
    if format == "jsonl":
        yield from records.read(path, stream, source, options)
        return
    content = stream.read_all(options)
    if kind := binary_kind(content):
        yield Unread(path, State.SKIPPED, f"no text but {kind}: skipped", format)
        return
    text, encoding, notes, apart = decode(content, options.encoding, html=format == "html")
    if len(text) > options.max_text_chars:
        raise UnreadableError(f"longer than {options.max_text_chars:,} characters (max-text-chars)")
    known = {"encoding": encoding, "notes": (*stream.notes, *notes)}
    yield read_string(path, text, format, {**known, "apart": apart} if apart else known)


def seen_format(path: str, stream: Stream) -> str:
    """The format by the first bytes; raises `UnreadableError` for a .json file that holds no JSON Lines."""
    start = stream.reader.peek(1 << 16)[: 1 << 16].removeprefix(b"\xef\xbb\xbf")
    line, end, _ = start.lstrip().partition(b"\n")
    if line.startswith(b"{") and _is_object(line, complete=bool(end) or len(start) < 1 << 16):
        return "jsonl"
    suffix, _ = suffixes_of(path)
    if suffix == ".json":
        raise UnreadableError(f"no JSON Lines: {remedy(suffix)}")
    return "html" if _PAGE.match(start) else "text"


def _is_object(line: bytes, *, complete: bool) -> bool:
    if not complete:  # too long to see the end of: an object that begins like a record
        return re.match(rb'\{\s*"', line) is not None
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False
