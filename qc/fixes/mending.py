"""A document mended: fixes are applied, the source is read again, and the rules look again until nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qc.document import Document
from qc.engine import Plan, check_documents
from qc.engine.locate import excerpt
from qc.finding import Edit, Finding
from qc.fixes.edits import applied, chosen
from qc.fixes.sources import source_edits

ROUNDS = 20
_ALL_FINDINGS = 1_000_000

# Reads a source of the document's own format again.
Reader = Callable[[str], Document]


@dataclass(frozen=True)
class Mended:
    """What became of a document.

    document   as it reads now
    applied    how many fixes were applied
    left       why others were not, in words
    """

    document: Document
    applied: int = 0
    left: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return _source(self.document)


@dataclass(frozen=True)
class Mender:
    """What to mend.

    plan     the rules that look again
    unsafe   apply unsafe fixes, too
    known    stems of fingerprints (without their ordinals) that are accepted: left alone
    """

    plan: Plan
    unsafe: bool = False
    known: Container[str] = ()

    def mend(self, document: Document, findings: Sequence[Finding], read: Reader) -> Mended:
        """The document without what its fixes take out; applied once more it would stay as it is.

        `findings` are those of the document as it is; if it has changed since they were made, it is left alone.
        """
        if any(it.excerpt != excerpt(document.text, it.span) for it in findings if it.fix):
            return Mended(document, left=("changed while it was checked",))
        now, count, left = document, 0, 0
        for _ in range(ROUNDS):
            wanted = chosen((it for it in findings if not self._is_known(it)), unsafe=self.unsafe)
            good = _sound(now, wanted, read)
            left = len(wanted) - len(good)
            if not good:
                return Mended(now, count, _said(left))
            now, count = _edited(now, good, read), count + len(good)
            findings = self._look(now)
        return Mended(document, left=(f"its fixes do not come to an end in {ROUNDS} rounds",))

    def _is_known(self, finding: Finding) -> bool:
        return finding.fingerprint.rpartition(":")[0] in self.known

    def _look(self, document: Document) -> Sequence[Finding]:
        plan = replace(self.plan, corpus=False, keep_text=False, max_findings=_ALL_FINDINGS, memory=None)
        (outcome,) = check_documents([document], plan)
        return outcome.findings


def _said(left: int) -> tuple[str, ...]:
    if not left:
        return ()
    return (f"{left:,} {'fix' if left == 1 else 'fixes'} not applied: no sure way back to the source",)


def _source(document: Document) -> str:
    return document.text if document.source is None else document.source


def _edits(findings: Sequence[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


def _sound(document: Document, findings: Sequence[Finding], read: Reader) -> list[Finding]:
    """The findings whose fixes come out right in the source: read again, it gives the text as it was edited."""
    mapped = [finding for finding in findings if source_edits(document, _edits([finding])) is not None]
    good = _halved(document, mapped, read)
    return good if len(good) == len(mapped) or _comes_out(document, good, read) else []


def _halved(document: Document, findings: list[Finding], read: Reader) -> list[Finding]:
    if not findings or _comes_out(document, findings, read):
        return findings
    if len(findings) == 1:
        return []
    half = len(findings) // 2
    return _halved(document, findings[:half], read) + _halved(document, findings[half:], read)


def _comes_out(document: Document, findings: Sequence[Finding], read: Reader) -> bool:
    try:
        now = _edited(document, findings, read).text
    except ValueError:  # two edits of the source meet
        return False
    wanted = applied(document.text, _edits(findings))
    if document.format in ("markdown", "html"):  # where white space is the reader's
        return now != document.text and now.split() == wanted.split()
    return now == wanted != document.text


def _edited(document: Document, findings: Sequence[Finding], read: Reader) -> Document:
    """The document of the edited source; raises `ValueError` where edits of the source meet."""
    edits = sorted(source_edits(document, _edits(findings)) or ())
    for one, two in pairwise(edits):
        if one.span.end > two.span.start:
            raise ValueError("edits of the source overlap")
    return read(applied(_source(document), edits))
