"""What became of the inputs: one `Outcome` each, and the `Run` that accounts for all of them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from qc.document import Block, Link, Record, State
from qc.finding import Finding, Severity

Key = TypeVar("Key", bound=Hashable)


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
        before = {finding.fingerprint for finding in old.each_finding()}
        now = [finding.fingerprint for finding in new.each_finding() if finding.fingerprint]
        states = {print_: "unchanged" if print_ in before else "new" for print_ in now}
        fixed = [it for it in old.each_finding() if it.fingerprint and it.fingerprint not in states]
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


class Sort(NamedTuple):
    """What is counted of a finding; `fix` says whether its fix is safe, and is `None` without one."""

    severity: Severity
    code: str
    name: str
    fix: bool | None


@dataclass(frozen=True)
class Tally:
    """What a run comes to.

    states       inputs by what became of them
    sorts        findings by their sort
    left_out     findings that the configuration let pass, by the setting that did
    not_checked  the failed and the skipped
    noted        those that lost something on the way
    """

    states: Counter[State] = dataclasses.field(default_factory=Counter)
    sorts: Counter[Sort] = dataclasses.field(default_factory=Counter)
    left_out: Counter[str] = dataclasses.field(default_factory=Counter)
    not_checked: list[Outcome] = dataclasses.field(default_factory=list)
    noted: list[Outcome] = dataclasses.field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        tally = cls()
        for outcome in outcomes:
            tally.add(outcome)
        return tally

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.states[outcome.state] += outcome.count
        self.sorts.update(
            Sort(found.severity, found.code, found.name, found.fix.safe if found.fix else None)
            for found in outcome.findings
        )
        self.left_out.update(outcome.left_out)
        if outcome.state is not State.CHECKED:
            self.not_checked.append(outcome)
        if outcome.notes:
            self.noted.append(outcome)

    def severities(self) -> Counter[Severity]:
        return self.by(lambda sort: sort.severity)

    def by(self, key: Callable[[Sort], Key]) -> Counter[Key]:
        """How many findings have each value of `key`."""
        counts: Counter[Key] = Counter()
        for sort, count in self.sorts.items():
            counts[key(sort)] += count
        return counts


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
        """All of them at once; `each_finding` needs no memory for them."""
        return list(self.each_finding())

    def each_finding(self) -> Iterator[Finding]:
        return (finding for outcome in self.outcomes for finding in outcome.findings)

    @cached_property
    def tally(self) -> Tally:
        """All that is counted, from one reading of the outcomes."""
        return Tally.of(self.outcomes)

    def states(self) -> Counter[State]:
        """How many inputs ended in each state; the sum is the number of inputs."""
        return self.tally.states

    def severities(self) -> Counter[Severity]:
        return self.tally.severities()

    def left_out(self) -> dict[str, int]:
        """How many findings the configuration let pass, by the setting that did."""
        return dict(sorted(self.tally.left_out.items()))

    def not_checked(self) -> list[Outcome]:
        """The failed and the skipped, by name: every summary lists them."""
        return self.tally.not_checked
