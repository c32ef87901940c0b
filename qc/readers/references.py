"""Character references of HTML: what each stands for, and how much of the source it takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

# No name is longer than 32 characters with its semicolon; numbers may have any number of zeros in front.
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+)|[A-Za-z][A-Za-z0-9]{0,31});?")
_SEMICOLON_ONLY = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+)|[A-Za-z][A-Za-z0-9]{0,31});")


class Reference(NamedTuple):
    """`source[start:end]` stands for `text`, which is empty where the standard library drops a control character."""

    start: int
    end: int
    text: str


def references(source: str, start: int, end: int) -> Iterator[Reference]:
    """The character references in `source[start:end]`, decoded as `html.unescape` decodes them."""
    for match in _REFERENCE.finditer(source, start, end):
        text, length = _number(match[0]) if match[0][1] == "#" else _name(match[0])
        if length:
            yield Reference(match.start(), match.start() + length, text)


def decoded(text: str) -> str:
    """The text with its references decoded."""
    return _REFERENCE.sub(lambda match: _decode(match[0]), text)


def decoded_address(value: str) -> str:
    """An attribute's value: only references that end in a semicolon count, so that "?a=1&copy=2" stays an address."""
    return _SEMICOLON_ONLY.sub(lambda match: _decode(match[0]), value)


def _decode(reference: str) -> str:
    text, length = _number(reference) if reference[1] == "#" else _name(reference)
    return text + reference[length:]


def _number(reference: str) -> tuple[str, int]:
    digits = reference[2:].rstrip(";")
    base = "x" if digits[0] in "xX" else ""
    digits = digits.lstrip("xX").lstrip("0") or "0"
    if len(digits) > 7:  # beyond Unicode, and perhaps beyond what `int` reads
        return "\ufffd", len(reference)
    return unescape(f"&#{base}{digits};"), len(reference)


def _name(reference: str) -> tuple[str, int]:
    """The longest name that the reference begins with: "&notit;" is "¬" and "it;"."""
    name = reference[1:]
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0
