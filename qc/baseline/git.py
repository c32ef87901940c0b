"""What git knows of the files: how they were at a commit, and which have changed since. Asks no network."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qc.baseline.entry import BaselineError

# Nothing of the repository's own configuration may start a program, ask a question or fetch.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


@contextmanager
def tree(ref: str, paths: Sequence[str]) -> Iterator[Path]:
    """The working folder as it was at `ref`, in a temporary folder that goes away afterwards.

    Only what `paths` name is there. Raises `BaselineError` without git, outside of a repository, for a commit that is
    not there and for a path that is absolute or leads out of the repository.
    """
    top, commit = _top(), commit_of(ref)
    below = Path.cwd().resolve().relative_to(top)
    names = [_within(path, below) for path in paths]
    with tempfile.TemporaryDirectory(prefix="qc-") as temporary:
        place = Path(temporary).resolve()
        index = {"GIT_INDEX_FILE": str(place / "index")}
        folder = place / "tree"
        (folder / below).mkdir(parents=True)
        _git("read-tree", f"{commit}^{{tree}}", environment=index, folder=top)
        listed = _git("ls-files", "-z", "--", *names, environment=index, folder=top)
        _git("checkout-index", "-z", "--stdin", f"--prefix={folder}/", environment=index, folder=top, told=listed)
        yield folder / below


def _within(path: str, below: Path) -> str:
    """A path from the top of the repository; a glob stands for its folder."""
    fixed = path
    while any(star in fixed for star in "*?[") and not Path(fixed).exists():
        fixed = os.path.dirname(fixed)  # noqa: PTH120 - "" for a bare name
    name = os.path.normpath(below / fixed)
    if Path(path).is_absolute() or Path(name).parts[:1] == ("..",):
        raise BaselineError(f"{path}: an earlier state is only known of paths in the repository; name it from here")
    return name


def commit_of(ref: str) -> str:
    """The full hash of a commit; raises `BaselineError`."""
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    except BaselineError:
        if not _top():
            raise
        raise BaselineError(f"git knows no commit {ref!r} here; in a shallow clone, fetch it first") from None


def changed(ref: str) -> set[str]:
    """Real paths of the files that differ from a commit or are unknown to git, ignored ones among them."""
    top, commit = _top(), commit_of(ref)
    differ = _git("diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", commit, folder=top)
    unknown = _git("ls-files", "--others", "-z", folder=top)
    return {os.path.realpath(top / os.fsdecode(name)) for name in (differ + unknown).split(b"\0") if name}


def _top() -> Path:
    return Path(os.fsdecode(_git("rev-parse", "--show-toplevel")).removesuffix("\n")).resolve()


def _git(
    *arguments: str, environment: dict[str, str] | None = None, folder: Path | None = None, told: bytes = b""
) -> bytes:
    """What git prints; raises `BaselineError` with its first words where it fails."""
    try:
        done = subprocess.run(
            ["git", *_QUIET, *arguments],
            cwd=folder,
            env=os.environ | _ENVIRONMENT | (environment or {}),
            input=told,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise BaselineError("git is not installed, and only git knows an earlier state of the files") from None
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gives no reason"]
        raise BaselineError(f"git {arguments[0]}: {words[0].removeprefix('fatal: ')}")
    return done.stdout
