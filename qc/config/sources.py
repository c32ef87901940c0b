"""Where settings come from: the nearest qc.toml or pyproject.toml, a named file, KEY=VAL. Reads, and checks nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qc.config.errors import ConfigError
from qc.config.keys import value_from_text

# A configuration of more is none: whatever lies in a working directory must not be able to fill the memory.
LARGEST = 1_000_000

_ASSIGNMENT = re.compile(r"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)=(.*)", re.DOTALL)

COMMAND_LINE = "command line"

Table = Mapping[str, Any]


def place_of(origin: str, key: str) -> str:
    """What a message calls the place of a key: `--select`, or `/home/me/qc.toml: select`."""
    return f"--{key}" if origin == COMMAND_LINE else f"{origin}: {key}"


class Source(NamedTuple):
    """A table of settings, what to call the place it came from, and the file, if it is one."""

    origin: str
    table: Table
    file: Path | None = None

    @property
    def is_file(self) -> bool:
        return self.file is not None


def find(folder: Path) -> Source | None:
    """The settings of the nearest qc.toml, or pyproject.toml with a [tool.qc], from `folder` upwards.

    Nothing below `folder` is looked at: what is checked may be anybody's.
    """
    for place in (folder, *folder.parents):
        for name in ("qc.toml", "pyproject.toml"):
            if os.path.isfile(place / name):  # noqa: PTH113 - unlike Path.is_file, False where one may not look
                source = read(place / name)
                if source is not None:
                    return source
    return None


def read(path: Path) -> Source | None:
    """The settings in a file; `None` for a pyproject.toml without [tool.qc]. Raises `ConfigError`."""
    table = _parse(path)
    if path.name != "pyproject.toml":
        return Source(str(path), table, path)
    tools = table.get("tool", {})
    if not isinstance(tools, dict) or "qc" not in tools:
        return None
    if not isinstance(tools["qc"], dict):
        raise ConfigError(f"{path}: tool.qc must be a table; write [tool.qc] above its keys")
    return Source(f"{path} [tool.qc]", tools["qc"], path)


def _parse(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror or error}") from error
    if len(content) > LARGEST:
        raise ConfigError(f"{path}: more than {LARGEST:,} bytes are no configuration; --isolated goes on without it")
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ConfigError(f"{path}: not valid TOML: {reason}; --isolated goes on without it") from error


def named(items: Iterable[str]) -> Iterator[Source]:
    """The sources of `--config`: an existing file, or KEY=VAL with a dotted key."""
    for item in items:
        assignment = _ASSIGNMENT.fullmatch(item)
        if assignment and not os.path.isfile(item):  # noqa: PTH113
            yield Source(f"--config {item}", _nested(assignment[1], value_from_text(assignment[2])))
        else:
            yield _named_file(Path(item))


def _named_file(path: Path) -> Source:
    source = read(path)
    if source is None:
        raise ConfigError(f"{path}: has no [tool.qc] table")
    return source


def extended(source: Source, onto: tuple[Path, ...] = ()) -> list[Source]:
    """The source after those that it extends, the farthest first; raises `ConfigError`, also where they run in circles.

    onto   the files that led here
    """
    if source.file is None or "extend" not in source.table:
        return [source]
    table = dict(source.table)
    base = table.pop("extend")
    if not isinstance(base, str) or not base:
        raise ConfigError(f"{source.origin}: extend expects the path of another file")
    met = (*onto, source.file.resolve())
    path = source.file.parent / base
    if path.resolve() in met:
        raise ConfigError(f"{source.origin}: extend = {base!r} leads in a circle: {' -> '.join(map(str, met))}")
    return [*extended(_named_file(path), met), source._replace(table=table)]


def _nested(key: str, value: Any) -> Table:
    for part in reversed(key.split(".")):
        value = {part: value}
    table: Table = value
    return table
