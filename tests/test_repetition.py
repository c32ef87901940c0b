"""The repetition rules together: one text or many in a batch, fixed once and for all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qc.finding import Finding
from qc.rule import Rule, unmark
from qc.rules import all_rules
from qc.text import Text

RULES = [rule for rule in all_rules() if rule.code.startswith("REP")]


def marked(rule: type[Rule]) -> Iterator[str]:
    for example in (*rule.bad, *rule.good):
        assert isinstance(example, str)
        yield unmark(example)[0]


def told(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.span, finding.message, finding.confidence, finding.fix


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_batch_says_what_each_text_says_alone(rule: type[Rule]) -> None:
    texts = [text for other in RULES for text in marked(other)]
    together: list[list[object]] = [[] for _ in texts]
    for finding in rule().check(Text.of(*texts)):
        together[finding.document].append(told(finding))
    alone = [[told(finding) for finding in rule().check(Text.of(text))] for text in texts]
    assert [sorted(map(str, findings)) for findings in together] == [sorted(map(str, findings)) for findings in alone]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_fix_leaves_nothing_to_fix(rule: type[Rule]) -> None:
    for text in marked(rule):
        edits = [edit for found in rule().check(Text.of(text)) if found.fix for edit in found.fix.edits]
        for edit in sorted(edits, reverse=True):
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
        assert not [found for found in rule().check(Text.of(text)) if found.fix], text
