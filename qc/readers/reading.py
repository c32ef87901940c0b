"""One input to its documents: the format chooses the reader."""

from __future__ import annotations

from collections.abc import Iterator

from qc.document import Document, Unread
from qc.readers import plain, records
from qc.readers.decoding import decode
from qc.readers.inputs import STDIN, Input, ReadOptions
from qc.readers.streams import Stream, UnreadableError, open_stream, stream_of

STDIN_NAME = "<stdin>"


def read(source: Input, options: ReadOptions | None = None) -> Iterator[Document | Unread]:
    """Yield the documents of an input, and by name what could not be read; memory stays flat for records.

    Never raises for what the input holds or lacks.
    """
    options = options or ReadOptions()
    path = (options.stdin_filename or STDIN_NAME) if source.is_stdin else source.path
    try:
        with open_stream(source, options) as stream:
            yield from _documents(path, stream, source, options)
    except UnreadableError as error:
        yield Unread(path, error.state, error.reason, source.format)


def read_stdin(
    content: bytes, name: str = STDIN_NAME, options: ReadOptions | None = None
) -> Iterator[Document | Unread]:
    """What `read` yields for a file of these bytes, under `name`."""
    options = options or ReadOptions()
    source = Input(STDIN, options.input_format or "text")
    try:
        with stream_of(content, options) as stream:
            yield from _documents(name, stream, source, options)
    except UnreadableError as error:
        yield Unread(name, error.state, error.reason, source.format)


def _documents(path: str, stream: Stream, source: Input, options: ReadOptions) -> Iterator[Document | Unread]:
    if source.format == "jsonl":
        yield from records.read(path, stream, source, options)
    else:
        content = stream.read_all(options)
        text, encoding, notes = decode(content, options.encoding)
        yield read_string(path, text, source.format, {"encoding": encoding, "notes": (*stream.notes, *notes)})


def read_string(path: str, source: str, format: str = "text", meta: dict[str, object] | None = None) -> Document:
    """The document of a string in "text", "markdown" or "html"; raises `ValueError` for another format."""
    if format == "text":
        return plain.read(path, source, meta or {})
    if format == "html":
        from qc.readers import pages

        return pages.read(path, source, meta or {})
    raise ValueError(f"no reader for {format!r}")


__all__ = ["STDIN_NAME", "read", "read_stdin", "read_string"]
