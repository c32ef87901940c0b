"""All markup and code that stands in a text as if it were prose, in pieces a reader would call one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from qc.measures.brackets import Tag, codes, declarations, tags
from qc.measures.entities import references
from qc.measures.snippets import objects, scripts, styles

if TYPE_CHECKING:
    from qc.text import Text

Edit = tuple[int, int, str]

# An element whose content is no longer than this is one piece; of a longer one the tags are, the second related.
_SHORT = 200
_APART = 5000  # so far a closing tag is looked for
_WHOLE = frozenset(("script", "style", "noscript", "iframe"))  # what they enclose is markup too


class Piece(NamedTuple):
    """Markup at `text.string[start:end]`.

    what      in words
    key       equal for equal leftovers
    edits     what removes or decodes it
    decodes   nothing but character references, so that the edits change no more than how characters are written
    related   the closing tag, where it stands far off
    """

    start: int
    end: int
    what: str
    key: str
    confidence: float
    edits: tuple[Edit, ...]
    decodes: bool = False
    related: tuple[tuple[int, int, str], ...] = ()


def markup(text: Text) -> list[Piece]:
    """Pieces in ascending order, none inside another, those with blanks alone between them joined."""
    string = text.string
    found: list[Piece] = [_reference(*reference) for reference in references(string)]
    found += _elements(text, sorted(tags(string)), "a tag of HTML")
    found += _elements(text, list(codes(string)), "a shortcode")
    found += [_removed(start, end, "a declaration of HTML") for start, end in declarations(string)]
    for snippet in (*styles(string), *scripts(string), *objects(string)):
        found.append(_removed(snippet.start, snippet.end, snippet.what, snippet.confidence))
    return _joined(string, sorted(found, key=lambda piece: (piece.start, -piece.end)))


def _reference(start: int, end: int, character: str) -> Piece:
    return Piece(start, end, "an entity of HTML", character, 0.97, ((start, end, character),), decodes=True)


def _removed(start: int, end: int, what: str, confidence: float = 0.97) -> Piece:
    return Piece(start, end, what, f"{what} {start}", confidence, ((start, end, ""),))


def _elements(text: Text, found: list[Tag], what: str) -> Iterator[Piece]:
    """Pieces of the tags that are sure by themselves, and of the pairs of an opening and its closing tag."""
    mates = _mates(text, found)
    paired = set(mates.values())
    for index, tag in enumerate(found):
        if index in mates:
            yield _pair(text, tag, found[mates[index]], what)
        elif tag.sure and index not in paired:
            yield Piece(tag.start, tag.end, what, tag.name, 0.95, ((tag.start, tag.end, _gap(tag)),))


def _gap(tag: Tag) -> str:
    return " " if tag.name == "br" else ""


def _mates(text: Text, found: list[Tag]) -> dict[int, int]:
    """Index of an opening tag -> index of the closing one: the nearest after it, in its document."""
    mates: dict[int, int] = {}
    opened: dict[tuple[int, str], list[int]] = {}
    for index, tag in enumerate(found):
        stack = opened.setdefault((text.document_at(tag.start), tag.name), [])
        if not tag.closing:
            stack.append(index)
        elif stack and tag.start - found[stack[-1]].end <= _APART:
            mates[stack.pop()] = index
    return mates


def _pair(text: Text, first: Tag, second: Tag, what: str) -> Piece:
    content = text.slice(first.end, second.start)
    edits = ((first.start, first.end, ""), (second.start, second.end, ""))
    if first.name in _WHOLE:
        whole = _removed(first.start, second.end, "a script" if first.name == "script" else what)
        return whole._replace(key=first.name)
    if len(content) <= _SHORT and "\n" not in content:
        return Piece(first.start, second.end, what, first.name, 0.96, edits)
    related = ((second.start, second.end, "its closing tag"),)
    return Piece(first.start, first.end, what, first.name, 0.96, edits, related=related)


def _joined(string: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces without those inside others, and those that touch, or have only blanks between them, as one."""
    runs: list[list[Piece]] = []
    end = -1
    for piece in pieces:
        if piece.end <= end:
            continue
        if runs and (piece.start < end or not string[end : piece.start].strip(" \t")):
            runs[-1].append(piece)
        else:
            runs.append([piece])
        end = piece.end
    return [_one(run) for run in runs]


def _one(run: list[Piece]) -> Piece:
    if len(run) == 1:
        return run[0]
    edits: list[Edit] = []
    for edit in (edit for piece in run for edit in piece.edits):
        if not edits or edit[0] >= edits[-1][1]:
            edits.append(edit)
    return run[0]._replace(
        end=run[-1].end,
        key=" ".join(piece.key for piece in run[:9]),
        confidence=max(piece.confidence for piece in run),
        edits=tuple(edits),
        decodes=all(piece.decodes for piece in run),
        related=tuple(related for piece in run for related in piece.related),
    )
