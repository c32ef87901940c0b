"""HTML as browsers cut it: where its tags stand, and nothing about what they mean.

The standard library's parser is not used because its results differ between patch releases of one Python version
and older ones take quadratic time (CVE-2025-6069, CVE-2026-15308); tree-sitter's grammar is quadratic on unclosed
comments, and the DOM parsers give no offsets. This follows the tokenizer of the HTML standard, with two exceptions
in favour of the text: a quotation mark that is never closed does not swallow the rest of the page, and neither does
a tag that is never closed unless the page ends in it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

# An opening that may be a tag, a comment or a declaration. Group 3 is set for tags without "<", ">" or stray quotation
# marks in their attributes, which nearly all are; possessive, so that time is linear.
_OPENING = re.compile(
    r"""<(?:(/?)([A-Za-z][^\t\n\f\r />]*+)(?:([^<>"']*+(?:(?<==)(?:"[^"<>]*"|'[^'<>]*')[^<>"']*+)*+)>)?|(!--)|[!?/])"""
)
_COMMENT_END = re.compile(r"--!?>")
_VALUE_OR_END = re.compile(r"[>=]")
_VALUE_START = re.compile(r"[ \t\n\f\r]*")
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]*")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
# A page cut off in a tag ends in less than this; a longer rest is text that a stray "<" must not swallow.
_LONGEST_CUT_TAG = 1000

# Elements whose content has no tags, up to their own end tag.
LITERAL = frozenset({"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext"})
_LITERAL_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in LITERAL - {"plaintext"}}


# Where it starts and ends, its name in lower case ("" for what is no tag), whether it closes, and its attributes.
Tag = tuple[int, int, str, bool, str]


class Tags:
    """The tags, comments and declarations of a page in order; `notes` says afterwards what the page never closed."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.notes: list[str] = []
        self._last_end = source.rfind(">")
        self._last_quote = {quote: source.rfind(quote) for quote in "\"'"}
        self._quotes_count = True

    def __iter__(self) -> Iterator[Tag]:
        position: int | None = 0
        while position is not None:
            position = yield from self._until_jump(position)

    def _until_jump(self, position: int) -> Generator[Tag, None, int | None]:
        """Yield tags up to one behind which the next is not simply the next opening; return where to go on."""
        for match in _OPENING.finditer(self.source, position):
            slash, name, simple = match.group(1, 2, 3)
            if simple is None:
                tag = self._tag(match) if name else self._declaration(match)
                if tag is None:
                    return None
                yield tag
                return self._resume(tag[1], tag[2], closes=tag[3])
            name = name.lower()
            yield match.start(), match.end(), name, slash == "/", simple
            if name in LITERAL:
                return self._resume(match.end(), name, closes=slash == "/")
        return None

    def _resume(self, end: int, name: str, *, closes: bool) -> int | None:
        """Where the next tag can be: behind the content of a literal element."""
        if closes or name not in LITERAL:
            return end
        if name == "plaintext":
            return None
        match = _LITERAL_ENDS[name].search(self.source, end)
        return match.start() if match else self._never_closed(f"<{name}>", end)

    # -- tags

    def _tag(self, match: re.Match[str]) -> Tag | None:
        """A tag with quotation marks or angle brackets in odd places; `None` if the rest of the page is no markup."""
        start, inside = match.start(), match.end()
        end = self._end(inside)
        if end < 0:
            return self._cut_tag(start)
        return start, end, match[2].lower(), match[1] == "/", self.source[inside : end - 1]

    def _end(self, position: int) -> int:
        """Behind the first ">" outside of quoted values. Once there is none, quotation marks mean nothing any more."""
        if position > self._last_end:
            return -1
        at = position
        while self._quotes_count and (match := _VALUE_OR_END.search(self.source, at)):
            if match[0] == ">":
                return match.end()
            at = self._value_end(match.end())
        self._quotes_count = False
        return self.source.find(">", position) + 1

    def _value_end(self, position: int) -> int:
        position = _VALUE_START.match(self.source, position).end()  # type: ignore[union-attr]
        quote = self.source[position : position + 1]
        if quote in self._last_quote:
            return self.source.find(quote, position + 1) + 1 if self._last_quote[quote] > position else position + 1
        return _UNQUOTED.match(self.source, position).end()  # type: ignore[union-attr]

    def _cut_tag(self, start: int) -> Tag | None:
        self.notes.append("the page ends inside a tag")
        rest = len(self.source) - start
        return (start, len(self.source), "", False, "") if rest < _LONGEST_CUT_TAG else None

    # -- what is no tag

    def _declaration(self, match: re.Match[str]) -> Tag:
        """A comment, a doctype, a processing instruction: up to its end, or to that of the page."""
        if match[4]:
            closing = _COMMENT_END.search(self.source, match.end() - 2)
            end = closing.end() if closing else self._never_closed("a comment", match.start())
        else:
            end = self.source.find(">", match.end()) + 1 or self._never_closed("a declaration", match.start())
        return match.start(), end, "", False, ""

    def _never_closed(self, what: str, start: int) -> int:
        rest = len(self.source) - start
        self.notes.append(f"{what} is never closed: the {rest:,} characters behind it are not shown and were not read")
        return len(self.source)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case, as they stand; of equal ones the first."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), double or single or bare)
    return found
