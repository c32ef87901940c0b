"""From bytes to text: the byte order mark, UTF-8, what the page declares, what the bytes look like; losses are said.

Most files are UTF-8 or nearly so, and a wrong guess garbles a whole text; so bytes that are no UTF-8 inside a file that
otherwise is cost only themselves, or their line, whose encoding is guessed. Only a file without any UTF-8 in it is
guessed as a whole. Lines in another encoding than most are remembered, for ENC101 to name.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple
from unicodedata import category

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that texts come in. The Latin ones differ in a few letters, the most common on the web first.
LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "cp1258")
OTHERS = (
    "cp1251 gb18030 cp932 euc_jp euc_kr big5 cp1256 cp1255 cp1253 cp874 koi8_r koi8_u iso8859_5 iso8859_7 cp866 cp855"
)
_SWITCHED = ("iso2022_jp", "iso2022_jp_ext", "iso2022_kr")
# What browsers take a declared encoding for, by Python's name of it: its superset, mostly of Windows.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_WEB_CODEC = re.compile(
    r"(?:cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[rut]|mac-\w+|big5\w*|gb18030|euc_\w+|iso2022_jp)$"
)
_DECLARED = re.compile(
    rb"""<meta[^<>]{1,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,30})|<\?xml[^<>]{1,100}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,30})""",
    re.I,
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
# Bytes in the shape of UTF-8, whether or not they stand for a character (a surrogate, an overlong form, a cut one).
_UTF8_SHAPED = re.compile(rb"[\xc0-\xfd][\x80-\xbf]+")
_DAMAGED = "utf-8 with damage"
_TOLD = 8  # stretches of lines that a note names
_SAMPLE = 1 << 15

_MAGIC = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x7fELF": "a program",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"PAR1": "a Parquet table",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"\xfd7zXZ\x00": "xz data",
    b"BZh9": "bzip2 data",
    b"\x1f\x8b": "gzip data inside gzip data",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"SQLite format 3\x00": "a database",
}
# Bytes but for the control characters that texts do not hold, and how large a share of those makes a file binary.
_TEXTUAL = bytes(code for code in range(256) if code >= 32 or code in b"\b\t\n\v\f\r\x1b")
_BINARY_SHARE, _BINARY_SHARE_OF_UTF8 = 0.03, 0.3


class Apart(NamedTuple):
    """A line in another encoding than most: its number from 1, its span in the text, and the codec that read it."""

    line: int
    start: int
    end: int
    codec: str


class Decoded(NamedTuple):
    """The text, the codec that gave it, and what was lost; without notes, writing it with the codec gives the bytes.

    apart   lines that another codec gave
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()


def decode(content: bytes, encoding: str = "", *, html: bool = False) -> Decoded:
    """The text of `content`: in `encoding` if it is named, else in the one it shows, declares or seems to have."""
    if encoding or (encoding := marked_codec(content) or unmarked_utf16(content) or _switched_codec(content)):
        return _with_replacements(content, encoding)
    if b"\0" in content and any(map(is_utf16_line, content.split(b"\n"))):
        return _by_lines(content)
    try:
        return Decoded(content.decode(), "utf-8")
    except UnicodeDecodeError:
        return (_declared(content) if html else None) or _by_lines(content)


def marked_codec(start: bytes) -> str:
    """The codec that a byte order mark at the start of a file tells, "" without one."""
    return next((codec for mark, codec in _MARKS if start.startswith(mark)), "")


def _switched_codec(content: bytes) -> str:
    """The codec of seven-bit Japanese or Korean, which switches alphabets by escape sequences (ISO 2022), else ""."""
    if b"\x1b$" not in content or not content.isascii():
        return ""
    return next((codec for codec in _SWITCHED if _reads_all(content, codec)), "")


def _reads_all(content: bytes, codec: str) -> bool:
    try:
        return "\x1b" not in content.decode(codec)
    except UnicodeDecodeError:
        return False


def unmarked_utf16(content: bytes) -> str:
    """The codec of UTF-16 without a mark, if most characters at the start are Latin: every other byte is NUL then."""
    start = content[:4096]
    for codec, letters, zeros in (("utf-16-le", start[::2], start[1::2]), ("utf-16-be", start[1::2], start[::2])):
        if len(zeros) > 8 and zeros.count(0) > 0.7 * len(zeros) and not letters.count(0):
            return codec
    return ""


def is_utf16_line(line: bytes) -> bool:
    """A line of UTF-16 within a text of another encoding: every other byte of most characters is NUL."""
    line = line.removeprefix(b"\0")
    letters, zeros = line[::2], line[1::2]
    return len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros) and not letters.count(0)


def binary_kind(content: bytes) -> str:
    """What a file is that is no text, "" for a text."""
    if marked_codec(content) or unmarked_utf16(content):
        return ""
    for magic, name in _MAGIC.items():
        if content.startswith(magic):
            return name
    start = content[: 1 << 16]
    if b"\0" in start:
        start = b"\n".join(line for line in start.split(b"\n") if not is_utf16_line(line))
    controls = len(start.translate(None, _TEXTUAL))
    share = _BINARY_SHARE_OF_UTF8 if _begins_utf8(start) else _BINARY_SHARE
    return "binary data" if controls > share * len(start) + 1 else ""


def _begins_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def web_codec(label: str) -> str:
    """Python's codec for an encoding that a page may declare, "" for one that it may not (UTF-7, zlib ...)."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _SUPERSETS.get(name, name)
    return name if _WEB_CODEC.match(name) else ""


def _with_replacements(content: bytes, codec: str, *notes: str) -> Decoded:
    try:
        return Decoded(content.decode(codec), codec, notes)
    except UnicodeDecodeError:
        text = content.decode(codec, "replace")
        lost = text.count("\ufffd")
        return Decoded(text, codec, (*notes, f"bytes that cannot be decoded as {codec} became U+FFFD ({lost:,})"))


def _declared(content: bytes) -> Decoded | None:
    """The text in the encoding that a page declares, if it fits all but a few of its bytes."""
    match = _DECLARED.search(content, 0, 4096)
    codec = web_codec((match[1] or match[2]).decode("ascii", "replace")) if match else ""
    if not codec:
        return None
    decoded = _with_replacements(content, codec)
    foreign = sum(len(run) for run in _NOT_ASCII.findall(content))
    return decoded if decoded.text.count("\ufffd") <= 0.02 * foreign else None


# -- bytes that are no UTF-8


def _by_lines(content: bytes) -> Decoded:
    """UTF-8 with damage, or lines of two encodings, or a text in another encoding altogether."""
    foreign = b"\n".join(_NOT_ASCII.findall(content))
    if b"\0" not in content and not _UTF8_SHAPED.sub(b"", foreign).strip(b"\n"):
        return _with_replacements(content.removeprefix(codecs.BOM_UTF8), "utf-8")
    lines = content.split(b"\n")
    shown = [_shown_codec(line) for line in lines]
    count = Counter(shown)
    # Short lines of Japanese look like UTF-8 with damage: of a file that has more lines of neither, they are no proof.
    damaged = "utf-8" if count["utf-8"] or count[_DAMAGED] >= count[""] else ""
    known = [damaged if codec == _DAMAGED else codec for codec in shown]
    if "utf-8" in known or "utf-16-le" in known:
        return _mixed(content, lines, known)
    return _guessed(content, lines, known)


def _shown_codec(line: bytes) -> str:
    """ "ascii", "utf-8", that with damage, or "utf-16-le" where a line shows it, else ""."""
    if b"\0" in line and is_utf16_line(line):
        return "utf-16-le"
    if line.isascii():
        return "ascii"
    try:
        line.decode()
    except UnicodeDecodeError:
        return _DAMAGED if _is_damaged(line.decode("utf-8", "replace")) else ""
    return "utf-8"


def _is_damaged(text: str) -> bool:
    """UTF-8 with damage rather than another encoding: more characters beyond ASCII are whole than not."""
    high, lost = len(text) - len(text.encode("ascii", "ignore")), text.count("\ufffd")
    return 2 * lost <= high and 2 * (lost + sum(category(character) in ("Cn", "Co") for character in text)) <= high


def _mixed(content: bytes, lines: Sequence[bytes], known: Sequence[str]) -> Decoded:
    """Lines of UTF-8 or UTF-16 and others, each in its encoding; the one of most of them is that of the file."""
    from qc.readers.line_encodings import line_codecs

    found = iter(line_codecs([line for line, codec in zip(lines, known, strict=True) if not codec]))
    told = [codec or next(found) for codec in known]
    counts = Counter(codec for codec in told if codec not in ("ascii", "utf-16-le"))
    main = max(counts, key=lambda codec: (counts[codec], codec == "utf-8"), default="utf-8")
    return _by_codecs(content, lines, told, main)


def _guessed(content: bytes, lines: Sequence[bytes], known: Sequence[str]) -> Decoded:
    """No UTF-8 at all: one encoding is guessed, and then which lines surely are in another."""
    from qc.readers.line_encodings import differing, main_codec

    foreign = [line for line, codec in zip(lines, known, strict=True) if not codec]
    codec = main_codec(foreign, guessed_codec(_sample(content)))
    apart = differing(foreign, codec)
    note = f"not UTF-8: read as {codec}, which is a guess (--encoding names it)"
    if not apart:
        return _with_replacements(content, codec, note)
    found = (apart.get(index, codec) for index in range(len(foreign)))
    return _by_codecs(content, lines, [told or next(found) for told in known], codec, note)


def _by_codecs(content: bytes, lines: Sequence[bytes], told: Sequence[str], main: str, *notes: str) -> Decoded:
    """Each line in its encoding; those that are not in the `main` one are remembered."""
    texts: list[str] = []
    apart: list[Apart] = []
    start = 0
    for number, (line, codec) in enumerate(zip(lines, told, strict=True), 1):
        texts.append((line.removeprefix(b"\0") if codec == "utf-16-le" else line).decode(codec, "replace"))
        end = start + len(texts[-1])
        if codec not in (main, "ascii"):
            apart.append(Apart(number, start, end, codec))
        start = end + 1
    whole = "\n".join(texts)
    lost = whole.count("\ufffd") - content.count("\ufffd".encode())
    if apart:
        notes = (*notes, f"lines that are not {main}: {_listed(apart)}")
    if lost > 0:
        notes = (*notes, f"bytes that cannot be decoded as {main} became U+FFFD ({lost:,})")
    return Decoded(whole, main, notes, tuple(apart))


def _listed(apart: Sequence[Apart]) -> str:
    """ "4 (cp1251), 6-8 (gb18030)", no more than some of them."""
    runs: list[tuple[int, int, str]] = []
    for line, _, _, codec in apart:
        if runs and runs[-1][1:] == (line - 1, codec):
            runs[-1] = (runs[-1][0], line, codec)
        else:
            runs.append((line, line, codec))
    told = [
        f"{first}-{last} ({codec})" if last > first else f"{first} ({codec})" for first, last, codec in runs[:_TOLD]
    ]
    left = sum(last - first + 1 for first, last, _ in runs[_TOLD:])
    return ", ".join(told) + (f" and {left:,} more" if left else "")


def _sample(content: bytes) -> bytes:
    """Lines that are not ASCII, up to a size at which a guess is quick."""
    sample, size = [], 0
    for line in content.split(b"\n"):
        if not line.isascii():
            sample.append(line[:_SAMPLE])
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(sample)


def guessed_codec(sample: bytes) -> str:
    """The encoding of text that is no UTF-8; Windows-1252 where nothing tells.

    charset-normalizer says which encodings give tidy text. It cannot tell Latin ones apart that differ in few letters;
    of these the one whose text is most surely of some language (by the score of CLD2) is taken.
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=[*LATIN, *OTHERS.split()])
    best = matches.best()
    if best is None or best.encoding not in LATIN:
        return best.encoding if best else "cp1252"
    tidy = {codec for match in matches for codec in match.could_be_from_charset}
    return max((codec for codec in LATIN if codec in tidy), key=lambda codec: _sureness(sample, codec))


def _sureness(sample: bytes, codec: str) -> int:
    import pycld2

    text = "".join(character if character.isprintable() else " " for character in sample.decode(codec, "replace"))
    try:
        return sum(int(score) for _, _, _, score in pycld2.detect(text)[2])
    except pycld2.error:
        return 0


class Recoded(io.RawIOBase):
    """A file in another encoding, read as UTF-8; raises `UnicodeDecodeError` where it is none of that encoding."""

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
