"""A run held against what is known: the baseline of `qc check`, from a file or from an earlier state in git."""

from __future__ import annotations

import contextlib
import datetime
import glob
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

import typer

from qc import baseline
from qc.baseline import Entry, git
from qc.baseline.file import Entries
from qc.cli.messages import note, several, warning
from qc.config import Config, ConfigError
from qc.config.sources import COMMAND_LINE
from qc.document import Unread
from qc.outcome import Run
from qc.readers import Input
from qc.reports import target

NoBaseline = Annotated[
    bool, typer.Option("--no-baseline", help="Count every finding, known or not.", rich_help_panel="Baseline")
]
ShowKnown = Annotated[
    bool, typer.Option("--show-known", help="List the known findings too.", rich_help_panel="Baseline")
]
FromRef = Annotated[
    str,
    typer.Option(
        help="What is found in the files as they were at this commit is known.",
        metavar="REF",
        rich_help_panel="Baseline",
        show_default=False,
    ),
]
Since = Annotated[
    str,
    typer.Option(
        help="Check only files that differ from this commit.",
        metavar="REF",
        rich_help_panel="Baseline",
        show_default=False,
    ),
]

Wanted = Callable[[Input | Unread], bool]


class Check(Protocol):
    """What makes a run over paths, or over those of their inputs that are wanted; the working folder counts."""

    def __call__(self, paths: list[str], wanted: Wanted | None = None) -> Run: ...


@dataclass
class Asked:
    """What the command line says about what is known. `unchanged` counts the inputs that `since` left out."""

    no_baseline: bool = False
    show_known: bool = False
    from_ref: str = ""
    since: str = ""
    unchanged: int = 0

    def held(self, paths: list[str], config: Config, check: Check) -> Run:
        """The run over `paths`, held against what is known."""
        entries = self._entries(paths, config, check)
        self.unchanged = 0  # after fixes a second run counts anew
        run = check(paths, self._wanted())
        if self.unchanged:
            note(f"left out {several(self.unchanged, 'input')} without a difference from {self.since}")
        return _vetted(run, entries, keep_known=self.show_known) if entries else run

    def _entries(self, paths: list[str], config: Config, check: Check) -> tuple[str, Entries] | None:
        """Name and entries of what is known; `None` without a baseline."""
        if self.no_baseline and (self.from_ref or config.origin("baseline") == COMMAND_LINE):
            raise ConfigError("--no-baseline contradicts the option that names a baseline; leave out either")
        if self.no_baseline:
            return None
        ours = baseline_file(config)
        if not self.from_ref:
            return ours
        return f"{ours[0]} and {self.from_ref}" if ours else self.from_ref, {
            **_entries_at(self.from_ref, paths, check),
            **(ours[1] if ours else {}),
        }

    def _wanted(self) -> Wanted | None:
        if not self.since:
            return None
        changed = git.changed(self.since)

        def differs(found: Input | Unread) -> bool:
            if isinstance(found, Unread) or found.is_stdin or os.path.realpath(found.path) in changed:
                return True
            self.unchanged += 1
            return False

        return differs


def documents(config: Config, wanted: Wanted | None = None) -> Wanted:
    """Whether an input is wanted and none of the files that qc itself keeps here: the baseline, the run's reports."""
    kept = [baseline.FILE, config.settings.baseline, *(str(target(report)[1]) for report in config.settings.report)]
    ours = {_real(path) for path in kept if path}
    return lambda found: _real(found.path) not in ours and (wanted is None or wanted(found))


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except OSError:  # the working folder has been deleted under our feet
        return path


def baseline_file(config: Config) -> tuple[str, Entries] | None:
    """Name and entries of the baseline file that counts; `None` where there is none."""
    named = config.settings.baseline
    path = named or baseline.FILE
    return (path, baseline.read(path)) if named or Path(path).is_file() else None


def _entries_at(ref: str, paths: list[str], check: Check) -> dict[str, Entry]:
    """What is found in the files at a commit, as entries of a baseline."""
    with git.tree(ref, paths) as folder, contextlib.chdir(folder):
        there = [path for path in paths if Path(path).exists() or glob.has_magic(path)]
        run = check(there) if there else None
    found = baseline.new(run, {}) if run else ()
    return {it.fingerprint: baseline.entry_of(it, outcome, reason=f"was there at {ref}") for outcome, it in found}


def _vetted(run: Run, known: tuple[str, Entries], *, keep_known: bool) -> Run:
    """The run against the entries that are known; what has expired is said."""
    source, entries = known
    done = baseline.against(run, entries, source, today=datetime.date.today(), keep_known=keep_known)
    if done.vetted and done.vetted.expired:
        again = "known finding counts" if done.vetted.expired == 1 else "known findings count"
        warning(f"{done.vetted.expired:,} {again} again: the day in {source} has passed")
    return done
