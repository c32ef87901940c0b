"""Markdown (CommonMark, tables, strikethrough) as a person reads it, each character with its place in the source.

markdown-it-py finds the structure. Its blocks know their lines; so that inline text knows its place too, every inline
rule notes where what it consumed began and ended. A line break that Markdown does not mean is a space, as in a browser;
HTML is read as the HTML reader reads it. Front matter is left out and never parsed. Where the parser would drop what is
nested too deeply, or take too long over nothing but brackets, the file is read as plain text, and its notes say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from qc.document import Document, Kind
from qc.offsets import Span
from qc.readers.aligning import Aligned, Lines, aligned_cell, aligned_lines
from qc.readers.transcript import Transcript

# Deeper nesting than this the parser would drop; plain text is read instead.
_DEEPEST = 100
# More than so many brackets, one in so many characters: nothing that people write, and slow (70 microseconds each).
_MOST_BRACKETS, _BRACKET_SHARE = 5000, 1 / 8
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?=\S)")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_KINDS = {
    "heading": Kind.HEADING,
    "blockquote": Kind.QUOTE,
    "list_item": Kind.LIST_ITEM,
    "table": Kind.TABLE,
}
_ON_LINES = frozenset({"paragraph", "tr", "bullet_list", "ordered_list", *_KINDS})

Rule = Callable[[StateInline, bool], bool]


def read(path: str, source: str, meta: Mapping[str, Any]) -> Document:
    """The document of a Markdown source; `meta` gains its title, the first heading of level 1, and notes."""
    tokens, note = _parsed(source)
    if note:
        return Document(path, source, "markdown", meta={**meta, "notes": (*meta.get("notes", ()), note)})
    reader = _Reader(source)
    reader.read(tokens)
    document = reader.transcript.document(path, "markdown", meta)
    known: dict[str, Any] = {"notes": (*meta.get("notes", ()), *reader.notes)}
    if reader.title:
        known["title"] = reader.title.of(document.text)
    return replace(document, meta={**meta, **known})


def _parsed(source: str) -> tuple[Sequence[Token], str]:
    """The tokens of a source without its front matter, or a note why there are none."""
    brackets = source.count("[")
    if brackets > _MOST_BRACKETS and brackets > _BRACKET_SHARE * len(source):
        return (), "read as plain text: too many brackets to be Markdown"
    try:
        tokens = _parser().parse(_without_front_matter(source))
    except RecursionError:
        return (), "read as plain text: nested too deeply to be read as Markdown"
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return (), "read as plain text: nested too deeply to be read as Markdown"
    return tokens, ""


def _without_front_matter(source: str) -> str:
    """The source with empty lines for YAML between "---" or TOML between "+++" at its start."""
    opening = _FRONT_MATTER.match(source)
    if not opening:
        return source
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*$", re.MULTILINE).search(
        source.replace("\r", "\n"), opening.end()
    )
    if not closing:
        return source
    matter = source[: closing.end()]
    return re.sub(r"[^\r\n]+", "", matter) + source[closing.end() :]


# -- the parser, and where its inline rules have been


class _Parser(MarkdownIt):
    """Links as they stand: nothing is fetched, so nothing needs to be encoded or forbidden."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.disable("text_join")
    parser.inline.ruler2.disable("fragments_join")
    for name, rule in _INLINE_RULES.items():
        parser.inline.ruler.at(name, _noting(rule))
    return parser


_INLINE_RULES: dict[str, Rule] = {
    "newline": rules_inline.newline,
    "escape": rules_inline.escape,
    "backticks": rules_inline.backtick,
    "strikethrough": rules_inline.strikethrough.tokenize,
    "emphasis": rules_inline.emphasis.tokenize,
    "link": rules_inline.link,
    "image": rules_inline.image,
    "autolink": rules_inline.autolink,
    "html_inline": rules_inline.html_inline,
    "entity": rules_inline.entity,
}


def _noting(rule: Rule) -> Rule:
    """The rule, which besides notes in its tokens' `meta` the place of what each stands for."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, first, waiting = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, silent):
            return False
        own = state.tokens[first:]
        if waiting and own and own[0].type == "text":  # text from before, which simply goes on where the last ended
            del own[0]
        if own and not silent:
            _note_places(own, start, state.pos)
        return True

    return noting


def _note_places(tokens: list[Token], start: int, stop: int) -> None:
    first, last = tokens[0], tokens[-1]
    if first.type == "link_open":
        first.meta["place"] = start, start + 1
        last.meta["place"] = stop - 1, stop
        if first.markup == "autolink":
            tokens[1].meta["place"] = start + 1, stop - 1
    elif len(tokens) == 1:
        first.meta["place"] = start, stop
    else:  # a row of emphasis or strikethrough marks
        for token in tokens:
            token.meta["place"] = start, start + len(token.content)
            start += len(token.content)


# -- from tokens to text


class _Reader:
    def __init__(self, source: str) -> None:
        self.transcript = Transcript(source)
        self.title: Span | None = None
        self.notes: list[str] = []
        self._lines = Lines(source)
        self._marks: list[int] = []
        self._anchors: list[tuple[int, str]] = []
        # The column of the table row behind its last cell; -1 outside of tables.
        self._column = -1

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token)
            else:  # a rule across the page
                self.transcript.line()

    # -- blocks

    def _open(self, token: Token) -> None:
        name = token.type.removesuffix("_open")
        if name in _ON_LINES:
            self.transcript.line()
        elif name in ("th", "td"):
            self.transcript.cell()
        if name == "tr":
            self._column = 0
        self._marks.append(self.transcript.length)

    def _close(self, token: Token) -> None:
        name, mark = token.type.removesuffix("_close"), self._marks.pop()
        if kind := _KINDS.get(name):
            self.transcript.block(kind, mark)
        if token.tag == "h1" and not self.title:
            self.title = self.transcript.since(mark)
        if name == "tr":
            self._column = -1
        if name in _ON_LINES:
            self.transcript.line()

    def _code(self, token: Token) -> None:
        first = _first_line(token) + (token.type == "fence")
        content = token.content.removesuffix("\n")
        self.transcript.line()
        if content.strip():
            mark = self.transcript.length
            aligned_lines(content, self._lines, first).copy(self.transcript, 0, len(content), content)
            self.transcript.block(Kind.CODE, mark)
        self.transcript.line()

    def _html(self, token: Token) -> None:
        from qc.readers.pages import Page

        page = Page(token.content)
        page.read()
        self.notes += page.notes
        self.transcript.line()
        self.transcript.graft(page.transcript, aligned_lines(token.content, self._lines, _first_line(token)))
        self.transcript.line()

    # -- inline

    def _inline(self, token: Token) -> None:
        if self._column < 0:
            aligned = aligned_lines(token.content, self._lines, _first_kept_line(token, self._lines))
        else:
            aligned, self._column = aligned_cell(token.content, self._lines, _first_line(token), self._column)
        at = 0
        for child in token.children or ():
            start, stop = child.meta.get("place", (at, at + len(child.content)))
            self._piece(child, start, stop, aligned)
            at = max(at, stop)

    def _piece(self, token: Token, start: int, stop: int, aligned: Aligned) -> None:
        transcript, content = self.transcript, token.content
        if token.type == "text":
            self._words(content, start, aligned)
        elif token.type == "code_inline":
            inside = (start + stop - len(content)) // 2  # between equally long marks, perhaps with a blank at each
            aligned.copy(transcript, inside, inside + len(content), content)
        elif token.type == "link_open":
            self._anchors.append((transcript.length, str(token.attrs["href"])))
        elif token.type == "link_close":
            mark, href = self._anchors.pop()
            transcript.link(href, mark)
        elif place := aligned.place(start, start + 1 if token.type == "softbreak" else stop):
            self._odd_piece(token, place)

    def _words(self, content: str, start: int, aligned: Aligned) -> None:
        """Text whose blanks at either end may meet those of its neighbours, or an image between them."""
        words = content.strip(" ")
        before = len(content) - len(content.lstrip(" "))
        if before and (place := aligned.place(start, start + 1)):
            self.transcript.space(*place)
        stop = start + before + len(words)
        if words:
            aligned.copy(self.transcript, stop - len(words), stop, words)
            if len(words) + before < len(content) and (place := aligned.place(stop, stop + 1)):
                self.transcript.space(*place)

    def _odd_piece(self, token: Token, place: Span) -> None:
        """What does not stand in the text as it stands in the source; images and tags do not stand there at all."""
        if token.type == "text_special":
            self.transcript.put(token.content, *place)
        elif token.type == "softbreak":
            self.transcript.space(*place)
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
            self.transcript.line_break(*place)


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _first_kept_line(token: Token, lines: Lines) -> int:
    """The line in which a block's content begins: the parser drops leading lines of blanks it only strips."""
    words, *_ = token.content.split("\n", 1)
    start, end = token.map or (0, 1)
    dropped = end - start - token.content.count("\n")
    return next((line for line in range(start, start + dropped) if words.lstrip(" ") in lines.text(line)), start)
