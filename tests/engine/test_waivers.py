"""What passes, and in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

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


def seconds(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


@pytest.mark.parametrize(
    "piece", ["<!-- qc: ignore[GAR103] --> ", "<!-- qc: ignore[GAR103] ", "<!-- qc:\n\n", "one   two "]
)
def test_linear(piece: str) -> None:
    def sifted(count: int) -> None:
        text = piece * count
        waived = Waivers(blocks=("one two",), marked=("markdown",)).of(Document("a.md", text, "markdown"))
        found = [finding(at, at + 1) for at in range(1, len(text) - 1, len(piece))]
        assert len(waived.sift(found)) in (0, count)
        assert set(waived.left_out) <= {BLOCKS, MARKS}

    sifted(100)
    short = min(seconds(lambda: sifted(3_000)) for _ in range(3))
    assert min(seconds(lambda: sifted(12_000)) for _ in range(2)) <= 6 * short + 0.05
