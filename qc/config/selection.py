"""Which rules run: selectors, resolved the way ruff resolves them.

A selector is a code (REP103), a name (repeated-phrase), the beginning of codes (REP, REP1), the name of a family
(repetition), DEFAULT (all but matters of taste) or ALL. Within one layer (a file, the command line) the more specific
selector wins whatever the order, and `ignore` wins over `select` where both are equally specific. A later layer with a
`select` starts afresh; one without adds to and takes from what the layers before it chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qc.config.errors import ConfigError, did_you_mean
from qc.config.sources import place_of
from qc.rule import Diagnostic, Rule
from qc.rules import all_rules

DEFAULT = ("DEFAULT",)
EXACT = 100
ALL_RULES = "`qc rule` lists them all"


@dataclass(frozen=True)
class Match:
    """The rules a selector names, and how specific it is: 0 for ALL, more for longer codes, `EXACT` for one rule."""

    rules: tuple[type[Rule], ...]
    specificity: int


@dataclass(frozen=True)
class Selection:
    """What one layer says about rules; `select` is `None` where it says nothing."""

    origin: str
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def matches(self, *names: str) -> Iterator[tuple[str, Match]]:
        """What the selectors of these fields name, each with the words that name its place; raises `ConfigError`."""
        for name in names:
            for selector in getattr(self, name) or ():
                place = place_of(self.origin, name.replace("_", "-"))
                try:
                    yield f"{place}: {selector!r}", match(selector)
                except ConfigError as error:
                    raise ConfigError(f"{place}: {error}") from None


def selectable() -> tuple[type[Rule], ...]:
    """The rules that a person may choose; what the run says about itself is always said."""
    return tuple(rule for rule in all_rules() if not issubclass(rule, Diagnostic))


def match(selector: str) -> Match:
    """What a selector names; raises `ConfigError` where it names nothing."""
    rules = selectable()
    label = selector.strip()
    if label.upper() in ("ALL", "DEFAULT"):
        return Match(tuple(rule for rule in rules if rule.default or label.upper() == "ALL"), 0)
    exact = tuple(rule for rule in rules if label.upper() == rule.code or label.lower() == rule.name())
    if exact:
        return Match(exact, EXACT)
    begun = tuple(rule for rule in rules if label and rule.code.startswith(label.upper()))
    if begun:
        return Match(begun, len(label))
    family = tuple(rule for rule in rules if rule.family() == label.lower())
    if family:
        return Match(family, 3)
    raise ConfigError(f"unknown rule {label!r}{did_you_mean(label, labels(), ALL_RULES)}")


def find(label: str) -> type[Rule]:
    """The rule of a code or name, the run's own included; raises `ConfigError` where there is none."""
    for rule in all_rules():
        if label.upper() == rule.code or label.lower() == rule.name():
            return rule
    known = [word for rule in all_rules() for word in (rule.name(), rule.code)]
    raise ConfigError(f"unknown rule {label!r}{did_you_mean(label, known, ALL_RULES)}")


def labels() -> Iterator[str]:
    """Every word that names rules: names first, then codes, families, all of them."""
    rules = all_rules()
    yield from (rule.name() for rule in rules)
    yield from (rule.code for rule in rules)
    yield from sorted({rule.code[:3] for rule in rules} | {rule.family() for rule in rules})
    yield from ("DEFAULT", "ALL")


def select(layers: Iterable[Selection], *, preview: bool) -> list[type[Rule]]:
    """The rules that run, by code."""
    chosen: set[type[Rule]] = set()
    for layer in (Selection("default", DEFAULT), *layers):
        updates = _updates(layer, preview)
        if layer.select is not None:
            chosen = set()
        chosen |= {rule for rule, wanted in updates.items() if wanted}
        chosen -= {rule for rule, wanted in updates.items() if not wanted}
    return sorted(chosen, key=lambda rule: rule.code)


def _updates(layer: Selection, preview: bool) -> dict[type[Rule], bool]:
    """What a layer turns on (True) and off (False), the more specific selectors last."""
    wanted = [(found, True) for _, found in layer.matches("select", "extend_select")]
    unwanted = [(found, False) for _, found in layer.matches("ignore")]
    updates = {}
    for found, on in sorted(wanted + unwanted, key=lambda pair: pair[0].specificity):  # stable: ignore stays behind
        for rule in found.rules:
            if not on or preview or not rule.preview:
                updates[rule] = on
    return updates


def without_effect(layers: Sequence[Selection], *, preview: bool) -> Iterator[str]:
    """A warning for every selector that names preview rules only, while `preview` is off."""
    for layer in layers:
        for place, found in layer.matches("select", "extend_select"):
            if not preview and all(rule.preview for rule in found.rules):
                yield f"{place} selects nothing without --preview: its precision is not measured yet"
