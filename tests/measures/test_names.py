"""Names and their near doubles."""

from __future__ import annotations

import pytest

from qc.measures.names import difference, doubles
from qc.text import Text


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Belarus", "Belarusia", "ia"),
        ("Zelensky", "Zelenskiy", "sky"),
        ("Erdogan", "Erdoğan", "accent"),
        ("Mu’awiyah", "Muawiyah", "accent"),
        ("Starship", "Starhip", "letter"),
        ("Jonathan", "Jonathon", "letter"),
        ("Starhip", "Starhpi", ""),
        ("Lukashenko", "Lukashenka", "ending"),
        ("Netan\u00adyahu", "Netanyahu’s", ""),
        ("Sofia", "Sofiá", ""),
        ("Encyclopaedia", "Encyclopedia", ""),
        ("Johnson", "Jackson", ""),
        ("Felicia", "Felicita", "letter"),
        ("Madrid", "Madrid", ""),
        ("Heavens", "Heav’ns", ""),
        ("Raskolin's", "Rasskolin", "letter"),
    ],
)
def test_difference(first: str, second: str, kind: str) -> None:
    assert difference(first, second) == difference(second, first) == kind


def test_doubles_stay_within_a_document_and_leave_common_words() -> None:
    text = Text.of("The Harbour, a harbour; the Harbor.", "Starhaven.", "Starhven and Starhaven and Starhaven.")
    (double,) = doubles(text)
    places = {double.first.spelling: double.first.places, double.second.spelling: double.second.places}
    assert places == {"Starhven": [7], "Starhaven": [9, 11]}


def test_crowds_are_searched_too() -> None:
    names = [f"Star{first}{second}" for first in "abcdefg" for second in "hklmnp"]
    text = Text.of(" ".join([*names, "Starkind", "Starkkind"]))
    assert {"Starkind", "Starkkind"} in [{double.first.spelling, double.second.spelling} for double in doubles(text)]
