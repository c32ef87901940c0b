"""From a `Run` to bytes: `write(run, "full", sys.stdout)`, `write_file(run, "report.html")`.

A format is a module of `qc.reports.formats`, found by its name or by the suffix of the file to write.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, TextIO, cast

from qc.outcome import Run
from qc.reports import formats
from qc.reports.options import ReportOptions

__all__ = [
    "ReportOptions",
    "UnknownFormatError",
    "format_names",
    "needs_text",
    "render",
    "schema",
    "target",
    "write",
    "write_file",
]

_DEFAULTS = ReportOptions()


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

    Raises `UnknownFormatError`.
    """
    name, colon, path = report.partition(":")
    if colon and path and name in format_names():
        return name, Path(path)
    suffixes = _suffixes()
    suffix = Path(report).suffix.lower()
    if suffix not in suffixes:
        raise UnknownFormatError(
            f"no report format for {report!r}; known suffixes are {', '.join(sorted(suffixes))}, "
            f"or write FORMAT:PATH with one of {', '.join(format_names())}"
        )
    return suffixes[suffix], Path(report)


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

    A format may put a large report in parts: those stand in a folder beside the file, `report-data` for `report.html`.
    """
    name, path = target(report)
    place = path.resolve()
    if place.exists() and not place.is_file():
        with place.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(render(run, name, options))
    elif not _write_parts(run, name, place, options):
        _commit(place, render(run, name, options))
    return path


def _write_parts(run: Run, name: str, place: Path, options: ReportOptions) -> bool:
    """Write the parts that the format makes of the run, the page last; False where it makes none."""
    folder = place.with_name(f"{place.stem}-data")
    parts = getattr(_module(name), "parts", None)
    made = parts(run, options, folder.name) if parts else None
    if made is None:
        return False
    folder.mkdir(exist_ok=True)
    for file, content in made.files:
        _commit(folder / file, iter([content]))
    _commit(place, iter([made.page]))
    return True


def _commit(place: Path, pieces: Iterator[str]) -> None:
    """Write a temporary file beside `place`, then rename it."""
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".qc-report-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def schema() -> dict[str, Any]:
    """The JSON Schema of the formats json and jsonl."""
    described: dict[str, Any] = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
    return described


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
