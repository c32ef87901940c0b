"""Offsets, positions and source maps: round trips in every unit, with whatever characters there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.offsets import LineIndex, Position, SourceMap, Span, Unit, width

TRICKY = st.text(alphabet=st.sampled_from(list("aİıßée\u0301ไท่语👩\u200d👧𝒜\r\n\n\r \u2028\x85\ud800")), max_size=60)


@given(TRICKY, st.data(), st.sampled_from(list(Unit)))
def test_position_round_trip(text: str, data: st.DataObject, unit: Unit) -> None:
    offset = data.draw(st.integers(0, len(text)))
    index = LineIndex(text)
    assert index.offset(index.position(offset, unit), unit) == offset


@given(TRICKY)
def test_lines_are_those_of_an_editor(text: str) -> None:
    index = LineIndex(text)
    normal = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [index.line_span(line + 1).of(text) for line in range(len(normal))] == normal


@pytest.mark.parametrize(
    ("text", "offset", "unit", "position"),
    [
        ("ab\ncd", 4, Unit.CODE_POINT, (2, 2)),
        ("😀x", 1, Unit.CODE_POINT, (1, 2)),
        ("😀x", 1, Unit.UTF16, (1, 3)),
        ("😀x", 1, Unit.BYTE, (1, 5)),
        ("é\r\ná", 3, Unit.BYTE, (2, 1)),
        ("a\rb", 2, Unit.CODE_POINT, (2, 1)),
        ("a\u2028b", 2, Unit.CODE_POINT, (1, 3)),
    ],
)
def test_positions(text: str, offset: int, unit: Unit, position: tuple[int, int]) -> None:
    assert LineIndex(text).position(offset, unit) == Position(*position)


@pytest.mark.parametrize("offset", [-1, 3])
def test_no_position_outside(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        LineIndex("ab").position(offset)


@pytest.mark.parametrize("position", [(0, 1), (1, 0), (3, 1), (1, 9)])
def test_no_offset_outside(position: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no"):
        LineIndex("ab\nc").offset(Position(*position))


def test_source_map_answers_or_declines() -> None:
    # source "<p>a&amp;b</p>\n<p>c</p>", text "a&b\nc": the line end came from nowhere
    mapped = SourceMap([(0, 1, 3, 4), (1, 2, 4, 9), (2, 3, 9, 10), (4, 5, 18, 19)])
    assert mapped.span(Span(0, 3)) == (3, 10)
    assert mapped.span(Span(1, 2)) == (4, 9)
    assert mapped.span(Span(2, 5)) == (9, 19)
    assert mapped.span(Span(3, 5)) is None
    assert mapped.span(Span(2, 4)) is None
    assert mapped.span(Span(4, 4)) == (18, 18)
    assert mapped.span(Span(5, 5)) is None


@given(st.text(max_size=20), st.data())
def test_identity(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mapped = SourceMap.identity(len(text)).span(Span(start, end))
    assert mapped == (start, end) or (mapped is None and start == end == len(text))


@pytest.mark.parametrize(("unit", "expected"), [(Unit.CODE_POINT, 3), (Unit.UTF16, 4), (Unit.BYTE, 8)])
def test_width(unit: Unit, expected: int) -> None:
    assert width("aß😀"[0:1] + "語😀", unit) == expected
