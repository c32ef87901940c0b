"""A line of the baseline: one finding that is known, who said so, why, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qc.config import ConfigError
from qc.config.errors import did_you_mean
from qc.finding import Finding
from qc.outcome import Outcome

_LONGEST_MATCH = 120


class BaselineError(ConfigError):
    """A baseline that cannot be followed: the message names the file and the line, and what to do."""


class State(StrEnum):
    """What somebody made of a finding."""

    ACCEPTED = "accepted"
    FALSE_POSITIVE = "false-positive"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding. `code`, `document` and `match` are for people; the fingerprint alone decides.

    until   the last day on which the finding does not count, as 2026-12-31; "" for ever
    """

    fingerprint: str
    code: str = ""
    document: str = ""
    match: str = ""
    state: State = State.LEGACY
    reason: str = ""
    by: str = ""
    until: str = ""

    def expired(self, today: datetime.date) -> bool:
        return bool(self.until) and datetime.date.fromisoformat(self.until) < today


def entry_of(finding: Finding, outcome: Outcome, **said: Any) -> Entry:
    """The entry that makes a finding known; `said`: state, reason, by, until."""
    match = finding.excerpt.match if finding.excerpt else ""
    return Entry(finding.fingerprint, finding.code, outcome.name, _short(match), **said)


def _short(match: str) -> str:
    words = " ".join(match.split())
    return words if len(words) <= _LONGEST_MATCH else f"{words[: _LONGEST_MATCH - 2]} …"


def checked(table: Mapping[str, Any]) -> Entry:
    """An entry from a line's fields; raises `ValueError` with what is wrong, in words."""
    unknown = [name for name in table if name not in Entry.__slots__]
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}{did_you_mean(unknown[0], Entry.__slots__)}")
    if not table.get("fingerprint"):
        raise ValueError("has no fingerprint")
    texts = {name: value for name, value in table.items() if value is not None}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a text")
    return Entry(
        **texts | {"state": known_state(texts.get("state", State.LEGACY)), "until": day(texts.get("until", ""))}
    )


def known_state(word: str) -> State:
    """The state a word names; raises `ValueError`."""
    try:
        return State(word)
    except ValueError:
        raise ValueError(f"unknown state {word!r}; there are {', '.join(State)}") from None


def day(word: str) -> str:
    """A day as 2026-12-31, or "" for none; raises `ValueError`."""
    try:
        return word and datetime.date.fromisoformat(word).isoformat()
    except ValueError:
        raise ValueError(f"until expects a day such as 2026-12-31, not {word!r}") from None
