"""What pages of one site have in common: lines at their ends and at their beginnings, numbers aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.measures.page_ends import PageEnd
from qc.measures.page_notes import PageNote, Region, packed_ids
from qc.spans import firsts

Number = TypeVar("Number", np.uint64, np.int64)

_TITLES = 3  # lines of its own that may stand above what a page shares at its beginning
_GOOD_PART = 0.2  # of the pages of a folder must have a line, and of those of a site one that stands alone
_WIDESPREAD = 30
_FIELDS = 0.8  # of a site's pages have a field that is the site's: its imprint, not what some of its products agree in


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
        self.ends = self._shared_lines([(packed_ids(note.bottom), of) for note, of in zip(notes, cluster, strict=True)])
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
        edges = (note.top, note.bottom) if self._common else ()
        return any(not self._common.isdisjoint(packed_ids(edge).tolist()) for edge in edges)

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
        pages = self._shared_lines([(packed_ids(note.top), of) for note, of in zip(notes, cluster, strict=True)])
        common = {line for line, count in pages.items() if count >= self.least}
        sharing = [
            pair
            for pair in zip(notes, cluster, strict=True)
            if not common.isdisjoint(packed_ids(pair[0].top)[:_TITLES].tolist())
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
