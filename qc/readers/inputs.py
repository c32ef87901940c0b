"""What can be read, and how: the options of reading, and an input as the walk names it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePath

FORMATS = ("text", "markdown", "html", "jsonl")
# What each suffix is read as.
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
COMPRESSIONS = {".gz": "gzip"}

_AS_RECORDS = "write its texts as JSON Lines"
_AS_PAGES = "write its pages as HTML files or JSON Lines"
_AS_TEXT = "save its text as .txt, .md or .html"
_AS_IT_IS = f"{_AS_TEXT}, or read it with its marks: --input-format text"
_UNPACK = "unpack it, or pack single files with gzip"
# Formats that hold texts but are not read, and what to do about each.
REMEDIES = {
    **dict.fromkeys((".csv", ".tsv", ".parquet", ".arrow", ".feather", ".xlsx", ".xls", ".db", ".sqlite"), _AS_RECORDS),
    **dict.fromkeys((".json", ".json5", ".yaml", ".yml", ".wet"), _AS_RECORDS),
    **dict.fromkeys((".warc", ".wacz", ".har", ".mhtml"), _AS_PAGES),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".pptx"), _AS_TEXT),
    **dict.fromkeys((".eml", ".tex", ".rst", ".xml"), _AS_IT_IS),
    **dict.fromkeys((".zst", ".bz2", ".xz", ".lz4", ".br", ".zip", ".tar", ".tgz", ".7z", ".rar"), _UNPACK),
}

# The one name that means standard input; a file of that name is given as "./-".
STDIN = "-"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are found and read; picklable, so that workers get the same.

    input_format       read every input as this ("text", "markdown", "html", "jsonl"); "": by its name and content
    text_field         the field of a record that holds its text, dots lead into nested objects; "": the usual names
    id_field           the field that names a record; "": the usual names
    url_field          the field that holds a record's address; "": the usual names
    encoding           the codec of the bytes; "": found out
    include, exclude   patterns as in .gitignore; a walk reads only what `include` matches and nothing `exclude` does
    respect_gitignore  leave out what the .gitignore files of the walked tree and its repository name
    stdin_filename     the name standard input goes by; its suffix tells the format
    max_file_bytes     bytes of one document, decompressed: a whole file, or a record of JSON Lines
    max_text_chars     code points of one document's text
    max_expansion      how many times its size a compressed file may grow to, beyond `max_file_bytes` / 8
    """

    input_format: str = ""
    text_field: str = ""
    id_field: str = ""
    url_field: str = ""
    encoding: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = False
    stdin_filename: str = ""
    max_file_bytes: int = 128 << 20
    max_text_chars: int = 64 << 20
    max_expansion: int = 200

    def __post_init__(self) -> None:
        """Raise `ValueError` for a format or an encoding that there is not."""
        if self.input_format and self.input_format not in FORMATS:
            raise ValueError(f"there is no input format {self.input_format!r}; there are {', '.join(FORMATS)}")
        if self.encoding:
            _check_codec(self.encoding)


def _check_codec(encoding: str) -> None:
    """Raise `ValueError` for a name that is no encoding of texts (UTF-7, which only attacks use, counts as none)."""
    try:
        known = "".encode(encoding) is not None and codecs.lookup(encoding).name != "utf-7"
    except (LookupError, ValueError):
        known = False
    if not known:
        raise ValueError(f"there is no encoding {encoding!r}")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, standard input, or a part of a big file of records.

    path          as the user would name it; "-" is standard input
    format        one of `FORMATS`; "": the content decides
    compression   "" or "gzip", by the name; the content decides
    size          bytes on disk, of the part if it is one, 0 where unknown
    byte_range    the bytes of this part, cut at line ends; `None`: the whole file
    first_record  index of the part's first record in the file
    first_line    line of the part's first byte in the file
    only          indices of the records that are wanted, where its lines are records; `None`: all
    """

    path: str
    format: str
    compression: str = ""
    size: int = 0
    byte_range: tuple[int, int] | None = None
    first_record: int = 0
    first_line: int = 1
    only: frozenset[int] | None = None

    @property
    def is_stdin(self) -> bool:
        """Whether only the process that owns standard input can read it."""
        return self.path == STDIN


def suffixes_of(path: str) -> tuple[str, str]:
    """The suffix that tells the format, and that of the compression: "a.JSONL.gz" -> (".jsonl", ".gz").

    What wget saves as "page.html?id=3" is a page.
    """
    name = PurePath(path.lower())
    suffix = name.suffix
    if suffix in COMPRESSIONS:
        return PurePath(name.stem).suffix, suffix
    before_query = suffix.partition("?")[0]
    return (before_query if before_query in SUFFIXES else suffix), ""


def remedy(suffix: str) -> str:
    """Why a file with this suffix is not read, and what to do about it; "" for other suffixes."""
    return f"{suffix} files are not read: {REMEDIES[suffix]}" if suffix in REMEDIES else ""
