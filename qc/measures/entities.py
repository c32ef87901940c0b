"""Character references of HTML that were never decoded: `&nbsp;`, `&#39;`, `&amp;amp;quot;`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from typing import NamedTuple

from qc.measures.needles import occurrences

# At an ampersand: one reference, through any number of levels of escaping. The one class of characters behind the
# ampersand cannot match a semicolon, so each is tried in one way only.
_REFERENCE = re.compile(r"&(?:amp;){0,4}(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSAND = re.compile(r"&(?:amp;){1,4}")
# Without its semicolon a reference is one only if it can hardly be anything else, and not in the query of an address.
_UNCLOSED = re.compile(r"&(?:nbsp|amp|quot|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|laquo|raquo)(?![\w=;])")
_BLANKS = frozenset("\u00a0\u2002\u2003\u2009\u202f\t")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff")


class Reference(NamedTuple):
    """A character reference at `string[start:end]`, and the text it stands for."""

    start: int
    end: int
    character: str


def references(string: str) -> Iterator[Reference]:
    """Every reference, ascending; names count only as HTML spells them, so that "R&D;" and "Q&A;" are none."""
    end = 0
    for at in occurrences(string, "&"):
        match = _match(string, at) if at >= end else None
        if match:
            end = match.end()
            yield Reference(at, end, _decoded(match[0]))


def _match(string: str, at: int) -> re.Match[str] | None:
    match = _REFERENCE.match(string, at)
    if match and (match[1][0] == "#" or _is_name(match[1])):
        return match
    escaped = _AMPERSAND.match(string, at)
    if escaped:
        return escaped
    unclosed = _UNCLOSED.match(string, at)
    return unclosed if unclosed and "=" not in string[max(0, at - 40) : at].rsplit(" ", 1)[-1] else None


def _is_name(name: str) -> bool:
    """A name of HTML 4, or one of HTML 5 that is too long to be an abbreviation between "&" and ";"."""
    return name in name2codepoint or name == "apos" or (len(name) >= 4 and f"{name};" in html5)


def _decoded(reference: str) -> str:
    """What it stands for: special blanks as a plain blank, invisible characters as nothing."""
    reference = reference if reference.endswith(";") else f"{reference};"
    for _ in range(5):
        reference = html.unescape(reference)
    if reference in _BLANKS:
        return " "
    return "" if reference in _INVISIBLE or not reference.isprintable() else reference
