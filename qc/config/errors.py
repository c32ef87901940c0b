"""The one error of this package, and the words that help out of it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ConfigError(Exception):
    """A setting that cannot be followed: the message names where it stands, what is wrong and what to write instead."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`"; did you mean 'select'?"` for the nearest of `known`, or what to do `otherwise` where none is near."""
    spelled = {label.casefold(): label for label in known}
    near = get_close_matches(word.casefold().replace("_", "-"), spelled, n=1, cutoff=0.6)
    return f"; did you mean {spelled[near[0]]!r}?" if near else otherwise and f"; {otherwise}"
