"""What `qc rule` and docs/rules.md say, all of it read off the rule class and its examples."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from qc.cli.measured import in_words, measured
from qc.config.keys import keys, toml
from qc.engine import Plan, check_documents
from qc.readers import read_string
from qc.reports.safe import visible
from qc.rule import Diagnostic, Example, Rule, documents_of

WIDTH = 100
Description = dict[str, Any]


def describe(rule: type[Rule]) -> Description:
    """All there is to say about a rule, as data."""
    return {
        "code": rule.code,
        "name": rule.name(),
        "family": rule.family(),
        "summary": rule.summary(),
        "explanation": explanation(rule),
        "severity": rule.severity.value,
        "set": rule_set(rule),
        "fix": fix(rule),
        "languages": list(rule.languages),
        "scripts": rule.scripts,
        "measured": measured().get(rule.code),
        "options": [key.schema() | {"name": key.name} for key in keys(rule.Options).values()],
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
    }


def explanation(rule: type[Rule]) -> str:
    """The docstring below its first line."""
    return inspect.cleandoc(rule.__doc__ or "").partition("\n")[2].strip()


def rule_set(rule: type[Rule]) -> str:
    """When the rule runs: "always", "preview", "on request" or "default"."""
    if issubclass(rule, Diagnostic):
        return "always"
    if rule.preview:
        return "preview"
    return "default" if rule.default else "on request"


def fix(rule: type[Rule]) -> str:
    """ "safe", "unsafe" or "no": what the rule offers for its own bad examples."""
    if issubclass(rule, Diagnostic):
        return "no"
    documents = [document for example in rule.bad for document, _ in documents_of(example, read_string)]
    outcomes = check_documents(documents, Plan(rules=(rule(),)))
    fixes = [finding.fix for outcome in outcomes for finding in outcome.findings if finding.fix]
    return "safe" if any(fix.safe for fix in fixes) else "unsafe" if fixes else "no"


def _example(example: str | Example) -> Description:
    example = example if isinstance(example, Example) else Example(example)
    return {"format": example.format, "documents": list(example.marked)}


# -- for a terminal


def table(rules: Iterable[type[Rule]]) -> Iterator[str]:
    """One line a rule, in columns."""
    rows = [("code", "name", "severity", "set", "fix", "finds"), *map(_row, rules)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(rule: type[Rule]) -> tuple[str, ...]:
    return (rule.code, rule.name(), rule.severity.value, rule_set(rule), fix(rule), rule.summary())


def text_page(rule: type[Rule]) -> Iterator[str]:
    """The page of a rule as plain lines."""
    yield f"{rule.code} {rule.name()}: {rule.summary()}"
    yield _facts(rule)
    for paragraph in [*explanation(rule).split("\n\n"), *_measured(rule)]:
        yield ""
        yield from _wrapped(paragraph)
    if keys(rule.Options):
        yield from ("", f"Options, under [rules.{rule.name()}] in qc.toml:")
        yield from (f"  {line}" for line in _options(rule))
    for heading, examples in _examples(rule):
        yield from ("", f"{heading}:")
        yield from (f"  {visible(line)}" for example in examples for line in _example_lines(example))


def _facts(rule: type[Rule]) -> str:
    served = f"languages: {', '.join(rule.languages)}" if rule.languages else "any language"
    facts = [f"{rule.family()} family", rule.severity.value, f"set: {rule_set(rule)}", f"fix: {fix(rule)}", served]
    return "; ".join([*facts, *([rule.scripts] if rule.scripts else [])])


def _measured(rule: type[Rule]) -> list[str]:
    """How right it was when last measured, in a sentence; nothing where it was not measured."""
    figures = measured().get(rule.code)
    return [in_words(figures)] if figures else []


def _wrapped(paragraph: str) -> list[str]:
    """Prose at a readable width; lists and tables as they are."""
    listed = any(line.startswith((" ", "-", "*")) for line in paragraph.splitlines())
    return paragraph.splitlines() if listed else textwrap.wrap(paragraph, WIDTH)


def _options(rule: type[Rule]) -> Iterator[str]:
    for key in keys(rule.Options).values():
        yield f"{key.name} = {toml(key.default)}  # {key.help} Takes {key.expected()}."


def _examples(rule: type[Rule]) -> Iterator[tuple[str, list[Example]]]:
    marks = "" if issubclass(rule, Diagnostic) else ", the spans between ⟦ and ⟧"
    for heading, examples in ((f"Reported{marks}", rule.bad), ("Left alone", rule.good)):
        if examples:
            yield heading, [each if isinstance(each, Example) else Example(each) for each in examples]


def _example_lines(example: Example) -> Iterator[str]:
    """An example as lines: a bullet where a document begins, how many there are where there are several."""
    several = len(example.marked) > 1
    for number, marked in enumerate(example.marked, 1):
        first, *rest = marked.splitlines() or [""]
        yield f"- {f'({number} of {len(example.marked)}) ' if several else ''}{first}"
        yield from (f"  {line}" for line in rest)


# -- for Markdown


def markdown_table(rules: Iterable[type[Rule]], link: str = "docs/rules.md") -> Iterator[str]:
    """The table of the README; every code leads to its page."""
    yield "| code | name | finds | severity | set | fix |"
    yield "|---|---|---|---|---|---|"
    for rule in rules:
        code, name, severity, set_, fix_, summary = _row(rule)
        cells = (f"[{code}]({link}#{code.lower()}-{name})", name, _cell(summary), severity, set_, fix_)
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def markdown_page(rule: type[Rule], level: int = 2) -> Iterator[str]:
    """The page of a rule in Markdown."""
    facts = _facts(rule)
    yield from (f"{'#' * level} {rule.code} {rule.name()}", "")
    yield from (f"**{rule.summary()}.** {facts[:1].upper()}{facts[1:]}.", "")
    yield from (explanation(rule), "")
    yield from (line for told in _measured(rule) for line in (told, ""))
    if keys(rule.Options):
        yield from (f"Options, under `[rules.{rule.name()}]`:", "", *_markdown_options(rule), "")
    for heading, examples in _examples(rule):
        lines = [visible(line) for example in examples for line in _example_lines(example)]
        fence = _fence(lines)
        yield from (f"{heading}:", "", f"{fence}text", *lines, fence, "")


def _markdown_options(rule: type[Rule]) -> Iterator[str]:
    yield from ("| option | default | takes | what it does |", "|---|---|---|---|")
    for key in keys(rule.Options).values():
        yield f"| `{key.name}` | `{_cell(toml(key.default))}` | {key.expected()} | {_cell(key.help)} |"


def _fence(lines: list[str]) -> str:
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    return fence
