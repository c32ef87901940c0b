"""Plants each defect of the catalogue into clean articles, with a seed, and keeps where exactly it stands.

Every pattern is registered with `@pattern`, with the rule that claims it and where such defects were seen in the wild.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench.hosts import Host, Planted

Plant = Callable[[Host, random.Random], Planted | None]
Option = TypeVar("Option")


@dataclass(frozen=True)
class Pattern:
    """One way in which a defect appears.

    code        the rule that claims it
    name        what it looks like
    source      where it was seen
    languages   planted into these only; empty: into all
    also        rules that may speak instead, where they explain the same thing better
    """

    code: str
    name: str
    source: str
    plant: Plant
    languages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A planted article."""

    pattern: Pattern
    host: Host
    planted: Planted


PATTERNS: list[Pattern] = []


def pattern(code: str, name: str, source: str, languages: str = "", also: str = "") -> Callable[[Plant], Plant]:
    """Register a function that plants a defect, or answers `None` where the host has no place for it."""

    def register(plant: Plant) -> Plant:
        PATTERNS.append(Pattern(code, name, source, plant, tuple(languages.split()), tuple(also.split())))
        return plant

    return register


def cases(hosts: dict[str, list[Host]], seed: int = 1) -> Iterator[Case]:
    """Each pattern into each article, wherever it fits; a pattern's dice depend on nothing but seed and article."""
    from bench.plants import encoding, garble, links, repetition  # noqa: F401  they register their patterns

    for each in PATTERNS:
        for lang, articles in hosts.items():
            if each.languages and lang not in each.languages:
                continue
            for host in articles:
                dice = random.Random(f"{seed} {each.code} {each.name} {host.id}")
                planted = each.plant(host, dice)
                if planted is not None:
                    yield Case(each, host, planted)


def pick(dice: random.Random, options: Sequence[Option]) -> Option | None:
    """One of the options, `None` where there is none."""
    return dice.choice(options) if options else None
