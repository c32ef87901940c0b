"""`qc config`, `qc schema`, `qc init`, and where the configuration of a run begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qc.cli import arguments
from qc.cli.messages import note
from qc.config import Config, ConfigError, Settings, load
from qc.config.config import Layer
from qc.config.keys import keys, toml
from qc.reports.safe import inline


def configuration(named: Iterable[str] | None, isolated: bool, given: Mapping[str, Any]) -> Config:
    """What the files that count and the command line say together."""
    config = load(folder=None if isolated else _working_folder(), named=named or (), given=given)
    if isolated and any(layer.is_file for layer in config.layers):
        raise ConfigError("--isolated obeys no file, but --config names one; leave out either")
    return config


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it has been deleted under our feet
        return None


def config(*, named: arguments.Named = None, isolated: arguments.Isolated = False, **given: Any) -> None:
    """Show every setting, its value, and where the value came from."""
    effective = configuration(named, isolated, given)
    for key in keys(Settings).values():
        value = toml(getattr(effective.settings, key.field))
        print(inline(f"{key.name} = {value}  # {effective.origin(key.field)}"))
    print(f"# rules that run: {' '.join(rule.code for rule in effective.rules())}")
    for name, table in effective.rule_tables.items():
        print(f"\n[rules.{name}]")
        for field, value in table.items():
            print(inline(f"{field.replace('_', '-')} = {toml(value)}  # {_origin(effective.layers, name, field)}"))


def _origin(layers: Iterable[Layer], rule: str, field: str) -> str:
    return [layer.origin for layer in layers if field in layer.rules.get(rule, {})][-1]


def schema() -> None:
    """Print the JSON Schema of qc.toml, for editors."""
    import json

    from qc.config.schema import schema as made

    print(json.dumps(made(), indent=2))


def init() -> None:
    """Write a qc.toml that explains itself; an existing one is left alone."""
    from qc.cli.starter import starter

    path = Path("qc.toml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter())
    except FileExistsError:
        raise ConfigError(f"{path} is there already; remove it first, or look at it with `qc config`") from None
    note(f"wrote {path}; every line in it is a comment until you remove its #")
