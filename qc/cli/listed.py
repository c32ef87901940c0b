"""`--files-from`: what to check, listed in a file or on standard input, as `find` and `git ls-files` list it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qc.config import ConfigError
from qc.readers import STDIN

# More is no list of paths: somebody named the data.
_LARGEST = 64 << 20


def listed(source: str, paths: list[str]) -> list[str]:
    """`paths` and those that `source` lists (a path, or "-" for stdin): one a line, or apart by NUL as of `-print0`.

    Raises `ConfigError` where the list cannot be read, or where stdin is asked for twice.
    """
    if source == STDIN and STDIN in paths:
        raise ConfigError("stdin cannot hold both the list of files and a text; write the list into a file")
    content = _content(source)
    names = content.split(b"\0") if b"\0" in content else content.splitlines()
    found = [os.fsdecode(name) for name in names if name.strip()]
    if STDIN in found:
        raise ConfigError(f"--files-from {source}: the list names -, which is stdin; give it as an argument")
    return [*paths, *found]


def _content(source: str) -> bytes:
    try:
        if source == STDIN:
            content = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(_LARGEST + 1)
    except OSError as problem:
        raise ConfigError(f"--files-from {source}: {problem.strerror or problem}") from problem
    if len(content) > _LARGEST:
        raise ConfigError(f"--files-from {source}: more than {_LARGEST >> 20} MB are no list of files")
    return content
