"""What pages of one site have in common: lines at their ends and at their beginnings, numbers aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, takewhile
from operator import not_
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import Kind
from qc.document import Document
from qc.measures.cues import Bools, Topic
from qc.measures.furniture import Furniture, Way, furniture, has_neighbours
from qc.spans import firsts
from qc.text import Text

_END, _HEAD = 400, 80  # lines of a page that are noted, at most
_END_PROSE, _HEAD_PROSE = 24, 2  # and as many lines of prose
_TITLE_LINES, _TITLE = 6, (4, 30)  # a title is one of the first lines, of so many words
_TITLES = 3  # lines of its own that may stand above what a page shares at its beginning
_COMMON = 0.5  # of the lines at the end of a page, from the first that it shares
_OF_FOLDER = 0.2
_GAP = 12  # lines of the page's own between two that it shares
_SKETCHED, _SKETCH = 16, 8  # of the first lines of prose, the smallest ids
_WIDESPREAD = 30
_NUMBER = np.uint64(7)


class Region(NamedTuple):
    """Lines at one end of a page, in the order of the text.

    ids          uint64[k]: equal for lines of equal words, numbers aside; 0 for a line that tells nothing
    start, end   int32[k]: offsets in the document
    prose        bool[k]: reads as part of a text
    """

    ids: hashes.Hashes
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    prose: Bools

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, first: int, last: int) -> Region:
        """Some of the lines, in columns of their own: a note must not keep those of the whole batch alive."""
        own = slice(first, last)
        return Region(self.ids[own].copy(), self.start[own].copy(), self.end[own].copy(), self.prose[own].copy())


class PageNote(NamedTuple):
    """What of a page is compared with the other pages of its site.

    sketch   the smallest ids of its first lines of prose
    titles   ids of the lines that could be its title
    """

    site: str
    sketch: tuple[int, ...]
    titles: tuple[int, ...]
    head: Region
    end: Region


def page_notes(text: Text) -> Iterator[tuple[int, PageNote]]:
    """A note for every document of several lines, with its index in the batch; a single line has no margins."""
    if not has_neighbours(text):
        return
    page = text.view(furniture)
    ids, offset = _line_ids(text, _telling(text, page)), text.documents.start[text.lines.owner]
    start, end = ((column - offset).astype(np.int32) for column in (text.lines.start, text.lines.end))
    lines = Region(ids, start, end, page.body)
    listed, size, prose, body = (column.tolist() for column in (ids, page.shapes.size, page.shapes.prose, page.body))
    begin = text.lines.first_within(text.documents).tolist()
    for index, (first, last) in enumerate(pairwise(begin)):
        if last > first + 1:
            own = slice(first, last)
            sketch, titles = _sketch(listed[own], prose[own]), _titles(listed[own], size[own], prose[own])
            ends = _head(body[own]), _end(body[own])
            regions = (lines.part(first + above, first + below) for above, below in ends)
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
    """bool[lines]: says enough to tell a site: no bare numbers, no single word, no heading that belongs to texts."""
    first, last = text.words_of(text.lines)
    number = np.append(0, np.cumsum(text.initials == Kind.DIGIT))
    words = last - first - number[last] + number[first]
    telling: Bools = ((words >= 2) & (page.shapes.size >= 2)) | ((words >= 1) & page.furniture)
    return telling & ~page.has((Topic.REFERENCE,), (Way.PHRASE, Way.WORD)) & ~page.shapes.code


def _line_ids(text: Text, telling: Bools) -> hashes.Hashes:
    words = np.where(text.initials == Kind.DIGIT, _NUMBER, text.word_ids)
    first, last = text.words_of(text.lines)
    ids = hashes.stretch_hashes(hashes.prefix(words), first, last)
    return np.where(telling, ids, np.uint64(0))


def _sketch(ids: list[int], prose: list[bool]) -> tuple[int, ...]:
    """The smallest ids of the first lines of prose (Broder 1997): near-duplicates have most of them in common."""
    of_prose = [line for line, is_prose in zip(ids, prose, strict=True) if is_prose]
    return tuple(sorted(set(of_prose[:_SKETCHED] or ids))[:_SKETCH])


def _titles(ids: list[int], size: list[float], prose: list[bool]) -> tuple[int, ...]:
    """The lines before the prose that are as long as a headline."""
    top = zip(ids[:_TITLE_LINES], size, takewhile(not_, prose), strict=False)
    return tuple(line for line, words, _ in top if _TITLE[0] <= words <= _TITLE[1])


def _end(prose: list[bool]) -> tuple[int, int]:
    """The last lines of a page, as far up as some lines of prose."""
    count = len(prose)
    low = max(0, count - _END)
    lines = [line for line in range(low, count) if prose[line]]
    return (lines[-_END_PROSE] if len(lines) >= _END_PROSE else low), count


def _head(prose: list[bool]) -> tuple[int, int]:
    """The first lines of a page, down to its prose."""
    lines = [line for line, is_prose in enumerate(prose[:_HEAD]) if is_prose]
    return 0, lines[_HEAD_PROSE - 1] if len(lines) >= _HEAD_PROSE else min(_HEAD, len(prose))


class Shared(NamedTuple):
    """A stretch of a page that its site shares.

    start, end   offsets in the document
    lines        how many lines it has; `common` of them stand on at least as many pages as were asked for
    pages        on how many different pages the most widespread of them stands
    """

    start: int
    end: int
    lines: int
    common: int
    pages: int


class Site:
    """The pages of one site, and on how many different ones each of their lines stands.

    A folder may hold pages of many sites; there a line must stand on a good part of them.
    """

    def __init__(self, notes: Sequence[PageNote], least: int) -> None:
        cluster = _clusters(notes)
        self.different = len(set(cluster))
        folder = notes[0].site.endswith("/")
        self.least = max(least, round(_OF_FOLDER * self.different)) if folder else least
        self.ends = _pages([(note.end, of) for note, of in zip(notes, cluster, strict=True)])
        self.heads = _pages([(note.head, of) for note, of in zip(notes, cluster, strict=True)])
        entitled = {(title, of) for note, of in zip(notes, cluster, strict=True) for title in note.titles}
        self.titles = Counter(title for title, _ in entitled)

    def ending(self, note: PageNote) -> Shared | None:
        """The end of the page from the first line it shares, if no prose of its own stands below."""
        region, first, common, gap, pages = note.end, -1, 0, 0, 0
        for line in range(len(region) - 1, -1, -1):
            count = self._spread(int(region.ids[line]), note)
            if count >= self.least:
                first, common, gap, pages = line, common + 1, 0, max(pages, count)
            elif region.prose[line] or gap >= _GAP:
                break
            else:
                gap += int(region.ids[line] != 0)
        whole = first == 0 and region.start[0] == note.head.start[0]
        mixed = common < _COMMON * (len(region) - first)
        return None if first < 0 or whole or mixed else _shared(region, first, len(region), common, pages)

    def beginning(self, note: PageNote) -> Shared | None:
        """The first lines of the page, below its title at most, as far as the site's other pages begin with them."""
        region = note.head
        counts = [self.heads.get(line, 0) for line in region.ids.tolist()]
        first = next((line for line, count in enumerate(counts[:_TITLES]) if count >= self.least), None)
        if first is None or region.prose[:first].any():
            return None
        last = first
        while last < len(region) and (counts[last] >= self.least or not region.ids[last]):
            last += 1
        if region.end[last - 1] >= note.end.end[-1]:
            return None
        return _shared(region, first, last, last - first, max(counts[first:last]))

    def _spread(self, line: int, note: PageNote) -> int:
        """On how many pages the line stands; the title of another page counts as if all had it."""
        if not line:
            return 0
        elsewhere = self.titles[line] - (line in note.titles)
        return max(self.ends.get(line, 0), self.least if elsewhere > 0 else 0)


def _shared(region: Region, first: int, last: int, common: int, pages: int) -> Shared:
    return Shared(int(region.start[first]), int(region.end[last - 1]), last - first, common, pages)


def _pages(regions: Sequence[tuple[Region, int]]) -> dict[int, int]:
    """Line id -> number of different pages it stands on; those on one page only are left out."""
    ids = np.concatenate([*(region.ids for region, _ in regions), np.zeros(0, np.uint64)])
    page = np.repeat([of for _, of in regions], [len(region) for region, _ in regions]).astype(np.int64)
    ids, page = ids[ids != 0], page[ids != 0]
    order = np.lexsort((page, ids))
    ids, page = ids[order], page[order]
    new = np.ones(len(ids), np.bool_)
    new[1:] = (ids[1:] != ids[:-1]) | (page[1:] != page[:-1])
    ids = ids[new]
    begins = firsts(ids)
    found, count = ids[begins], np.diff(np.append(begins, len(ids)))
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

    for (one, other), common in _in_common(notes).items():
        if common * 3 >= 2 * max(len(notes[one].sketch), len(notes[other].sketch)):
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return [root(page) for page in range(len(notes))]


def _in_common(notes: Sequence[PageNote]) -> Counter[tuple[int, int]]:
    """How many ids the sketches of two pages have in common; ids of very many pages tell nothing."""
    pages: dict[int, list[int]] = defaultdict(list)
    for page, note in enumerate(notes):
        for own in note.sketch:
            pages[own].append(page)
    often = (same for same in pages.values() if 2 <= len(same) <= _WIDESPREAD)
    return Counter(pair for same in often for pair in combinations(same, 2))


def by_site(notes: Sequence[tuple[int, PageNote]]) -> dict[str, list[tuple[int, PageNote]]]:
    """The notes of each site, in the order of the documents."""
    sites: dict[str, list[tuple[int, PageNote]]] = defaultdict(list)
    for number, note in notes:
        sites[note.site].append((number, note))
    return sites
