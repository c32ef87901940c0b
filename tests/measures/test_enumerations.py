"""Items that stand twice in one list."""

from __future__ import annotations

import pytest

from qc.measures.enumerations import twice
from qc.text import Text


def again(text: str) -> list[str]:
    columns = Text.of(text)
    words = columns.words
    return [
        columns.slice(int(words.start[item.second]), int(words.end[item.second + item.count - 1]))
        for item in twice(columns)
    ]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("They grow barley, wheat, oats, wheat and maize here.", "wheat"),
        ("They visited Norway, Sweden, Denmark, Norway and Finland.", "Norway"),
        ("They sell fresh bread, goat cheese, goat cheese and honey.", "goat cheese"),
        ("Sie kauften Äpfel, Birnen, Äpfel und Pflaumen.", "Äpfel"),
        ("Mereka menanam padi, jagung, kedelai, padi, dan singkong.", "padi"),
        ("Купили молоко, сахар, хлеб, сахар и масло.", "сахар"),
        ("他们种植小麦、玉米、大豆、玉米和水稻。", "玉米"),
        ("店には机、椅子、本棚、椅子、時計がある。", "椅子"),
    ],
)
def test_an_item_again(text: str, item: str) -> None:
    assert again(text) == [item]


@pytest.mark.parametrize(
    "text",
    [
        "They went to Paris, France, Lyon, France and Rome, Italy.",
        "No, no, no and never again.",
        "It was red and white, green and white, blue and white.",
        "It was long, long ago, in a far, far country.",
        "He said, as they say, that he, as they say, was late and tired.",
        "The team from Bath, England, met York, England, and Cork, Ireland.",
        "例えば、彼は、りんごを見て、彼は、帰った。",
    ],
)
def test_no_list_or_no_slip(text: str) -> None:
    assert again(text) == []
