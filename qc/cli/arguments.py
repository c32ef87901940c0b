"""The arguments that are no settings: what is checked this once, and how it is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Colors(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders and globs; - is stdin; default: this folder.", metavar="[PATHS]..."),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        help="What to call stdin; the suffix tells its format.",
        metavar="NAME",
        rich_help_panel="Input",
        show_default=False,
    ),
]
FilesFrom = Annotated[
    str,
    typer.Option(
        help="Also check what this file lists, one path a line or apart by NUL; - is stdin.",
        metavar="FILE",
        rich_help_panel="Files",
        show_default=False,
    ),
]
Color = Annotated[
    Colors,
    typer.Option(
        help="Use colour: auto (default), always, never.", metavar="WHEN", rich_help_panel="Output", show_default=False
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the findings only.", rich_help_panel="Output")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done.", rich_help_panel="Output")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.", rich_help_panel="Gate")]
Profile = Annotated[
    bool,
    typer.Option("--profile", help="Say on stderr how long each rule and stage took.", rich_help_panel="Run"),
]
Named = Annotated[
    list[str] | None,
    typer.Option(
        "--config",
        help="Use this configuration file, or set KEY=VALUE; may be repeated.",
        metavar="PATH|KEY=VALUE",
        rich_help_panel="Run",
        show_default=False,
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Obey no configuration file.", rich_help_panel="Run")]
