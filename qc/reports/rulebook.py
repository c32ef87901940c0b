"""What the rules that fired say about themselves."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import dataclass
from typing import Any

from qc.reports.summary import Summary
from qc.rule import Example, Rule


@dataclass(frozen=True)
class RulePage:
    """A rule as the report shows it; only code, name and count where the rule is not installed here.

    bad, good   examples, each a list of documents, each a list of (stretch, whether it is marked)
    options     (name, default, what it does)
    """

    code: str
    name: str
    count: int
    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    severity: str = ""
    languages: tuple[str, ...] = ()
    scripts: str = ""
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()
    options: tuple[tuple[str, str, str], ...] = ()


def rule_pages(summary: Summary) -> list[RulePage]:
    """One page for each rule that fired, by code."""
    from qc.rules import all_rules

    known = {rule.code: rule for rule in all_rules()}
    return [_page(known.get(code), code, name, count) for code, name, count in sorted(summary.rules)]


def _page(rule: type[Rule] | None, code: str, name: str, count: int) -> RulePage:
    if rule is None:
        return RulePage(code, name, count)
    _, _, rest = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    return RulePage(
        code,
        name,
        count,
        summary=rule.summary(),
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in rest.strip().split("\n\n") if paragraph),
        severity=rule.severity.value,
        languages=rule.languages,
        scripts=rule.scripts,
        bad=tuple(_example(example) for example in rule.bad),
        good=tuple(_example(example) for example in rule.good),
        options=tuple(_options(rule)),
    )


def _options(rule: type[Rule]) -> list[tuple[str, str, str]]:
    return [
        (option.name.replace("_", "-"), repr(option.default), option.metadata.get("help", ""))
        for option in dataclasses.fields(rule.Options)
    ]


def _example(example: str | Example) -> list[list[tuple[str, bool]]]:
    """Documents as stretches; every second one stood between marks."""
    documents = (example,) if isinstance(example, str) else example.marked
    return [_stretches(document) for document in documents]


def _stretches(marked: str) -> list[tuple[str, bool]]:
    parts = marked.replace("⟦", "\0⟦").replace("⟧", "\0").split("\0")
    return [(part.removeprefix("⟦"), part.startswith("⟦")) for part in parts if part]
