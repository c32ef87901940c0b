"""The JSON Schema of qc.toml, for editors: made from the settings and the options of every rule."""

from __future__ import annotations

from typing import Any

from qc.config import selection
from qc.config.config import SEVERITY
from qc.config.keys import keys
from qc.config.settings import Settings
from qc.rule import Rule


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what may stand in qc.toml or under [tool.qc]."""
    rules = {rule.name(): _rule_schema(rule) for rule in selection.selectable()}
    selectors = sorted({*selection.labels()})
    properties = {key.name: key.schema() for key in keys(Settings).values()}
    for name in ("select", "ignore", "extend-select"):
        properties[name]["items"] = {"anyOf": [{"enum": selectors}, {"type": "string"}]}
    properties["per-path-ignores"] = _by_pattern(properties["per-path-ignores"])
    properties["extend"] = {"type": "string", "description": "Another file, whose keys count where this one is silent."}
    properties["rules"] = _table("Options and severity of single rules.", rules)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "qc", **_table("qc.toml", properties)}


def _by_pattern(listed: dict[str, Any]) -> dict[str, Any]:
    """Patterns with rules as a list of pairs, or as a table."""
    rules = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    told = {name: listed[name] for name in ("description", "default")}
    return told | {
        "anyOf": [{"type": "array", "items": listed["items"]}, {"type": "object", "additionalProperties": rules}]
    }


def _rule_schema(rule: type[Rule]) -> dict[str, Any]:
    properties = {key.name: key.schema() for key in keys(rule.Options).values()}
    severity = SEVERITY.schema() | {"default": str(rule.severity)}
    return _table(f"{rule.code}: {rule.summary()}", properties | {SEVERITY.name: severity})


def _table(description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "description": description, "properties": properties, "additionalProperties": False}
