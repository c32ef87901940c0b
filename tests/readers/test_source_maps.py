"""Whatever the source, every character of the text leads to its line and column."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qc.document import Document
from qc.offsets import LineIndex, Position, Span
from qc.readers import read_string

# Words that take one, two and four bytes, combine, change length in lower case, or have no spaces between them.
# fmt: off
WORDS = (
    "the", "café", "e\u0301te\u0301", "İstanbul", "ılık", "ไฟที่ท่าเรือ", "港の灯台", "👩\u200d👩\u200d👧", "ومض",
    "a\u00a0b", "x*y", "[z]", "1 < 2", "R&D",
)
PAGE_PIECES = (
    *WORDS, " ", "  ", "\n", "\r\n", "\t", "\0",
    "&amp;", "&lt;", "&eacute;", "&notit;", "&#128512;", "&#x41", "&#0;", "&#x1;", "&#13;", "&bogus;", "&", "<", ">",
    "<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<br>", "<br/>", "<ul><li>", "<li>", "</ul>",
    "<pre>\n", "</pre>", "<table><tr><td>", "<td>", "<tr>", "</table>", "<h1>", "</h1>", "<nav>", "</nav>",
    "<blockquote>", "<a href='/x?a=1&amp;b'>", "</a>", "<script>if (a<b) {}</script>", "<style>", "</style>",
    "<!-- c -->", "<!--", "-->", "<title>", "</title>", "<div hidden>", "<span style='display:none'>", "</span>",
    "<img alt='a>b'>", "<p title=\"it's\">", "<a b=\"", "<![CDATA[x]]>", "<?x?>",
)
MARKDOWN_PIECES = (
    *WORDS, " ", "\n", "\r\n", "\n\n", "  \n", "\\\n", "\t", "\0",
    "# ", "## ", "> ", "- ", "1. ", "    ", "*", "**", "_", "~~", "`", "``", "\n```\n", "\n---\n", "\n===\n", "+++\n",
    "[", "]", "](", ")", "](http://a.b 'c')", "![", "<http://a.b/ü>", "\n[r]: /u\n", "[r]",
    "&amp;", "&copy;", "&#65;", "\\*", "\\a", "<br>", "<b>", "\n<div>\n", "</div>\n", "<!-- c -->",
    "| a | b |\n|---|---|\n| c \\| d | *e* |\n", "|",
)
# fmt: on

# What the readers may put between blocks; it came from nowhere.
SEPARATORS = "\n\t"
_BREAK = re.compile(r"\s*<br\b[^>]*>\s*|\\?\s+", re.IGNORECASE)


def same(character: str, source: str) -> bool:
    """Whether `source` is a way to write `character`."""
    if character == source or (character.isspace() and source.isspace()):
        return True
    if character == "\ufffd" and source == "\0":
        return True
    if source.startswith("&"):
        decoded = html.unescape(source)
        return character in decoded or (character == " " and decoded.isspace())
    if source.startswith("\\"):
        return character == source[1:] or character in "\\\n"
    return character == "\n" and _BREAK.fullmatch(source) is not None


def assert_true_map(document: Document) -> None:
    """Every character of the text leads to where it stands in the source, or is a separator of the reader's."""
    assert document.source is not None
    assert document.source_map is not None
    for offset, character in enumerate(document.text):
        place = document.source_map.span(Span(offset, offset + 1))
        if place is None:
            assert character in SEPARATORS, (offset, character)
        else:
            assert same(character, place.of(document.source)), (offset, character, place.of(document.source))
    ends = [0, *(stretch.end for stretch in document.source_map.stretches)]
    starts = [stretch.start for stretch in document.source_map.stretches]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
    assert all(stretch.start < stretch.end for stretch in document.source_map.stretches)
    for span in (*(link.span for link in document.links), *(block.span for block in document.blocks)):
        assert 0 <= span.start < span.end <= len(document.text)


def sources(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces) | st.text(max_size=3), max_size=30).map("".join)


@settings(max_examples=400, deadline=None)
@given(sources(PAGE_PIECES))
def test_pages(source: str) -> None:
    assert_true_map(read_string("a.html", source, "html"))


@settings(max_examples=400, deadline=None)
@given(sources(MARKDOWN_PIECES))
def test_markdown(source: str) -> None:
    document = read_string("a.md", source, "markdown")
    if document.source is not None:
        assert_true_map(document)


@given(st.text())
def test_plain_text_is_its_own_source(text: str) -> None:
    document = read_string("a.txt", text)
    assert document.text == text
    assert document.source is None


def written(draw: st.DrawFn, character: str) -> str:
    """A way to write a character in HTML."""
    ways = [f"&#{ord(character)};", f"&#x{ord(character):X};"]
    return draw(st.sampled_from([html.escape(character, quote=False), *ways]))


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[list[str], str]:
    """What the lines of a page say, and the page."""
    lines = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=5))
    blank = st.sampled_from([" ", "\n", "\r\n\t", "  ", " <!-- x --> ", " <script>y</script>", "&#32;"])
    page = ""
    for words in lines:
        texts = ["".join(written(draw, character) for character in word) for word in words]
        block = draw(st.sampled_from(["p", "div", "li", "h2", "td", "section"]))
        page += f"<{block}>" + draw(blank).join(texts) + draw(st.sampled_from(["\n", "", f"</{block}>"])) + "<hr>"
    return [" ".join(" ".join(words).split(" ")) for words in lines], page


@settings(max_examples=200, deadline=None)
@given(paragraphs())
def test_no_word_of_a_page_is_lost(case: tuple[list[str], str]) -> None:
    lines, page = case
    document = read_string("a.html", page, "html")
    assert document.text.split("\n") == lines
    assert_true_map(document)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([word for word in WORDS if word.isalpha()]), min_size=1), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_no_word_of_markdown_is_lost(lines: list[list[str]], end: str) -> None:
    marked = [" ".join(f"*{word}*" if index % 2 else word for index, word in enumerate(words)) for words in lines]
    document = read_string("a.md", (end + end).join(f"> {line}" for line in marked), "markdown")
    assert document.text.split("\n") == [" ".join(words) for words in lines]
    assert_true_map(document)


PLACES = (
    ("html", "<p>a</p>\r\n<p>😀 b &eacute;<b>HERE</b>", Position(2, 19)),
    ("html", "<p>a\r<p>é\u0301\rHERE", Position(3, 1)),
    ("markdown", "---\ntitle: HERE\n---\n# 😀 x\n\n> - *é* `HERE`", Position(6, 10)),
    ("markdown", "a\r\n\r\n| x | y |\r\n|---|---|\r\n| a \\| b | HERE |", Position(5, 12)),
    ("markdown", "<div>\n\n<p>é\n HERE\n</div>", Position(4, 2)),
    ("markdown", "- a\n\n\tHERE", Position(3, 2)),
    ("markdown", "\u3000\r\nHERE", Position(2, 1)),
    ("markdown", "> \u00a0\u3000\n> \u2028 \n> é HERE", Position(3, 5)),
    ("text", "a\r\nb\rc\n\u2028HERE", Position(4, 2)),
)  # fmt: skip


@pytest.mark.parametrize(("format", "source", "position"), PLACES)
def test_places_are_those_of_an_editor(format: str, source: str, position: Position) -> None:
    document = read_string("a", source, format)
    start = document.text.index("HERE")
    positions = document.positions(Span(start, start + 4))
    assert positions is not None
    assert positions[0] == position
    assert LineIndex(source).offset(positions[1]) == source.rindex("HERE") + 4
