"""Strings in lines of JSON: every character leads back to its escape."""

from __future__ import annotations

import json

import pytest
from hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st

from qc.fixes.json_strings import decoded, escaped, literal, source_map
from qc.offsets import Span

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), TEXTS, st.booleans(), st.sampled_from([None, 1]))
def test_every_character_has_its_place(others: dict[str, object], text: str, ascii_: bool, indent: int | None) -> None:
    line = json.dumps({**others, "text": text, "behind": others}, ensure_ascii=ascii_, indent=indent)
    place = literal(line, "text")
    assert place is not None
    assert decoded(line, place) == text
    way = source_map(line, place)
    for at, character in enumerate(text):
        span = way.span(Span(at, at + 1))
        assert span is not None
        assert json.loads(f'"{line[slice(*span)]}"') == character
    assert json.loads(line[: place.start] + escaped('x\n"é漢', line) + line[place.end :])["text"] == 'x\n"é漢'


@pytest.mark.parametrize(
    ("line", "field", "found"),
    [
        ('{"text": "a", "text": "b"}', "text", "b"),
        (' { "a" : { "b" : "c" } } ', "a.b", "c"),
        ('{"a.b": "x", "a": {"b": "y"}}', "a.b", "x"),
        ('\ufeff{"text":"\\ud83d\\ude00\\n\\/"}', "text", "😀\n/"),
        ('{"big": 123456789012345678901234567890, "n": NaN, "text": ""}', "text", ""),
        ('{"text": 1}', "text", None),
        ('{"other": "x"}', "text", None),
        ("[1]", "text", None),
        ('{"a": "x"}', "a.b", None),
    ],
)
def test_literal(line: str, field: str, found: str | None) -> None:
    place = literal(line, field)
    assert (place and decoded(line, place)) == found


def test_escapes_follow_the_line() -> None:
    assert escaped("é", '{"text": "\\u00fc"}') == "\\u00e9"
    assert escaped("é", '{"text": "plain"}') == "é"
    assert escaped("é", '{"text": "ü \\u0041"}') == "é"
