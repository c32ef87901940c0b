"""`qc rule`: what a rule finds, why, what it leaves alone, and its options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from qc.config import selection
from qc.reports.safe import json_text
from qc.rule import Rule
from qc.rules import all_rules


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def rule(
    labels: Annotated[list[str] | None, typer.Argument(help="Codes or names.", metavar="[CODE|NAME]...")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The pages of all rules.")] = False,
    output_format: Annotated[
        Form, typer.Option(help="How to print: text (default), json, markdown.", metavar="NAME", show_default=False)
    ] = Form.TEXT,
) -> None:
    """Explain rules: what they find and why, with examples and options. Without a name, a table of all."""
    chosen = [selection.find(label) for label in labels or ()]
    whole = everything or bool(chosen)
    for line in _lines(chosen or all_rules(), output_format, whole=whole):
        print(line)


def _lines(rules: Iterable[type[Rule]], form: Form, *, whole: bool) -> Iterator[str]:
    from qc.cli import pages

    if form is Form.JSON:
        return iter([json_text([pages.describe(rule) for rule in rules])])
    if not whole:
        return pages.table(rules) if form is Form.TEXT else pages.markdown_table(rules)
    page = pages.text_page if form is Form.TEXT else pages.markdown_page
    return _joined(page(rule) for rule in rules)


def _joined(printed: Iterable[Iterator[str]]) -> Iterator[str]:
    for number, lines in enumerate(printed):
        if number:
            yield ""
        yield from lines
