"""Segments that come again: grouped, verified, joined to blocks; and the judgements about their copies."""

from __future__ import annotations

import numpy as np
import pytest

from qc.measures.prose import is_complete, is_prose, is_quoted, is_title, is_verse
from qc.measures.rarity import surprisal
from qc.measures.repeats import Block, blocks, repeated
from qc.measures.vocabulary import vocabulary
from qc.measures.weights import weight_sums
from qc.text import Text


def groups_of(*texts: str) -> tuple[Text, list[tuple[int, ...]]]:
    text = Text.of(*texts)
    return text, repeated(text, text.paragraphs, np.ones(len(text.paragraphs), np.bool_))


def test_copies_of_one_document_in_order() -> None:
    _, groups = groups_of("One two.\nThree.\nONE, two\nThree!\nFour.\nOne two.")
    assert groups == [(0, 2, 5), (1, 3)]


def test_other_documents_hold_no_copies() -> None:
    assert groups_of("One two.", "One two.")[1] == []


def test_a_collision_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text.of("One two.\nRed blue.\nOne two.")
    monkeypatch.setattr(text, "segment_ids", lambda segments: np.zeros(len(segments), np.uint64))
    assert repeated(text, text.paragraphs, np.ones(3, np.bool_)) == [(0, 2)]


def test_thue_morse_words_collide_and_are_told_apart() -> None:
    bits = [bin(number).count("1") % 2 for number in range(2048)]
    words = ["alpha" if bit else "gamma" for bit in bits]
    mirrored = ["gamma" if bit else "alpha" for bit in bits]
    text, groups = groups_of(" ".join(words) + "\n" + " ".join(mirrored))
    assert len(set(text.segment_ids(text.paragraphs).tolist())) in (1, 2)
    assert groups == []


def test_paragraphs_that_come_again_together_are_one_block() -> None:
    text, groups = groups_of("A b.\nC d.\nE f.\nA b.\nC d.\nG h.\nA b.\nC d.")
    (block,) = blocks(groups, text.segment_ids(text.paragraphs))
    assert block == Block(2, (0, 3, 6))
    assert not block.adjacent
    assert text.slice(*block.span(text.paragraphs, 1)) == "A b.\nC d."


def test_a_row_of_one_paragraph_is_one_adjacent_block() -> None:
    text, groups = groups_of("\n".join(["A b."] * 5))
    (block,) = blocks(groups, text.segment_ids(text.paragraphs))
    assert block == Block(1, (0, 1, 2, 3, 4))
    assert block.adjacent


def test_weights_of_words() -> None:
    assert Text.of("one two three").view(weight_sums).tolist() == [0, 1, 2, 3]
    chinese = Text.of("老港口").view(weight_sums)
    assert chinese[-1] == pytest.approx(1.8, abs=0.01)


def test_rare_words_are_worth_more() -> None:
    text = Text.of("the cat and the dog and the bird saw a zebra")
    assert text.view(vocabulary).counts(0, 2).tolist() == [3, 1]
    assert surprisal(text, 9, 11, 1) > surprisal(text, 0, 2, 1)
    assert surprisal(text, 0, 0, 1) == 0


@pytest.mark.parametrize(
    ("line", "prose", "complete", "title"),
    [
        ("The boat left the old harbour at seven.", True, True, False),
        ("“The boat left the old harbour.”", True, True, False),
        ("Did the boat leave the old harbour?", True, False, False),
        ("Annals of the Royal Harbour Society.", True, True, True),
        ("12 | 13.5 | 14 % | 15 | 16", False, False, False),
        ("x = f(y[0]) + g(z[1]);", False, False, False),
        ("船早上七点离开老港口。", True, True, False),
    ],
)
def test_kinds_of_lines(line: str, prose: bool, complete: bool, title: bool) -> None:
    text = Text.of(line)
    assert is_prose(text, 0, len(line)) is prose
    assert is_complete(text, len(line)) is complete
    assert is_title(text, 0, len(line)) is title


def test_quotations() -> None:
    text = Text.of("Anna wrote:\n> The boat left.\nBen: yes.\nThe boat left.")
    assert is_quoted(text, text.string.index("The boat"))
    assert not is_quoted(text, text.string.rindex("The boat"))


def test_verse_and_prose() -> None:
    verse = Text.of("O the wind and the rain,\nand the long way home,\nand the night on the sea\nand nobody there")
    lines = Text.of("The boat left at seven.\nIt came back at nine.\nNobody was on board.\nThe harbour was empty.")
    assert is_verse(verse, 0)
    assert not is_verse(lines, 0)
