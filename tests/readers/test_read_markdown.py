"""What Markdown says to a person who reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from qc.document import Document, Kind
from qc.readers import read_string


def markdown(source: str) -> Document:
    return read_string("a.md", source, "markdown")


# fmt: off
TEXTS = {
    "paragraphs": ("a\n\nb\nc\n\n\nd", "a\nb c\nd"),
    "hard breaks": ("a  \nb\\\nc<br>d", "a\nb\nc\nd"),
    "emphasis": ("*a* **b** ***c*** _d_ ~~e~~ f*g*h", "a b c d e fgh"),
    "marks that mark nothing": ("2 * 3 * 4, a_b_c, **d, ~~~e~~ [f] g](h)", "2 * 3 * 4, a_b_c, **d, ~e [f] g](h)"),
    "escapes": (r"\*a\* \b \\ &lt; &copy; &#65; &bogus;", r"*a* \b \ < © A &bogus;"),
    "code": ("`a  *b*` `` c`d `` `e\nf`", "a  *b* c`d e f"),
    "links": ("[a *b*](/c 'd') [e][r] [r] <http://f.g/ü> ![h](i)\n\n[r]: /r", "a b e r http://f.g/ü"),
    "images": ("a ![b](c) d ![e](f)\ng", "a d g"),
    "headings": ("# a #\n## b\n\nc\n===\nd\n---", "a\nb\nc\nd"),
    "quotes": ("> a\n> b\n>\n> > c\nd", "a b\nc d"),
    "lists": ("- a\n- b\n  1. c\n\n     d\n* [ ] e", "a\nb\nc\nd\n[ ] e"),
    "code blocks": ("```python\na\n\n  b\n```\n\n    c\n\td", "a\n\n  b\nc\nd"),
    "code in a list": ("- a\n\n  ```\n  b\n    c\n  ```", "a\nb\n  c"),
    "tables": ("| a | b |\n|---|:-:|\n| *c* \\| d | |\n| e |", "a\tb\nc | d\ne"),
    "html": ("a <b>b</b>\n\n<div><p>c &eacute;\n<script>d</script></div>\n\ne", "a b\nc é\ne"),
    "html in a quote": ("> <div>a\n> b</div>", "a b"),
    "front matter": ("---\na: b\n---\n# c", "c"),
    "front matter of TOML": ("+++\na = 1\n+++\r\nb", "b"),
    "no front matter": ("---\n\na\n---\nb", "a\nb"),
    "front matter without end": ("---\na: b\n\nc", "a: b\nc"),
    "rules": ("a\n\n***\n\nb", "a\nb"),
    "comments": ("a\n\n<!-- b -->\n\nc", "a\nc"),
    "nothing": ("", ""),
}
# fmt: on


@pytest.mark.parametrize(("source", "text"), TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text(source: str, text: str, end: str) -> None:
    assert markdown(source.replace("\n", end)).text == text


BLOCKS = {
    "headings": ("# a\n\nb\n-\n\nc", [(Kind.HEADING, "a"), (Kind.HEADING, "b")]),
    "items": ("- a\n- b\n  - c", [(Kind.LIST_ITEM, "a"), (Kind.LIST_ITEM, "b\nc"), (Kind.LIST_ITEM, "c")]),
    "quote": ("> a\n>\n> b\n\nc", [(Kind.QUOTE, "a\nb")]),
    "code": ("```\na\n```\nb `c`\n\n    d", [(Kind.CODE, "a"), (Kind.CODE, "d")]),
    "table": ("a\n\n|b|c|\n|-|-|\n|d|e|", [(Kind.TABLE, "b\tc\nd\te")]),
    "html": ("a\n\n<nav>b</nav>\n\nc", [(Kind.NAVIGATION, "b")]),
    "empty": ("#\n\n```\n```\n\na", []),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str, expected: list[tuple[Kind, str]]) -> None:
    document = markdown(source)
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == expected


def test_links_stand_as_they_are_written() -> None:
    document = markdown("[a](</b c> 'd') <http://e/ü> [f](javascript:x)\n\n<p><a href='/g'>h</a></p>")
    links = [(link.href, link.span.of(document.text)) for link in document.links]
    assert links == [("/b c", "a"), ("http://e/ü", "http://e/ü"), ("javascript:x", "f"), ("/g", "h")]


def test_title_is_the_first_heading() -> None:
    assert markdown("## a\n# b *c*\n# d").meta["title"] == "b c"


FALLBACKS = {"quotes": ">" * 200 + " a", "lists": "- " * 120 + "a", "brackets": "[" * 6000}


@pytest.mark.parametrize("source", FALLBACKS.values(), ids=FALLBACKS)
def test_what_would_be_lost_is_read_as_plain_text(source: str) -> None:
    document = markdown(source)
    assert document.text == source
    assert document.source is None
    assert "read as plain text" in document.meta["notes"][0]


# fmt: off
FLOODS: dict[str, Callable[[int], str]] = {
    "words": lambda n: "word " * n,
    "paragraphs": lambda n: "a *b* [c](d) `e`\n\n" * (n // 8),
    "lines": lambda n: "a *b* [c](d) `e`\n" * (n // 8),
    "backticks": lambda n: "".join("`" * (i % 300 + 1) + " " for i in range(n // 50)),
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[a](" * (n // 8),
    "quotes": lambda n: ">" * n,
    "emphasis": lambda n: "*a _b " * (n // 4),
    "cells": lambda n: "|" + "a|" * (n // 4) + "\n|" + "-|" * (n // 4),
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * (n // 8),
    "items": lambda n: "- a\n" * (n // 4),
    "breaks": lambda n: "a\\\n" * (n // 4),
    "escapes": lambda n: "\\*" * (n // 4),
    "open tags": lambda n: "<a " * n,
    "comments": lambda n: "a <!--" * (n // 4),
    "html lines": lambda n: "<div>\n" * (n // 4),
    "code lines": lambda n: "```\n" + "a\n" * n,
    "code spans over lines": lambda n: "`" + "a\n" * (n // 4) + "`",
    "empty lines": lambda n: "\n" * n,
    "front matter": lambda n: "---\n" + "a: b\n" * n + "---\n",
}
# fmt: on


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_time_is_linear(flood: Callable[[int], str], assert_linear: Callable[..., None]) -> None:
    assert_linear(lambda n: partial(markdown, flood(n) + "\n\ncanary"), 5_000)
