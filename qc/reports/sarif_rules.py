"""All rules as SARIF describes them: help, level, tags and precision, read off the rule classes."""

from __future__ import annotations

import inspect
from itertools import chain

from qc.finding import Severity
from qc.outcome import Run
from qc.reports import safe
from qc.reports.records import Data
from qc.reports.summary import Summary
from qc.rule import Example, Rule
from qc.rules import all_rules

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_EXAMPLES = 3  # of each kind, in the help


def descriptors(run: Run) -> list[Data]:
    """A descriptor for every rule there is, by code, and for what fired in the run and is not installed here."""
    known = {rule.code: _descriptor(rule) for rule in all_rules()}
    fired = {code: _stranger(code, name) for code, name, _ in Summary(run).rules}
    return [rule for _, rule in sorted((fired | known).items())]


def _stranger(code: str, name: str) -> Data:
    text = {"text": safe.inline(name) or "no description"}
    return {"id": code, "name": name, "shortDescription": text, "help": text}


def _descriptor(rule: type[Rule]) -> Data:
    explanation = inspect.cleandoc(rule.__doc__ or "").partition("\n")[2].strip()
    paragraphs = [" ".join(paragraph.split()) for paragraph in explanation.split("\n\n")]
    summary = safe.inline(f"{rule.summary()}.")
    return {
        "id": rule.code,
        "name": rule.__name__,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join([summary, *paragraphs]).strip()[:1000]},
        "help": {
            "text": "\n\n".join([summary, *paragraphs]).strip(),
            "markdown": "\n\n".join([f"**{rule.name()}**: {summary}", *paragraphs, *_examples(rule)]).strip(),
        },
        "defaultConfiguration": {"enabled": rule.default and not rule.preview, "level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family()], "precision": "medium" if rule.preview else "high"},
    }


def _examples(rule: type[Rule]) -> list[str]:
    """Bad and good examples as blocks of code, in which nothing is markup."""
    blocks = []
    for heading, examples in (("Found:", rule.bad), ("Left alone:", rule.good)):
        marked = list(chain.from_iterable(map(_marked, examples[:_EXAMPLES])))
        if marked:
            blocks += [heading, "\n".join(f"    {safe.inline(line)}" for text in marked for line in text.split("\n"))]
    return blocks


def _marked(example: str | Example) -> tuple[str, ...]:
    return (example,) if isinstance(example, str) else example.marked
