"""The file of the baseline: a sorted line an entry, so that two branches merge and a diff says who accepted what."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qc.baseline.entry import BaselineError, Entry, checked
from qc.reports.safe import json_text

FILE = "qc-baseline.jsonl"

Entries = Mapping[str, Entry]


def read(path: str | os.PathLike[str]) -> dict[str, Entry]:
    """The entries of a file, by fingerprint; raises `BaselineError`."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise BaselineError(f"{path}: cannot read the baseline: {error.strerror or error}") from error
    return parse(content, os.fspath(path))


def parse(content: bytes, name: str) -> dict[str, Entry]:
    """The entries of what a file called `name` holds; raises `BaselineError`."""
    entries: dict[str, Entry] = {}
    for number, table in tables(content, name):
        try:
            entry = checked(table)
        except ValueError as error:
            raise BaselineError(f"{name}:{number}: {error}") from None
        if entry.fingerprint in entries:
            raise BaselineError(
                f"{name}:{number}: the fingerprint {entry.fingerprint} stands here twice; keep one line"
            )
        entries[entry.fingerprint] = entry
    return entries


def tables(content: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON object of every line that holds anything, with the line's number."""
    for number, line in enumerate(content.decode("utf-8-sig", "replace").split("\n"), 1):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            raise BaselineError(f"{name}:{number}: a conflict of a merge; keep the lines of both sides, without marks")
        if not line.strip():
            continue
        try:
            table = json.loads(line)
        except (ValueError, RecursionError):
            raise BaselineError(f"{name}:{number}: not a line of JSON") from None
        if not isinstance(table, dict):
            raise BaselineError(f"{name}:{number}: not a JSON object")
        yield number, table


def write(path: str | os.PathLike[str], entries: Iterable[Entry]) -> None:
    """Write the entries, the whole file or nothing; what is empty is left out. Raises `OSError`."""
    place = Path(path).resolve()
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{_line(entry)}\n" for entry in sorted(entries, key=lambda it: it.fingerprint))
        Path(temporary).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _line(entry: Entry) -> str:
    return json_text({name: value for name, value in dataclasses.asdict(entry).items() if value})
