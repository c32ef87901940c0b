"""What is invisible and out of place, and what its script or emoji needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from qc.measures.invisibles import Sort, invisibles
from qc.text import Text


def found(*texts: str) -> list[str]:
    text = Text.of(*texts)
    columns = text.view(invisibles)
    return [text.slice(start, end) for start, end in zip(columns.start.tolist(), columns.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    "string",
    [
        "می\u200cخواهم",
        "ക്\u200dഷ",
        "සි\u200dංහ ශ්\u200dරී",
        "❤\ufe0f\u200d🔥 👩🏽\u200d🚀 🏳\ufe0f\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "#\ufe0f\u20e3 ©\ufe0f ‼\ufe0f 〽\ufe0f",
        "ภาษา\u200bไทย",
        "(\u200fعربي\u200f) \u2067x\u2069",
        "辻\U000e0101",
        "ᠮᠣᠩ\u180b",
        "\ufeff",
        "a\tb\r\nc\x0cd\x85",
    ],
)
def test_at_home(string: str) -> None:
    assert found(string) == []


@pytest.mark.parametrize(
    ("string", "debris"),
    [
        ("a\u200bb", ["\u200b"]),
        ("a\u200cb", ["\u200c"]),
        ("a \ufeffb", ["\ufeff"]),
        ("🏳\U000e0067\U000e007f", ["\U000e0067", "\U000e007f"]),
        ("😀\U000e0100\U000e0101", ["\U000e0100", "\U000e0101"]),
        ("❤\ufe0f\ufe0f", ["\ufe0f"]),
        ("a\x00b", ["\x00"]),
        ("x\x1b]0;title\x07y\x1b[1mz\x1bq", ["\x1b]0;title\x07", "\x1b[1m", "\x1b"]),
        ("(\u200f)", ["\u200f"]),
        ("عرب \u202eabc", ["\u202e"]),
        ("a\u3164b", ["\u3164"]),
    ],
)
def test_debris(string: str, debris: list[str]) -> None:
    assert found(string) == debris


def test_controls_that_are_mojibake_are_left_to_its_rule() -> None:
    assert found("it\u00e2\u0080\u0099s") == []
    assert found("it\x9d") == ["\x9d"]


def test_what_lies_between_documents_is_not_text() -> None:
    assert found("a", "b", "") == []
    assert found("a\x00", "\ufeffb\ufeff") == ["\x00", "\ufeff"]


def test_each_range_has_a_sort() -> None:
    columns = invisibles(Text.of("a\u200b\u00ad\u202e\x01\U000e0041\u2060."))
    assert columns.sort.tolist() == [Sort.SPACE, Sort.HYPHEN, Sort.OVERRIDE, Sort.CONTROL, Sort.TAG, Sort.OPERATOR]


@pytest.mark.parametrize("unit", ["\u200b", "a\u200b", "x\ufe0f", "\x1b[", "\x1b", "\U000e0041", "a\u200d", "\x00a\n"])
def test_time_is_linear(unit: str, assert_linear: Callable[..., None]) -> None:
    def looking(size: int) -> Callable[[], object]:
        text = Text.of(unit * size)
        text.kinds  # noqa: B018
        return partial(invisibles, text)

    assert_linear(looking, 20_000)
