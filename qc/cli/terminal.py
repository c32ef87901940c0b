"""stdout and stderr: what they are connected to, and what happens where they are not."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from qc.cli.arguments import Colors
from qc.cli.messages import error
from qc.outcome import Run
from qc.reports import ReportOptions, write


def report_options(color: Colors, *, statistics: bool, quiet: bool) -> ReportOptions:
    """How to print on the stdout there is."""
    columns = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 120
    return ReportOptions(color=_colored(color), columns=columns, statistics=statistics, quiet=quiet)


def _colored(wanted: Colors) -> bool:
    if wanted is not Colors.AUTO:
        return wanted is Colors.ALWAYS
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_report(run: Run, name: str, options: ReportOptions) -> bool:
    """Print a report, and say whether that went well: a reader that leaves (`| head`) is well, a full disk is not."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # data for the next program, whatever the locale
    try:
        write(run, name, sys.stdout, options)
        sys.stdout.flush()
    except OSError as problem:
        let_go_of_stdout()
        if not isinstance(problem, BrokenPipeError):
            error(f"cannot print the result: {problem.strerror or problem}")
            return False
    return True


def let_go_of_stdout() -> None:
    """What is still in the buffer goes nowhere, without a complaint when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def open_what_is_closed() -> None:
    """A shell may start us without stdout or stderr (`>&-`): what is printed there then goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
