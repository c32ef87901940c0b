"""The rules, found by discovery: every module in a family folder, and other packages' through `qc.rules`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qc.rule import CorpusRule, Diagnostic, Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "qc.rules"  # of entry points


class ClashError(Exception):
    """Two rules claim one code or one name."""


class ForeignRuleError(Exception):
    """The rules of another package cannot be loaded."""


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule there is, by code; raises `ClashError` where two share a code or a name, or `ForeignRuleError`."""
    found: dict[str, type[Rule]] = {}
    for rule in [*_own(), *_foreign()]:
        for label in (rule.code, rule.name()):
            if label in found and found[label] is not rule:
                other = found[label]
                raise ClashError(f"two rules are called {label}: {_where(other)} and {_where(rule)}")
            found[label] = rule
    return tuple(sorted(set(found.values()), key=lambda rule: rule.code))


def _own() -> list[type[Rule]]:
    rules: list[type[Rule]] = []
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(getattr(package, "__path__", []), f"{family.name}."):
            rules += rules_in(importlib.import_module(module.name))
    return rules


def _foreign() -> list[type[Rule]]:
    """The rules of other packages; importlib.metadata (30 ms) is asked only where some package has any."""
    if not any(map(_declares_rules, sys.path)):
        return []
    from importlib.metadata import entry_points

    rules: list[type[Rule]] = []
    for entry in entry_points(group=GROUP):
        loaded = _load(entry)
        rules += rules_in(loaded) if isinstance(loaded, ModuleType) else [loaded]
    return rules


def _load(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except Exception as error:
        package = entry.dist.name if entry.dist else entry.value
        reason = f"{type(error).__name__}: {error}"
        raise ForeignRuleError(
            f"the rules of the package {package} do not load: {reason}; mend or uninstall it"
        ) from error


def _declares_rules(folder: str) -> bool:
    """Whether a package installed in `folder` has an entry point in our group."""
    declared = Path(folder).glob("*-info/entry_points.txt")
    return any(f"[{GROUP}]" in path.read_text("utf-8", "replace") for path in declared)


def rules_in(module: ModuleType) -> list[type[Rule]]:
    """The rule classes that a module defines itself."""
    classes = (member for _, member in inspect.getmembers(module, inspect.isclass))
    return [
        found
        for found in classes
        if issubclass(found, Rule)
        and found not in (Rule, CorpusRule, Diagnostic)
        and found.__module__ == module.__name__
    ]


def _where(rule: type[Rule]) -> str:
    return f"{rule.__module__}.{rule.__qualname__}"
