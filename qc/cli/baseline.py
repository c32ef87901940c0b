"""`qc baseline`: accept what is there today, so that only what is new fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from qc import api, baseline
from qc.baseline import BaselineError, Entry, State
from qc.baseline.entry import day
from qc.cli import arguments
from qc.cli.check import checked, named_files
from qc.cli.configuration import configuration
from qc.cli.messages import error, note, several
from qc.cli.options import with_settings
from qc.config import Config
from qc.finding import Finding
from qc.gate import ExitCode, judge
from qc.outcome import Outcome, Run
from qc.reports import places
from qc.reports.safe import inline

app = typer.Typer(help="Accept the findings of today, and fail on new ones only.", no_args_is_help=True)

_Reason = Annotated[str, typer.Option(help="Why the findings are accepted.", metavar="TEXT", show_default=False)]
_By = Annotated[str, typer.Option(help="Who accepts them.", metavar="NAME", show_default=False)]
_Until = Annotated[
    str, typer.Option(help="The last day on which they do not count.", metavar="YYYY-MM-DD", show_default=False)
]
_File = Annotated[
    str, typer.Option("--baseline", help="The file; default qc-baseline.jsonl.", metavar="PATH", show_default=False)
]


def create(
    *,
    paths: arguments.Paths = None,
    state: Annotated[State, typer.Option(help="What the findings are.")] = State.LEGACY,
    reason: _Reason = "",
    by: _By = "",
    until: _Until = "",
    add: Annotated[bool, typer.Option("--add", help="Add what is new to the file that is there.")] = False,
    named: arguments.Named = None,
    isolated: arguments.Isolated = False,
    **given: Any,
) -> int:
    """Check PATHS and make every finding known."""
    said = {"state": state, "reason": reason, "by": by, "until": _day(until)}
    checked_again = _CheckedAgain(configuration(named, isolated, given), paths)
    file = checked_again.file
    if Path(file).exists() and not add:
        raise BaselineError(f"{file} is there already; --add adds what is new, `qc baseline prune` drops what is gone")
    entries = baseline.read(file) if Path(file).exists() else {}
    if not checked_again.is_done():
        return ExitCode.FAILED
    added = [baseline.entry_of(it, outcome, **said) for outcome, it in baseline.new(checked_again.run, entries)]
    baseline.write(file, [*entries.values(), *added])
    note(f"wrote {file}: {several(len(added), 'finding')} added, {len(entries) + len(added):,} known")
    return ExitCode.CLEAN


def update(
    *,
    paths: arguments.Paths = None,
    named: arguments.Named = None,
    isolated: arguments.Isolated = False,
    **given: Any,
) -> int:
    """Check PATHS, take out what is gone and list what is new; exit 1 if something is."""
    checked_again = _CheckedAgain(configuration(named, isolated, given), paths)
    entries = baseline.read(checked_again.file)
    if not checked_again.is_done():
        return ExitCode.FAILED
    checked_again.prune(entries)
    new = list(baseline.new(checked_again.run, entries))
    for outcome, finding in new:
        print(_line(outcome, finding))
    if new:
        note(f"{several(len(new), 'finding')} new; `qc baseline create --add` makes them known")
    return ExitCode.FOUND if new else ExitCode.CLEAN


def prune(
    *,
    paths: arguments.Paths = None,
    named: arguments.Named = None,
    isolated: arguments.Isolated = False,
    **given: Any,
) -> int:
    """Check PATHS and take out what is gone."""
    checked_again = _CheckedAgain(configuration(named, isolated, given), paths)
    entries = baseline.read(checked_again.file)
    if not checked_again.is_done():
        return ExitCode.FAILED
    checked_again.prune(entries)
    return ExitCode.CLEAN


@dataclass
class _CheckedAgain:
    """A check whose findings go into the baseline, or keep what stands there."""

    config: Config
    paths: list[str] | None

    def __post_init__(self) -> None:
        self.file = self.config.settings.baseline or baseline.FILE
        plan = replace(api.plan(self.config), merge_clean=True)
        self._check = partial(checked, self.paths or ["."], config=self.config, plan=plan, show_progress=True)

    def is_done(self) -> bool:
        """Check; says what went wrong where the check could not be done, for then nothing is written."""
        self.run: Run = self._check()
        verdict = judge(self.run, "never", named=named_files(self.paths), allow_empty=True)
        if verdict.code is ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        for problem in verdict.problems:
            error(f"{problem}; {self.file} is left as it is")
        return not verdict.problems

    def prune(self, entries: dict[str, Entry]) -> None:
        """Write the entries without those that are gone, the others as their findings look today."""
        ran = {rule.code for rule in self.config.rules()}
        gone = {entry.fingerprint for entry in baseline.gone(self.run, entries, ran)}
        kept = {key: entry for key, entry in described(entries, self.run).items() if key not in gone}
        if kept != entries:
            baseline.write(self.file, kept.values())
        note(f"{self.file}: {several(len(gone), 'finding')} gone, {len(kept):,} known")


def described(entries: dict[str, Entry], run: Run) -> dict[str, Entry]:
    """The entries with code, document and match of the findings of the run that they stand for."""
    found = {it.fingerprint: baseline.entry_of(it, outcome) for outcome in run.outcomes for it in outcome.findings}
    return {
        key: replace(entry, code=found[key].code, document=found[key].document, match=found[key].match)
        if key in found
        else entry
        for key, entry in entries.items()
    }


def show(file: _File = baseline.FILE) -> None:
    """Show what is known: state, rule, document and match, and who said why."""
    entries = baseline.read(file).values()
    for entry in sorted(entries, key=lambda it: (it.state, it.document, it.code, it.fingerprint)):
        print(inline(_entry_line(entry)))
    counts = [f"{sum(it.state is state for it in entries):,} {state}" for state in State]
    print(inline(f"{several(len(entries), 'finding')} known to {file}: {', '.join(counts)}"))


def _entry_line(entry: Entry) -> str:
    remarks = [entry.reason, f"by {entry.by}" * bool(entry.by), f"until {entry.until}" * bool(entry.until)]
    why = f"  ({'; '.join(filter(None, remarks))})" if any(remarks) else ""
    what = f'{entry.code} {entry.document}: "{entry.match}"' if entry.code else "a finding that no check has met yet"
    return f"{entry.state:<14}  {entry.fingerprint}  {what}{why}"


def take_over(
    files: Annotated[list[str], typer.Argument(help="qc-triage.jsonl, as the report exports it.", metavar="FILE...")],
    file: _File = baseline.FILE,
) -> None:
    """Take over what a reviewer decided in the report; where two files disagree, the later one counts."""
    entries = baseline.read(file) if Path(file).exists() else {}
    before = dict(entries)
    for path in files:
        for key, decided in baseline.read(path).items():
            entries[key] = _decided(entries.get(key, decided), decided)
    baseline.write(file, entries.values())
    changed = sum(before[key] != entries[key] for key in before)
    added = several(len(entries) - len(before), "finding")
    note(f"wrote {file}: {added} added, {changed:,} changed, {len(entries):,} known")


def _decided(entry: Entry, decided: Entry) -> Entry:
    return replace(entry, state=decided.state, reason=decided.reason, by=decided.by, until=decided.until)


def _day(word: str) -> str:
    try:
        return day(word)
    except ValueError as problem:
        raise BaselineError(f"--{problem}") from None


def _line(outcome: Outcome, finding: Finding) -> str:
    where = places.label(places.of(finding, outcome))
    return f"{where}: {inline(finding.code)} {inline(finding.name)}: {inline(finding.message)}"


app.command()(with_settings(create))
app.command()(with_settings(update))
app.command()(with_settings(prune))
app.command()(show)
app.command("import")(take_over)
