"""Mended files, written whole or not at all: beside the old one, flushed to the disk, then renamed over it."""

from __future__ import annotations

import contextlib
import gzip
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from qc.fixes.files import LeftAloneError, MendedFile

_IN_PLACE = ("text", "markdown", "jsonl")
_CHUNK = 1 << 20


def write_in_place(file: MendedFile, trees: Iterable[str]) -> None:
    """Put the mended file in the place of the old one, with its mode and, where allowed, its owner.

    trees   the folders that were checked: a link that leads out of them is not followed

    Raises `LeftAloneError` with the reason where it is left as it is, `OSError` where the disk fails.
    """
    path = _own_place(file, trees)
    status = path.stat()
    _commit(file, path, path, status)


def write_copy(file: MendedFile, target: Path) -> None:
    """Write the mended file to `target`, whose folders come into being; a compressed one is compressed again.

    Raises `LeftAloneError` where `target` is the file itself, `OSError` where the disk fails.
    """
    path = Path(file.source.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.samefile(path):
        raise LeftAloneError("the copy would be the file itself; name another folder")
    _commit(file, path, target, None)


def target_of(path: str, folder: str) -> Path:
    """Where the copy of a file belongs: its path from the working folder, or from the root where it lies elsewhere."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links in it stay
    here = Path.cwd()
    return Path(folder) / (whole.relative_to(here) if whole.is_relative_to(here) else whole.relative_to(whole.anchor))


def _own_place(file: MendedFile, trees: Iterable[str]) -> Path:
    if file.format not in _IN_PLACE:
        raise LeftAloneError(f"{file.format} is never changed in place; --fix-to DIR writes a mended copy")
    if file.compressed:
        raise LeftAloneError("compressed files are never changed in place; --fix-to DIR writes a mended copy")
    path = Path(file.source.path).resolve()
    if not any(path.is_relative_to(Path(tree).resolve()) for tree in trees):
        raise LeftAloneError("a link leads out of the folders that were checked")
    if not os.access(path, os.W_OK):
        raise LeftAloneError("it must not be written to")
    return path


def _commit(file: MendedFile, path: Path, target: Path, status: os.stat_result | None) -> None:
    """Write beside `target`, then rename; `status` is that of the file whose place is taken."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".qc-fix-")
    try:
        with os.fdopen(handle, "wb") as out:
            _copy(file, path, out)
            out.flush()
            _dress(temporary, status)
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _dress(temporary: str, status: os.stat_result | None) -> None:
    """Mode and owner of the old file; of a copy the mode of any new one."""
    if status is None:
        mask = os.umask(0o022)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
    Path(temporary).chmod(stat.S_IMODE(status.st_mode))


def _settle(folder: Path) -> None:
    """Let the rename reach the disk, where folders can be flushed."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(file: MendedFile, path: Path, out: BinaryIO) -> None:
    with path.open("rb") as raw:
        if not file.compressed:
            _write_all(_content(file, raw), out)
            return
        with gzip.open(raw) as packed, gzip.GzipFile("", "wb", fileobj=out, mtime=0) as repacked:
            _write_all(_content(file, cast("BinaryIO", packed)), cast("BinaryIO", repacked))


def _write_all(chunks: Iterable[bytes], out: BinaryIO) -> None:
    for chunk in chunks:
        out.write(chunk)


def _content(file: MendedFile, old: BinaryIO) -> Iterator[bytes]:
    """The old bytes with the new ones between them; raises `LeftAloneError` where the file is another one by now."""
    at = 0
    for piece in file.pieces:
        while at < piece.offset and (chunk := old.read(min(_CHUNK, piece.offset - at))):
            at += len(chunk)
            yield chunk
        if old.read(len(piece.old)) != piece.old:
            raise LeftAloneError("changed while it was checked")
        at = piece.offset + len(piece.old)
        yield piece.new
    while chunk := old.read(_CHUNK):
        yield chunk
