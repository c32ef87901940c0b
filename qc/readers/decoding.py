"""From bytes to text: byte order mark, UTF-8, what the page declares, what the bytes look like; always said."""

from __future__ import annotations

import codecs
import io
from typing import Any, NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(NamedTuple):
    """The text, the codec that gave it, and what was lost on the way."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, encoding: str = "") -> Decoded:
    """The text of `content`, in `encoding` if it is named."""
    codec = encoding or next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return Decoded(content.decode(codec), codec)
    except UnicodeDecodeError:
        return Decoded(content.decode("cp1252", "replace"), "cp1252", ("not UTF-8: read as Windows-1252",))


def marked_codec(start: bytes) -> str:
    """The codec that a byte order mark at the start of a file tells, "" without one."""
    return next((codec for mark, codec in _MARKS if start.startswith(mark)), "")


class Recoded(io.RawIOBase):
    """A file in another encoding, read as UTF-8."""

    def __init__(self, reader: io.BufferedReader[Any], codec: str) -> None:
        self._reader = reader
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            block = self._reader.read(1 << 16)
            self._ready = self._decoder.decode(block, final=not block).encode("utf-8", "surrogatepass")
            if not block:
                break
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
