"""How the files of packages become documents: through qc's own readers, as its users' files do."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from gettext import GNUTranslations
from pathlib import Path
from xml.etree import ElementTree

from qc.document import Block, Document, Kind
from qc.offsets import Span
from qc.readers.reading import read_string

_ROWS, _COUPLETS = 100, 10
_PAGE, _SPEECH = 2_000, 150  # characters of a page of poems, of a speech that is long
_MALLARD = ("title", "p", "code", "screen")


def _text(path: Path) -> str:
    content = gzip.decompress(path.read_bytes()) if path.suffix in (".gz", ".dz") else path.read_bytes()
    return content.decode("utf-8", "replace")


def _json(path: Path) -> object:
    return json.loads(_text(path))


def _plain(lines: list[str]) -> Document:
    return read_string("<package>", "\n".join(lines))


def text(path: Path) -> Iterator[Document]:
    yield read_string("<package>", _text(path))


def html(path: Path) -> Iterator[Document]:
    yield read_string("<package>", _text(path), "html")


def markdown(path: Path) -> Iterator[Document]:
    yield read_string("<package>", _text(path), "markdown")


def article(path: Path) -> Iterator[Document]:
    """The recipe of a page, where the page's data tell it (schema.org): the page around it is not clean."""
    for script in re.findall(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", _text(path), re.DOTALL):
        told = json.loads(script, strict=False)
        for item in told if isinstance(told, list) else told.get("@graph", [told]):
            if "Recipe" in str(item.get("@type", "")):
                yield _plain(_recipe_lines(item))


def _recipe_lines(item: dict[str, object]) -> list[str]:
    steps = item.get("recipeInstructions") or []
    told = steps.splitlines() if isinstance(steps, str) else [_step(step) for step in steps]  # type: ignore[attr-defined]
    parts = [str(item.get("name", "")), str(item.get("description", "")), *item.get("recipeIngredient", []), *told]  # type: ignore[misc]
    return [str(part) for part in parts if part]


def _step(step: object) -> str:
    return str(step.get("text", "")) if isinstance(step, dict) else str(step)


def mallard(path: Path) -> Iterator[Document]:
    """A page of GNOME's help: its titles and paragraphs, one a line."""
    lines: list[str] = []
    items: list[Block] = []
    for element, listed in _told(ElementTree.fromstring(_text(path))):
        start = sum(map(len, lines)) + len(lines)
        lines += [line for line in [" ".join(_inner(element).split())] if line]
        if listed:
            items.append(Block(Span(start, sum(map(len, lines)) + len(lines)), Kind.LIST_ITEM))
    yield replace(_plain(lines), blocks=tuple(items))


def _told(element: ElementTree.Element, listed: bool = False) -> Iterator[tuple[ElementTree.Element, bool]]:
    """What a page says, and whether it stands in a list."""
    listed = listed or _tag(element) == "item"
    if _tag(element) in _MALLARD:
        yield element, listed
    else:
        for child in element:
            yield from _told(child, listed)


def _inner(element: ElementTree.Element) -> str:
    """What a browser would show of an element: keys apart, and for a link without words the name of its page."""
    if _tag(element) == "link" and not "".join(element.itertext()).strip():
        return (element.get("xref") or element.get("href") or "").replace("#", " ").strip()
    between = "+" if _tag(element) == "keyseq" else ""
    told = [element.text or "", *(part for child in element for part in (_inner(child), child.tail or ""))]
    return between.join(part for part in told if part.strip()) if between else "".join(told)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def roff(path: Path) -> Iterator[Document]:
    """A manual page as mandoc shows it in a browser."""
    command = ["mandoc", "-T", "html", "-K", "utf-8"]
    shown = subprocess.run(command, input=_text(path).encode(), stdout=subprocess.PIPE, check=False).stdout
    yield read_string("<package>", shown.decode(), "html")


def cookies(path: Path) -> Iterator[Document]:
    """The pieces of a file of fortune cookies, without the colours of a terminal."""
    for piece in re.split(r"^%\n", re.sub(r"\x1b\[[0-9;]*m", "", _text(path)), flags=re.MULTILINE):
        yield read_string("<package>", piece.strip("\n"))


def entries(path: Path) -> Iterator[Document]:
    """Entries of a dictionary, a head word in capitals before each."""
    for entry in re.split(r"\n\n(?=[A-Z]{2})", _text(path)):
        yield _plain([entry.strip("\n")])


def hundred(path: Path) -> Iterator[Document]:
    """A hundred poems with the names of their poets."""
    told = _json(path)
    poems = told["japanese"] if isinstance(told, dict) else ()
    yield _plain([poem["line"].strip() for poem in poems])


def stanzas(path: Path) -> Iterator[Document]:
    """Poems of a book: stanzas until they are as long as a page."""
    page: list[str] = []
    for stanza in re.split(r"\n\s*\n", _text(path).replace("\r\n", "\n")):
        page.append(stanza.strip("\n"))
        if sum(map(len, page)) >= _PAGE:
            yield _plain(["\n\n".join(page)])
            page = []
    yield _plain(["\n\n".join(page)])


def messages(path: Path) -> Iterator[Document]:
    """What the people of a story say in a translation, each long speech by itself."""
    with path.open("rb") as opened:
        told = GNUTranslations(opened)
    catalogue: dict[str, str] = told._catalog  # type: ignore[attr-defined]
    said = sorted({text for source, text in catalogue.items() if source and text != source})
    yield from (_plain([re.sub("<[^>]*>", "", text)]) for text in said if len(text) >= _SPEECH)


def verses(path: Path) -> Iterator[Document]:
    """A chapter, a verse a line."""
    chapter = _json(path)
    if isinstance(chapter, dict):
        yield _plain([verse["translation"] for verse in chapter["verses"]])


def recipes(path: Path) -> Iterator[Document]:
    """Recipes of a collection: ingredients and steps."""
    for recipe in _json(path) or ():  # type: ignore[attr-defined]
        steps = [step["description"] for step in recipe["steps"]]
        needed = [each["text_quantity"] for each in recipe["ingredients"] if each.get("text_quantity")]
        yield _plain([recipe["name"], *needed, *steps, *recipe["additional_notes"]])


def countries(path: Path) -> Iterator[Document]:
    told = _json(path)
    names = told["countries"].values() if isinstance(told, dict) else ()
    yield _plain([name if isinstance(name, str) else name[0] for name in names])


def table(path: Path) -> Iterator[Document]:
    yield _plain(_text(path).splitlines()[:_ROWS])


def talk(path: Path) -> Iterator[Document]:
    """Dialogues, a turn a line, from the lists of lists of a YAML file."""
    for dialogue in re.split(r"^ *- +(?=- )", _text(path).partition("conversations:")[2], flags=re.MULTILINE)[1:]:
        turns = re.split(r"^ *- +", dialogue, flags=re.MULTILINE)
        yield _plain([" ".join(turn.split()).strip("'\"") for turn in turns if turn.strip()])


def poems(path: Path) -> Iterator[Document]:
    for each in _json(path) or ():  # type: ignore[attr-defined]
        yield _plain(each["poem"])


def couplets(path: Path) -> Iterator[Document]:
    """Couplets of a chapter, with what a commentator says of each."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as opened:
        rows = opened.execute("select kural_ta, varadarasan from kural order by no").fetchall()
    for at in range(0, len(rows), _COUPLETS):
        yield _plain([part for row in rows[at : at + _COUPLETS] for part in row if part])


FORMATS: dict[str, Callable[[Path], Iterator[Document]]] = {
    each.__name__: each
    for each in (
        text, html, markdown, article, mallard, roff, cookies, entries, hundred, stanzas, messages, verses, recipes,
        countries, table, talk, poems, couplets,
    )
}  # fmt: skip
