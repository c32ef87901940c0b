"""stdout and stderr: what they are connected to, and data that arrives whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import sys

from qc.cli.arguments import Colors
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


def print_report(run: Run, name: str, options: ReportOptions) -> None:
    """Print a report; a reader that stops reading (`| head`) is no error, a full disk is."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # data for the next program, whatever the locale
    try:
        write(run, name, sys.stdout, options)
        sys.stdout.flush()
    except BrokenPipeError:
        let_go_of_stdout()


def let_go_of_stdout() -> None:
    """Whoever read stdout has gone: what is still in its buffer goes nowhere, without a complaint at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
