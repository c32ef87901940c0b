"""Sites in groups of a bounded number of pages, so that a corpus of any size is compared in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qc.measures.page_notes import PageNote
from qc.spool import Spool

_TOGETHER = 50_000  # pages whose notes are compared at a time: eighty megabytes


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
