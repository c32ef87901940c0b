"""Bytes in: regular files only, decompressed on the way, never more than the limits allow. Nothing else opens files."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

from qc.document import State
from qc.readers.inputs import Input, ReadOptions

_GZIP = b"\x1f\x8b"
# What a file that is no regular one is called.
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe; pipe its text into `qc check -`"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class UnreadableError(Exception):
    """An input that cannot be read: why, with the remedy, and whether it is broken or only not for us."""

    def __init__(self, reason: str, state: State = State.FAILED) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state


def kind_of(mode: int) -> str:
    """What a file of this mode is called, "" for a regular one."""
    if stat.S_ISREG(mode):
        return ""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "no regular file")


def complaint(error: OSError) -> str:
    """An operating system error in words, without the path, which stands beside it."""
    return (error.strerror or str(error)).lower()


class Stream:
    """An opened input: `reader` gives its bytes, decompressed; `notes` says what was left out of them."""

    def __init__(self, raw: BinaryIO, size: int, options: ReadOptions) -> None:
        self.notes: list[str] = []
        self.raw = raw
        self.size = size
        self.reader = io.BufferedReader(cast("io.RawIOBase", raw), 1 << 18)
        self.compressed = self.reader.peek(2)[:2] == _GZIP
        if self.compressed:
            inflated = _Inflated(self.reader, size, options, self.notes)
            self.reader = io.BufferedReader(inflated, 1 << 18)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *exception: object) -> None:
        self.reader.close()
        self.raw.close()

    def read_all(self, options: ReadOptions) -> bytes:
        """All bytes; raises `UnreadableError` where they are more than a document may have, or broken."""
        limit = options.max_file_bytes
        too_large = f"larger than the {limit / (1 << 20):.0f} MB that one document may have (max-file-bytes)"
        if self.size > limit and not self.compressed:
            raise UnreadableError(too_large)
        content = self.reader.read(limit + 1)
        if len(content) > limit:
            raise UnreadableError(too_large)
        return content


def open_stream(source: Input, options: ReadOptions) -> Stream:
    """Open an input; raises `UnreadableError` where it is missing, forbidden or no regular file."""
    try:
        return _standard_input(options) if source.is_stdin else _open_file(source.path, options)
    except OSError as error:
        raise UnreadableError(complaint(error)) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableError(str(error)) from error


def _standard_input(options: ReadOptions) -> Stream:
    """A stream of one's own, so that closing it leaves standard input to others."""
    try:
        return Stream(cast("BinaryIO", os.fdopen(os.dup(sys.stdin.fileno()), "rb", 0)), 0, options)
    except (AttributeError, OSError) as error:  # `None`, or closed
        raise UnreadableError("standard input is closed; pipe a text into it or name a file") from error


def _open_file(path: str, options: ReadOptions) -> Stream:
    _only_regular(Path(path).stat().st_mode)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    raw = cast("BinaryIO", os.fdopen(os.open(path, flags), "rb", 0))
    try:
        status = os.fstat(raw.fileno())
        _only_regular(status.st_mode)
        return Stream(raw, status.st_size, options)
    except BaseException:
        raw.close()
        raise


def _only_regular(mode: int) -> None:
    if kind := kind_of(mode):
        raise UnreadableError(f"not a file but {kind}")


def stream_of(content: bytes, options: ReadOptions) -> Stream:
    """A stream over bytes that are here already."""
    return Stream(cast("BinaryIO", io.BytesIO(content)), len(content), options)


class _Inflated(io.RawIOBase):
    """The content of a gzip file, member after member; says what is wrong with it instead of stopping in silence."""

    def __init__(self, packed: io.BufferedReader[Any], size: int, options: ReadOptions, notes: list[str]) -> None:
        self._file = gzip.GzipFile(fileobj=packed)
        self._packed = packed
        self._limit = max(options.max_file_bytes // 8, size * options.max_expansion) if size else sys.maxsize
        self._notes = notes
        self._length = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._next(len(buffer))
        self._length += len(data)
        if self._length > self._limit:
            raise UnreadableError(f"the compressed data grow beyond {self._limit >> 20} MB: not read (a zip bomb?)")
        buffer[: len(data)] = data
        return len(data)

    def _next(self, length: int) -> bytes:
        if self._ended:
            return b""
        try:
            return self._file.read1(length)  # `read` would lose what it gathered before it met an error
        except gzip.BadGzipFile as error:
            if "Not a gzipped file" in str(error):  # behind a complete member: what gzip calls trailing garbage
                self._ended = True
                self._notes.append("bytes that are no gzip data follow the compressed text; they were ignored")
                return b""
            raise UnreadableError(f"the gzip data are corrupt: {error}") from error
        except EOFError as error:
            raise UnreadableError(f"the gzip data are cut off after {self._length:,} bytes of text") from error
        except zlib.error as error:
            raise UnreadableError(f"the gzip data are corrupt: {error}") from error
