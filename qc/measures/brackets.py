"""Markup in angle and square brackets: tags of HTML, comments, BBCode and shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qc.measures.needles import occurrences

ELEMENTS = frozenset(
    """
    a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center
    cite code col colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
    form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map
    mark menu meta nav noscript object ol optgroup option p param picture pre q ruby s samp script section select small
    source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt
    u ul var video wbr
    """.split()
)
_ALONE = frozenset(("br", "hr", "wbr"))  # never have a closing tag, and say all with their name

# Tried at their first character. Attributes never contain an angle bracket.
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})((?:\s[^<>]{0,1000})?)/?>")
_ESCAPED = re.compile(
    r"&(?:amp;){0,3}lt;(/?)([A-Za-z][A-Za-z0-9]{0,10})((?:\s(?:(?!&(?:amp;){0,3}[lg]t;)[^<>\n]){0,400})?)/?&(?:amp;){0,3}gt;"
)
_ATTRIBUTES = re.compile(r"\s+[A-Za-z_@:][\w:.-]{0,40}\s{0,3}=|\s*/?$")
_OTHER = re.compile(r"<!--|<!DOCTYPE [^<>\n]{1,200}>|<!\[CDATA\[|<\?(?:xml|php)\b[^\n]{0,300}?\?>", re.IGNORECASE)
_CODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]{0,30})((?:[ =][^\[\]\n]{0,400})?)\]")
_SHORTCODE = re.compile(r" +[\w-]{1,40}=[^ ]")
_BUILDER = re.compile(r"(?:vc|et_pb|fusion|wp|av|mk|tdc?)_")
_BBCODES = frozenset("b i u s url img quote code size color font list center left right spoiler email youtube".split())

_SHORTCODES = _BBCODES | frozenset(
    "caption gallery embed audio playlist column columns row button tab tabs toggle".split()
)


class Tag(NamedTuple):
    """A tag at `string[start:end]`."""

    start: int
    end: int
    name: str
    closing: bool
    sure: bool  # needs no mate to be believed


def tags(string: str) -> Iterator[Tag]:
    """Tags of HTML elements, then escaped ones: an escaped tag is a leftover whatever stands around it."""
    for first, pattern in (("<", _TAG), ("&", _ESCAPED)):
        for at in occurrences(string, first):
            match = pattern.match(string, at)
            if match and match[2].lower() in ELEMENTS and _ATTRIBUTES.match(match[3]):
                name = match[2].lower()
                sure = first == "&" or bool(match[1]) or name in _ALONE or "=" in match[3]
                yield Tag(*match.span(), name, bool(match[1]), sure)


def codes(string: str) -> Iterator[Tag]:
    """BBCode and shortcodes."""
    for at in occurrences(string, "["):
        match = _CODE.match(string, at)
        if match and (len(match[2]) > 1 or match[2] in _BBCODES):
            name, rest = match[2], match[3]
            known = name in _BBCODES and rest[:1] == "="
            sure = bool(_SHORTCODE.match(rest) or _BUILDER.match(name) or known)
            if sure or not rest:
                yield Tag(*match.span(), name, bool(match[1]), sure or (bool(match[1]) and name in _SHORTCODES))


def declarations(string: str) -> Iterator[tuple[int, int]]:
    """Comments, document types, CDATA marks and processing instructions."""
    end = 0
    for at in occurrences(string, "<"):
        match = _OTHER.match(string, at) if at >= end else None
        if match:
            end = match.end()
            if match[0] == "<!--":
                closing = string.find("-->", at, at + 5000)
                end = closing + 3 if closing >= 0 else match.end()
            yield at, end
