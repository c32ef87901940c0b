"""What pages of one site have in common: lines at their ends and at their beginnings, numbers aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import not_
from pathlib import PurePath
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import Kind
from qc.document import Document
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, Way, furniture, has_neighbours
from qc.measures.page_ends import PageEnd
from qc.spans import firsts
from qc.spool import Spool
from qc.text import Text

Number = TypeVar("Number", np.uint64, np.int64)

_END, _HEAD = 400, 80  # lines of a page that are noted, at most
_END_PROSE, _HEAD_PROSE = 24, 8  # and as many lines of prose
_TITLE_LINES, _TITLE = 6, (4, 30)  # a title is one of the first lines, of so many words
_TITLES = 3  # lines of its own that may stand above what a page shares at its beginning
_GOOD_PART = 0.2  # of the pages of a folder must have a line, and of those of a site one that stands alone
_SKETCHED, _SKETCH = 16, 8  # of the first lines of prose, the smallest ids
_WIDESPREAD = 30
_TOGETHER = 50_000  # pages whose notes are compared at a time: eighty megabytes
_NUMBER = np.uint64(7)
_LABEL, _VALUE = 4, 6  # words before and behind the colon of a field, at most
_FIELDS = 0.8  # of a site's pages have a field that is the site's: its imprint, not what some of its products agree in


class Region(NamedTuple):
    """Lines at one end of a page, in the order of the text.

    ids          uint64[k]: equal for lines of equal words, numbers aside; 0 where a line tells nothing; odd for fields
    start, end   int32[k]: offsets in the document
    prose        bool[k]: reads as part of a text
    comments     bool[k]: a heading of comments
    """

    ids: hashes.Hashes
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    prose: Bools
    comments: Bools

    def __len__(self) -> int:
        return len(self.ids)

    def packed(self, first: int, last: int) -> bytes:
        """Some of the lines, 18 bytes each: a note crosses from one process to another, and millions may be kept."""
        return b"".join(column[first:last].tobytes() for column in self)

    @classmethod
    def unpacked(cls, packed: bytes) -> Region:
        """The lines that `packed` packed."""
        count = len(packed) // _LINE
        return cls(
            np.frombuffer(packed, np.uint64, count),
            np.frombuffer(packed, np.int32, count, 8 * count),
            np.frombuffer(packed, np.int32, count, 12 * count),
            np.frombuffer(packed, np.bool_, count, 16 * count),
            np.frombuffer(packed, np.bool_, count, 17 * count),
        )


_LINE = 18  # bytes of a packed line: 8 of its id, 4 of its start, 4 of its end, 1 each for prose and comments


def _ids(packed: bytes) -> hashes.Hashes:
    """The ids of packed lines, and nothing else of them."""
    return np.frombuffer(packed, np.uint64, len(packed) // _LINE)


class PageNote(NamedTuple):
    """What of a page is compared with the other pages of its site.

    sketch        the smallest ids of its first lines of prose, packed
    titles        ids of the lines that could be its title
    top, bottom   its first and last lines, packed
    """

    site: str
    sketch: bytes
    titles: tuple[int, ...]
    top: bytes
    bottom: bytes

    @property
    def head(self) -> Region:
        return Region.unpacked(self.top)

    @property
    def end(self) -> Region:
        return Region.unpacked(self.bottom)


def page_notes(text: Text) -> Iterator[tuple[int, PageNote]]:
    """A note for every document of several lines, with its index in the batch; a single line has no margins."""
    if not has_neighbours(text):
        return
    page = text.view(furniture)
    ids, offset = _line_ids(text, page), text.documents.start[text.lines.owner]
    start, end = ((column - offset).astype(np.int32) for column in (text.lines.start, text.lines.end))
    reads = page.body & ((page.shapes.size >= 2) | page.shapes.prose)  # "(show)" is no line of a program
    lines = Region(ids, start, end, reads, page.has((Topic.COMMENTS,)) & ~page.shapes.prose)
    headlines = np.where(page.shapes.ended, 0, page.shapes.size)
    listed, size, prose, body = (column.tolist() for column in (ids, headlines, page.shapes.prose, reads))
    begin = text.lines.first_within(text.documents).tolist()
    for index, (first, last) in enumerate(pairwise(begin)):
        if last > first + 1:
            own = slice(first, last)
            sketch, titles = _sketch(listed[own], prose[own]), _titles(listed[own], size[own], prose[own])
            ends = _head(body[own]), _end(body[own])
            regions = (lines.packed(first + above, first + below) for above, below in ends)
            yield index, PageNote(site_of(text.sources[index]), sketch, titles, *regions)


def site_of(document: Document) -> str:
    """The host of the document's address, else the folder of its file."""
    address = document.record.url if document.record else ""
    address = address or str(document.meta.get("url") or "")
    return (_host(address) if address else "") or _folder(document.path)


@lru_cache(maxsize=1024)
def _folder(path: str) -> str:
    return f"{PurePath(path).parent}/"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _telling(text: Text, page: Furniture) -> Bools:
    """bool[lines]: says enough to tell a site: not mostly numbers, no single word, no heading that belongs to texts."""
    first, last = text.words_of(text.lines)
    number = np.append(0, np.cumsum(text.initials == Kind.DIGIT))
    numbers = number[last] - number[first]
    words = last - first - numbers
    telling: Bools = ((words >= 2) & (page.shapes.size >= 2) & (words >= numbers)) | ((words >= 1) & page.furniture)
    return telling & ~page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD)) & ~page.shapes.code


def _fields(text: Text, page: Furniture) -> Bools:
    """bool[lines]: a field of a record, "Memory: 8 GB": records of one kind agree in many of them by chance."""
    colon = np.flatnonzero(text.codes[:-1] == ord(":"))
    colon = colon[text.kinds[colon + 1] == Kind.SPACE]
    line = np.searchsorted(text.lines.start, colon, side="right") - 1
    first, last = text.words_of(text.lines)
    word = np.searchsorted(text.words.start, colon)
    label = (line >= 0) & (word > first[line]) & (word <= first[line] + _LABEL)
    label &= (word < last[line]) & (last[line] <= word + _VALUE)
    fields = np.zeros(len(text.lines), np.bool_)
    fields[line[label]] = True
    return fields & ~page.furniture & ~page.shapes.prose


def _line_ids(text: Text, page: Furniture) -> hashes.Hashes:
    telling, fields = _telling(text, page), _fields(text, page)
    words = np.where(text.initials == Kind.DIGIT, _NUMBER, text.word_ids)
    first, last = text.words_of(text.lines)
    ids = hashes.stretch_hashes(hashes.prefix(words), first, last)
    ids = ids & ~np.uint64(1) | fields.astype(np.uint64)
    return np.where(telling | fields, ids, np.uint64(0))


def _sketch(ids: list[int], prose: list[bool]) -> bytes:
    """The smallest ids of the first lines of prose (Broder 1997): near-duplicates have most of them in common."""
    of_prose = [line for line, is_prose in zip(ids, prose, strict=True) if is_prose]
    return np.array(sorted(set(of_prose[:_SKETCHED] or ids))[:_SKETCH], np.uint64).tobytes()


def _titles(ids: list[int], size: list[float], prose: list[bool]) -> tuple[int, ...]:
    """The lines before the prose that are as long as a headline; a page without prose (a quotation) has no title.

    `size`: words of the lines that close without a full stop, 0 of others.
    """
    if not any(prose):
        return ()
    top = zip(ids[:_TITLE_LINES], size, takewhile(not_, prose), strict=False)
    return tuple(line for line, words, _ in top if _TITLE[0] <= words <= _TITLE[1])


def _end(prose: list[bool]) -> tuple[int, int]:
    """The last lines of a page, as far up as some lines of prose."""
    count = len(prose)
    low = max(0, count - _END)
    lines = [line for line in range(low, count) if prose[line]]
    return (lines[-_END_PROSE] if len(lines) >= _END_PROSE else low), count


def _head(prose: list[bool]) -> tuple[int, int]:
    """The first lines of a page, down to some lines of prose: teasers stand above the text, too."""
    lines = [line for line, is_prose in enumerate(prose[:_HEAD]) if is_prose]
    return 0, lines[_HEAD_PROSE - 1] if len(lines) >= _HEAD_PROSE else min(_HEAD, len(prose))


class Shared(NamedTuple):
    """A stretch of a page that its site shares.

    start, end   offsets in the document
    lines        how many lines it has; `common` of them stand on at least as many pages as were asked for
    pages        at the ends of how many different pages the most widespread of them stands; 1 for a mere headline
    """

    start: int
    end: int
    lines: int
    common: int
    pages: int


class Site:
    """The pages of one site, and on how many different ones each of their lines stands.

    A folder may hold pages of many sites, and texts that are no pages: there a line must stand on a good part of them,
    and the first line of a text is no headline. A site with a page too few for single lines shares only what its pages
    end with in a row.
    """

    def __init__(self, notes: Sequence[PageNote], least: int) -> None:
        cluster = _clusters(notes)
        self.different = len(set(cluster))
        folder = notes[0].site.endswith("/")
        self.least = max(least, round(_GOOD_PART * self.different)) if folder else least
        self.fewer = fewer(least) if self.different < least and not folder else self.least
        self.ends = self._shared_lines([(_ids(note.bottom), of) for note, of in zip(notes, cluster, strict=True)])
        titles = [() if folder else note.titles for note in notes]
        entitled = {(title, of) for own, of in zip(titles, cluster, strict=True) for title in own}
        self.titles = Counter(title for title, _ in entitled if title and not title & 1)
        self.spread = self.ends | {title: max(self.ends.get(title, 0), self.least) for title in self.titles}
        self.opening = self._opening(notes, cluster)
        common = {line for line, count in self.opening.items() if count >= self.least}
        self._common = common.union(line for line, count in self.spread.items() if count >= self.fewer)
        self.closing = self._closing(notes, cluster)

    def _shared_lines(self, lines: Sequence[tuple[hashes.Hashes, int]]) -> dict[int, int]:
        """Line id -> number of different pages it stands on; fields only if nearly all pages have them."""
        nearly_all = max(self.least, _FIELDS * self.different)
        return {line: count for line, count in _pages(lines).items() if not line & 1 or count >= nearly_all}

    def may_share(self, note: PageNote) -> bool:
        """Whether any line of the page is common enough; most pages of most collections have none."""
        return bool(self._common) and not (
            self._common.isdisjoint(_ids(note.bottom).tolist()) and self._common.isdisjoint(_ids(note.top).tolist())
        )

    def ending(self, note: PageNote) -> Shared | None:
        """The end of the page from the first line that is the site's; little prose of its own may stand below it."""
        region, end = note.end, self._end(note)
        first = end.past_own_prose(end.climbed(len(end)), self.closing)
        if region.comments.any():
            first = end.comments(first, np.flatnonzero(region.comments).tolist())
        in_a_row = end.in_a_row(self.fewer) if self.fewer < self.least else first
        least = self.fewer if in_a_row < first else self.least
        first = min(first, in_a_row)
        whole = first == 0 and region.start[0] == note.head.start[0]
        if whole or first == len(end):
            return None
        common = sum(count >= least for count in end.pages[first:])
        most = max(self.ends.get(line, 1) for line in end.ids[first:])
        by_chance = common == 1 and least <= most < _GOOD_PART * self.different
        return None if by_chance else _shared(region, first, len(end), common, most if most >= least else 1)

    def beginning(self, note: PageNote) -> Shared | None:
        """The first lines of the page, below its title at most, as far as the site's other pages begin with them.

        The title stays, also where it stands in the lists of other pages.
        """
        region = note.head
        first, last = self._begun(note, self.opening)
        if first == last:
            return None
        pages = [self.opening.get(line, 0) for line in region.ids[first:last].tolist()]
        heading = first > 0 or pages[0] < _GOOD_PART * self.different
        if (last == first + 1 and heading) or region.end[last - 1] >= note.end.end[-1]:
            return None
        return _shared(region, first, last, last - first, max(pages))

    def _begun(self, note: PageNote, pages: Mapping[int, int]) -> tuple[int, int]:
        """From which line to which the page begins with lines of enough pages; twice the same if it does not."""
        region = note.head
        own = {title for title in note.titles if self.titles[title] == 1}
        counts = [0 if line in own else pages.get(line, 0) for line in region.ids.tolist()]
        first = next((line for line, count in enumerate(counts[:_TITLES]) if count >= self.least), None)
        if first is None or region.prose[:first].any():
            return 0, 0
        last = first
        while last < len(region) and (counts[last] >= self.least or not region.ids[last]):
            last += 1
        return first, last

    def _opening(self, notes: Sequence[PageNote], cluster: Sequence[int]) -> dict[int, int]:
        """Line id -> how many different pages begin with it, with nothing but such lines above it."""
        pages = self._shared_lines([(_ids(note.top), of) for note, of in zip(notes, cluster, strict=True)])
        common = {line for line, count in pages.items() if count >= self.least}
        sharing = [
            pair
            for pair in zip(notes, cluster, strict=True)
            if not common.isdisjoint(_ids(pair[0].top)[:_TITLES].tolist())
        ]
        return _pages([(note.head.ids[slice(*self._begun(note, pages))], of) for note, of in sharing])

    def _end(self, note: PageNote) -> PageEnd:
        """The end of the page with the number of pages of each line; another page's title counts as if all had it."""
        region = note.end
        ids = region.ids.tolist()
        pages = [self.spread.get(line, 0) for line in ids]
        own = {title for title in note.titles if self.titles[title] == 1}
        if not own.isdisjoint(ids):
            pages = [self.ends.get(line, 0) if line in own else count for line, count in zip(ids, pages, strict=True)]
        return PageEnd(ids, region.prose.tolist(), pages, self.least)

    def _closing(self, notes: Sequence[PageNote], cluster: Sequence[int]) -> frozenset[int]:
        """The ids of lines at the ends of different pages, no prose of their own below."""
        sharing = ((note, self._end(note), of) for note, of in zip(notes, cluster, strict=True) if self.may_share(note))
        ends = [(note.end.ids[end.climbed(len(end)) :], of) for note, end, of in sharing]
        return frozenset(line for line, count in _pages(ends).items() if count >= self.least)


def _shared(region: Region, first: int, last: int, common: int, pages: int) -> Shared:
    return Shared(int(region.start[first]), int(region.end[last - 1]), last - first, common, pages)


def fewer(least: int) -> int:
    """How many pages are enough for lines in a row, where `least` are needed for one."""
    return max(2, least - 1)


def _pages(lines: Sequence[tuple[hashes.Hashes, int]]) -> dict[int, int]:
    """Line id -> number of different pages it stands on; those on one page only are left out."""
    ids = np.concatenate([*(own for own, _ in lines), np.zeros(0, np.uint64)])
    page = np.repeat([of for _, of in lines], [len(own) for own, _ in lines]).astype(np.int64)
    ids, page = ids[ids != 0], page[ids != 0]
    order = np.lexsort((page, ids))
    ids, page = ids[order], page[order]
    new = np.ones(len(ids), np.bool_)
    new[1:] = (ids[1:] != ids[:-1]) | (page[1:] != page[:-1])
    found, count = _counted(ids[new])
    often = count >= 2
    return dict(zip(found[often].tolist(), count[often].tolist(), strict=True))


def _clusters(notes: Sequence[PageNote]) -> list[int]:
    """For each page the first page it is a near-duplicate of, or itself."""
    parent = list(range(len(notes)))

    def root(page: int) -> int:
        while parent[page] != page:
            parent[page] = parent[parent[page]]
            page = parent[page]
        return page

    for one, other in _alike(notes):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return [root(page) for page in range(len(notes))]


def _alike(notes: Sequence[PageNote]) -> Iterator[tuple[int, int]]:
    """Pairs of pages with two thirds of their sketches in common."""
    sizes = np.fromiter((len(note.sketch) // 8 for note in notes), np.int64, len(notes))
    ids, page = _sketched(notes, sizes)
    pairs = [np.zeros(0, np.int64)]
    for apart in range(1, _WIDESPREAD):
        equal = np.flatnonzero(ids[apart:] == ids[:-apart])
        pairs.append(page[equal] * len(notes) + page[equal + apart])
    pair, common = _counted(np.sort(np.concatenate(pairs)))
    one, other = np.divmod(pair, len(notes))
    alike = 3 * common >= 2 * np.maximum(sizes[one], sizes[other])
    yield from zip(one[alike].tolist(), other[alike].tolist(), strict=True)


def _sketched(notes: Sequence[PageNote], sizes: NDArray[np.int64]) -> tuple[hashes.Hashes, NDArray[np.int64]]:
    """All ids of the sketches, ascending, and the page of each, ascending within an id; none of very many pages."""
    ids = np.frombuffer(b"".join(note.sketch for note in notes), np.uint64)
    order = np.argsort(ids, kind="stable")
    ids, page = ids[order], np.repeat(np.arange(len(notes)), sizes)[order]
    _, same = _counted(ids)
    few = np.repeat(same <= _WIDESPREAD, same)
    return ids[few], page[few]


def _counted(ascending: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """The values of an ascending column, each once, and how often each stands there."""
    begins = firsts(ascending)
    return ascending[begins], np.diff(np.append(begins, len(ascending)))


def shelves(pages: Mapping[str, int], least: int, most: int = _TOGETHER) -> Iterator[dict[str, int]]:
    """Sites of `least` pages and more, as many together as have `most` pages, a bigger one alone.

    With each site stands every how many-th of its pages is learned from: memory is bounded, whatever the corpus.
    """
    shelf: dict[str, int] = {}
    room = most
    for name, count in sorted(pages.items()):
        if count < least:
            continue
        step = -(-count // most)
        if shelf and count // step > room:
            yield shelf
            shelf, room = {}, most
        shelf[name] = step
        room -= count // step
    if shelf:
        yield shelf


def distributed(
    notes: Iterable[tuple[int, PageNote]], shelved: Sequence[Mapping[str, int]]
) -> Iterator[tuple[Mapping[str, int], Iterable[tuple[int, PageNote]]]]:
    """Each shelf with the notes of its sites, in their order: all are read once, however many shelves there are."""
    if len(shelved) < 2:
        yield from ((names, notes) for names in shelved)
        return
    spools: list[Spool[tuple[int, PageNote]]] = [Spool(held=0) for _ in shelved]
    spool_of = {name: spool for names, spool in zip(shelved, spools, strict=True) for name in names}
    for number, note in notes:
        if note.site in spool_of:
            spool_of[note.site].append((number, note))
    yield from zip(shelved, spools, strict=True)


def learned(notes: Iterable[tuple[int, PageNote]], steps: Mapping[str, int]) -> dict[str, list[PageNote]]:
    """The notes of each of the sites, in the order of the documents: every so many-th of them."""
    found: dict[str, list[PageNote]] = {name: [] for name in steps}
    met: Counter[str] = Counter()
    for _, note in notes:
        if note.site in steps:
            if met[note.site] % steps[note.site] == 0:
                found[note.site].append(note)
            met[note.site] += 1
    return found
