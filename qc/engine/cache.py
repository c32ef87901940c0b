"""What earlier runs came to, by the content that was looked at: an unchanged file costs its hash.

One SQLite file in the user's cache folder, never in the checked tree, which is not ours. A key is a hash of the bytes,
of where they stand, of everything in the plan that decides what is found, and of qc itself; so a stale answer has no
key. SQLite's journal keeps the file whole when a process dies or several write; one that is broken all the same is made
anew.
"""

from __future__ import annotations

import inspect
import os
import pickle
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import qc
from qc.document import Document, Unread
from qc.engine.plan import Plan
from qc.readers import Input

# The file is emptied by half, the entries used longest ago first, when it grows over this.
LIMIT_BYTES = 512 << 20

# What decides findings beside qc itself.
_LIBRARIES = ("numpy", "ftfy", "pycld2", "rapidfuzz", "markdown-it-py", "charset-normalizer", "orjson", "regex")

# What of a plan decides what is found; the other fields say how to get there.
_DECISIVE = (
    "reading",
    "severities",
    "min_severity",
    "min_confidence",
    "max_findings",
    "keep_text",
    "corpus",
    "merge_clean",
    "waivers",
)

_TABLE = "CREATE TABLE IF NOT EXISTS done (key BLOB PRIMARY KEY, used INTEGER, value BLOB) WITHOUT ROWID"


def default_path() -> Path:
    """The cache of this user."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(home) / "qc" / "done.sqlite"


class Cache:
    """Results by key. Whatever goes wrong with the file costs a look, never the run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: bytes) -> Any:
        """What was stored under `key`, or `None`, also where it cannot be read."""
        with suppress(Exception):  # a broken pickle raises whatever it likes
            row = self._connection.execute("SELECT value FROM done WHERE key = ?", (key,)).fetchone()
            return None if row is None else pickle.loads(row[0])
        return None

    def put(self, key: bytes, value: Any) -> None:
        """Keep `value`; the clock of "used" is a counter, so that no result depends on the time of day."""
        used = "(SELECT coalesce(max(used), 0) + 1 FROM done)"
        packed = pickle.dumps(value, protocol=5)
        with suppress(sqlite3.Error):  # a full disk, a file that breaks meanwhile
            self._connection.execute(f"INSERT OR REPLACE INTO done VALUES (?, {used}, ?)", (key, packed))

    def prune(self) -> None:
        """Keep the file within bounds."""
        (pages,), (size,) = (
            self._connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
        )
        if pages * size > LIMIT_BYTES:
            middle = "(SELECT (min(used) + max(used)) / 2 FROM done)"
            self._connection.execute(f"DELETE FROM done WHERE used <= {middle}")
            self._connection.commit()
            self._connection.execute("VACUUM")


@contextmanager
def opened(path: str) -> Iterator[Cache | None]:
    """The cache, or `None` where it cannot be used; what was put is kept at the end."""
    try:
        connection = _connect(Path(path))
    except (OSError, sqlite3.Error):
        yield None
        return
    with closing(connection):
        yield Cache(connection)
        with suppress(sqlite3.Error):
            connection.commit()
            Cache(connection).prune()


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _table(path)
    except sqlite3.DatabaseError as problem:
        if isinstance(problem, sqlite3.OperationalError):  # locked or not writable: not ours to delete
            raise
        path.unlink(missing_ok=True)
        return _table(path)


def _table(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def file_key(key: bytes, part: Input | Unread) -> bytes | None:
    """The key of a file, or a part of one, under the plan of that key; `None` for what has no content to hash."""
    if isinstance(part, Unread) or part.is_stdin:
        return None
    try:
        here = Path.cwd() if Path(part.path).is_absolute() else ""  # fingerprints name what lies below it without it
        content = _content(part)
    except OSError:
        return None
    place = (part.path, part.format, part.compression, part.byte_range, part.first_record, part.first_line)
    return _digest(key, repr((place, here)).encode("utf-8", "surrogatepass"), content)


def items_key(key: bytes, items: Iterable[Document | Unread]) -> bytes:
    """The key of items that are read already, under the plan of that key."""
    return _digest(key, *(pickle.dumps(item, protocol=5) for item in items))


def _content(part: Input) -> bytes:
    """A hash of the bytes."""
    digest = blake2b(digest_size=20)
    with Path(part.path).open("rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError("not a regular file")
        start, end = part.byte_range or (0, state.st_size)
        file.seek(start)
        while start < end and (block := file.read(min(1 << 20, end - start))):
            digest.update(block)
            start += len(block)
    return digest.digest()


def remembering(plan: Plan, path: Path) -> Plan:
    """The plan, with what it comes to kept in the file `path` and taken from there."""
    return replace(plan, memory=(str(path), plan_key(plan)))


def plan_key(plan: Plan) -> bytes:
    """A hash of everything that decides what is found: the plan, qc's own files, the libraries, Python."""
    rules = [(rule.code, repr(rule.options), inspect.getfile(type(rule))) for rule in plan.rules]
    rest = [(name, getattr(plan, name)) for name in _DECISIVE]
    files = sorted({file for _, _, file in rules} | set(_own_files(os.path.dirname(qc.__file__))))  # noqa: PTH120
    stamps = [(file, state.st_size, state.st_mtime_ns) for file in files if (state := os.stat(file))]  # noqa: PTH116
    return _digest(repr((rules, rest, _versions(), stamps, sys.version)).encode("utf-8", "surrogatepass"))


def _own_files(folder: str) -> Iterator[str]:
    """What qc consists of, without what Python compiles of it (pathlib takes three times as long)."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _own_files(entry.path)
        else:
            yield entry.path


def _versions() -> list[str]:
    """Names of libraries with their versions, read off the folders in which they are described.

    importlib.metadata would say the same, and costs 20 ms to import; it is asked for what is not found so.
    """
    described = [
        name.lower().replace("_", "-")
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith(".dist-info")
    ]
    return [_version(library, described) for library in _LIBRARIES]


def _version(library: str, described: Iterable[str]) -> str:
    for name in described:
        if name.startswith(f"{library}-"):
            return name
    from importlib.metadata import version

    return version(library)


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
