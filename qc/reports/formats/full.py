"""Findings as the best compilers print them: place, excerpt with the span underlined, reason, other copy, fix."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Excerpt, Finding, Place, Related
from qc.outcome import Run
from qc.reports import places, safe
from qc.reports.ansi import SEVERITY, Painter, Style
from qc.reports.columns import fit, underline
from qc.reports.options import ReportOptions
from qc.reports.shown import left_out, listed
from qc.reports.summary import summary_lines

RELATED_SHOWN = 3  # other copies quoted; a count stands for the rest


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run, options))


def _lines(run: Run, options: ReportOptions) -> Iterator[str]:
    page = _Page(options)
    for outcome, finding in listed(run, options):
        yield from page.finding(finding, places.of(finding, outcome))
        yield ""
    yield from summary_lines(run, options, left_out(run, options))


class _Page:
    def __init__(self, options: ReportOptions) -> None:
        self.paint = Painter(options.color)
        self.columns = options.columns

    def finding(self, finding: Finding, place: Place) -> Iterator[str]:
        style = SEVERITY[finding.severity]
        head = self.paint(f"{finding.severity}[{safe.inline(finding.code)}] {safe.inline(finding.name)}", style)
        yield f"{head}: {self.paint(safe.inline(finding.message), Style.BOLD)}"
        margin = " " * max(1, *(len(_line_of(it)) for it in (place, *(other.place for other in finding.related))))
        yield f"{margin}{self.paint('-->', Style.CYAN)} {places.label(place)}"
        yield from self.excerpt(finding.excerpt, place, margin, style)
        for related in finding.related[:RELATED_SHOWN]:
            yield from self.related(related, margin)
        for note in _notes(finding, place):
            yield self.note(margin, note)

    def excerpt(self, excerpt: Excerpt | None, place: Place | None, margin: str, style: Style) -> Iterator[str]:
        if excerpt is None:
            return
        gutter = self.paint("|", Style.CYAN)
        excerpt = fit(excerpt, max(20, self.columns - len(margin) - 4))
        number = self.paint(_line_of(place).rjust(len(margin)), Style.CYAN)
        yield f"{number} {gutter} {excerpt.before}{self.paint(excerpt.match, style)}{excerpt.after}".rstrip()
        yield f"{margin} {gutter} {self.paint(underline(excerpt), style)}"

    def related(self, related: Related, margin: str) -> Iterator[str]:
        where = f" at {places.label(related.place)}" if related.place else ""
        yield self.note(margin, f"{safe.inline(related.label)}{where}")
        yield from self.excerpt(related.excerpt, related.place, margin, Style.BLUE)

    def note(self, margin: str, text: str) -> str:
        return f"{margin} {self.paint('=', Style.CYAN)} {text}"


def _line_of(place: Place | None) -> str:
    return "" if place is None or place.start is None else str(place.start.line)


def _notes(finding: Finding, place: Place) -> Iterator[str]:
    if len(finding.related) > RELATED_SHOWN:
        yield f"and {len(finding.related) - RELATED_SHOWN:,} more places"
    if record := places.record_note(place):
        yield record
    if finding.confidence < 1:
        yield f"confidence {finding.confidence:.2f}"
    if finding.fix:
        yield f"fix ({'safe' if finding.fix.safe else 'unsafe'}): {safe.inline(finding.fix.title)}"
