"""What passes, and in linear time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from qc.document import Document
from qc.engine.marks import marks
from qc.engine.waivers import BLOCKS, MARKS, Waivers
from qc.finding import Finding, Severity
from qc.offsets import Span


def finding(start: int, end: int, code: str = "GAR103") -> Finding:
    return Finding(code, "spaced-ellipsis", Severity.WARNING, 0, Span(start, end), "x")


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [(4, 11, False), (4, 12, False), (3, 11, True), (4, 13, True), (8, 11, False), (0, 0, True)],
)
def test_only_what_lies_wholly_in_a_block(start: int, end: int, kept: bool) -> None:
    document = Document("a.txt", "abc one\ttwo def")
    waived = Waivers(blocks=("two", "one two", "one")).of(document)
    assert bool(waived.sift([finding(start, end)])) == kept
    assert waived.left_out == ({} if kept else {BLOCKS: 1})


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- qc: ignore[A1] why -->\nx", [2]),
        ("  <!-- qc: ignore[A1] -->\r\n\r\n \t\nx", [4]),
        ("x <!-- qc: ignore[A1] -->\ny", [1]),
        ("<!-- qc: ignore[A1] --> x", [1]),
        ("<!-- qc: ignore[A1] -->", [1]),
        ("<!-- qc: ignore[] --> <!-- qc: ignore -->", []),
        ("<!-- qc: ignore[A1]\n-->", []),
    ],
)
def test_the_line_a_mark_means(text: str, lines: list[int]) -> None:
    assert [mark.line for mark in marks(Document("a.md", text, "markdown"))] == lines


@pytest.mark.parametrize(
    "piece", ["<!-- qc: ignore[GAR103] --> ", "<!-- qc: ignore[GAR103] ", "<!-- qc:\n\n", "one   two "]
)
def test_linear(piece: str, assert_linear: Callable[..., None]) -> None:
    def sifted(count: int) -> None:
        text = piece * count
        waived = Waivers(blocks=("one two",), marked=("markdown",)).of(Document("a.md", text, "markdown"))
        found = [finding(at, at + 1) for at in range(1, len(text) - 1, len(piece))]
        assert len(waived.sift(found)) in (0, count)
        assert set(waived.left_out) <= {BLOCKS, MARKS}

    assert_linear(lambda count: partial(sifted, count), 3_000)
