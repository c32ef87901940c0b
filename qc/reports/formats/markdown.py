"""A page of Markdown for the summary of a pipeline's step: the account, the rules, and as many findings as fit.

GitHub refuses summaries of more than 1 MiB. Whatever comes from outside stands in a code span on one line, where no
renderer sees a mention, a link, an address, an image or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from qc.finding import Excerpt, Finding, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.options import ReportOptions
from qc.reports.shown import listed
from qc.reports.summary import Summary, summary_lines

SUFFIXES = (".md", ".markdown")

BYTES = 880_000  # of a whole page, with the account in it at most `_ACCOUNT`
_ACCOUNT = 60_000
_LONGEST = 1_000  # code points of one code span
_MARKS = {Severity.ERROR: "**error**", Severity.WARNING: "**warning**", Severity.INFO: "info"}


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    return safe.lines(_lines(run, options))


def _lines(run: Run, options: ReportOptions) -> Iterator[str]:
    yield "## qc"
    yield ""
    yield from _account(run, options)
    yield from _rules(run)
    yield from _findings(run, options)


def code(text: str) -> str:
    """`text` as a code span, long ones without their middle; nothing in it is markup."""
    shown = safe.inline(text)
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST // 2]} … {shown[-_LONGEST // 2 :]}"
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{edge}{shown}{edge}{fence}"


def _account(run: Run, options: ReportOptions) -> Iterator[str]:
    """The account that every format gives, a line of it an item of a list."""
    left = _ACCOUNT
    for line in summary_lines(run, replace(options, color=False, statistics=False, quiet=False)):
        item = f"- {code(line.strip())}"
        left -= _size(item)
        if left < 0:
            yield "- more inputs were not checked; the other reports name them"
            break
        yield item
    yield ""


def _rules(run: Run) -> Iterator[str]:
    rules = Summary(run).rules
    if rules:
        yield "### Rules"
        yield ""
        yield from (f"- {count:,} × {code(f'{name_of} {name}')}" for name_of, name, count in rules[:200])
        yield ""


def _findings(run: Run, options: ReportOptions) -> Iterator[str]:
    """The findings under the names of their documents until the page is full; then how many are left out."""
    left = BYTES - _ACCOUNT - sum(map(_size, _rules(run)))
    candidates = list(listed(run, options))
    said = 0
    if candidates:
        yield "### Findings"
    for _, pairs in groupby(candidates, key=lambda pair: id(pair[0])):
        for item in _document([*pairs]):
            left -= _size(item)
            if left < 0:
                yield ""
                yield f"{len(candidates) - said:,} of {len(candidates):,} findings are left out: the page is full."
                return
            said += item.startswith("- ")
            yield item


def _document(pairs: list[tuple[Outcome, Finding]]) -> Iterator[str]:
    outcome = pairs[0][0]
    yield ""
    yield code(places.name(outcome.path, outcome.record))
    yield ""
    yield from (_item(finding) for _, finding in pairs)


def _item(finding: Finding) -> str:
    start = finding.place.start if finding.place else None
    where = f"{start.line}:{start.column} " if start else ""
    excerpt = f" — {code(_words(finding.excerpt))}" if finding.excerpt else ""
    rule = code(f"{finding.code} {finding.name}")
    return f"- {where}{_MARKS[finding.severity]} {rule} {code(finding.message)}{excerpt}"


def _words(excerpt: Excerpt) -> str:
    return f"{excerpt.before}⟦{excerpt.match}⟧{excerpt.after}"


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1
