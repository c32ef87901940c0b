"""HTML as a person reads it, every character with its place in the source.

Blocks stand on lines of their own, white space is collapsed, cells are parted by tabs, `pre` is kept to the character.
What a browser does not show is left out: scripts, styles, templates, form fields and their choices, and elements that
their own tag hides (`hidden`, `display: none`, `visibility: hidden`). Style sheets are not read. `html`, `body`, `main`
and `article` count as visible, since scripts show them later, and a page that hides all its text is read as if it
hid none. `meta["hidden_characters"]` counts what was left out that way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qc.document import Document, Kind
from qc.readers.references import decoded, decoded_address, references
from qc.readers.tags import LITERAL, Tags, attributes
from qc.readers.transcript import BLANKS, Transcript

VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
# Elements on lines of their own, as in the style sheet of the HTML standard (and buttons, which look like it).
LINES = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p "
    "plaintext pre search section summary table tbody tfoot thead tr ul xmp".split()
)
CELLS = frozenset({"td", "th"})
LINES_AND_CELLS = LINES | CELLS
TABLE_PARTS = CELLS | {"table", "tbody", "thead", "tfoot", "tr", "caption"}
# Never shown, or shown only by a player or a form. Ruby annotations would stand in the middle of a word.
NOT_SHOWN = frozenset(
    "audio canvas datalist iframe noembed noframes noscript rp rt script select style template textarea title "
    "video".split()
)
# Elements that HTML lets end by themselves.
OPEN_ENDED = frozenset("p li dt dd tr td th rt rp option".split())
NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
VERBATIM = frozenset({"pre", "listing", "plaintext", "xmp"})
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.LIST_ITEM),
    **dict.fromkeys(VERBATIM, Kind.CODE),
    **dict.fromkeys(("nav", "aside", "search"), Kind.NAVIGATION),
    "blockquote": Kind.QUOTE,
}
# Banner and page footer, unless they belong to a part of the page.
LANDMARKS = frozenset({"header", "footer"})
SECTIONS = ("article", "main", "section")
NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
# A start tag ends an open element of the first kind, if none of the second kind was opened since.
ENDS = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
PARAGRAPH_SCOPES = ("td", "th", "caption", "button", "object")
NOTICED = frozenset(KINDS) | CELLS | LANDMARKS | NOT_SHOWN | {"a", "html", "table"}

# Blanks that are not one space: two in a row, or a line end, or a tab.
_ODD_BLANKS = re.compile(r"[\t\n\r\f]| {2}")
_LONG_BLANKS = re.compile(r"[ \t\n\r\f]{2,}")
_TO_SPACES = str.maketrans(dict.fromkeys(BLANKS, " "))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A table whose cells hold more than this on average is there for the layout.
_LONGEST_CELL = 100


def read(path: str, source: str, meta: Mapping[str, Any]) -> Document:
    """The document of a page; `meta` gains its title, language, notes and the number of hidden characters."""
    page = Page(source)
    page.read()
    if not page.transcript.length and page.hidden_characters:
        page = Page(source, show_hidden=True)
        page.read()
    known = {"title": page.title, "language": page.language, "hidden_characters": page.hidden_characters}
    notes = (*meta.get("notes", ()), *page.notes)
    return page.transcript.document(path, "html", {**meta, **{k: v for k, v in known.items() if v}, "notes": notes})


@dataclass(slots=True)
class _Part:
    """An open element that says something about the text in it: how deep it stands, and where its text begins."""

    depth: int
    mark: int
    kind: Kind
    is_data: bool = False
    cells: int = 0


class Page:
    """Reads a page from tag to tag, keeping only what is open."""

    def __init__(self, source: str, *, show_hidden: bool = False) -> None:
        self.source = source
        self.transcript = Transcript(source)
        self.title = ""
        self.language = ""
        self.hidden_characters = 0
        self.notes: list[str] = []
        self._show_hidden = show_hidden
        # The open elements, the depths of each name among them, and the depths of blocks and cells.
        self._stack: list[str] = []
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        self._lines: list[int] = []
        self._parts: list[_Part] = []
        self._tables: list[_Part] = []
        self._anchor: tuple[int, str] | None = None
        # Depth of the element that hides, or keeps verbatim, what is in it; -1 for none.
        self._hidden = -1
        self._verbatim = -1

    def read(self) -> None:
        """Read all of the page into the transcript."""
        tags, position = Tags(self.source), 0
        for start, end, name, closes, attributes_ in tags:
            if position < start:
                self._text(position, start)
            position = end
            if closes:
                self._close(name)
            elif name in VOID:
                self._void(name, start, end)
            elif name:
                self._open(name, attributes_)
                if name in VERBATIM and self.source.startswith(("\n", "\r\n"), end):
                    position = self.source.index("\n", end) + 1
        if position < len(self.source):
            self._text(position, len(self.source))
        self._finish(tags)

    def _finish(self, tags: Tags) -> None:
        self._note_if_hidden()
        self.notes += tags.notes
        self._end_link()
        self._pop_to(0)

    def _note_if_hidden(self) -> None:
        """The page ends while an element hides everything: what was left out may be more than was meant."""
        if self._hidden >= 0 and (name := self._stack[self._hidden]) not in OPEN_ENDED | LITERAL:
            self.notes.append(f"<{name}>, which is not shown, is never closed: what is behind it was not read")

    # -- elements

    def _open(self, name: str, attributes_: str) -> None:
        if name in LINES_AND_CELLS:
            self._begin_line(name)
        depth = len(self._stack)
        self._stack.append(name)
        self._depths[name].append(depth)
        if (attributes_ or name in NOTICED) and self._hidden < 0:
            self._notice(name, attributes_, depth)

    def _void(self, name: str, start: int, end: int) -> None:
        if self._hidden < 0:
            if name == "br":
                self.transcript.line_break(start, end)
            elif name == "hr":
                self.transcript.line()

    def _begin_line(self, name: str) -> None:
        """A block or a cell begins; what it ends without being asked to is the paragraph, item, row or cell before."""
        if name in ENDS:
            closed, scopes = ENDS[name]
            if (depth := self._top(closed)) > self._top(scopes):
                self._pop_to(depth)
        elif self._depths["p"] and self._depths["p"][-1] > self._top(PARAGRAPH_SCOPES):
            self._pop_to(self._depths["p"][-1])
        self._lines.append(len(self._stack))
        self._gap(name)

    def _gap(self, name: str) -> None:
        if self._hidden < 0:
            if name in CELLS:
                self.transcript.cell()
            else:
                self.transcript.line()

    def _top(self, names: tuple[str, ...]) -> int:
        """Depth of the innermost open element with one of the names, -1 if there is none."""
        return max([self._depths[name][-1] for name in names if self._depths[name]], default=-1)

    def _close(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name in LINES_AND_CELLS:
            self._gap(name)
            if name == "body":
                self._note_if_hidden()
        stack = self._stack
        if stack and stack[-1] == name:
            self._pop_to(len(stack) - 1)
        elif (depths := self._depths.get(name)) and self._may_close(name, depths[-1]):
            self._pop_to(depths[-1])

    def _may_close(self, name: str, depth: int) -> bool:
        """An inline element cannot end a block within it, and nothing but its table ends a cell."""
        if name not in LINES_AND_CELLS:
            return not self._lines or self._lines[-1] < depth
        return not self._tables or name in TABLE_PARTS or depth > self._top(("td", "th", "caption"))

    def _pop_to(self, depth: int) -> None:
        """Close every element from `depth` on."""
        stack, depths, lines, parts = self._stack, self._depths, self._lines, self._parts
        while len(stack) > depth:
            depths[stack.pop()].pop()
        while lines and lines[-1] >= depth:
            lines.pop()
        while parts and parts[-1].depth >= depth:
            self._end_part(parts.pop())
        if self._hidden >= depth:
            self._hidden = -1
        if self._verbatim >= depth:
            self._verbatim = -1

    # -- what elements mean

    def _notice(self, name: str, attributes_: str, depth: int) -> None:
        if name in NOT_SHOWN or (attributes_ and self._hides(name, attributes_)):
            self._hidden = depth
            return
        role = attributes(attributes_).get("role", "").lower() if "role" in attributes_ else ""
        if name == "table":
            self._begin_table(depth, role)
        elif kind := self._kind(name, role):
            self._parts.append(_Part(depth, self.transcript.length, kind))
        if name == "a":
            self._begin_link(attributes_)
        elif name in VERBATIM and self._verbatim < 0:
            self._verbatim = depth
        elif name in CELLS and self._tables:
            self._tables[-1].cells += 1
        elif name == "html":
            self.language = attributes(attributes_).get("lang", "").strip()

    def _hides(self, name: str, attributes_: str) -> bool:
        lowered = attributes_.lower()
        if ("hidden" not in lowered and "none" not in lowered) or self._show_hidden or name in NEVER_HIDDEN:
            return False
        found = attributes(lowered)
        return "hidden" in found or bool(_HIDING_STYLE.search(found.get("style", "")))

    def _kind(self, name: str, role: str) -> Kind | None:
        if role in NAVIGATION_ROLES or (name in LANDMARKS and self._top(SECTIONS) < 0):
            return Kind.NAVIGATION
        return KINDS.get(name)

    def _begin_link(self, attributes_: str) -> None:
        self._end_link()
        if href := attributes(attributes_).get("href"):
            self._anchor = self.transcript.length, decoded_address(href)

    def _end_link(self) -> None:
        if self._anchor:
            mark, href = self._anchor
            self.transcript.link(href, mark)
            self._anchor = None

    def _begin_table(self, depth: int, role: str) -> None:
        """A table is data, rather than layout, if it holds no other table and its cells are short."""
        if self._tables:
            self._tables[-1].is_data = False
        table = _Part(depth, self.transcript.length, Kind.TABLE, role not in ("presentation", "none"))
        self._tables.append(table)
        self._parts.append(table)

    def _end_part(self, part: _Part) -> None:
        if part.kind is Kind.TABLE:
            self._tables.pop()
            if not part.is_data or self.transcript.length - part.mark > _LONGEST_CELL * part.cells:
                return
        self.transcript.block(part.kind, part.mark)

    # -- text

    def _text(self, start: int, end: int) -> None:
        run = self.source[start:end]
        if self._hidden >= 0:
            self._leave_out(run)
        elif "&" in run:
            self._decode(start, end)
        elif self._verbatim >= 0:
            self.transcript.copy(start, end, run)
        else:
            self._words(start, end, run)

    def _leave_out(self, run: str) -> None:
        if self._stack[-1] == "title" and not self.title:
            self.title = " ".join(decoded(run).split())
        if self._stack[self._hidden] not in NOT_SHOWN:
            self.hidden_characters += len(run.strip())

    def _decode(self, start: int, end: int) -> None:
        """Text with character references, each mapped as a whole."""
        for reference in references(self.source, start, end):
            self._plain(start, reference.start)
            if reference.text not in BLANKS or self._verbatim >= 0:
                self.transcript.put(reference.text, reference.start, reference.end)
            elif reference.text:
                self.transcript.space(reference.start, reference.end)
            start = reference.end
        self._plain(start, end)

    def _plain(self, start: int, end: int) -> None:
        if start < end and self._verbatim >= 0:
            self.transcript.copy(start, end, self.source[start:end])
        elif start < end:
            self._words(start, end, self.source[start:end])

    def _words(self, start: int, end: int, run: str) -> None:
        """Text whose white space collapses: a run of blanks is one space, which stands for its first or last."""
        words = run.strip(BLANKS)
        length = len(words)
        if length == end - start:
            stop = end
        elif length:
            stop = start + len(run.rstrip(BLANKS))
            start = stop - length
            if run[0] in BLANKS:
                self.transcript.space(start - 1, start)
        else:
            self.transcript.space(start, start + 1)
            return
        if _ODD_BLANKS.search(words):
            self._collapsed(start, stop)
        else:
            self.transcript.copy(start, stop, words)
        if stop < end:
            self.transcript.space(stop, stop + 1)

    def _collapsed(self, start: int, end: int) -> None:
        for blanks in _LONG_BLANKS.finditer(self.source, start, end):
            stop = blanks.start() + 1
            self.transcript.copy(start, stop, self.source[start:stop].translate(_TO_SPACES))
            start = blanks.end()
        self.transcript.copy(start, end, self.source[start:end].translate(_TO_SPACES))
