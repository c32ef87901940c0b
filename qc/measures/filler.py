"""Filler text: the mock Latin that layouts are tried with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qc.hashes import word_hash
from qc.offsets import Span

if TYPE_CHECKING:
    from qc.text import Text

# The words of the two common versions of the passage (the standard one, and the one of German type foundries).
_WORDS = frozenset(
    """
    lorem ipsum dolor sit amet consectetur consectetuer consetetur adipiscing adipisicing sadipscing elit elitr sed do
    diam nonumy eiusmod eirmod tempor incididunt invidunt ut labore et dolore magna aliqua aliquyam erat voluptua at
    vero eos accusam justo duo dolores ea rebum stet clita kasd gubergren no sea takimata sanctus est enim ad minim
    veniam quis nostrud exercitation ullamco laboris nisi aliquip ex commodo consequat duis aute irure in
    reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident
    sunt culpa qui officia deserunt mollit anim id laborum
    """.split()
)
_SHARE = 0.8


def filler(text: Text) -> Iterator[Span]:
    """Spans in `text.string`: from "lorem ipsum" to the end of the last sentence of its paragraph that is filler too.

    Prose that only speaks of "lorem ipsum" is none: its next word is not one of the passage. Standing alone on a line
    it is.
    """
    end = 0
    for second in text.words.start[text.word_ids == word_hash("ipsum")].tolist():
        at = second - len("lorem ")
        if at < end or not text.folded.startswith("lorem ipsum", at):
            continue
        sentence = text.sentences.at(at)
        if sentence >= 0 and text.sentences.end[sentence] > at:
            end = _end(text, at, sentence)
            if end:
                yield Span(at, end)


def _end(text: Text, start: int, sentence: int) -> int:
    """Where the filler that begins at `start` in `sentence` ends; 0 if there is none."""
    end = int(text.sentences.end[sentence])
    if not _is_filler(text, start, end):
        return 0
    owner, last = text.sentences.owner[sentence], len(text.sentences) - 1
    while sentence < last and text.sentences.owner[sentence + 1] == owner:
        sentence += 1
        if not _is_filler(text, *text.sentences[sentence]):
            break
        end = int(text.sentences.end[sentence])
    return end


def _is_filler(text: Text, start: int, end: int) -> bool:
    inside = text.words.within(start, end)
    words = text.word_strings(inside.start, min(inside.stop, inside.start + 200))
    return sum(word in _WORDS for word in words) >= _SHARE * len(words) > 0
