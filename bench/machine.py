"""The machine that figures come from: an absolute figure means nothing without it."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    """The model, where the system tells (Linux); else the architecture."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def described(machine: Mapping[str, Any]) -> str:
    """The machine in a line."""
    return f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}"
