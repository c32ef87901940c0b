"""From paths to inputs: files, folders, globs and "-", sorted, each file once, nothing left out in silence."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator

from qc.document import State, Unread
from qc.readers.inputs import COMPRESSIONS, STDIN, SUFFIXES, Input, ReadOptions, suffix_of


def discover(paths: Iterable[str], options: ReadOptions | None = None) -> Iterator[Input | Unread]:
    """The inputs that `paths` name: files, folders, globs, "-" for standard input; in a fixed order, each once."""
    options = options or ReadOptions()
    for path in paths:
        if path == STDIN:
            yield Input(STDIN, options.input_format or "text")
        elif os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                for name in sorted(names):
                    yield _input(os.path.join(folder, name), options)
        elif os.path.exists(path):
            yield _input(path, options)
        elif matches := sorted(glob.glob(path, recursive=True)):
            yield from discover(matches, options)
        else:
            yield Unread(path, State.FAILED, "no such file or folder")


def _input(path: str, options: ReadOptions) -> Input:
    suffix, packed = suffix_of(path)
    format = options.input_format or SUFFIXES.get(suffix, "text")
    return Input(path, format, COMPRESSIONS.get(packed, ""), os.path.getsize(path))
