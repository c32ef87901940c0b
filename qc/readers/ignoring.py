"""Patterns as in .gitignore, for what a walk takes in and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qc.readers.inputs import Input, ReadOptions
from qc.readers.streams import UnreadableError, open_stream

# A pattern with more stars than this takes too long to match against a long name, and no one needs it.
_MOST_STARS = 4
_STARS = re.compile(r"\*+")


class Patterns:
    """Lines of a .gitignore file; "!" takes back, the last match counts.

    below   the folder of a walk in which the file lies: its patterns mean paths from there on
    above   the way down to the walk's root from where the file lies
    """

    def __init__(self, lines: Iterable[str], below: str = "", above: str = "") -> None:
        from pathspec import GitIgnoreSpec

        self._spec = GitIgnoreSpec.from_lines(line for line in lines if len(_STARS.findall(line)) <= _MOST_STARS)
        self._below = below
        self._above = above

    def match(self, relative: str) -> bool:
        """Whether a path below the walk's root is matched; folders end in "/"."""
        return bool(self.verdict(relative))

    def verdict(self, relative: str) -> bool | None:
        """True for a match, False for one taken back, `None` where no pattern says anything."""
        return self._spec.check_file(self._above + relative.removeprefix(self._below)).include


def read_patterns(path: str, below: str = "", above: str = "") -> Patterns:
    """The patterns of a .gitignore file; of one that cannot be read, none."""
    options = ReadOptions(max_file_bytes=1 << 20)
    try:
        with open_stream(Input(path, "text"), options) as stream:
            lines = stream.read_all(options).decode("utf-8", "replace").splitlines()
    except UnreadableError:
        lines = []
    return Patterns(lines, below, above)


def patterns_above(root: str) -> tuple[Patterns, ...]:
    """The .gitignore files above a folder, up to that of its repository; none if it lies in no repository."""
    folder = Path(root).resolve()
    above = [folder, *folder.parents]
    top = next((index for index, parent in enumerate(above) if (parent / ".git").exists()), 0)
    return tuple(
        read_patterns(str(parent / ".gitignore"), above=f"{folder.relative_to(parent).as_posix()}/")
        for parent in reversed(above[1 : top + 1])
        if (parent / ".gitignore").is_file()
    )
