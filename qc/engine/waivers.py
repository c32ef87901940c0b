"""What the configuration lets pass: rules in certain paths, blocks that are boilerplate by design, marked places."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate

from qc.document import Document
from qc.engine.marks import Mark, marks
from qc.finding import Finding
from qc.offsets import Span
from qc.readers.ignoring import Patterns

PATHS, BLOCKS, MARKS = "per-path-ignores", "ignore-blocks", "inline-suppressions"


@dataclass(frozen=True)
class Waivers:
    """What passes; picklable.

    paths     (glob, codes of the rules that are ignored there)
    blocks    texts in which nothing counts
    marked    formats in which a comment of the document may let a finding pass
    """

    paths: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blocks: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths or self.blocks or self.marked)

    def of(self, document: Document) -> Waived:
        return Waived(self, document)


@dataclass
class Waived:
    """What passes in one document. `left_out` counts it by reason, `used` holds the marks that let something pass."""

    waivers: Waivers
    document: Document
    left_out: Counter[str] = field(default_factory=Counter)
    used: set[Mark] = field(default_factory=set)

    def sift(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that count. What the run says about itself (it stands nowhere in the text) always does."""
        if not self.waivers:
            return list(findings)
        return [finding for finding in findings if not finding.span.end or not self._passes(finding)]

    def unused(self, elsewhere: Collection[str]) -> list[Mark]:
        """The marks that let nothing pass; not those with a rule `elsewhere`, which did not look at this document."""
        return [mark for mark in self._marks if mark not in self.used and mark.labels.isdisjoint(elsewhere)]

    def _passes(self, finding: Finding) -> bool:
        reason = self._reason(finding)
        if reason:
            self.left_out[reason] += 1
        return bool(reason)

    def _reason(self, finding: Finding) -> str:
        if finding.code in self._ignored:
            return PATHS
        if self._in_a_block(finding.span):
            return BLOCKS
        mark = self._mark_of(finding)
        if mark is None:
            return ""
        self.used.add(mark)
        return MARKS

    @cached_property
    def _ignored(self) -> frozenset[str]:
        """Codes of the rules that do not count in this document."""
        path = _from_here(self.document.path)
        return frozenset[str]().union(*(codes for glob, codes in self.waivers.paths if _pattern(glob).match(path)))

    def _in_a_block(self, span: Span) -> bool:
        starts, reaches = self._blocks
        before = bisect_right(starts, span.start)
        return before > 0 and reaches[before - 1] >= span.end

    @cached_property
    def _blocks(self) -> tuple[list[int], list[int]]:
        """Where the blocks begin, in order, and how far those up to each reach, with the white space behind them."""
        text = self.document.text
        found = sorted(match.span() for block in self.waivers.blocks for match in _block(block).finditer(text))
        return [start for start, _ in found], list(accumulate((end for _, end in found), max))

    @cached_property
    def _marks(self) -> list[Mark]:
        return list(marks(self.document)) if self.document.format in self.waivers.marked else []

    def _mark_of(self, finding: Finding) -> Mark | None:
        places = self.document.positions(finding.span) if self._marks else None
        if places is None:
            return None
        line = places[0].line
        return self._means.get((line, finding.code)) or self._means.get((line, finding.name))

    @cached_property
    def _means(self) -> dict[tuple[int, str], Mark]:
        """The first mark for each line and label of a rule."""
        means: dict[tuple[int, str], Mark] = {}
        for mark in self._marks:
            for label in mark.labels:
                means.setdefault((mark.line, label), mark)
        return means


def _from_here(path: str) -> str:
    """A path as it looks from the working folder, with slashes."""
    try:
        here = os.getcwd().rstrip(os.sep) + os.sep  # noqa: PTH109
    except OSError:  # it has been deleted under our feet
        here = ""
    return os.path.normpath(path).removeprefix(here).replace(os.sep, "/")


@cache
def _pattern(glob: str) -> Patterns:
    return Patterns((glob,))


@cache
def _block(block: str) -> re.Pattern[str]:
    """The block with any white space between its words, and behind it, for findings that end at a line end."""
    return re.compile(r"\s+".join(map(re.escape, block.split())) + r"\s*")
