"""Marks that stand wrong."""

from __future__ import annotations

import pytest

from qc.measures.punctuation import blanks_before, broken_marks, unclosed
from qc.text import Text


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("one,, two,. three?. four;, five", [",,", ",.", "?.", ";,"]),
        ("end.. Next etc.. More... three.. four", ["..", ".."]),
        ("Да?.. Нет!.. U.S., Inc., e.g., Yahoo!.", []),
        ("the ministers met ministers., and then", [".,"]),
        ("say ,,word'' now", []),
        ("会议，，他回家。，又", ["，，", "。，"]),
    ],
)
def test_broken_marks(string: str, found: list[str]) -> None:
    text = Text.of(string)
    assert [text.slice(mark.start, mark.end) for mark in broken_marks(text)] == found


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("one , two . three", [1, 1]),
        ("Que faire ? Rien ! x , y .5 .NET and . . . so", []),
        ("ไทย , ลาว", []),
    ],
)
def test_blanks_before(string: str, found: list[int]) -> None:
    assert [1 for _ in blanks_before(Text.of(string))] == found


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("He came (late in the evening and left without a word.", ["("]),
        ("Er sagte „das ist alles, was ich weiß, und ging.", ["„"]),
        ("She said “it’s all over” and (so it was) left again.", []),
        ("“It goes on, he said, and on and on it goes.\n“And here it ends,” he said.", []),
        ("A list a) one b) two, and :( sad (; he was for years.", []),
        ("(It opens here and goes on and on.\nIt ends here.)\nMore.", []),
        ("No sentence (but a row of things and more things", []),
    ],
)
def test_unclosed(string: str, found: list[str]) -> None:
    text = Text.of(string)
    assert [text.slice(mark.start, mark.end) for mark in unclosed(text)] == found
