"""LNK102: lines at the end, or at the beginning, that the site's other pages have too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qc.finding import Edit, Finding, Fix
from qc.measures.page_notes import PageNote, page_notes
from qc.measures.site_shelves import distributed, learned, shelves
from qc.measures.sites import Shared, Site, fewer
from qc.offsets import Span
from qc.rule import CorpusRule, Example, Options, option
from qc.text import Text


@dataclass(frozen=True)
class SiteOptions(Options):
    pages: int = option(3, "on how many different pages of a site a line must stand", minimum=2)


_ENDS = (
    "The mayor opened the new bridge on Monday in heavy rain.\nThe old one is to be torn down before the summer.\n",
    "The school will get twelve more rooms and a larger hall.\nParents had asked for it for more than ten years.\n",
    "Two farmers found a hoard of silver coins in a wet field.\nThe museum will show them to the public in spring.\n",
)
_READ = tuple(zip(_ENDS, ("Anna", "Otto", "Rosa"), strict=True))
_FOOT = "The Valley Herald since 1902\nWrite to the desk"


def _pages(*texts: str) -> Example:
    return Example(texts)


class SiteBoilerplate(CorpusRule):
    """Lines at the end, or at the beginning, that the site's other pages have too.

    What several different pages of one site end with, numbers aside, is the site's and not the article's. A line
    counts if at least three different pages have it, and a fifth of them if it stands alone; where a host has but two,
    four lines in a row. Fields of records ("Memory: 8 GB") count where nearly all pages have them. Near-duplicate
    pages count once, and so a collection with one page a site gets no finding. The headline of another page of the run
    counts too. Below prose of the page's own nothing is cut, but for its readers' comments: less than a third of what
    stands above, under a heading of comments that the site's pages share or under several lines that close other pages
    of the site. A site is the host of a document's address, else the folder of its file; of one with more than 50,000
    pages an even part is compared with all of them.
    """

    code = "LNK102"
    Options = SiteOptions
    bad = (
        _pages(*(f"{text}⟦{_FOOT}⟧" for text in _ENDS)),
        _pages(*(f"{text}⟦{_FOOT} {number}⟧" for number, text in enumerate(_ENDS))),
        _pages(*(f"⟦The Valley Herald\nNews from the hills⟧\n{text.strip()}" for text in _ENDS)),
        _pages(
            *(
                f"{text}⟦{_FOOT}\nToday on {number} roads: {text[:30]}\nAll weather⟧"
                for number, text in enumerate(_ENDS)
            )
        ),
        _pages(*(f"{text}⟦Pišite nam na naslov uredništva⟧" for text in _ENDS)),
        _pages(
            *(f"{text * 2}⟦3 Comments\n{name} said that they had waited for this long enough.⟧" for text, name in _READ)
        ),
    )
    good = (
        _pages(*_ENDS),
        _pages(*(f"{text}{_FOOT}" for text in _ENDS[:2])),
        _pages(*(f"{_ENDS[0]}{_FOOT}" for _ in range(4))),
        _pages(f"{_ENDS[0]}{_FOOT}"),
        _pages(*(f"{_FOOT}\n{text}{text.upper()}" for text in _ENDS[:2])),
        _pages(*(f"{text}{_FOOT}\n{name} said that they had waited for this long enough." for text, name in _READ)),
    )

    def note(self, text: Text) -> Iterator[tuple[int, Any]]:
        yield from page_notes(text)

    def conclude(self, notes: Sequence[tuple[int, Any]]) -> Iterator[Finding]:
        least = fewer(self.options.pages)
        shelved = list(shelves(Counter(note.site for _, note in notes), least))
        for names, own in distributed(notes, shelved):
            sites = {name: Site(pages, self.options.pages) for name, pages in learned(own, names).items()}
            several = {name: site for name, site in sites.items() if site.different >= site.fewer}
            for number, note in own:
                if note.site in several and several[note.site].may_share(note):
                    yield from self._of_page(number, note, several[note.site])

    def _of_page(self, number: int, note: PageNote, site: Site) -> Iterator[Finding]:
        end, beginning = site.ending(note), site.beginning(note)
        if end is not None:
            yield self._finding(number, note.site, "end", end)
        if beginning is not None and (end is None or beginning.end <= end.start):
            yield self._finding(number, note.site, "beginning", beginning)

    def _finding(self, number: int, name: str, where: str, shared: Shared) -> Finding:
        span = Span(shared.start, shared.end)
        message = f"{_lines(shared)} at the {where} {_told(shared)} of {name}"
        return Finding(
            code=self.code,
            name=self.name(),
            severity=self.severity,
            document=number,
            span=span,
            message=message,
            confidence=0.95,
            fix=Fix(f"cut what the site's pages share at the {where}", (Edit(span, ""),)),
            evidence={"site": name, "lines": shared.lines, "common": shared.common, "pages": shared.pages},
        )


def _lines(shared: Shared) -> str:
    return f"{shared.common} of the {shared.lines} lines" if shared.lines > 1 else "the line"


def _told(shared: Shared) -> str:
    alone = shared.lines == 1
    if shared.pages == 1:
        return "is the headline of another page" if alone else "are headlines of other pages"
    return f"{'stands' if alone else 'stand'} on up to {shared.pages} different pages"
