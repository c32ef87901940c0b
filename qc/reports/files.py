"""Reports as files: each appears whole or not at all, and a page in parts leaves nothing of an earlier one behind."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

INDEX = "index.html"  # what a report in a folder is opened by

DATA_HEAD = "(self.qcData ||= []).push("  # how a script with data of a page begins
_DATA = re.compile(r"data-\d{3,}\.js")
_OURS = b'<meta name="generator" content="qc '  # near the head of every page that qc wrote
_HEAD = 4096


def commit(place: Path, pieces: Iterable[str]) -> None:
    """Write a temporary file beside `place` (UTF-8, "\\n" at line ends), then rename it; raises `OSError`."""
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".qc-report-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def commit_parts(page: Path, content: str, folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write `files` (name, content) into `folder`, then the page, then remove the data of a larger page before it."""
    folder.mkdir(exist_ok=True)
    written = set()
    for name, part in files:
        commit(folder / name, [part])
        written.add(name)
    commit(page, [content])
    for place in folder.iterdir():
        if _DATA.fullmatch(place.name) and place.name not in written and _begins(place, DATA_HEAD.encode()):
            place.unlink()


def is_ours(page: Path) -> bool:
    """Whether qc wrote this page, or nobody did."""
    if not page.exists():
        return True
    with page.open("rb") as stream:
        return _OURS in stream.read(_HEAD)


def _begins(place: Path, head: bytes) -> bool:
    with place.open("rb") as stream:
        return stream.read(len(head)) == head


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
