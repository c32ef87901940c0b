"""Which documents to drop: those that a DUP finding names as extra copies, one name a line, for the pipeline.

A name is the record's id, else `path#index`; of a whole file it is the path. What could not stand on a line as it is (a
line break in an id), or what a spreadsheet would run, is named by its path, which then begins with "./".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.document import State
from qc.engine.rows import first_numbers
from qc.outcome import Outcome, Run
from qc.reports.safe import inline

# The formats that are such lists: they need an outcome for every document, clean ones too (no `merge_clean`).
FORMATS = frozenset({"droplist", "keeplist"})

_FAMILY = "DUP"
# A formula that calls something: what begins like one and has a function, a pipe to a program, or another sheet in it.
_FORMULA = re.compile(r"\s*[=+@-].*[(|!]", re.DOTALL)


class IncompleteListError(ValueError):
    """A list that would not name every document that it is about; the message says why."""


def dropped(run: Run) -> Iterator[str]:
    """The names of the extra copies, in the order of the run."""
    extra = _extra(run)
    for number, outcome in _numbered(run):
        if number in extra:
            yield _name(outcome)


def kept(run: Run) -> Iterator[str]:
    """The names of all other documents that were checked."""
    extra = _extra(run)
    for number, outcome in _numbered(run):
        if outcome.state is State.CHECKED and number not in extra:
            if outcome.count > 1:
                raise IncompleteListError(f"{outcome.path}: {outcome.count:,} clean documents were counted, not named")
            yield _name(outcome)


def _numbered(run: Run) -> Iterator[tuple[int, Outcome]]:
    """Each outcome with the number that the findings of the corpus rules know it by."""
    return zip(first_numbers(run.outcomes), run.outcomes, strict=False)


def _extra(run: Run) -> set[int]:
    """The numbers of the documents that are extra copies; raises `IncompleteListError`."""
    extra: set[int] = set()
    for finding in run.each_finding():
        if finding.code.startswith(_FAMILY) and "extra" in finding.evidence:
            named = finding.evidence["extra"]
            copies = finding.evidence.get("documents", len(named) + 1) - 1
            if copies > len(named):
                raise IncompleteListError(f"a {finding.code} finding names {len(named):,} of {copies:,} extra copies")
            extra.update(named)
    return extra


def _name(outcome: Outcome) -> str:
    record = outcome.record
    if record is not None and record.id and _plain(record.id):
        return record.id
    name = outcome.path if record is None else f"{outcome.path}#{record.index}"
    return name if _plain(name) else f"./{inline(name)}"


def _plain(name: str) -> bool:
    return inline(name) == name == name.strip() and not _FORMULA.match(name)
