"""The account every report gives: what became of the inputs, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qc.document import State
from qc.finding import Finding, Severity
from qc.outcome import Outcome, Run
from qc.reports import places
from qc.reports.ansi import SEVERITY, Painter, Style
from qc.reports.options import ReportOptions
from qc.reports.safe import inline

NAMED = 20  # skipped inputs and notes named one by one; a count stands for the others


@dataclass(frozen=True)
class Summary:
    """Counts of a run, each computed once."""

    run: Run

    @cached_property
    def findings(self) -> list[Finding]:
        return self.run.findings

    @cached_property
    def documents(self) -> dict[str, int]:
        """Inputs by what became of them; "total" is the sum of the others."""
        states = self.run.states()
        return {"total": states.total()} | {state.value: states[state] for state in State}

    @cached_property
    def severities(self) -> dict[str, int]:
        """Findings by severity, the gravest first; "total" is the sum of the others."""
        counts = self.run.severities()
        return {"total": counts.total()} | {severity.value: counts[severity] for severity in reversed(Severity)}

    @cached_property
    def rules(self) -> list[tuple[str, str, int]]:
        """(code, name, count) of the rules that fired, the most frequent first."""
        counts = self.run.tally.by(lambda sort: (sort.code, sort.name))
        return [(code, name, count) for (code, name), count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))]

    @cached_property
    def fixable(self) -> tuple[int, int]:
        """Findings with a safe fix, and with an unsafe one."""
        counts = self.run.tally.by(lambda sort: sort.fix)
        return counts[True], counts[False]

    def outcomes(self, state: State) -> list[Outcome]:
        return [outcome for outcome in self.run.not_checked() if outcome.state is state]


def summary_lines(run: Run, options: ReportOptions, left_out: int = 0) -> Iterator[str]:
    """The end of every human format; `left_out` is how many findings the list before it leaves out."""
    known = run.vetted is not None and bool(run.vetted.known)
    if options.quiet and run.complete and not left_out and not known and not run.not_checked():
        return
    summary, paint = Summary(run), Painter(options.color)
    if left_out:
        yield f"{left_out:,} more {_plural('finding', left_out)} not listed."
        yield ""
    if options.statistics and summary.rules:
        yield from _statistics(summary, paint)
    yield from _account(summary, paint)
    yield paint(_found(summary), Style.BOLD)
    if passed := run.left_out():
        yield f"Let pass: {', '.join(f'{count:,} by {reason}' for reason, count in passed.items())}."
    if run.vetted:
        yield inline(run.vetted.words())
    if not run.complete:
        yield paint("Interrupted: this is what was done until then.", Style.RED)


def _statistics(summary: Summary, paint: Painter) -> Iterator[str]:
    yield paint("Findings by rule", Style.BOLD)
    columns = len(f"{summary.rules[0][2]:,}")
    for code, name, count in summary.rules:
        yield f"  {count:>{columns},}  {paint(inline(code), Style.BOLD)}  {inline(name)}"
    yield ""


def _account(summary: Summary, paint: Painter) -> Iterator[str]:
    """`documents = checked + failed + skipped`, with the names and reasons of the last two."""
    counts = summary.documents
    yield (
        f"{counts['total']:,} {_plural('document', counts['total'])} = "
        f"{counts['checked']:,} checked + {counts['failed']:,} failed + {counts['skipped']:,} skipped"
    )
    for outcome in summary.outcomes(State.FAILED):
        yield f"  {paint('failed', SEVERITY[Severity.ERROR])}   {_why(outcome)}"
    skipped = summary.outcomes(State.SKIPPED)
    for outcome in skipped[:NAMED]:
        yield f"  {paint('skipped', Style.DIM)}  {_why(outcome)}"
    if len(skipped) > NAMED:
        yield f"  and {sum(outcome.count for outcome in skipped[NAMED:]):,} more skipped"
    yield from _notes(summary.run, paint)


def _why(outcome: Outcome) -> str:
    inputs = f" ({outcome.count:,} inputs)" if outcome.count > 1 else ""
    return f"{places.name(outcome.path, outcome.record)}{inputs}: {inline(outcome.reason) or 'no reason given'}"


def _notes(run: Run, paint: Painter) -> Iterator[str]:
    noted = run.tally.noted
    for outcome in noted[:NAMED]:
        notes = "; ".join(inline(note) for note in outcome.notes)
        yield f"  {paint('note', Style.DIM)}     {places.name(outcome.path, outcome.record)}: {notes}"
    if len(noted) > NAMED:
        yield f"  and notes on {len(noted) - NAMED:,} more documents"


def _found(summary: Summary) -> str:
    counts = summary.severities
    if not counts["total"]:
        return "No findings."
    words = ", ".join(f"{counts[severity]:,} {_plural(severity, counts[severity])}" for severity in _present(counts))
    skipped = sum(len(outcome.findings) for outcome in summary.outcomes(State.SKIPPED))
    aside = f" ({skipped:,} for skipped inputs)" if skipped else ""
    return f"{counts['total']:,} {_plural('finding', counts['total'])}: {words}{aside}.{_fixable(*summary.fixable)}"


def _present(counts: dict[str, int]) -> list[Severity]:
    return [severity for severity in reversed(Severity) if counts[severity]]


def _fixable(safe: int, unsafe: int) -> str:
    parts = [f"{safe:,} with a safe fix"] * bool(safe) + [f"{unsafe:,} with an unsafe fix"] * bool(unsafe)
    return f" {' and '.join(parts)}." if parts else ""


def _plural(word: str, count: int) -> str:
    return word if count == 1 or word == Severity.INFO else word + "s"
