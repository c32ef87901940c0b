"""`qc check`: from arguments to reports and an exit code."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from qc import api, reports
from qc.cli import arguments, fixing, known, progress
from qc.cli.configuration import configuration
from qc.cli.listed import listed
from qc.cli.messages import error, note, warning
from qc.cli.profile import Profile
from qc.cli.terminal import print_report, report_options
from qc.config import Config, ConfigError
from qc.config.errors import did_you_mean
from qc.config.shares import share
from qc.engine import Plan
from qc.engine.distinct import Collection
from qc.gate import ExitCode, Verdict, judge
from qc.outcome import Run
from qc.readers import STDIN
from qc.reports.lists import FORMATS


def check(
    *,
    paths: arguments.Paths = None,
    stdin_filename: arguments.StdinFilename = "",
    files_from: arguments.FilesFrom = "",
    color: arguments.Color = arguments.Colors.AUTO,
    exit_zero: arguments.ExitZero = False,
    quiet: arguments.Quiet = False,
    verbose: arguments.Verbose = False,
    profile: arguments.Profile = False,
    named: arguments.Named = None,
    isolated: arguments.Isolated = False,
    no_baseline: known.NoBaseline = False,
    show_known: known.ShowKnown = False,
    baseline_from_ref: known.FromRef = "",
    since: known.Since = "",
    fix: fixing.Fix = False,
    unsafe_fixes: fixing.Unsafe = False,
    diff: fixing.Diff = False,
    fix_to: fixing.FixTo = "",
    **given: Any,
) -> int:
    """Check texts: what is wrong in them, where, and why.

    Exit codes: 0 nothing at or above the gate (--fail-on), 1 findings, 2 the check could not be done.
    """
    asked_for = listed(files_from, paths or []) if files_from else paths or []
    paths = asked_for if files_from or asked_for else ["."]
    config = configuration(named, isolated, given)
    settings = config.settings
    _refuse_unwritable(settings.output_format, settings.report)
    plan = _plan(config, stdin_filename)
    _announce(config, plan, verbose)
    asked = known.Asked(no_baseline, show_known, baseline_from_ref, since)
    times = Profile()
    looking = partial(checked, config=config, plan=plan, show_progress=not quiet, profile=times)
    ours = None if no_baseline else known.baseline_file(config)
    mending = fixing.Fixing(fix, unsafe_fixes, diff, fix_to, ours[1] if ours else ())
    mending.refuse_nonsense(paths)
    run = mending.mended(paths, partial(asked.held, paths, config, looking), plan)
    if diff:
        return mending.diff_code(run, named_files(asked_for))
    shown = report_options(color, statistics=settings.statistics, quiet=quiet)
    with times.timed("writing"):
        written = [print_report(run, settings.output_format, shown)]
        written += [_write(run, report, verbose) for report in settings.report]
    if profile:
        times.show()
    verdict = _verdict(run, config, named_files(asked_for), settings.allow_empty or bool(asked.unchanged))
    return _exit_code(verdict, all(written) and not mending.failed, exit_zero)


def _plan(config: Config, stdin_filename: str) -> Plan:
    """What the engine is told, with what earlier runs came to."""
    plan = api.plan(config, keep_text=_shows_text(config), stdin_filename=stdin_filename)
    plan = replace(plan, merge_clean=FORMATS.isdisjoint(_formats(config)))
    if not config.settings.cache:
        return plan
    from qc.engine.cache import default_path, remembering

    return remembering(plan, default_path())


def _verdict(run: Run, config: Config, named: list[str], allow_empty: bool) -> Verdict:
    """The run against the gate and its limits."""
    settings = config.settings
    limits = {"max_affected": share(settings.max_affected), "max_duplication": share(settings.max_duplication)}
    return judge(run, settings.fail_on, named=named, allow_empty=allow_empty, **limits)


def _refuse_unwritable(output_format: str, wanted: tuple[str, ...]) -> None:
    """Whatever would fail after the run for a word on the command line fails before it."""
    names = reports.format_names()
    if output_format not in names:
        listed = f"there are {', '.join(names)}"
        raise ConfigError(f"unknown output format {output_format!r}{did_you_mean(output_format, names, listed)}")
    for report in wanted:
        if reason := reports.unwritable(report):
            raise ConfigError(f"cannot write the report {reports.target(report)[1]}: {reason}")


def _formats(config: Config) -> list[str]:
    """What the run is to be shown as."""
    settings = config.settings
    return [settings.output_format, *(reports.target(report)[0] for report in settings.report)]


def _shows_text(config: Config) -> bool:
    return any(map(reports.needs_text, _formats(config)))


def _announce(config: Config, plan: Plan, verbose: bool) -> None:
    for message in config.warnings():
        warning(message)
    if verbose:
        files = [layer.origin for layer in config.layers if layer.is_file]
        note(f"configuration: {', '.join(files) or 'no file'}")
        note(f"rules: {' '.join(rule.code for rule in plan.rules)}")


def checked(
    paths: list[str],
    wanted: known.Wanted | None = None,
    *,
    config: Config,
    plan: Plan,
    show_progress: bool,
    profile: Profile | None = None,
) -> Run:
    """The run over `paths`, as far as it came; without the files that qc keeps there."""
    document = known.documents(config, wanted)
    done = Collection()
    complete = True
    with progress.shown(show_progress) as watch:
        if profile is not None:
            watch = profile.listening(watch)
        try:
            done.extend(api.outcomes_of(paths, config, plan, watch, document))
        except KeyboardInterrupt:
            complete = False
    return api.run_of(done, config, complete=complete)


def _write(run: Run, report: str, verbose: bool) -> bool:
    try:
        path = reports.write_file(run, report)
    except OSError as problem:
        error(f"cannot write the report {report}: {problem.strerror or problem}")
        return False
    if verbose:
        note(f"wrote {path}")
    return True


def named_files(paths: list[str] | None) -> list[str]:
    return [path for path in paths or () if path != STDIN]


def _exit_code(verdict: Verdict, all_written: bool, exit_zero: bool) -> int:
    for problem in verdict.problems:
        error(problem)
    for measured in verdict.measured:
        note(measured)
    if verdict.code in (ExitCode.CLEAN, ExitCode.FOUND):
        if not all_written:
            return ExitCode.FAILED
        return ExitCode.CLEAN if exit_zero else verdict.code
    return verdict.code
