"""Notes on who wrote a text."""

from __future__ import annotations

import pytest

from qc.measures.biographies import biographies, paragraphs_about_writers
from qc.rules.links.trailing_credit import TrailingCredit
from qc.rules.links.trailing_links import TrailingLinks
from qc.text import Text

STORY = (
    "The council approved the budget on Monday after a long debate.\n"
    "The mayor said that work would begin soon, and that the old bridge would be closed until the autumn."
)


def noted(below: str) -> list[int]:
    """The lines below the story that belong to a note."""
    text = Text.of(f"{STORY}\n{below}")
    found = (text.view(biographies) | text.view(paragraphs_about_writers)).tolist()
    return [line - 2 for line, held in enumerate(found) if held]


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ("Anna Miller\nAnna Miller is a reporter who covers the council and the harbour.", [0, 1]),
        ("Anna Miller\nHarbour correspondent\nAnna has been a reporter for ten years, and she lives here.", [0, 1, 2]),
        ("Ludwig van der Berg\nLudwig van der Berg ist Redakteur und schreibt über die alte Küste.", [0, 1]),
        ("Anna Miller\nAs the editor of these pages, Anna Miller has seen each of the debates.", [0, 1]),
        ("About Anna Miller\nAnna Miller is a reporter who covers the council and the harbour.", [0, 1]),
        ("Über Anna Müller\nAls Redakteurin schreibt Anna Müller seit langem über die alte Küste.", [0, 1]),
        ("Anna Miller is a freelance journalist, and she lives by the harbour with two cats.", [0]),
        ("Ewa Nowak jest dziennikarką i od lat pisze o morzu, o portach i o ludziach.", [0]),
        ("Анна Мельник\nАнна Мельник работает журналистом и давно пишет о море и о портах.", [0, 1]),
    ],
)
def test_notes(below: str, lines: list[int]) -> None:
    assert noted(below) == lines


@pytest.mark.parametrize(
    "below",
    [
        "The Harbour\nThe harbour is where the editor of this paper was born, and where he lives.",
        "The Harbour Times\nAs an editor of the Harbour Times says, the sea is close to the town.",
        "Swan Lake\nSwan Lake was dug by monks, and it belongs to the old abbey on the hill.",
        "Anna Miller: a reporter who saw it all, and who wrote down what was said there.",
        "- Anna Miller is a reporter who covers the council and the harbour for this paper.",
        "RIVER-- Water--> Sea\nRIVER is what the engineer calls the pipe that feeds all the others.",
        "Anna Miller said to a reporter that she had never seen such a debate in all her long years there.",
        "Anna Miller, an expert for bridges, said that she had never seen one as old as this in the county.",
        "Anna Miller\nThe reporter who covers the council and the harbour has seen it all before.",
    ],
)
def test_what_is_none(below: str) -> None:
    assert noted(below) == []


def test_nobody_of_whom_the_text_tells() -> None:
    told = STORY.replace("The mayor", "Anna Miller")
    last = "Anna Miller is a reporter who covers the council and the harbour for this paper."
    assert not Text.of(f"{told}\n{last}").view(paragraphs_about_writers).any()
    byline = f"By Anna Miller\n{STORY}\n{last}"
    assert list(TrailingLinks().check(Text.of(byline))) == []  # a matter of taste
    (finding,) = TrailingCredit().check(Text.of(byline))
    assert finding.span.of(byline) == last


def test_what_is_said_of_it() -> None:
    text = f"{STORY}\nAnna Miller\nAnna Miller is a reporter who covers the council and the harbour."
    (finding,) = TrailingLinks().check(Text.of(text))
    assert finding.span.start == len(STORY) + 1
    assert finding.message == "no part of the text: it ends with a note on the writer, 'Anna Miller'"


def test_a_heading_needs_something_below() -> None:
    assert list(TrailingLinks().check(Text.of(f"{STORY}\nAbout the author"))) == []
