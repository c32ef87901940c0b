"""Files mended: what stands in each instead of what, byte by byte. Nothing is written here."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from qc.document import Document
from qc.finding import Finding
from qc.fixes.json_strings import decoded, literal, source_map
from qc.fixes.mending import Mended, Mender
from qc.readers import Input, ReadOptions, read, read_string
from qc.readers.decoding import decode, marked_codec
from qc.readers.reading import seen_format
from qc.readers.streams import Stream, UnreadableError, open_stream

_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8 = ("", "utf-8", "utf-8-sig", "utf8")

# The findings of each document of a file, by the index of its record; of a whole file under `None`.
ByRecord = Mapping[int | None, Sequence[Finding]]


class LeftAloneError(Exception):
    """A file that is not mended; the message says why."""


@dataclass(frozen=True)
class Piece:
    """`new` instead of `old`, which begins at byte `offset`, in line `line` of the file, and is encoded in `codec`."""

    offset: int
    line: int
    old: bytes
    new: bytes
    codec: str = "utf-8"


@dataclass
class MendedFile:
    """What becomes of a file; `pieces` in its order. Offsets of a compressed file are those of its content."""

    source: Input
    format: str
    compressed: bool = False
    pieces: list[Piece] = field(default_factory=list)
    applied: int = 0
    left: list[str] = field(default_factory=list)

    def add(self, mended: Mended, name: str) -> None:
        self.applied += mended.applied
        self.left += [f"{name}: {reason}" for reason in mended.left]


def mended_file(source: Input, findings: ByRecord, mender: Mender, options: ReadOptions) -> MendedFile:
    """The file with its documents mended; raises `LeftAloneError` where it cannot be, as a whole."""
    try:
        with open_stream(source, options) as stream:
            format = source.format or seen_format(source.path, stream)
            file = MendedFile(source, format, stream.compressed)
            if format == "jsonl":
                _mend_records(file, stream, findings, mender, options)
            else:
                _mend_whole(file, stream.read_all(options), findings.get(None, ()), mender, options)
    except (UnreadableError, OSError) as problem:
        raise LeftAloneError(str(problem)) from problem
    return file


# -- whole files


def _mend_whole(
    file: MendedFile, content: bytes, findings: Sequence[Finding], mender: Mender, options: ReadOptions
) -> None:
    if not findings:
        return
    mark, codec, text = _coding(content, options.encoding, html=file.format == "html")
    again = partial(read_string, file.source.path, format=file.format)
    mended = mender.mend(again(text), findings, again)
    try:
        new = mark + mended.source.encode(codec)
    except UnicodeEncodeError:
        raise LeftAloneError(f"what its fixes write cannot be written in {codec}") from None
    file.add(mended, file.source.path)
    if new != content:
        file.pieces.append(Piece(len(mark), 1, content[len(mark) :], new[len(mark) :], codec))


def _coding(content: bytes, encoding: str, *, html: bool) -> tuple[bytes, str, str]:
    """Byte order mark, codec and text, from which the very bytes can be made again."""
    text, codec, notes, _ = decode(content, encoding, html=html)
    if notes:
        raise LeftAloneError(f"{'; '.join(notes)}")
    mark = b""
    if marked := marked_codec(content):
        mark, codec = _explicit(content, marked)
    try:
        if mark + text.encode(codec) == content:
            return mark, codec, text
    except UnicodeEncodeError:
        pass
    raise LeftAloneError(f"its bytes are not those of a text in {codec}")


def _explicit(content: bytes, marked: str) -> tuple[bytes, str]:
    """The mark at the start, and the codec for what follows it."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return mark, codec
    return b"", marked


# -- records


def _mend_records(file: MendedFile, stream: Stream, findings: ByRecord, mender: Mender, options: ReadOptions) -> None:
    if options.encoding.lower() not in _UTF8 or marked_codec(stream.reader.peek(4)[:4]) not in _UTF8:
        raise LeftAloneError("records are mended in UTF-8 only")
    at = 0
    for document in _documents(file.source, findings, options):
        assert document.record is not None
        offset = document.record.byte_offset or 0
        while at < offset:
            at += len(stream.reader.read(min(offset - at, 1 << 20))) or offset
        line = stream.reader.readline()
        at += len(line)
        mended = _mend_line(document, line, findings[document.record.index], mender)
        file.add(mended, document.name)
        if mended.applied:
            file.pieces.append(Piece(offset, document.record.line, line, mended.source.encode()))


def _documents(source: Input, findings: ByRecord, options: ReadOptions) -> Iterator[Document]:
    """The records that have findings."""
    last = max((index for index in findings if index is not None), default=-1)
    for item in read(source, options):
        if isinstance(item, Document) and item.record is not None:
            if item.record.index in findings:
                yield item
            if item.record.index >= last:
                return


def _mend_line(document: Document, line: bytes, findings: Sequence[Finding], mender: Mender) -> Mended:
    try:
        text = line.decode()
        again = _line_reader(document)
        first = again(text)
        if first.text != document.text:
            return Mended(document, left=("changed while it was checked",))
        mended = mender.mend(first, findings, again)
        if mended.applied and not _same_but_for(document.field, text, mended.source):
            return Mended(document, left=("the record would not stay the same beside its text",))
    except (ValueError, RecursionError):
        return Mended(document, left=("its JSON is not plain enough to be edited",))
    return mended


def _line_reader(document: Document) -> Callable[[str], Document]:
    """Reads the text of a line of JSON again, with the way back to it; raises `ValueError` where there is none."""

    def again(line: str) -> Document:
        place = literal(line, document.field)
        if place is None:
            raise ValueError(f"no string in the field {document.field}")
        text = _HALF_SURROGATE.sub("\ufffd", decoded(line, place))
        return Document(document.path, text, "jsonl", line, source_map(line, place), document.record, document.field)

    return again


def _same_but_for(name: str, old: str, new: str) -> bool:
    """Whether two lines hold the same, but for the string of one field."""
    places = literal(old, name), literal(new, name)
    rests = [line[: place.start] + line[place.end :] for line, place in zip((old, new), places, strict=True) if place]
    return len(rests) == 2 and rests[0] == rests[1] and isinstance(json.loads(new.removeprefix("\ufeff")), dict)
