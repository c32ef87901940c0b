"""No string, whatever it holds, does anything but be read."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from enum import StrEnum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge import unsafe

from qc.reports import safe

STRINGS = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("ab \t\n\r:#[]\x00\x1b\x7f\x85\x9b\u200b\u200d\u202e\u2028\ufeff\ud800\udcff\U000e0041👩é漢क्"),
    max_size=40,
)


@given(STRINGS)
def test_inline_is_one_safe_line(text: str) -> None:
    assert unsafe(safe.inline(text)) == []
    assert "\n" not in safe.inline(text)


@given(st.lists(STRINGS, max_size=4))
def test_lines_are_safe_whatever_a_format_joins(pieces: list[str]) -> None:
    joined = [" ".join(safe.inline(piece) for piece in pieces), "  " + "".join(map(safe.inline, pieces))]
    assert unsafe("".join(safe.lines(joined))) == []


@pytest.mark.parametrize("pieces", [("#", "#[error]x"), ("##", "vso[x]"), ("##team", "city[x]"), (":", ":error::x")])
def test_commands_that_two_pieces_spell(pieces: tuple[str, str]) -> None:
    assert unsafe("".join(safe.lines(["".join(map(safe.inline, pieces))]))) == []


@given(STRINGS)
def test_visible_keeps_what_can_be_seen(text: str) -> None:
    seen = [it for it in text if unicodedata.category(it) in ("Ll", "Lu", "Nd", "Po", "So")]
    shown = iter(safe.visible(text))
    assert all(it in shown for it in seen)


def test_every_control_and_format_character_is_shown() -> None:
    signs = set(
        "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    )  # have a glyph
    hidden = (it for it in map(chr, range(0x110000)) if unicodedata.category(it) in ("Cc", "Cf", "Zl", "Zp", "Cs"))
    assert [hex(ord(it)) for it in hidden if safe.visible(it) == it and it not in signs] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x7f", "␡"),
        ("\x9b", "\\u009b"),
        ("a\u202eb", "a\\u202eb"),
        ("\U000e0041", "\\U000e0041"),
        ("caf\udce9", "caf\\xe9"),
        ("\ud800", "\\ud800"),
        ("one\r\ntwo", "one␍␊two"),
        ("pass\u200bword", "pass\\u200bword"),
        ("क्\u200dष می\u200cخواهم 👩\u200d👧", "क्\u200dष می\u200cخواهم 👩\u200d👧"),
        ("x\u200dy", "x\\u200dy"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert safe.visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ":\\:error::x"),
        ("  ::add-mask::x", "  :\\:add-mask::x"),
        ("std::vector", "std::vector"),
        ("x ##[error]y", "x #\\#[error]y"),
        ("##vso[task]", "#\\#vso[task]"),
        ("##TeamCity[x]", "#\\#TeamCity[x]"),
        ("## a heading [1]", "## a heading [1]"),
    ],
)
def test_commands_are_broken_and_prose_is_not(text: str, shown: str) -> None:
    assert safe.inline(text) == shown


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STRINGS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_json_is_strict_printable_and_says_the_same(value: object) -> None:
    text = safe.json_text(value)
    assert unsafe(text) == []

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    assert json.loads(text, parse_constant=refuse) == _strict(value)


def _strict(value: object) -> object:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_strict(item) for item in value]
    if isinstance(value, dict):
        return {_strict(key): _strict(item) for key, item in value.items()}
    return value


@given(STRINGS)
def test_json_in_html_cannot_leave_its_element(text: str) -> None:
    inside = safe.json_in_html(safe.json_text([text]))
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == [_strict(text)]


class Colour(StrEnum):
    RED = "red"


def test_plain_speaks_json() -> None:
    odd = {
        1: (1, 2),
        "set": {"b", "a"},
        "numpy": np.float64(0.5),
        "count": np.int64(7),
        "enum": Colour.RED,
        "nan": math.nan,
    }
    assert safe.plain(odd) == {
        "1": [1, 2], "set": ["a", "b"], "numpy": 0.5, "count": 7, "enum": "red", "nan": None,
    }  # fmt: skip
    assert json.loads(safe.json_text({"big": 2**80, "array": np.arange(3)})) == {"big": 2**80, "array": [0, 1, 2]}


def test_path_keeps_foreign_bytes_apart() -> None:
    assert safe.path("caf\udce9.txt") == "caf\\xe9.txt"
    assert safe.path("naïve\n.txt") == "naïve\n.txt"


def test_unseen_is_the_pattern_as_numbers() -> None:
    ranges = safe.unseen()
    for code in [*range(0x3000), 0xFEFF, 0xD800, 0xE0041, 0x1F600]:
        character = chr(code)
        assert any(first <= code <= last for first, last in ranges) == (safe.visible(character) != character)


def test_the_short_way_round_the_escapes_misses_no_character() -> None:
    """Every code point by itself and every command: what is called harmless has nothing to escape."""
    for text in [*map(chr, range(0x110000)), "##[error]", "##vso[x]", "##teamcity[x]"]:
        assert not (safe._is_harmless(text) and safe._JSON_UNSAFE.search(text)), ascii(text)
    assert all(map(safe._is_harmless, ("plain", "ünï", "日本", "😀", "# one")))
