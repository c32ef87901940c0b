"""qc for programs: one text, files, or an Arrow table.

The command line stands on the same functions, so a program and a shell see the same findings.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from qc import __version__
from qc.config import Config, load
from qc.document import Document, Unread
from qc.engine import Plan, Progress, check_documents, check_inputs
from qc.engine.distinct import Collection
from qc.engine.waivers import Waivers
from qc.finding import Finding, Severity
from qc.outcome import Outcome, Run
from qc.readers import Input, ReadOptions, discover

if TYPE_CHECKING:
    import pyarrow as pa

Level = Severity | Literal["info", "warning", "error"]
Names = Iterable[str] | str

# What decides how a run is shown or how fast it goes, and not what it finds.
_NOT_IN_SETTINGS = {"jobs", "cache", "output-format", "report", "statistics", "allow-empty"}


class RuleSettings(TypedDict, total=False):
    """Keyword arguments that choose rules: the keys of qc.toml with underscores (see docs/configuration.md)."""

    select: Names
    ignore: Names
    extend_select: Names
    preview: bool
    min_severity: Level
    min_confidence: float
    max_findings: int
    ignore_blocks: Names
    rules: Mapping[str, Mapping[str, Any]]


class FileSettings(RuleSettings, total=False):
    """Keyword arguments that also say what to read and how."""

    corpus: bool
    per_path_ignores: Names
    inline_suppressions: Names
    input_format: str
    text_field: str
    id_field: str
    url_field: str
    encoding: str
    include: Names
    exclude: Names
    respect_gitignore: bool
    jobs: int


def check(text: str, **settings: Unpack[RuleSettings]) -> list[Finding]:
    """The findings in one plain text, ordered by start, end and code.

    `Finding.span` is in code points of `text`: `finding.span.of(text)` is what is wrong. Raises `ConfigError` for a
    setting, rule or option that does not exist or is out of range, `TypeError` where `text` is no `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"qc.check expects a str, not {type(text).__name__}; decode bytes first, or use qc.check_files")
    config = configured("qc.check", dict(settings))
    (outcome,) = check_documents([Document("<text>", text)], replace(plan(config), corpus=False))
    return list(outcome.findings)


def check_files(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    config: str | os.PathLike[str] | None = None,
    **settings: Unpack[FileSettings],
) -> Run:
    """What `qc check PATHS` finds in files, folders and globs: one outcome an input, in the order of the inputs.

    config   a qc.toml or pyproject.toml to obey; `None`: none, not even one that `qc check` would have found
    jobs     worker processes, 1 unless given (0: one a core); the findings do not depend on it

    An input that cannot be read does not raise: its `Outcome` says FAILED and why. Raises `ConfigError` like `check`.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    told = {"jobs": 1, **settings}
    chosen = configured("qc.check_files", told, [] if config is None else [os.fspath(config)])
    outcomes = outcomes_of([os.fspath(path) for path in several], chosen, plan(chosen))
    collection = Collection()
    collection.extend(outcomes)
    return run_of(collection, chosen)


def check_batch(
    table: pa.Table | pa.RecordBatch,
    *,
    text_column: str = "text",
    id_column: str | None = None,
    **settings: Unpack[RuleSettings],
) -> pa.Table:
    """The findings in a column of texts: Arrow in, Arrow out, one row a finding (see `qc.batch.schema`).

    text_column   a column of strings; a null is a QC001 finding, so that no row is lost in silence
    id_column     a column whose values, as text, name the rows in "id" and in the fingerprints

    Rows are looked at one by one (no corpus rules), so the findings do not depend on how a data set is cut into
    batches. Raises `ConfigError` like `check`, `KeyError` for a column that is not there, `TypeError` where the text
    column holds no strings, `ImportError` without pyarrow.
    """
    from qc import batch

    config = configured("qc.check_batch", dict(settings))
    documents = list(batch.documents(table, text_column, id_column))
    return batch.findings_table(check_documents(documents, replace(plan(config), corpus=False)))


def plan(config: Config, *, keep_text: bool = False, stdin_filename: str = "") -> Plan:
    """What the engine needs to know of a configuration; raises `ConfigError` where no rule is left."""
    settings = config.settings
    return Plan(
        rules=config.rules(),
        severities=config.severities(),
        reading=reading(config, stdin_filename),
        min_severity=settings.min_severity,
        min_confidence=settings.min_confidence,
        max_findings=settings.max_findings,
        keep_text=keep_text,
        corpus=settings.corpus,
        waivers=Waivers(config.per_path_ignores(), settings.ignore_blocks, settings.inline_suppressions),
    )


def reading(config: Config, stdin_filename: str = "") -> ReadOptions:
    """What the readers need to know of a configuration."""
    settings = config.settings
    return ReadOptions(
        input_format="" if settings.input_format == "auto" else settings.input_format,
        text_field=settings.text_field,
        id_field=settings.id_field,
        url_field=settings.url_field,
        encoding=settings.encoding,
        include=settings.include,
        exclude=settings.exclude,
        respect_gitignore=settings.respect_gitignore,
        stdin_filename=stdin_filename,
    )


def outcomes_of(
    paths: Iterable[str],
    config: Config,
    planned: Plan,
    progress: Callable[[Progress], None] | None = None,
    wanted: Callable[[Input | Unread], bool] | None = None,
) -> Iterator[Outcome]:
    """The outcomes of everything `paths` name, in order; of that, only the inputs that are `wanted`."""
    jobs = config.settings.jobs or os.cpu_count() or 1
    inputs = discover(paths, planned.reading)
    return check_inputs(inputs if wanted is None else filter(wanted, inputs), planned, jobs, progress)


def run_of(collection: Collection, config: Config, *, complete: bool = True) -> Run:
    """The run of these outcomes, with the settings that decided what it found."""
    told = {key: value for key, value in config.changed().items() if key not in _NOT_IN_SETTINGS}
    tables = {name: dict(table) for name, table in config.rule_tables.items()}
    selected = [rule.code for rule in config.rules()]
    run = Run(collection.distinct(), __version__, complete, {"selected": selected, **told, "rules": tables})
    vars(run)["tally"] = collection.tally  # counted on the way: else a long run would be read once more for it
    return run


def configured(caller: str, settings: Mapping[str, Any], named: Iterable[str] = ()) -> Config:
    """The configuration that keyword arguments of `caller` make, over the files `named`; raises `ConfigError`."""
    spelled = {name: _plain(value) for name, value in settings.items()}
    return load(named=named, given=spelled, origin=caller)


def _plain(value: Any) -> Any:
    """Any iterable of texts as a list, as qc.toml would have it."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return value
    return list(value)
