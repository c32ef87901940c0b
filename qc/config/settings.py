"""Every setting of a run, declared once.

From here come the keys of qc.toml, the options of `qc check` with their help, and the JSON Schema.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qc.config.shares import known_share
from qc.finding import Severity
from qc.readers import FORMATS

INPUT_FORMATS = ("auto", *FORMATS)
MARKED_FORMATS = ("markdown", "html")
GATES = ("any", "warning", "error", "never")


def setting(
    default: Any,
    help_: str,
    panel: str,
    *,
    metavar: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
    accept: Callable[[Any], Any] | None = None,
) -> Any:
    """A field of `Settings`: its default (which gives the type), what it does, and the heading help shows it under."""
    metadata = {
        "help": help_,
        "panel": panel,
        "metavar": metavar,
        "minimum": minimum,
        "maximum": maximum,
        "choices": choices,
        "accept": accept,
    }
    return dataclasses.field(default=default, metadata=metadata)


def known_encoding(name: str) -> str:
    """`name`, if Python can decode it to text ("" is none); raises `ValueError` otherwise."""
    try:
        "".encode(name or "utf-8")
    except (LookupError, ValueError) as error:
        raise ValueError(f"knows no text encoding {name!r}; try utf-8, latin-1, gb18030 ...") from error
    return name


def known_pairs(pairs: tuple[str, ...]) -> tuple[str, ...]:
    """`pairs`, if each is a pattern, a colon and rules; raises `ValueError` otherwise."""
    for pair in pairs:
        pattern, _, rules = pair.rpartition(":")
        if not pattern or not rules:
            raise ValueError(f"expects a pattern, a colon and rules, such as 'archive/**:REP,GAR103', not {pair!r}")
    return pairs


def known_blocks(blocks: tuple[str, ...]) -> tuple[str, ...]:
    """`blocks`, if there is a word in each; raises `ValueError` otherwise."""
    if not all(block.split() for block in blocks):
        raise ValueError("expects texts with words in them, and one is empty")
    return blocks


def known_marked_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    """`formats`, if all of them have comments; raises `ValueError` otherwise."""
    for format in formats:
        if format not in MARKED_FORMATS:
            raise ValueError(f"expects formats that have comments, {' or '.join(MARKED_FORMATS)}, not {format!r}")
    return formats


@dataclass(frozen=True)
class Settings:
    """What a run is told. A key of qc.toml is the name of a field with hyphens; so is the option of `qc check`.

    `select`, `ignore` and `extend_select` hold what was given last; which rules run is told by all layers together
    (see `qc.config.selection`).
    """

    select: tuple[str, ...] = setting(
        ("DEFAULT",), "Check only these rules: codes, names, families (REP), DEFAULT, ALL.", "Rules", metavar="RULE"
    )
    ignore: tuple[str, ...] = setting((), "Leave these rules out.", "Rules", metavar="RULE")
    extend_select: tuple[str, ...] = setting((), "Check these rules as well.", "Rules", metavar="RULE")
    preview: bool = setting(False, "Also use rules whose precision has not been measured yet.", "Rules")
    min_severity: Severity = setting(Severity.INFO, "Report nothing below this severity.", "Rules")  # noqa: RUF009
    min_confidence: float = setting(
        0.0, "Report nothing below this confidence (0 to 1).", "Rules", metavar="SHARE", minimum=0, maximum=1
    )
    per_path_ignores: tuple[str, ...] = setting(
        (), "In paths that match a pattern, leave these rules out.", "Rules", metavar="GLOB:RULE", accept=known_pairs
    )
    ignore_blocks: tuple[str, ...] = setting(
        (), "A text that is boilerplate by design: nothing in it counts.", "Rules", metavar="TEXT", accept=known_blocks
    )
    inline_suppressions: tuple[str, ...] = setting(
        (),
        "Formats whose documents may let findings pass by a comment, <!-- qc: ignore[RULE] reason -->.",
        "Rules",
        metavar="FORMAT",
        accept=known_marked_formats,
    )
    corpus: bool = setting(True, "Also compare the documents with each other.", "Rules")

    input_format: str = setting(
        "auto", "Read every input as this; auto goes by the file name.", "Input", choices=INPUT_FORMATS
    )
    text_field: str = setting(
        "", "Field that holds the text of a record; dots lead into nested ones.", "Input", metavar="FIELD"
    )
    id_field: str = setting("", "Field that names the record.", "Input", metavar="FIELD")
    url_field: str = setting("", "Field that holds the address of the page.", "Input", metavar="FIELD")
    encoding: str = setting(
        "", "Encoding of the bytes; found out where not given.", "Input", metavar="NAME", accept=known_encoding
    )

    include: tuple[str, ...] = setting((), "In folders, read only what matches this pattern.", "Files", metavar="GLOB")
    exclude: tuple[str, ...] = setting((), "In folders, leave out what matches this pattern.", "Files", metavar="GLOB")
    respect_gitignore: bool = setting(False, "In folders, leave out what .gitignore names.", "Files")
    allow_empty: bool = setting(False, "Exit 0 where there is nothing to check.", "Files")

    output_format: str = setting("full", "What to print on stdout.", "Output")
    report: tuple[str, ...] = setting(
        (),
        "Also write a report, its format by suffix or as FORMAT:PATH; FOLDER/ gets page and data; may be repeated.",
        "Output",
        metavar="PATH",
    )
    statistics: bool = setting(False, "Also count the findings of each rule.", "Output")
    max_findings: int = setting(1000, "List at most this many findings a document.", "Output", metavar="N", minimum=1)

    fail_on: str = setting("warning", "Exit 1 if a finding is at least this severe.", "Gate", choices=GATES)
    max_affected: str = setting(
        "",
        "Exit 1 only if more than this share of the documents has such findings.",
        "Gate",
        metavar="SHARE",
        accept=known_share,
    )
    max_duplication: str = setting(
        "",
        "Exit 1 if more than this share of the characters is copies; single copies then do not count.",
        "Gate",
        metavar="SHARE",
        accept=known_share,
    )
    baseline: str = setting(
        "",
        "File of findings that are known and do not count; qc-baseline.jsonl in the working folder, if there is one.",
        "Baseline",
        metavar="PATH",
    )

    jobs: int = setting(0, "Worker processes; 0: one a core.", "Run", metavar="N", minimum=0, maximum=512)
    cache: bool = setting(True, "Remember what unchanged files came to, in the user's cache folder.", "Run")
