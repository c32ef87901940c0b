"""Garble: the planted defects of the family GAR, by rule, pattern and language; its false alarms stand under clean."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench import planted
from bench.findings import Judged


def findings(data: Path, preview: bool = False) -> list[Judged]:
    return planted.findings(data, preview)


def measure(data: Path, preview: bool = False) -> dict[str, Any]:
    return planted.measure(data, families=("GAR",))


def section(measured: Mapping[str, Any]) -> str:
    return planted.section(measured)
