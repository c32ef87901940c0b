"""The qc.toml that `qc init` writes: every key with its help and its default, all of it commented out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from qc.config import Settings, selection
from qc.config.config import SEVERITY
from qc.config.keys import Key, keys, toml


def settings_by_panel() -> Iterator[tuple[str, list[Key]]]:
    """The settings under the headings of `qc check --help`."""
    for panel, members in groupby(keys(Settings).values(), lambda key: key.panel):
        yield panel, list(members)


def starter() -> str:
    """The text of the file. As it stands it changes nothing; each line without its "# " is a key at its default."""
    return "\n".join([*_introduction(), *_settings(), *_rules()]) + "\n"


def _introduction() -> Iterator[str]:
    yield "# Settings of qc: remove the # before a key to set it. Here all keys stand at their defaults."
    yield "# `qc config` shows what counts, `qc rule NAME` explains a rule and its options."


def _settings() -> Iterator[str]:
    for panel, members in settings_by_panel():
        yield from ("", f"## {panel}")
        for key in members:
            yield from _key(key)


def _key(key: Key) -> Iterator[str]:
    yield from ("", f"## {key.help} ({key.expected()})", f"# {key.name} = {toml(key.default)}")


def _rules() -> Iterator[str]:
    yield from ("", "## Single rules")
    for rule in selection.selectable():
        yield from ("", f"## {rule.code}: {rule.summary()}", f"# [rules.{rule.name()}]")
        yield f"# {SEVERITY.name} = {toml(rule.severity)}"
        for key in keys(rule.Options).values():
            yield f"# {key.name} = {toml(key.default)}  # {key.help} ({key.expected()})"
