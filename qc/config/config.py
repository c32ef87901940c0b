"""Layers of checked settings, from the defaults to the command line, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from qc.config import selection, sources
from qc.config.errors import ConfigError, did_you_mean
from qc.config.keys import Key, keys, shown
from qc.config.selection import Selection
from qc.config.settings import Settings
from qc.config.sources import COMMAND_LINE, Source, place_of
from qc.finding import Severity
from qc.rule import Rule

# A key that every table [rules.<name>] has beside the options of the rule.
SEVERITY = Key(
    "severity", "severity", Severity, "", "Report the rule's findings at this severity.", choices=tuple(Severity)
)


@dataclass(frozen=True)
class Layer:
    """What one source says, checked.

    is_file   whether it is a file that was found or named
    values    by field of `Settings`
    rules     by name of the rule: options by field, and "severity"
    """

    origin: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_file: bool = False

    def selection(self) -> Selection:
        select, extend, ignore = (self.values.get(name) for name in ("select", "extend_select", "ignore"))
        return Selection(self.origin, select, extend or (), ignore or ())


@dataclass(frozen=True)
class Config:
    """All layers, the later ones stronger."""

    layers: tuple[Layer, ...] = ()

    @cached_property
    def settings(self) -> Settings:
        merged: dict[str, Any] = {}
        for layer in self.layers:
            merged |= layer.values
        return Settings(**merged)

    @cached_property
    def rule_tables(self) -> dict[str, dict[str, Any]]:
        """Options (and "severity") by name of the rule, merged."""
        merged: dict[str, dict[str, Any]] = {}
        for layer in self.layers:
            for name, table in layer.rules.items():
                merged.setdefault(name, {}).update(table)
        return merged

    def rules(self) -> tuple[Rule, ...]:
        """The selected rules with their options, by code; raises `ConfigError` where none is left."""
        chosen = selection.select(self._selections(), preview=self.settings.preview)
        if not chosen:
            raise ConfigError("no rule is left to check with: see select, ignore and preview in `qc config`")
        return tuple(self._with_options(rule) for rule in chosen)

    def _with_options(self, rule: type[Rule]) -> Rule:
        options = {key: value for key, value in self.rule_tables.get(rule.name(), {}).items() if key != "severity"}
        return rule(rule.Options(**options))

    def severities(self) -> dict[str, Severity]:
        """The severity that replaces a rule's own, by code."""
        tables = self.rule_tables
        return {
            rule.code: tables[rule.name()]["severity"]
            for rule in selection.selectable()
            if "severity" in tables.get(rule.name(), {})
        }

    def per_path_ignores(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Patterns of paths, each with the codes of the rules that are left out there; raises `ConfigError`."""
        origin = self.origin("per_path_ignores")
        return tuple(_pair(pair, origin) for pair in self.settings.per_path_ignores)

    def warnings(self) -> list[str]:
        """What was said but has no effect."""
        return list(selection.without_effect(self._selections(), preview=self.settings.preview))

    def origin(self, name: str) -> str:
        """Which layer the value of a field of `Settings` came from; "default" where none said anything."""
        said = [layer.origin for layer in self.layers if name in layer.values]
        return said[-1] if said else "default"

    def changed(self) -> dict[str, Any]:
        """The settings that are not defaults, by key, for the reports."""
        return {
            key.name: getattr(self.settings, key.field)
            for key in keys(Settings).values()
            if getattr(self.settings, key.field) != key.default
        }

    def _selections(self) -> list[Selection]:
        return [layer.selection() for layer in self.layers]


def load(
    *,
    folder: Path | None = None,
    named: Iterable[str] = (),
    given: Mapping[str, Any] | None = None,
    origin: str = COMMAND_LINE,
) -> Config:
    """The configuration of a run.

    folder   look for qc.toml and pyproject.toml from here upwards; `None`: look for none
    named    the `--config` arguments: a file (which replaces the search) or KEY=VAL
    given    values by key or field name, "rules" for a table of tables; stronger than everything else
    origin   what messages call the place where `given` was given

    Raises `ConfigError` for an unreadable file, an unknown key, rule or option, and a value of the wrong kind.
    """
    told = list(sources.named(named))
    found = None if folder is None or any(source.is_file for source in told) else sources.find(folder)
    spelled = {name.replace("_", "-"): value for name, value in (given or {}).items()}
    written = [found, *told] if found else told
    everything = [*chain.from_iterable(map(sources.extended, written)), Source(origin, spelled)]
    config = Config(tuple(_checked(source) for source in everything))
    selection.select(config._selections(), preview=True)  # every selector names something, or it is an error now
    config.per_path_ignores()
    return config


def _pair(pair: str, origin: str) -> tuple[str, tuple[str, ...]]:
    pattern, _, selectors = pair.rpartition(":")
    try:
        rules = [rule for selector in selectors.split(",") for rule in selection.match(selector).rules]
    except ConfigError as error:
        raise ConfigError(f"{place_of(origin, 'per-path-ignores')}: {error}") from None
    return pattern, tuple(sorted({rule.code for rule in rules}))


def _checked(source: Source) -> Layer:
    """A layer from a source; the first thing wrong in it is a `ConfigError`."""
    known = keys(Settings)
    values = {}
    for name, value in source.table.items():
        if name != "rules":
            key = _known(known, name, source.origin, "key", also=("rules",))
            values[key.field] = _value(key, _listed(key, value), place_of(source.origin, name))
    return Layer(source.origin, values, dict(_rule_tables(source)), source.is_file)


def _rule_tables(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    tables = source.table.get("rules", {})
    if not isinstance(tables, Mapping):
        raise ConfigError(f"{source.origin}: rules expects a table for each rule, such as [rules.repeated-phrase]")
    rules = {rule.name(): rule for rule in selection.selectable()}
    for name, table in tables.items():
        if name not in rules:
            raise ConfigError(f"{source.origin}: rules.{name}: {_unknown_table(name, rules)}")
        if not isinstance(table, Mapping):
            raise ConfigError(f"{source.origin}: rules.{name} expects a table of options, not {shown(table)}")
        yield name, _options(rules[name], table, source.origin)


def _unknown_table(name: str, rules: Mapping[str, type[Rule]]) -> str:
    for rule in rules.values():
        if rule.code == name.upper():
            return f"a rule goes by its name here; did you mean {rule.name()!r}?"
    return f"unknown rule {name!r}{did_you_mean(name, rules, selection.ALL_RULES)}"


def _options(rule: type[Rule], table: Mapping[str, Any], origin: str) -> dict[str, Any]:
    known = keys(rule.Options) | {SEVERITY.name: SEVERITY}
    checked = {}
    for name, value in table.items():
        where = f"{origin}: rules.{rule.name()}"
        key = _known(known, name, where, "option")
        checked[key.field] = _value(key, _listed(key, value), f"{where}.{name}")
    return checked


def _known(known: Mapping[str, Key], name: str, where: str, what: str, also: tuple[str, ...] = ()) -> Key:
    if name in known:
        return known[name]
    everything = (*known, *also)
    listed = f"the {what}s are {', '.join(everything)}"
    raise ConfigError(f"{where}: unknown {what} {name!r}{did_you_mean(name, everything, listed)}")


def _listed(key: Key, value: Any) -> Any:
    """As people write lists: a single text is a list of one, a table of patterns with rules a list of pairs."""
    if key.name == "per-path-ignores" and isinstance(value, Mapping):
        return tuple(f"{pattern}:{','.join(_texts(rules))}" for pattern, rules in value.items())
    return (value,) if key.kind is tuple and isinstance(value, str) else value


def _texts(rules: Any) -> list[str]:
    return [rules] if isinstance(rules, str) else [str(rule) for rule in rules] if isinstance(rules, list) else [""]


def _value(key: Key, value: Any, where: str) -> Any:
    try:
        return key.check(value)
    except ValueError as error:
        raise ConfigError(f"{where} {error}") from None
