"""From paths to inputs: files, folders, globs and "-", sorted, each file once, nothing left out in silence.

A path that is named is read whatever it is called, and a complaint about it is a failure. A walk reads what its suffix
says is text; it follows no links (they may lead out of the tree, or in circles), leaves hidden folders alone, and what
it passes by is skipped, by name, or counted where the user or the folder's own conventions said so.
"""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from qc.document import State, Unread
from qc.readers.ignoring import Patterns, patterns_above, read_patterns
from qc.readers.inputs import COMPRESSIONS, STDIN, SUFFIXES, Input, ReadOptions, remedy, suffixes_of
from qc.readers.streams import complaint, kind_of

# Folders that hold tools' files, not texts; hidden ones (".git", ".venv") need no name here.
TOOL_FOLDERS = frozenset({"node_modules", "__pycache__", "CVS", "__MACOSX"})


def discover(paths: Iterable[str], options: ReadOptions | None = None) -> Iterator[Input | Unread]:
    """The inputs that `paths` name, in the order named and by name within folders, and by name what gives none.

    A folder is walked; a path with "*", "?" or "[" that is no file is a glob; "-" is standard input. A file that is
    named twice, or named and met on a walk, comes once.
    """
    seeker = _Seeker(options or ReadOptions())
    for path in paths:
        yield from seeker.named(path)


class _Entry(NamedTuple):
    """A file or folder met on a walk: its path, that below the walk's root, and the ignore files that rule it."""

    path: str
    relative: str
    found: os.DirEntry[str]
    rules: tuple[Patterns, ...]


class _Passed:
    """What a walk passed by, counted by reason."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.counts: Counter[str] = Counter()
        self._first: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, reason: str, name: str) -> None:
        self.counts[reason] += 1
        if self.counts[reason] <= 5:
            self._first[reason].append(name)

    def told(self) -> Iterator[Unread]:
        for reason, count in self.counts.items():
            names = ", ".join(self._first[reason]) + (", …" if count > 5 else "")
            yield Unread(self.root, State.SKIPPED, f"skipped, {reason}: {names}", count=count)


class _Seeker:
    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.include = Patterns(options.include) if options.include else None
        self.exclude = Patterns(options.exclude) if options.exclude else None
        self.asks_for_json = any(".json" in pattern for pattern in options.include)
        self._seen: set[str] = set()

    # -- named paths

    def named(self, path: str) -> Iterator[Input | Unread]:
        if path == STDIN:
            if self._is_new(STDIN):
                suffix, _ = suffixes_of(self.options.stdin_filename)
                yield Input(STDIN, self.options.input_format or SUFFIXES.get(suffix, ""))
            return
        try:
            mode = Path(path).stat().st_mode
        except (OSError, ValueError) as error:
            yield from self._absent(path, error)
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        elif kind := kind_of(mode):
            yield Unread(path, State.FAILED, f"not a file but {kind}")
        elif self._is_new(os.path.realpath(path)):
            yield self._named_file(path)

    def _absent(self, path: str, error: OSError | ValueError) -> Iterator[Input | Unread]:
        """A path that cannot be looked at: a glob, or a mistake."""
        if os.path.lexists(path) or not glob.has_magic(path):
            yield Unread(path, State.FAILED, complaint(error) if isinstance(error, OSError) else str(error))
            return
        matches = 0
        for match in self._matches(path):
            yield match
            matches += 1
        if not matches:
            yield Unread(path, State.FAILED, "no file matches")

    def _matches(self, pattern: str) -> Iterator[Input | Unread]:
        """What a glob matches; "**" is walked, because Python's own follows links in circles."""
        base, star, rest = pattern.partition("**")
        if star and not glob.has_magic(base):
            yield from self._folder(base.rstrip("/") or ".", Patterns((star + rest,)))
            return
        for path in sorted(glob.iglob(pattern)):  # noqa: PTH207 - a relative or absolute pattern, as it was given
            if reason := _no_file(Path(path)):
                yield Unread(path, State.SKIPPED, f"skipped: {reason}")
            elif Path(path).is_dir():
                yield from self._folder(path)
            elif self._is_new(os.path.realpath(path)):
                yield self._met(path, asked=False)

    def _named_file(self, path: str) -> Input | Unread:
        suffix, packed = suffixes_of(path)
        format = self.options.input_format or SUFFIXES.get(suffix, "")
        if not format and (reason := _never_read(suffix)):
            return Unread(path, State.FAILED, reason)
        return _input(path, format, packed)

    def _is_new(self, place: str) -> bool:
        if place in self._seen:
            return False
        self._seen.add(place)
        return True

    # -- folders

    def _folder(self, root: str, only: Patterns | None = None) -> Iterator[Input | Unread]:
        """Walk a folder, its files and folders in the order of their names; `only`: what a glob matches."""
        passed = _Passed(root)
        nothing = True
        for found in self._walk(root, only, passed):
            nothing = False
            yield found
        if only is None:
            yield from passed.told()
            if nothing and not passed.counts:
                yield Unread(root, State.SKIPPED, "there is nothing to read in this folder")

    def _walk(self, root: str, only: Patterns | None, passed: _Passed) -> Iterator[Input | Unread]:
        place = os.path.realpath(root)
        rules = patterns_above(root) if self.options.respect_gitignore else ()
        pending: list[_Entry | Unread] = self._entries(root, "", rules)
        while pending:
            entry = pending.pop()
            if isinstance(entry, Unread):
                yield entry
            elif reason := self._passed_by(entry):
                passed.add(reason, entry.relative)
            elif entry.found.is_dir(follow_symlinks=False):
                pending += self._entries(entry.path, entry.relative + "/", entry.rules)
            elif only and not only.match(entry.relative):
                continue
            elif reason := _no_file(entry.found):
                yield Unread(entry.path, State.SKIPPED, f"skipped: {reason}")
            elif self._is_new(f"{place}/{entry.relative}"):
                yield self._met(entry.path, asked=bool(self.include or only))

    def _entries(self, folder: str, below: str, rules: tuple[Patterns, ...]) -> list[_Entry | Unread]:
        """What a folder holds, in reverse order, so that the first is popped first."""
        try:
            with os.scandir(folder) as scan:
                found = sorted(scan, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            return [Unread(folder, State.FAILED, complaint(error))]
        if self.options.respect_gitignore and any(entry.name == ".gitignore" for entry in found):
            rules = (*rules, read_patterns(f"{folder}/.gitignore", below))
        return [_Entry(_joined(folder, entry.name), below + entry.name, entry, rules) for entry in found]

    def _passed_by(self, entry: _Entry) -> str:
        """Why a walk passes an entry by without looking at it, "" if it does not."""
        name, is_folder = entry.found.name, entry.found.is_dir(follow_symlinks=False)
        if name.startswith(".") or (is_folder and name in TOOL_FOLDERS):
            return "hidden, or a tool's"
        relative = entry.relative + "/" * is_folder
        if self.exclude and self.exclude.match(relative):
            return "excluded by --exclude"
        if _closest(rules.verdict(relative) for rules in reversed(entry.rules)):
            return "ignored by .gitignore"
        if not is_folder and self.include and not self.include.match(relative):
            return "not among what --include names"
        return ""

    def _met(self, path: str, *, asked: bool) -> Input | Unread:
        """A file that was not named; `asked`: its name was, by a pattern, so that its content may decide."""
        suffix, packed = suffixes_of(path)
        format = self.options.input_format or SUFFIXES.get(suffix, "")
        asked = self.asks_for_json if suffix == ".json" else asked
        if format or (asked and not _never_read(suffix)):
            return _input(path, format, packed)
        unknown = f"{suffix} is no format that is read" if suffix else "no suffix tells its format"
        how = "--include '*.json'" if suffix == ".json" else "--include"
        reason = _never_read(suffix) or f"{unknown}; {how} or --input-format reads it"
        return Unread(path, State.SKIPPED, f"skipped: {reason}")


def _never_read(suffix: str) -> str:
    """What to do about a file that is not read whatever it holds, "" for others: a .json file may hold a record."""
    return "" if suffix == ".json" else remedy(suffix)


def _no_file(found: os.DirEntry[str] | Path) -> str:
    """What a name stands for that is neither a regular file nor a folder, "" for those."""
    if found.is_symlink():
        return "a link, which a walk does not follow; name its target"
    try:
        mode = found.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return complaint(error)
    return "" if stat.S_ISDIR(mode) or not kind_of(mode) else f"not a file but {kind_of(mode)}"


def _closest(verdicts: Iterable[bool | None]) -> bool:
    """What the ignore file closest to the entry says, of those that say anything; the closest comes first."""
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _input(path: str, format: str, packed: str) -> Input:
    try:
        size = Path(path).stat().st_size
    except OSError:  # gone since it was found: reading it says so
        size = 0
    return Input(path, format, COMPRESSIONS.get(packed, ""), size)


def _joined(folder: str, name: str) -> str:
    """The path of a name in a folder, without "./"; but never the name of standard input."""
    if folder == ".":
        return f"./{name}" if name == STDIN else name
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"
