"""What a page says of the site that it comes from."""

from __future__ import annotations

import pytest

from qc.document import Document, Record
from qc.measures.addresses import name_of
from qc.measures.site_names import site_lines
from qc.rule import Rule
from qc.rules.links.policy_banner import PolicyBanner
from qc.rules.links.trailing_links import TrailingLinks
from qc.text import Text

STORY = (
    "The council approved the budget on Monday after a long debate.",
    "The mayor said that work would begin soon, and that the old bridge would be closed until the autumn.",
    "Half of the seats were empty when they voted, and nobody asked about the school.",
    "The road to the harbour was paid for in the same way, and it is still not built.",
    "By noon the square was full of people, and nobody wanted to leave.",
    "The debate goes on next week, when the plans for the museum are shown.",
)
URL = "https://news.harbour-weekly.co.uk/2024/budget"


def page(*below: str, url: str = URL, above: tuple[str, ...] = STORY) -> Document:
    return Document("a.jsonl", "\n".join((*above, *below)), record=Record(0, 1, "1", url))


def cuts(document: Document) -> list[str]:
    """What LNK101 and LNK104 cut off."""
    rules: tuple[Rule, ...] = (TrailingLinks(), PolicyBanner())
    text = Text([document])
    found = [finding for rule in rules for finding in rule.check(text)]
    return [document.text[finding.span.start : finding.span.end] for finding in found]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("news.harbour-weekly.co.uk", "harbourweekly"),
        ("harbourweekly.com", "harbourweekly"),
        ("harbourweekly.substack.com", "harbourweekly"),
        ("blog.harbour7.org", "harbour7"),
        ("bbc.com", ""),  # three letters are a word of many languages
        ("co.uk", ""),
        ("1234.com", ""),
        ("localhost", ""),
        ("crawl/en/", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_site_is_the_label_that_was_registered(host: str, name: str) -> None:
    assert name_of(host) == name


@pytest.mark.parametrize(
    "below",
    [
        "About Harbour Weekly\nTwo fishermen founded it, and it has come out each week ever since, also in the war.",
        "What is the Harbour Weekly?\nIt is a paper for all who live by the sea, and it was founded by two fishermen.",
        "Über Harbour Weekly\nDie Zeitung wurde von zwei Fischern gegründet und erscheint seitdem jede Woche.",
        "О Harbour Weekly\nГазету основали два рыбака, и с тех пор она выходит каждую неделю без перерыва.",
        "Harbour Weekly is a paper for all who live by the sea, and it was founded by two fishermen.",
        "The Harbour Weekly offers news and stories to all who live by the sea and work there.",
        "HARBOUR WEEKLY jest gazetą dla wszystkich, którzy mieszkają i pracują nad morzem.",
        "Harbour Weekly\n12 Sea Lane, Old Town",
        "The views expressed are those of the authors, and not of Harbour Weekly or of its editors.",
        "Anna Miller is a reporter who covers the council and the harbour for Harbour Weekly.",
        "(Anna Miller is an Associate Editor at Harbour Weekly, and she covers the council and the harbour)",
    ],
)
def test_what_the_page_says_of_its_site_is_cut(below: str) -> None:
    assert cuts(page(below)) == [below]


@pytest.mark.parametrize(
    "below",
    [
        "Harbour Weekly reported on Monday that the bridge would be closed until the autumn of next year.",
        "A reader of Harbour Weekly is sure that the bridge was never as old as the council says it is.",
        "The harbour\nNobody asked that question in all the years before this one.\nHarbour Weekly is the paper that "
        "did ask, and it found out who had paid for the bridge.",
        "Is it any good?\nHarbour Weekly is a paper for all who live by the sea, and it was founded by two fishermen.",
        "They walked along the harbour weekly is what the letter says, and nobody could read the rest of it.",
        "Anna Miller, a reporter for Harbour Weekly, is sure that the bridge was never as old as that.",
        "The works will cost two million and take a year.\nAbout the harbour\nNobody asked, and nobody was told.",
    ],
)
def test_what_the_text_says_of_it_is_left_alone(below: str) -> None:
    assert cuts(page(below)) == []


def test_other_sites_and_pages_without_address_are_left_alone() -> None:
    note = "Harbour Weekly is a paper for all who live by the sea, and it was founded by two fishermen."
    assert cuts(page(note, url="https://example.org/a")) == []
    assert cuts(page(note, url="")) == []


def test_a_text_about_the_site_itself_is_left_alone() -> None:
    release = tuple(f"Harbour Weekly has a new office, and {each[0].lower()}{each[1:]}" for each in STORY)
    note = "About Harbour Weekly\nHarbour Weekly is a paper for all who live by the sea, and it is made by the sea."
    assert cuts(page(note, above=release)) == []


def test_hardly_any_story_has_no_note_on_its_site() -> None:
    assert cuts(page("Harbour Weekly is a paper for all who live by the sea, and it is old.", above=STORY[:3])) == []


def test_lines_of_a_batch_keep_to_their_documents() -> None:
    note = "Harbour Weekly is a paper for all who live by the sea, and it was founded by two fishermen."
    text = Text([page(note, url="https://example.org/a"), page(note), page(note, url="")])
    assert [int(line) for line in site_lines(text).paragraph.nonzero()[0]] == [2 * len(STORY) + 1]
