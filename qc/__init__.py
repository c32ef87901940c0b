"""qc: find repeated phrases, garbled sentences and unrelated trailing links in scraped text.

    >>> import qc
    >>> [finding.name for finding in qc.check("Negotiations will go on. . . They met on Monday.")]
    ['spaced-ellipsis']

`check` looks at one text, `check_files` at files and folders, `check_batch` at an Arrow table. All three are told by
keyword arguments what qc.toml would say (`select=["REP"]`, `min_severity="warning"`); none reads a configuration
file unless told to. Importing qc loads none of them: the first use does.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for typing.TYPE_CHECKING, whose import costs 10 ms
if TYPE_CHECKING:
    from qc.api import check, check_batch, check_files
    from qc.config import ConfigError
    from qc.finding import Finding, Fix, Severity
    from qc.offsets import Span
    from qc.outcome import Outcome, Run

__version__ = "0.1.0"

__all__ = [
    "ConfigError",
    "Finding",
    "Fix",
    "Outcome",
    "Run",
    "Severity",
    "Span",
    "__version__",
    "check",
    "check_batch",
    "check_files",
]

_HOMES = {
    "check": "qc.api",
    "check_batch": "qc.api",
    "check_files": "qc.api",
    "ConfigError": "qc.config",
    "Finding": "qc.finding",
    "Fix": "qc.finding",
    "Severity": "qc.finding",
    "Span": "qc.offsets",
    "Outcome": "qc.outcome",
    "Run": "qc.outcome",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'qc' has no attribute {name!r}")
    import importlib

    home = importlib.import_module(_HOMES[name])
    return vars(home)[name]


def __dir__() -> list[str]:
    return __all__
