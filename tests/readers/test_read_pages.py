"""What a page says to a person who reads it."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.document import Document, Kind
from qc.readers import read_string
from qc.readers.references import decoded, decoded_address, references
from qc.readers.tags import Tags, attributes


def page(source: str) -> Document:
    return read_string("a.html", source, "html")


def blocks(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


# fmt: off
TEXTS = {
    "blocks stand on lines": ("<p>a</p><div>b<div>c</div></div>d<hr>e", "a\nb\nc\nd\ne"),
    "inline elements do not part": ("<p>un<b>broken</b><i>word</i>", "unbrokenword"),
    "white space collapses": ("<p>  a \n\t b </p> \n <p>  c", "a b\nc"),
    "white space around inline elements": ("a <b> b </b> c<i> d</i>", "a b c d"),
    "no-break spaces stay": ("a\u00a0&nbsp; b", "a\u00a0\u00a0 b"),
    "line breaks": ("a<br>b<BR/>c<br /><br>d</br>e<br>", "a\nb\nc\n\nd e".replace(" ", "")),
    "pre is verbatim": ("x<pre>\n  a\n\n   b &lt;c\n</pre>y", "x\n  a\n\n   b <c\n\ny"),
    "pre keeps its second empty line": ("<pre>\r\n\na</pre>", "\na"),
    "cells and rows": ("<table><tr><th>a<th>b<tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td"),
    "items without end tags": ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\nb\nc\nd"),
    "scripts and styles": ("a<script>if (1 < 2) '</b>'</script>b<style>p > a {}</style>c", "abc"),
    "templates and no scripts": ("a<template><p>b</p></template>c<noscript><p>d</p></noscript>e", "ace"),
    "forms": ("a<textarea>b</textarea><select><option>c<option>d</select>e<button>f</button>", "ae\nf"),
    "title is no text": ("<title>a &amp; b</title>c", "c"),
    "ruby": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"),
    "hidden": ("<p hidden>b<p>c<div style='DISPLAY : none'>d<div>e</div></div>f<b style=visibility:hidden>g", "c\nf"),
    "hidden paragraphs end by themselves": ("<p hidden>a<ul><li>b</ul>", "b"),
    "body is never hidden": ("<html hidden><body style='display:none'><main hidden>a", "a"),
    "a page that hides all": ("<div hidden>a<p>b</div>", "a\nb"),
    "not hidden": ("<p class=hidden data-x=none>a<p title='hidden'>b<p aria-hidden=true>c", "a\nb\nc"),
    "comments": ("a<!-- <p>b --><!----><!-->c<!--->d<!-- e --!>f", "acdf"),
    "declarations": ("<!doctype html><?xml version=1?>a<!x>b<![CDATA[c]]>d</>e</ f>g", "abdeg"),
    "less than": ("1 < 2 << 3 <4 a<", "1 < 2 << 3 <4 a<"),
    "ampersands": ("a & b &c &amp;amp; &;", "a & b &c &amp; &;"),
    "references": ("&eacute;&#233;&#xE9 &copy2024 &notit; &CounterClockwiseContourIntegral;", "ééé ©2024 ¬it; ∳"),
    "references of blanks": ("a&#32;&#10; &Tab;b", "a b"),
    "bad references": ("&#0;|&#xD800;|&#99999999;|&#1;|&bogus;|&#|&#x;", "\ufffd|\ufffd|\ufffd||&bogus;|&#|&#x;"),
    "greater than in values": ("<p title='a > b' x=\"it's > c\">d", "d"),
    "quotes in odd places": ("<p a\"b c='d\"' e=f\"g>h", "h"),
    "a quote that is never closed": ("<a href=\"x>a</a> b", "a b"),
    "a page cut off in a tag": ("a<p class='b", "a"),
    "a tag that is never closed": ("a<p " + "b " * 800, "a<p " + ("b " * 800).strip()),
    "script that is never closed": ("a<script>b", "a"),
    "plaintext": ("a<plaintext><b>c</b>", "a\n<b>c</b>"),
    "upper case": ("<P>a<SCRIPT>b</Script>c</P>", "ac"),
    "end tags out of order": ("<b><p>a</b>b</p></p>c</i>d", "ab\ncd"),
    "an inline end tag leaves a block open": ("<b><pre>a\n</b> b</pre>", "a\n b"),
    "cells keep stray end tags in": ("<div><table><tr><td>a</div>b<td>c</table>", "a\nb\tc"),
    "svg": ("<svg><title>t</title><path/><text>a</text></svg>b", "ab"),
    "custom elements": ("<x-y>a</x-y><o:p>b</o:p>", "ab"),
    "nothing": ("", ""),
    "only blanks": (" \n <p> </p>", ""),
}
# fmt: on


@pytest.mark.parametrize(("source", "text"), TEXTS.values(), ids=TEXTS)
def test_text(source: str, text: str) -> None:
    assert page(source).text == text


# fmt: off
BLOCKS = {
    "headings": ("<h1>a</h1><p>b<h6>c", [(Kind.HEADING, "a"), (Kind.HEADING, "c")]),
    "items": ("<ul><li> a <li>b<ol><li>c</ol></ul>", [(Kind.LIST_ITEM, text) for text in ("a", "b\nc", "c")]),
    "terms": ("<dl><dt>a<dd>b</dl>", [(Kind.LIST_ITEM, "a"), (Kind.LIST_ITEM, "b")]),
    "quote": ("a<blockquote><p>b<p>c</blockquote>d", [(Kind.QUOTE, "b\nc")]),
    "code": ("a<pre><code>b</code></pre>c<code>d</code>", [(Kind.CODE, "b")]),
    "navigation": (
        "<header>a</header><nav>b</nav><aside>c</aside><footer>d</footer>",
        [(Kind.NAVIGATION, text) for text in "abcd"],
    ),
    "header of an article": ("<article><header>a</header>b<footer>c</footer></article>", []),
    "roles": ("<div role=navigation>a</div><div role='main'>b</div>", [(Kind.NAVIGATION, "a")]),
    "data": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [(Kind.TABLE, "a\tb\nc\td")]),
    "layout by length": (f"<table><tr><td>{'a ' * 300}<td>b</table>", []),
    "layout by nesting": ("<table><tr><td><table><tr><td>a<td>b</table></table>", [(Kind.TABLE, "a\tb")]),
    "layout by role": ("<table role=presentation><tr><td>a<td>b</table>", []),
    "empty": ("<h1> </h1><nav></nav><ul><li></ul>a", []),
    "never closed": ("<nav>a<ul><li>b", [(Kind.NAVIGATION, "a\nb"), (Kind.LIST_ITEM, "b")]),
}
# fmt: on


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str, expected: list[tuple[Kind, str]]) -> None:
    assert blocks(page(source)) == expected


LINKS = {
    "links": ("x <a href='/a?b=1&amp;c=2&copy=3'> y <b>z</b> </a>", [("/a?b=1&c=2&copy=3", "y z")]),
    "never closed": ("<a href=a>b<p>c<a href=d>e", [("a", "b\nc"), ("d", "e")]),
    "without address": ("<a name=a>b</a><a>c</a><a href>d</a>", []),
    "without text": ("<a href=a><img src=b></a>c", []),
    "around blocks": ("<a href=a><h3>b</h3><p>c</a>d", [("a", "b\nc")]),
    "scripts": ("<a href='javascript:x()'>b</a>", [("javascript:x()", "b")]),
}


@pytest.mark.parametrize(("source", "expected"), LINKS.values(), ids=LINKS)
def test_links(source: str, expected: list[tuple[str, str]]) -> None:
    document = page(source)
    assert [(link.href, link.span.of(document.text)) for link in document.links] == expected


def test_what_else_is_known() -> None:
    document = page("<html lang=' id '><title> A\n&lt;B> </title><p>c<p hidden> dd <p>e")
    assert document.meta["title"] == "A <B>"
    assert document.meta["language"] == "id"
    assert document.meta["hidden_characters"] == 2
    assert document.meta["notes"] == ()
    assert page("<body><p hidden>a</body>").meta["notes"] == ()


NOTES = {
    "a<!-- b": "a comment is never closed: the 6 characters behind it",
    "a<script>bc": "<script> is never closed: the 2 characters behind it",
    "a<title>bc": "<title> is never closed",
    "a<p class": "ends inside a tag",
    "a<div hidden>b": "<div>, which is not shown, is never closed",
    "<body>a<select>b</body>": "<select>, which is not shown, is never closed",
}


@pytest.mark.parametrize(("source", "note"), NOTES.items())
def test_what_is_lost_is_said(source: str, note: str) -> None:
    assert any(note in found for found in page(source).meta["notes"])


@given(
    st.lists(
        st.sampled_from(["&", "#", "x", "41", ";", "amp", "not", "it", "lt", "CounterClockwise", " ", "é"])
        | st.text(max_size=3)
    )
)
def test_references_are_decoded_as_by_the_standard_library(pieces: list[str]) -> None:
    source, at, text = "".join(pieces), 0, ""
    for reference in references(source, 0, len(source)):
        text += source[at : reference.start] + reference.text
        at = reference.end
    assert text + source[at:] == html.unescape(source)
    assert decoded(source) == html.unescape(source)


def test_endless_numbers() -> None:
    document = page("<title>&#" + "9" * 10_000 + "</title>&#" + "9" * 10_000 + ";&#" + "0" * 10_000 + "65;")
    assert document.text == "\ufffdA"
    assert document.meta["title"] == "\ufffd"


def test_values_are_addresses_rather_than_texts() -> None:
    assert decoded_address("/?a=1&copy=2&amp;b=&#65;&lt") == "/?a=1&copy=2&b=A&lt"


def test_attributes() -> None:
    found = attributes(""" A='1' b = "2" c=3 d A=4 e='>' /""")
    assert found == {"a": "1", "b": "2", "c": "3", "d": "", "e": ">"}


def test_tags_know_their_places() -> None:
    source = "a<B x='>'>c</b ><!-- d -->"
    assert [(source[start:end], name, closes) for start, end, name, closes, _ in Tags(source)] == [
        ("<B x='>'>", "b", False),
        ("</b >", "b", True),
        ("<!-- d -->", "", False),
    ]


# fmt: off
FLOODS: dict[str, Callable[[int], str]] = {
    "comments": lambda n: "<!--" * n,
    "less than": lambda n: "<" * n,
    "open tags": lambda n: "<a " * n,
    "open values": lambda n: "<a b=\"" * n,
    "open values of both kinds": lambda n: "<a b=\"'" * n + ">",
    "ampersands": lambda n: "&" * n,
    "names": lambda n: "&" + "a" * n,
    "numbers": lambda n: "&#" + "9" * n,
    "nested": lambda n: "<div>" * n + "x" + "</div>" * n,
    "nested and never closed": lambda n: "<b><i><a><font>" * (n // 4),
    "tables": lambda n: "<table><tr><td>" * (n // 3),
    "items under blocks": lambda n: "<ul>" + "<div>" * n + "<li></li>" * n,
    "end tags of what is far up": lambda n: "<b>" + "<i>" * n + "<div>" + "</b>" * n,
    "stray end tags in a cell": lambda n: "<table><tr><td>" + "<td><p>" * n + "</div>" * n,
    "attributes": lambda n: "<p " + "a=1 " * n + ">",
    "blanks in a tag": lambda n: "<a " + " " * n + "href=x>y",
    "equal signs": lambda n: "<a " + "= " * n + ">",
    "blanks": lambda n: "a" + " \n" * n + "b",
    "words parted by two blanks": lambda n: "a  " * n,
    "line breaks": lambda n: "a<br>" * n,
    "hidden": lambda n: "<div hidden>" * n + "x",
    "script ends": lambda n: "<script>" + "</script" * n,
    "titles": lambda n: "<title>" * n,
}
# fmt: on


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_time_is_linear(flood: Callable[[int], str], assert_linear: Callable[..., None]) -> None:
    assert_linear(lambda n: partial(page, flood(n) + "<p>canary</p>"), 10_000)
