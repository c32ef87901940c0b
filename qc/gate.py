"""The verdict on a run: which exit code, and why where it is not about findings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from qc import limits
from qc.document import State
from qc.finding import Severity
from qc.outcome import Run
from qc.rules.run.rule_crash import RuleCrash


class ExitCode(IntEnum):
    """What the shell is told. FAILED beats FOUND: a check that could not be done must not pass for one that was."""

    CLEAN = 0
    FOUND = 1
    FAILED = 2
    INTERRUPTED = 130


@dataclass(frozen=True)
class Verdict:
    """An exit code, what could not be done, and what the limits came to (one sentence each, for people)."""

    code: ExitCode
    problems: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


def judge(
    run: Run,
    fail_on: str = "warning",
    *,
    named: Iterable[str] = (),
    allow_empty: bool = False,
    max_affected: float | None = None,
    max_duplication: float | None = None,
) -> Verdict:
    """The verdict on `run`; findings that the baseline knows do not count.

    fail_on          "any", "warning" or "error": the least severity that fails; "never": none does
    named            the paths that a person named: one that is not there means the job was not done
    allow_empty      a run without any document is clean
    max_affected     share of the documents that may have such findings: it takes the place of "not a single one"
    max_duplication  share of the characters that may be copies; single copies then do not fail
    """
    if not run.complete:
        return Verdict(ExitCode.INTERRUPTED)
    problems = (*_crashes(run), *(_missing(run, set(named)) or _nothing_checked(run, allow_empty)))
    if problems:
        return Verdict(ExitCode.FAILED, problems)
    affected = _affected(run, fail_on, max_affected, leave_copies=max_duplication is not None)
    copied = _copied(run, max_duplication)
    code = ExitCode.FOUND if affected.fails or copied.fails else ExitCode.CLEAN
    return Verdict(code, measured=tuple(filter(None, (affected.words, copied.words))))


class _Measured(NamedTuple):
    fails: bool
    words: str = ""


def _affected(run: Run, fail_on: str, limit: float | None, *, leave_copies: bool) -> _Measured:
    if fail_on == "never":
        return _Measured(False)
    least = Severity.INFO if fail_on == "any" else Severity(fail_on)
    counts = limits.counting(least, leave_copies=leave_copies)
    if limit is None:
        return _Measured(any(map(counts, run.each_finding())))
    share = limits.affected(run, counts)
    words = f"{share} of the documents have findings that count; --max-affected allows {100 * limit:.3g}%"
    return _Measured(share.exceeds(limit), words)


def _copied(run: Run, limit: float | None) -> _Measured:
    if limit is None:
        return _Measured(False)
    share = limits.duplication(run)
    words = f"{share} of the characters are copies; --max-duplication allows {100 * limit:.3g}%"
    return _Measured(share.exceeds(limit), words)


def _crashes(run: Run) -> list[str]:
    crashes = run.tally.by(lambda sort: sort.code)[RuleCrash.code]
    times = "once" if crashes == 1 else f"{crashes} times"
    return [f"a rule failed {times}: see {RuleCrash.code} among the findings"] if crashes else []


def _missing(run: Run, named: set[str]) -> list[str]:
    failed = (outcome.path for outcome in run.not_checked() if outcome.state is State.FAILED)
    return [f"{path}: no such file or folder" for path in failed if path in named and not os.path.lexists(path)]


def _nothing_checked(run: Run, allow_empty: bool) -> list[str]:
    """An empty run, or one in which nothing at all could be read, is no clean run."""
    states = run.states()
    if states[State.CHECKED]:
        return []
    if states[State.FAILED]:
        return ["nothing was checked: none of the inputs could be read"]
    if allow_empty:
        return []
    return ["nothing was checked: " + ("every input was skipped" if states.total() else "there is no input")]
