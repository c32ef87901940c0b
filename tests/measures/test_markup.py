"""Markup and code in prose, in pieces."""

from __future__ import annotations

import pytest

from qc.measures.entities import references
from qc.measures.markup import markup
from qc.measures.snippets import objects, scripts, styles
from qc.text import Text


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("a&nbsp;b &amp;quot;c&#39; &#x2014; &amp;amp;amp;lt;", [" ", '"', "'", "—", "<"]),
        ("Ben &amp; Jerry; AT&T; Q&A; R&D; &unknown; &Body;", ["&"]),
        ("x&nbsp y &hellip z; p?a=1&copy=2 p?a=1&amp=3", [" ", "…"]),
        ("&#65279;&zwj;&shy;", ["", "", ""]),
    ],
)
def test_references(string: str, found: list[str]) -> None:
    assert [reference.character for reference in references(string)] == found


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("one <p>two</p> three<br><br/> four", ["<p>two</p>", "<br><br/>"]),
        (f"<div class='x'>{'long ' * 60}</div>", ["<div class='x'>"]),
        ("Single <img>, the graphemes <b> and <p>, x < b > y", []),
        ("a <!-- note\nmore --> b <![CDATA[ c", ["<!-- note\nmore -->", "<![CDATA["]),
        ("<script>var a = 1;\nb();</script> text", ["<script>var a = 1;\nb();</script>"]),
        ("[quote=Ann]hello[/quote] [url]x[/url] [x] [/x] [sic]", ["[quote=Ann]hello[/quote] [url]x[/url]"]),
        ('[gallery ids="1,2"] [vc_row] [see below]', ['[gallery ids="1,2"] [vc_row]']),
        ("&lt;span class=a&gt;word&lt;/span&gt;", ["&lt;span class=a&gt;word&lt;/span&gt;"]),
    ],
)
def test_pieces(string: str, found: list[str]) -> None:
    text = Text.of(string)
    assert [text.slice(piece.start, piece.end) for piece in markup(text)] == found


def test_tags_pair_within_a_document() -> None:
    text = Text.of("a <b>b", "c</b> d")
    assert [text.slice(piece.start, piece.end) for piece in markup(text)] == ["</b>"]


def test_edits_remove_the_tags_and_keep_the_words() -> None:
    (piece,) = markup(Text.of("a <b>b</b> c"))
    assert [edit[2] for edit in piece.edits] == ["", ""]
    assert not piece.decodes


@pytest.mark.parametrize(
    ("string", "found"),
    [
        (
            "Prose. .a, .b > p { color: red; }\n.c { margin: 0 }\nMore.",
            [".a, .b > p { color: red; }\n.c { margin: 0 }"],
        ),
        ("@media (max-width: 9px) { .x { width: 1px } } Prose", ["@media (max-width: 9px) { .x { width: 1px } }"]),
        ("The set { a: b } and {color} and { note: it rained }", []),
    ],
)
def test_styles(string: str, found: list[str]) -> None:
    assert [string[start:end] for start, end, *_ in styles(string)] == found


@pytest.mark.parametrize(
    ("string", "found"),
    [
        (
            "Er ging. (function(){ var s = document.createElement('x'); })();",
            ["(function(){ var s = document.createElement('x'); })();"],
        ),
        (
            "Prose\njQuery(function($) {\n  $('#a').hide();\n});\nProse",
            ["jQuery(function($) {\n  $('#a').hide();\n});"],
        ),
        ("We met (a few of us); they left (all);", []),
        ("Open the window. If {x} then (y);", []),
    ],
)
def test_scripts(string: str, found: list[str]) -> None:
    assert [string[start:end] for start, end, *_ in scripts(string)] == found


def test_objects_end_with_their_brace_or_their_line() -> None:
    string = 'a {"b": {"c": [1, 2]}} d {"e": 1\nf'
    assert [string[start:end] for start, end, *_ in objects(string)] == ['{"b": {"c": [1, 2]}}', '{"e": 1']
