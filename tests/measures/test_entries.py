import pytest

from qc.measures.entries import headed, in_other_entries, is_among_labels, is_heading, is_item, names_option
from qc.measures.prose import is_line_by_line, is_quoted, is_unstopped
from qc.readers.reading import read_string
from qc.text import Text


def test_a_heading_is_one_or_two_paragraphs_above_and_never_the_title() -> None:
    text = Text.of("The harbour\n\nIt is old.\n\nBoats\n\nThey are small.\nThey are red.\nThey are many.")
    found = {text.slice(*text.paragraphs[at]): headed(text, int(text.paragraphs.start[at])) for at in range(6)}
    assert found == {
        "The harbour": -1,
        "It is old.": -1,
        "Boats": -1,
        "They are small.": 2,
        "They are red.": 2,
        "They are many.": -1,
    }


def test_a_heading_stays_in_its_document() -> None:
    text = Text.of("One.\n\nBoats", "They are small.")
    assert headed(text, int(text.documents.start[1])) == -1


@pytest.mark.parametrize("line", ["--north=", "Boats:", "5.2 Boats", "船只", "Super+→"])
def test_labels_are_headings(line: str) -> None:
    assert is_heading(Text.of(line), 0)


@pytest.mark.parametrize("line", ["They are small.", "Are they?", "and then,", "小船。", "word " * 40])
def test_sentences_are_none(line: str) -> None:
    assert not is_heading(Text.of(line.strip()), 0)


@pytest.mark.parametrize(("line", "expected"), [("-t, --tag", True), ("mayak --vid /sea", True), ("Well-known", False)])
def test_options(line: str, expected: bool) -> None:
    assert names_option(Text.of(line), 0) is expected


def test_an_item_has_another_beside_it() -> None:
    assert is_item(Text.of("- nets\n- oars"), 0)
    assert is_item(Text.of("• nets\n• oars"), 8)
    assert is_item(Text.of("•nets\n•oars"), 0)
    assert not is_item(Text.of("-nets\n-oars"), 0)
    assert not is_item(Text.of("– We have lost the nets.\nHe said nothing."), 0)


def test_lines_of_a_sentence_each() -> None:
    song = "The boat is gone.\nThe night is long.\nI wait for you.\nI wait for you.\nThe sea is cold."
    assert is_line_by_line(Text.of(song), 36)
    prose = "The boat is gone. The night is long.\n" * 5
    assert not is_line_by_line(Text.of(prose), 36)


def test_verses_without_a_mark_at_their_end() -> None:
    verse = "And the boats went out on the wide water before the morning came up\n\n"
    assert is_unstopped(Text.of(verse * 5), 0)
    assert not is_unstopped(Text.of(verse.replace("\n", ".\n", 1) * 5), 0)
    assert not is_unstopped(Text.of("link\n" * 5 + verse), 0)


@pytest.mark.parametrize("before", ["She wrote: ", "“… ", "« ... ", "他说：“"])
def test_what_introduces_a_quotation(before: str) -> None:
    assert is_quoted(Text.of(before + "The boats are gone."), len(before))


def test_entries_stand_among_labels() -> None:
    entry = (
        "Boats\nThe boat is lost.\n" + "The boat cannot be seen from the harbour, which may be due to the weather. " * 2
    )
    text = Text.of("\n".join([entry] * 3))
    assert is_among_labels(text, text.string.index("The boat cannot", 120))
    prose = "The boat cannot be seen from the harbour, which may be due to the weather at sea.\n\n" * 6
    assert not is_among_labels(Text.of(prose), 200)


def test_numbers_make_items_too() -> None:
    assert is_item(Text.of("[1] nets\n[2] oars"), 0)
    assert not is_item(Text.of("1999 was late.\n2000 was early."), 0)


_SAME = "<p>The number is that of the boat, or a reference to a cell that holds it.</p>"
_ENTRY = "<h2>{}</h2><p>Counts the boats of the {}.</p>" + _SAME


def _of_page(body: str) -> Text:
    return Text([read_string("<page>", f"<html><body><article><h1>Boats</h1>{body}</article></body></html>", "html")])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("".join(_ENTRY.format(name, name) for name in ("NORTH", "EAST", "SOUTH")), True),
        ("<h2>NORTH</h2><h2>EAST</h2>" + _SAME + _SAME, False),
        (_SAME + "<p>Nobody came.</p>" + _SAME, False),
        ("<h2>One</h2>" + _SAME + "<p>Nobody came.</p>" * 40 + "<h2>Two</h2><p>Rain.</p><h2>Three</h2>" + _SAME, False),
    ],
)
def test_entries_of_a_page_that_the_source_divides_into_many(body: str, expected: bool) -> None:
    text = _of_page(body)
    first, second = text.string.find("The number is"), text.string.rfind("The number is")
    assert in_other_entries(text, first, second) is expected
