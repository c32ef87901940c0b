"""GitLab's Code Quality report: a JSON array, a finding an object, every fingerprint once.

Fields as in "Code Quality" of the GitLab documentation (a subset of Code Climate's issues). Inputs that were not
checked are findings in it, too; the account of a run has no place in an array.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from qc.finding import Finding, Place, Severity
from qc.outcome import Run
from qc.reports import places, safe
from qc.reports.options import ReportOptions
from qc.reports.records import Data
from qc.reports.regions import region, relative

_SEVERITIES = {Severity.INFO: "info", Severity.WARNING: "minor", Severity.ERROR: "major"}


def render(run: Run, options: ReportOptions) -> Iterator[str]:
    seen: Counter[str] = Counter()
    between = "[\n"
    for outcome in run.outcomes:
        for finding in outcome.findings:
            yield between + safe.json_text(_issue(finding, places.of(finding, outcome), seen))
            between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _issue(finding: Finding, place: Place, seen: Counter[str]) -> Data:
    return {
        "description": safe.inline(f"{finding.name}: {finding.message}"),
        "check_name": finding.code,
        "fingerprint": _fingerprint(finding, place, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": safe.path(relative(place.path)), "lines": {"begin": region(place).start.line}},
    }


def _fingerprint(finding: Finding, place: Place, seen: Counter[str]) -> str:
    """The finding's own, hashed to hexadecimal digits; of equal ones the second and later say which they are."""
    own = finding.fingerprint or f"{finding.code} {places.name(place.path, place.record)}"
    seen[own] += 1
    parts = f"{own}\0{seen[own]}".encode("utf-8", "surrogatepass")
    return blake2b(parts, digest_size=16).hexdigest()
