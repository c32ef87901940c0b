"""The command line: it parses, calls and prints, and turns whatever goes wrong into one line and an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qc.cli.messages import error, note
from qc.cli.terminal import let_go_of_stdout, open_what_is_closed
from qc.gate import ExitCode

_PATIENCE = (5_000, 500, 100)  # allocations between looks at the young, looks at them between looks at the older ...


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code and raises nothing."""
    open_what_is_closed()
    try:
        with _patient_collector():
            code = _run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        let_go_of_stdout()
        return ExitCode.FAILED
    except Exception as problem:
        return _explain(problem, arguments)


@contextmanager
def _patient_collector() -> Iterator[None]:
    """The collector of rings comes far more rarely: it would look through all outcomes and notes, which form none.

    In a long run that took the main process up to half of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_PATIENCE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(arguments: Sequence[str]) -> int:
    from qc.cli.app import app

    if not arguments:
        app()(["--help"], prog_name="qc", standalone_mode=False)
        return ExitCode.FAILED
    code = app(arguments[0])(list(arguments), prog_name="qc", standalone_mode=False)
    return ExitCode.CLEAN if code is None else int(code)


def _explain(problem: Exception, arguments: Sequence[str]) -> int:
    """One line about what went wrong and what to do; the way there only for those who ask."""
    import typer

    from qc.config import ConfigError
    from qc.reports import UnknownFormatError
    from qc.reports.lists import IncompleteListError
    from qc.rules import ClashError, ForeignRuleError

    if isinstance(problem, typer.BadParameter.__mro__[1]):  # any wrong use of options and arguments
        error(_usage(problem))
    elif isinstance(problem, ConfigError | UnknownFormatError | IncompleteListError | ClashError | ForeignRuleError):
        error(str(problem))
    elif isinstance(problem, OSError):
        error(f"{problem.filename or 'output'}: {problem.strerror or problem}")
    else:
        _report_defect(problem, arguments)
    return ExitCode.FAILED


def _usage(problem: Exception) -> str:
    context = getattr(problem, "ctx", None)
    message = problem.format_message().rstrip(".")  # type: ignore[attr-defined]
    return f"{message[:1].lower()}{message[1:]}; see `{context.command_path if context else 'qc'} --help`"


def _report_defect(problem: Exception, arguments: Sequence[str]) -> None:
    error(f"this is a defect of qc, please report it: {type(problem).__name__}: {problem}")
    if {"-v", "--verbose"} & set(arguments):
        import traceback

        for line in "".join(traceback.format_exception(problem)).splitlines():
            note(line)
    else:
        note("--verbose shows where it happened")
