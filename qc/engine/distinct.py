"""Fingerprints that name one finding each: equal ones within a run are told apart by their ordinal."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from qc.finding import Finding
from qc.outcome import Outcome, Tally
from qc.spool import Spool


class Collection:
    """The outcomes of a run as they come, eight bytes of each fingerprint, and what they come to."""

    def __init__(self) -> None:
        self._outcomes: Spool[Outcome] = Spool()
        self._prints = array("Q")
        self.tally = Tally()

    def extend(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.tally.add(outcome)
            self._prints.extend(_short(it.fingerprint) for it in outcome.findings if it.fingerprint)
            self._outcomes.append(outcome)

    def distinct(self) -> Spool[Outcome]:
        """The outcomes with every fingerprint once.

        Two files may hold records of one id, a corpus rule may find the same words twice in a document: the first keeps
        its ordinal, the others count on. In whatever order they come, the fingerprints of all together are the same.
        """
        again = _repeated(np.frombuffer(self._prints, np.uint64))
        if not again:
            return self._outcomes
        stems = {_stem(it) for outcome in self._outcomes for it in outcome.findings if _short(it.fingerprint) in again}
        return Spool(_told_apart(self._outcomes, stems))


def _short(fingerprint: str) -> int:
    return int.from_bytes(blake2b(fingerprint.encode(), digest_size=8).digest())


def _stem(finding: Finding) -> str:
    return finding.fingerprint.rpartition(":")[0]


def _repeated(prints: NDArray[np.uint64]) -> set[int]:
    """Those that are there twice. The ordinals of one document ascend already, so of others nothing is to be done."""
    ascending = np.sort(prints)
    return set(ascending[1:][ascending[1:] == ascending[:-1]].tolist())


def _told_apart(outcomes: Iterable[Outcome], stems: set[str]) -> Iterator[Outcome]:
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        told = tuple(_counted(it, counts) if _stem(it) in stems else it for it in outcome.findings)
        yield outcome if told == outcome.findings else replace(outcome, findings=told)


def _counted(finding: Finding, counts: Counter[str]) -> Finding:
    stem = _stem(finding)
    counts[stem] += 1
    own = f"{stem}:{counts[stem]}"
    return finding if own == finding.fingerprint else replace(finding, fingerprint=own)
