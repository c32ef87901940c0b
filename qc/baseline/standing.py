"""A run held against the baseline: what is known, what is new, what has expired, and which entries are gone."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from qc.baseline.entry import Entry
from qc.baseline.file import Entries
from qc.document import State as Became
from qc.finding import Finding, Standing
from qc.outcome import Outcome, Run, Vetted
from qc.rules.run.rule_crash import RuleCrash
from qc.rules.run.skipped_input import SkippedInput
from qc.rules.run.too_many_findings import TooManyFindings
from qc.rules.run.unreadable_input import UnreadableInput
from qc.rules.run.unused_suppression import UnusedSuppression
from qc.spool import Spool

# What a run says about itself is never known: a baseline must not hide that something was not checked.
_DIAGNOSTICS = {rule.code for rule in (UnreadableInput, SkippedInput, RuleCrash, TooManyFindings, UnusedSuppression)}


def is_acceptable(finding: Finding) -> bool:
    """Whether a finding can be made known at all."""
    return bool(finding.fingerprint) and finding.code not in _DIAGNOSTICS


def against(run: Run, entries: Entries, source: str, *, today: datetime.date, keep_known: bool = False) -> Run:
    """The run with the standing of each finding; those that are known are left out unless `keep_known`."""
    counts: Counter[str] = Counter()
    outcomes = Spool(_vetted(outcome, entries, today, counts, keep_known) for outcome in run.outcomes)
    known = {state.value: counts[state] for state in Standing if state.is_known and counts[state]}
    vetted = Vetted(source, known, listed=keep_known, expired=counts[Standing.EXPIRED])
    return replace(run, outcomes=outcomes, vetted=vetted)


def _vetted(
    outcome: Outcome, entries: Entries, today: datetime.date, counts: Counter[str], keep_known: bool
) -> Outcome:
    if not outcome.findings:
        return outcome
    standing = [replace(finding, baseline=_standing(finding, entries, today)) for finding in outcome.findings]
    counts.update(finding.baseline for finding in standing)
    return replace(outcome, findings=tuple(it for it in standing if keep_known or not it.baseline.is_known))


def _standing(finding: Finding, entries: Entries, today: datetime.date) -> Standing:
    entry = entries.get(finding.fingerprint) if is_acceptable(finding) else None
    if entry is None:
        return Standing.NEW
    return Standing.EXPIRED if entry.expired(today) else Standing(entry.state.value)


def new(run: Run, entries: Entries) -> Iterator[tuple[Outcome, Finding]]:
    """The findings that could be made known and are not, in the order of the run."""
    for outcome in run.outcomes:
        for finding in outcome.findings:
            if is_acceptable(finding) and finding.fingerprint not in entries:
                yield outcome, finding


def gone(run: Run, entries: Entries, codes: Collection[str]) -> list[Entry]:
    """The entries that no finding of the run stands for, where the run would have found it.

    codes   of the rules that ran: what the others know is left alone

    Entries of inputs that could not be read, or not to the end, are left alone too.
    """
    found = {finding.fingerprint for finding in run.each_finding()}
    dim = set(_not_seen_whole(run))
    missing = (entry for entry in entries.values() if entry.fingerprint not in found)
    return [entry for entry in missing if (not entry.code or entry.code in codes) and not _stands_in(entry, dim)]


def _not_seen_whole(run: Run) -> Iterator[str]:
    for outcome in run.outcomes:
        if outcome.state is Became.FAILED:
            yield outcome.path
        if any(finding.code in (TooManyFindings.code, RuleCrash.code) for finding in outcome.findings):
            yield outcome.name


def _stands_in(entry: Entry, names: Collection[str]) -> bool:
    return entry.document in names or entry.document.partition("#")[0] in names
