"""What can be read, and how: the options of reading, and an input as the walk names it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

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
FORMATS = ("text", "markdown", "html", "jsonl")
COMPRESSIONS = {".gz": "gzip"}

# Formats that people check texts of and qc does not read: what to do about them.
UNREAD_FORMATS = {
    ".csv": "export the text column to JSON Lines",
    ".tsv": "export the text column to JSON Lines",
    ".parquet": "export the text column to JSON Lines",
    ".arrow": "export the text column to JSON Lines",
    ".warc": "extract the pages to HTML files or JSON Lines",
    ".wet": "extract the texts to JSON Lines",
    ".pdf": "extract its text first",
    ".doc": "save it as text or HTML",
    ".docx": "save it as text or HTML",
    ".odt": "save it as text or HTML",
    ".rtf": "save it as text or HTML",
    ".epub": "extract its pages to HTML",
    ".xml": "extract its text, or name the format with --input-format html",
    ".json": "write one record a line (JSON Lines)",
    ".zst": "decompress it, or compress it with gzip",
    ".bz2": "decompress it, or compress it with gzip",
    ".xz": "decompress it, or compress it with gzip",
    ".zip": "unpack it",
    ".tar": "unpack it",
    ".tgz": "unpack it",
    ".7z": "unpack it",
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


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, standard input, or a part of a big file of records.

    path          as the user would name it; "-" is standard input
    format        one of `FORMATS`
    compression   "" or "gzip", by the name; the content decides
    size          bytes on disk, 0 where unknown
    byte_range    the bytes of this part, cut at line ends; `None`: the whole file
    first_record  index of the part's first record in the file
    first_line    line of the part's first byte in the file
    """

    path: str
    format: str
    compression: str = ""
    size: int = 0
    byte_range: tuple[int, int] | None = None
    first_record: int = 0
    first_line: int = 1

    @property
    def is_stdin(self) -> bool:
        """Whether only the process that owns standard input can read it."""
        return self.path == STDIN


def suffix_of(path: str) -> tuple[str, str]:
    """The suffix that tells the format, and that of the compression: "a.JSONL.gz" -> (".jsonl", ".gz")."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    packed = suffixes.pop() if suffixes and suffixes[-1] in COMPRESSIONS else ""
    return (suffixes[-1] if suffixes else ""), packed
