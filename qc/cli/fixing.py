"""`--fix`, `--unsafe-fixes`, `--diff` and `--fix-to` of `qc check`."""

from __future__ import annotations

import glob
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qc.cli.messages import error, note, several, warning
from qc.config import ConfigError
from qc.document import State
from qc.engine import Plan
from qc.finding import Finding
from qc.gate import ExitCode, judge
from qc.outcome import Run
from qc.readers import STDIN, Input, discover
from qc.reports import safe

if TYPE_CHECKING:
    from qc.fixes.files import ByRecord, MendedFile

_PANEL = "Fixes"

Fix = Annotated[
    bool, typer.Option("--fix", help="Apply safe fixes to txt, md and jsonl files.", rich_help_panel=_PANEL)
]
Unsafe = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="With a fix option: apply the others, too.", rich_help_panel=_PANEL),
]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="Only show what would be fixed; exit 1 if anything would.", rich_help_panel=_PANEL),
]
FixTo = Annotated[
    str,
    typer.Option(
        help="Write mended copies of all files that were checked into this folder.",
        metavar="DIR",
        rich_help_panel=_PANEL,
        show_default=False,
    ),
]


@dataclass
class Fixing:
    """What the command line asks for, and what came of it.

    known     fingerprints of findings that are accepted and stay
    changed   files that fixes change
    fixes     how many were applied
    failed    whether a file could not be written
    """

    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    folder: str = ""
    known: Collection[str] = ()
    changed: int = 0
    fixes: int = 0
    failed: bool = False

    @property
    def asked(self) -> bool:
        return self.fix or self.diff or bool(self.folder)

    def refuse_nonsense(self, paths: Iterable[str]) -> None:
        """Raise `ConfigError` for options that contradict each other or the input."""
        if self.unsafe and not self.asked:
            raise ConfigError("--unsafe-fixes needs --fix, --diff or --fix-to DIR")
        if self.fix and self.folder:
            raise ConfigError("--fix changes files in place and --fix-to writes copies; leave out either")
        if self.asked and STDIN in paths:
            raise ConfigError("what comes from stdin cannot be fixed; name a file")

    def mended(self, paths: list[str], held: Callable[[], Run], plan: Plan) -> Run:
        """The run that `held` makes, after its fixes have been applied: a new one where files changed in place."""
        run = held()
        if not self.asked:
            return run
        self._mend(paths, run, plan)
        done = "would fix" if self.diff else "fixed"
        note(f"{done} {several(self.fixes, 'finding')} in {several(self.changed, 'file')}")
        return held() if self.fix and self.changed and not self.diff else run

    def diff_code(self, run: Run, named: list[str]) -> int:
        """The exit code of `--diff`: 1 if there is a difference, 2 if the check could not be done."""
        verdict = judge(run, "never", named=named)
        for problem in verdict.problems:
            error(problem)
        return verdict.code or (ExitCode.FOUND if self.changed else ExitCode.CLEAN)

    def _mend(self, paths: list[str], run: Run, plan: Plan) -> None:
        from qc.fixes.files import LeftAloneError, mended_file
        from qc.fixes.mending import Mender

        mender = Mender(plan, self.unsafe, {print_.rpartition(":")[0] for print_ in self.known})
        for source, findings in self._inputs(paths, run, plan):
            try:
                file = mended_file(source, findings, mender, plan.reading)
                self._tell(file.left)
                self._use(file, paths)
            except LeftAloneError as reason:
                self._tell([f"{source.path}: {reason}"])
            except OSError as problem:
                error(f"cannot write {source.path}: {problem.strerror or problem}")
                self.failed = True

    def _inputs(self, paths: list[str], run: Run, plan: Plan) -> Iterator[tuple[Input, ByRecord]]:
        """The inputs of the run that have something to fix; for copies all that were checked."""
        fixable = _fixable(run, self.unsafe)
        checked = {outcome.path for outcome in run.outcomes if outcome.state is State.CHECKED} if self.folder else ()
        for found in discover(paths, plan.reading):
            if isinstance(found, Input) and (found.path in fixable or found.path in checked):
                yield found, fixable.get(found.path, {})

    def _use(self, file: MendedFile, paths: list[str]) -> None:
        from qc.fixes.diffs import diff
        from qc.fixes.writing import target_of, write_copy, write_in_place

        if self.diff:
            for line in safe.lines(map(safe.inline, diff(file, file.source.path))):
                print(line, end="")
        elif self.folder:
            write_copy(file, target_of(file.source.path, self.folder))
        elif file.pieces:
            write_in_place(file, map(_tree, paths))
        self.changed += bool(file.pieces)
        self.fixes += file.applied

    def _tell(self, reasons: Iterable[str]) -> None:
        for reason in reasons:
            warning(f"not fixed: {reason}")


def _fixable(run: Run, unsafe: bool) -> dict[str, dict[int | None, list[Finding]]]:
    """Path -> record -> findings, of the documents in which a fix may be applied."""
    fixable: dict[str, dict[int | None, list[Finding]]] = {}
    for outcome in run.outcomes:
        if any(it.fix and (unsafe or it.fix.safe) for it in outcome.findings):
            index = None if outcome.record is None else outcome.record.index
            fixable.setdefault(outcome.path, {})[index] = list(outcome.findings)
    return fixable


def _tree(path: str) -> str:
    """The folder that an argument names, or that its file lies in."""
    folder = path if Path(path).is_dir() else str(Path(path).parent)
    while glob.has_magic(folder) and not Path(folder).is_dir():
        folder = str(Path(folder).parent)
    return folder
