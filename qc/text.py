"""Text as columns: one or many documents laid end to end, and everything rules ask of them, computed once.

Python pays per object and NumPy per call, so a batch of small documents becomes one `Text`. Every view is cached
and computed when first asked for. All offsets are code points of `string`; `place` leads to document and `Span`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qc import characters, hashes, segments
from qc.document import Document, Kind
from qc.offsets import Span
from qc.spans import Ints, Spans, spans

# Between two documents: no line, sentence or pattern that stops at a line end or NUL can cross it.
SEPARATOR = "\n\0\n"

View = TypeVar("View")


class Text:
    """Columns over one or many documents.

    string      the documents of the batch, `SEPARATOR` between them
    documents   Spans[d] of the documents in `string`
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.sources = tuple(documents)
        self.string = SEPARATOR.join(document.text for document in self.sources)
        lengths = np.array([len(document.text) for document in self.sources], np.int64)
        start = np.append(0, np.cumsum(lengths + len(SEPARATOR)))[:-1].astype(np.int64)
        self.documents = spans(start, start + lengths)
        self._views: dict[Callable[[Text], Any], Any] = {}
        self._word_ranges: dict[int, tuple[Spans, Ints, Ints]] = {}

    @classmethod
    def of(cls, *texts: str) -> Text:
        """A text of plain strings, for tests and for `qc.check`."""
        return cls([Document(path=f"<text {index}>", text=text) for index, text in enumerate(texts)])

    # -- characters

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """uint32[n]: the code points."""
        return np.frombuffer(self.string.encode("utf-32-le", "surrogatepass"), np.uint32)

    @cached_property
    def _points(self) -> Ints:
        """int64[n]: the code points as NumPy looks up with them; without checking each, that is twice as fast."""
        return self.codes.astype(np.int64)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """uint8[n]: `characters.Kind` of each."""
        return characters.kinds().take(self._points, mode="clip")

    @cached_property
    def scripts(self) -> NDArray[np.uint8]:
        """uint8[n]: index into `characters.SCRIPTS` of each."""
        return characters.scripts().take(self._points, mode="clip")

    @cached_property
    def folded_codes(self) -> NDArray[np.uint32]:
        """uint32[n]: in lower case, one for one."""
        return characters.folded().take(self._points, mode="clip")

    @cached_property
    def folded(self) -> str:
        """`string` in lower case, of the same length: the offsets are those of `string`."""
        return self.folded_codes.tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def beyond_ascii(self) -> Ints:
        """int64[b]: the offsets of the characters beyond ASCII, ascending: few in some languages, all in others."""
        return np.flatnonzero(self.codes >= 0x80)

    # -- segments

    @cached_property
    def wordy(self) -> NDArray[np.bool_]:
        """bool[n]: part of a word."""
        return segments.wordy(self.codes, self.kinds)

    @cached_property
    def words(self) -> Spans:
        """Words; `owner` is the document."""
        found = segments.words(self.wordy, self.kinds)
        return spans(found.start, found.end, self.documents)

    @cached_property
    def lines(self) -> Spans:
        """Lines with anything visible, without the blanks around; `owner` is the document."""
        return segments.lines(self.kinds, self.documents)

    @cached_property
    def paragraphs(self) -> Spans:
        """Paragraphs (a line each, unless the text is hard-wrapped); `owner` is the document."""
        plain = np.array([document.format == "text" for document in self.sources], np.bool_)
        return segments.paragraphs(self.codes, self.kinds, self.lines, self.documents, plain)

    @cached_property
    def sentences(self) -> Spans:
        """Sentences; `owner` is the paragraph."""
        return segments.sentences(self.codes, self.kinds, self.words, self.word_ids, self.paragraphs)

    # -- identities

    @cached_property
    def word_ids(self) -> hashes.Hashes:
        """uint64[w]: equal for words that are equal in lower case."""
        sums = hashes.prefix(hashes.folded_values().take(self._points, mode="clip"))
        return hashes.stretch_hashes(sums, self.words.start, self.words.end)

    @cached_property
    def _sequence(self) -> hashes.Hashes:
        return hashes.prefix(self.word_ids)

    def sequence_ids(self, first: Ints, last: Ints) -> hashes.Hashes:
        """uint64[k]: equal for equal sequences of words `[first, last)` (int64[k] word indices)."""
        return hashes.stretch_hashes(self._sequence, first, last)

    def ngram_ids(self, size: int) -> hashes.Hashes:
        """uint64[w - size + 1]: equal for equal sequences of `size` words, wherever they begin."""
        return hashes.window_hashes(self._sequence, size)

    def words_of(self, segments_: Spans) -> tuple[Ints, Ints]:
        """First and last (exclusive) word index of each segment, int64[k] each; computed once for one `Spans`."""
        if id(segments_) not in self._word_ranges:
            starts = self.words.start
            first, last = np.searchsorted(starts, segments_.start), np.searchsorted(starts, segments_.end)
            first.flags.writeable = last.flags.writeable = False
            self._word_ranges[id(segments_)] = segments_, first, last  # held, so that its id stays its own
        return self._word_ranges[id(segments_)][1:]

    def segment_ids(self, segments_: Spans) -> hashes.Hashes:
        """uint64[k]: equal for segments of equal words (punctuation and case do not count)."""
        return self.sequence_ids(*self.words_of(segments_))

    def equal_words(self, first: int, second: int, count: int) -> bool:
        """Whether `count` words from `first` on are letter for letter (case folded) those from `second` on."""
        return self.word_strings(first, first + count) == self.word_strings(second, second + count)

    def word_strings(self, first: int, last: int) -> list[str]:
        """The words `[first, last)` in lower case."""
        folded, words = self.folded, self.words
        pairs = zip(words.start[first:last].tolist(), words.end[first:last].tolist(), strict=True)
        return [folded[start:end] for start, end in pairs]

    @cached_property
    def initials(self) -> NDArray[np.uint8]:
        """uint8[w]: the `characters.Kind` of the first character of each word."""
        return self.kinds.take(self.words.start)

    @cached_property
    def unspaced_words(self) -> NDArray[np.bool_]:
        """bool[w]: a word that is one character of a script without spaces (Chinese, Thai ...)."""
        unspaced: NDArray[np.bool_] = self.initials == characters.Kind.UNSPACED
        return unspaced

    # -- what readers knew

    @cached_property
    def code_mask(self) -> NDArray[np.bool_]:
        """bool[n]: inside a code block, where no rule about prose applies."""
        return self._mask(Kind.CODE)

    @cached_property
    def quote_mask(self) -> NDArray[np.bool_]:
        """bool[n]: inside a quotation, as the source marks it."""
        return self._mask(Kind.QUOTE)

    @cached_property
    def item_mask(self) -> NDArray[np.bool_]:
        """bool[n]: inside an item of a list: steps of a manual, ingredients, links."""
        return self._mask(Kind.LIST_ITEM)

    def _mask(self, kind: Kind) -> NDArray[np.bool_]:
        mask = np.zeros(len(self.codes), np.bool_)
        for base, document in zip(self.documents.start.tolist(), self.sources, strict=True):
            for block in document.blocks:
                if block.kind is kind:
                    mask[base + block.span.start : base + block.span.end] = True
        return mask

    # -- places

    def document_at(self, offset: int) -> int:
        """Index of the document that holds `offset`."""
        return self.documents.at(offset)

    def place(self, start: int, end: int) -> tuple[int, Span]:
        """Document index, and the span within that document's own text."""
        index = self.document_at(start)
        base = int(self.documents.start[index])
        return index, Span(start - base, end - base)

    def slice(self, start: int, end: int) -> str:
        return self.string[start:end]

    # -- views that live in measure modules

    def view(self, compute: Callable[[Text], View]) -> View:
        """`compute(self)`, computed once: how a measure module hangs a shared view on the text."""
        if compute not in self._views:
            self._views[compute] = compute(self)
        result: View = self._views[compute]
        return result

    def forget(self) -> None:
        """Let go of the views: some of them hold the text, and such a ring of megabytes waits for the collector."""
        self._views.clear()
