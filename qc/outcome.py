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

    @property
    def name(self) -> str:
        """What people call it: the path, and the record within it."""
        return self.path if self.record is None else f"{self.path}#{self.record.id or self.record.index}"


@dataclass(frozen=True)
class Run:
    """A whole run, as reports see it.

    outcomes   in the order of the inputs
    complete   False after an interrupt: the reports say so
    settings   what a reader of the report wants to know: selected rules, gate, options that are not defaults
    """

    outcomes: Sequence[Outcome]
    version: str
    complete: bool = True
    settings: Mapping[str, object] = dataclasses.field(default_factory=dict)

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

    def not_checked(self) -> list[Outcome]:
        """The failed and the skipped, by name: every summary lists them."""
        return [outcome for outcome in self.outcomes if outcome.state is not State.CHECKED]
