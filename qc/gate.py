"""The verdict on a run: which exit code, and why where it is not about findings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

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
    """An exit code, and what could not be done (one sentence each, for people)."""

    code: ExitCode
    problems: tuple[str, ...] = ()


def judge(run: Run, fail_on: str = "warning", *, named: Iterable[str] = (), allow_empty: bool = False) -> Verdict:
    """The verdict on `run`.

    fail_on      "any", "warning" or "error": the least severity that fails; "never": none does
    named        the paths that a person named: one that is not there means the job was not done
    allow_empty  a run without any document is clean
    """
    if not run.complete:
        return Verdict(ExitCode.INTERRUPTED)
    problems = (*_crashes(run), *(_missing(run, set(named)) or _nothing_checked(run, allow_empty)))
    if problems:
        return Verdict(ExitCode.FAILED, problems)
    return Verdict(ExitCode.FOUND if _fails(run, fail_on) else ExitCode.CLEAN)


def _crashes(run: Run) -> list[str]:
    crashes = sum(finding.code == RuleCrash.code for finding in run.findings)
    times = "once" if crashes == 1 else f"{crashes} times"
    return [f"a rule failed {times}: see {RuleCrash.code} among the findings"] if crashes else []


def _missing(run: Run, named: set[str]) -> list[str]:
    failed = (outcome.path for outcome in run.outcomes if outcome.state is State.FAILED)
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


def _fails(run: Run, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    least = Severity.INFO if fail_on == "any" else Severity(fail_on)
    return any(finding.severity.rank >= least.rank for finding in run.findings)
