"""The baseline: findings that are known, so that a run fails on what is new.

A line of `qc-baseline.jsonl` is an `Entry`, named by the fingerprint of its finding. `against` holds a run against the
entries, `gone` says which of them nothing stands for any more, `read` and `write` keep the file.
"""

from qc.baseline.entry import BaselineError, Entry, State, entry_of
from qc.baseline.file import FILE, parse, read, write
from qc.baseline.standing import against, gone, is_acceptable, new

__all__ = [
    "FILE",
    "BaselineError",
    "Entry",
    "State",
    "against",
    "entry_of",
    "gone",
    "is_acceptable",
    "new",
    "parse",
    "read",
    "write",
]
