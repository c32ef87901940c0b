"""What became of the inputs: one `Outcome` each, and the `Run` that accounts for all of them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qc.document import Block, Link, Record, State
from qc.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document, or one input that gave none.

    reason     why it was not checked, with the remedy; "" for a checked one
    count      how many inputs this one stands for: 1, but for the remainder of a long row of like failures
    notes      what a checked document lost on the way (bytes that could not be decoded), for people
    text       what the rules read; kept only for the reports that show it (`keep_text`), else `None`
    source     what positions lead to; kept with the text where that is not its own source
    findings   ordered by start, end and code
    left_out   how many findings the configuration let pass, by the setting that did
    """

    path: str
    format: str
    state: State
    record: Record | None = None
    field: str = ""
    reason: str = ""
    count: int = 1
    notes: tuple[str, ...] = ()
    language: str = ""
    characters: int = 0
    words: int = 0
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    source: str | None = None
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    left_out: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it: the path, and the record within it."""
        return self.path if self.record is None else f"{self.path}#{self.record.id or self.record.index}"


@dataclass(frozen=True)
class Comparison:
    """What changed since an earlier run, by fingerprint.

    states   fingerprint -> "new" or "unchanged", of the findings of the later run
    fixed    what the earlier run found and the later one does not
    """

    states: Mapping[str, str]
    fixed: Sequence[Finding] = ()

    @classmethod
    def between(cls, old: Run, new: Run) -> Comparison:
        """What `new` has more and less than `old`; statements about a run itself have no fingerprint and no part."""
        before = {finding.fingerprint for finding in old.findings}
        now = [finding.fingerprint for finding in new.findings if finding.fingerprint]
        states = {print_: "unchanged" if print_ in before else "new" for print_ in now}
        fixed = [it for it in old.findings if it.fingerprint and it.fingerprint not in states]
        return cls(states, fixed)


@dataclass(frozen=True)
class Vetted:
    """What came of holding a run against a baseline.

    source    what the baseline was read from, for people
    known     how many findings are known, by the state they were given
    listed    whether these are among the findings of the run
    expired   how many are known, but no longer: they count again
    """

    source: str
    known: Mapping[str, int]
    listed: bool = False
    expired: int = 0

    def words(self) -> str:
        """How many findings are known, in a sentence."""
        total = sum(self.known.values())
        states = ", ".join(f"{count:,} {state}" for state, count in self.known.items())
        shown = "listed, but they do not count" if self.listed else "not listed (--show-known does)"
        if not total:
            return f"No finding is known to {self.source}."
        plural = "finding is" if total == 1 else "findings are"
        return f"{total:,} {plural} known to {self.source}: {states}; {shown}."


@dataclass(frozen=True)
class Run:
    """A whole run, as reports see it.

    outcomes     in the order of the inputs
    complete     False after an interrupt: the reports say so
    settings     what a reader of the report wants to know: selected rules, gate, options that are not defaults
    comparison   what changed since an earlier run, where one was given
    vetted       what a baseline knows of the findings, where there is one
    """

    outcomes: Sequence[Outcome]
    version: str
    complete: bool = True
    settings: Mapping[str, object] = dataclasses.field(default_factory=dict)
    comparison: Comparison | None = None
    vetted: Vetted | None = None

    @property
    def findings(self) -> list[Finding]:
        return [finding for outcome in self.outcomes for finding in outcome.findings]

    def states(self) -> Counter[State]:
        """How many inputs ended in each state; the sum is the number of inputs."""
        states: Counter[State] = Counter()
        for outcome in self.outcomes:
            states[outcome.state] += outcome.count
        return states

    def severities(self) -> Counter[Severity]:
        return Counter(finding.severity for finding in self.findings)

    def left_out(self) -> dict[str, int]:
        """How many findings the configuration let pass, by the setting that did."""
        total: Counter[str] = Counter()
        for outcome in self.outcomes:
            total.update(outcome.left_out)
        return dict(sorted(total.items()))

    def not_checked(self) -> list[Outcome]:
        """The failed and the skipped, by name: every summary lists them."""
        return [outcome for outcome in self.outcomes if outcome.state is not State.CHECKED]
