"""From a `Run` to bytes: `write(run, "full", sys.stdout)`, `write_file(run, "report.html")`.

A format is a module of `qc.reports.formats`, found by its name or by the suffix of the file to write.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, TextIO, cast

from qc.outcome import Run
from qc.reports import files, formats
from qc.reports.options import ReportOptions

__all__ = [
    "ReportOptions",
    "UnknownFormatError",
    "folder",
    "format_names",
    "needs_text",
    "render",
    "schema",
    "target",
    "unwritable",
    "write",
    "write_file",
]

_DEFAULTS = ReportOptions()
_FOLDERS = "html"  # the format of a report that fills a folder


class UnknownFormatError(ValueError):
    """No format has this name, or no format is for files of this suffix; the message lists those there are."""


class _Format(Protocol):
    def render(self, run: Run, options: ReportOptions) -> Iterator[str]: ...


def format_names() -> list[str]:
    """The names of all formats, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(formats.__path__))


def _module(name: str) -> _Format:
    if name not in format_names():
        raise UnknownFormatError(f"unknown format {name!r}; there are {', '.join(format_names())}")
    return cast("_Format", importlib.import_module(f"{formats.__name__}.{name}"))


def _suffixes() -> dict[str, str]:
    return {suffix: name for name in format_names() for suffix in getattr(_module(name), "SUFFIXES", ())}


def target(report: str) -> tuple[str, Path]:
    """Format and path of a `--report` value, `FORMAT:PATH` or a path whose suffix names the format.

    A path that ends in a slash is a folder for the page: `index.html` in it. Raises `UnknownFormatError`.
    """
    if (whole := folder(report)) is not None:
        return _FOLDERS, whole / files.INDEX
    name, path = _named(report)
    if name:
        return name, Path(path)
    return _by_suffix(report), Path(report)


def _by_suffix(report: str) -> str:
    """The format for files of this suffix; the one called like it is looked at first, before all are imported."""
    suffix = Path(report).suffix.lower()
    likely = suffix.removeprefix(".")
    if likely in format_names() and suffix in getattr(_module(likely), "SUFFIXES", ()):
        return likely
    suffixes = _suffixes()
    if suffix not in suffixes:
        raise UnknownFormatError(
            f"no report format for {report!r}; known suffixes are {', '.join(sorted(suffixes))}, "
            f"or write FORMAT:PATH with one of {', '.join(format_names())}"
        )
    return suffixes[suffix]


def folder(report: str) -> Path | None:
    """The folder that a `--report` value names: `report/`, `html:report/`, or `html:report` where there is one."""
    name, path = _named(report)
    if path.endswith(("/", os.sep)) and name in ("", _FOLDERS):
        return Path(path)
    return Path(path) if name == _FOLDERS and Path(path).is_dir() else None


def _named(report: str) -> tuple[str, str]:
    """Format and path of `FORMAT:PATH`; without a format, "" and all of it."""
    name, colon, path = report.partition(":")
    return (name, path) if colon and path and name in format_names() else ("", report)


def needs_text(name: str) -> bool:
    """Whether the format shows whole documents: the engine then keeps the texts of those that have findings."""
    return bool(getattr(_module(name), "NEEDS_TEXT", False))


def render(run: Run, format: str, options: ReportOptions = _DEFAULTS) -> Iterator[str]:
    """The report in pieces of text, which never hold a lone surrogate; raises `UnknownFormatError` at once."""
    return _module(format).render(run, options)


def write(run: Run, format: str, stream: TextIO, options: ReportOptions = _DEFAULTS) -> None:
    """Write the report to a text stream; what its encoding cannot hold is written as an escape."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    for piece in render(run, format, options):
        stream.write(piece.encode(encoding, "backslashreplace").decode(encoding))


def write_file(run: Run, report: str, options: ReportOptions = _DEFAULTS) -> Path:
    """Write the report that `report` names (see `target`) and return its path.

    UTF-8, "\\n" at line ends on every system. The file appears whole or not at all: a temporary file in the same
    folder is renamed at the end. A link is followed; a pipe or device is written to as it is. Raises
    `UnknownFormatError`, or `OSError` where the folder is missing or not writable.

    Where `report` names a folder, that is made, and gets `index.html` with the page's data beside it; and a format
    may put a large report in parts: those stand in a folder beside the file, `report-data` for `report.html`.
    """
    name, path = target(report)
    place = path.resolve()
    if place.exists() and not place.is_file():
        with place.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(render(run, name, options))
    elif not _write_parts(run, name, place, options, folder(report) is not None):
        files.commit(place, render(run, name, options))
    return path


def _write_parts(run: Run, name: str, page: Path, options: ReportOptions, whole: bool) -> bool:
    """Write the parts that the format makes of the run, into the page's own folder if `whole`; False: it makes none."""
    place = page.parent if whole else page.with_name(f"{page.stem}-data")
    parts = getattr(_module(name), "parts", None)
    made = parts(run, options, "" if whole else place.name, always=whole) if parts else None
    if made is None:
        return False
    files.commit_parts(page, made.page, place, made.files)
    return True


def unwritable(report: str) -> str:
    """Why a report cannot be written where `report` says, "" where it can; raises `UnknownFormatError`."""
    _, path = target(report)
    whole = folder(report)
    above = path.parent if whole is None else whole.parent
    if not above.is_dir():
        return f"there is no folder {above}"
    if path.is_dir():
        return "it is a folder; name a file in it"
    if whole is not None and not files.is_ours(path):
        return f"{path} is not a report of qc; name another folder, or remove it"
    return ""


def schema() -> dict[str, Any]:
    """The JSON Schema of the formats json and jsonl."""
    described: dict[str, Any] = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
    return described
