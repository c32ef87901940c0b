"""How outcomes cross from a worker to the run, and into the cache: pickled as calls of their classes.

Dataclasses with slots pickle themselves field by field in Python code; naming the class and its fields in order, which
is what this registers, takes half the time either way. What is pickled is read with or without it.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from qc.document import Record
from qc.finding import Finding, Fix, Place, Related
from qc.outcome import Outcome


def _as_call(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What `pickle` asks for: the class to call, and its arguments; the fields are those of its `__init__`."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda instance: (kind, values(instance))


def register() -> None:
    """From now on, in this process."""
    for kind in (Outcome, Finding, Place, Related, Fix, Record):
        copyreg.pickle(kind, _as_call(kind))
