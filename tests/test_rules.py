"""Every rule against its own examples: the marked spans and no others in `bad`, nothing in `good`."""

from __future__ import annotations

import pytest

from qc.offsets import Span
from qc.rule import CorpusRule, Diagnostic, Example, Rule, documents_of
from qc.rules import all_rules
from qc.text import Text

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{kind}-{index}")
    for rule in all_rules()
    if not issubclass(rule, Diagnostic)
    for kind in ("bad", "good")
    for index, example in enumerate(getattr(rule, kind))
]


def spans_found(rule: Rule, example: str | Example) -> tuple[list[list[Span]], list[list[Span]]]:
    from qc.readers import read_string

    documents = documents_of(example, read_string)
    expected = [spans for _, spans in documents]
    text = Text([document for document, _ in documents])
    if isinstance(rule, CorpusRule):
        findings = list(rule.conclude(sorted(rule.note(text), key=lambda note: note[0])))
    else:
        findings = list(rule.check(text))
    found: list[list[Span]] = [[] for _ in documents]
    for finding in findings:
        document = text.sources[finding.document]
        span = finding.span
        if document.source is not None and document.source_map is not None:  # marks stand in the source
            mapped = document.source_map.span(span)
            assert mapped is not None
            span = mapped
        found[finding.document].append(span)
    return expected, [sorted(spans) for spans in found]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: type[Rule], example: str | Example) -> None:
    expected, found = spans_found(rule(), example)
    assert found == expected


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_declaration(rule: type[Rule]) -> None:
    assert rule.summary()
    if not issubclass(rule, Diagnostic):
        assert len(rule.bad) >= 5
        assert len(rule.good) >= 5
    assert rule.code[:3].isupper()
    assert rule.code[3:].isdigit()
