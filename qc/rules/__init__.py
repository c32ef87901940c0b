"""The rules, found by discovery: every module in a family folder, and other packages' through `qc.rules`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from types import ModuleType

from qc.rule import CorpusRule, Diagnostic, Rule


class ClashError(Exception):
    """Two rules claim one code or one name."""


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule there is, by code; raises `ClashError` where two share a code or a name."""
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
    from importlib.metadata import entry_points

    rules: list[type[Rule]] = []
    for entry in entry_points(group="qc.rules"):
        loaded = entry.load()
        rules += rules_in(loaded) if isinstance(loaded, ModuleType) else [loaded]
    return rules


def rules_in(module: ModuleType) -> list[type[Rule]]:
    """The rule classes that a module defines itself."""
    classes = (member for _, member in inspect.getmembers(module, inspect.isclass))
    return [
        found
        for found in classes
        if issubclass(found, Rule) and found not in (Rule, CorpusRule, Diagnostic) and found.__module__ == module.__name__
    ]


def _where(rule: type[Rule]) -> str:
    return f"{rule.__module__}.{rule.__qualname__}"
