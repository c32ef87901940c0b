"""Fingerprints that name one finding each: equal ones within a run are told apart by their ordinal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qc.finding import Finding
from qc.outcome import Outcome


def distinct(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes with every fingerprint once.

    Two files may hold records of one id, a corpus rule may find the same words twice in a document: the first keeps
    its ordinal, the others count on. In whatever order they come, the fingerprints of all together are the same.
    """
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        told = tuple(_told_apart(finding, counts) for finding in outcome.findings)
        yield outcome if told == outcome.findings else replace(outcome, findings=told)


def _told_apart(finding: Finding, counts: Counter[str]) -> Finding:
    if not finding.fingerprint:
        return finding
    stem = finding.fingerprint.rpartition(":")[0]
    counts[stem] += 1
    own = f"{stem}:{counts[stem]}"
    return finding if own == finding.fingerprint else replace(finding, fingerprint=own)
