"""What a report may be asked for, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Wishes of the command line; a format ignores what does not concern it.

    color         ANSI colours (whoever calls has looked at NO_COLOR and at the terminal)
    columns       width of the terminal
    statistics    counts by rule in the summary
    limit         list so many findings at most and say how many more there are; `None` lists all
    quiet         findings without the summary, unless something was not checked
    """

    color: bool = False
    columns: int = 120
    statistics: bool = False
    limit: int | None = None
    quiet: bool = False
