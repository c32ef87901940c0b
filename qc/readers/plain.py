"""Plain text: its own source, kept to the character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qc.document import Document


def read(path: str, source: str, meta: Mapping[str, Any]) -> Document:
    """The document of a plain text: every character stays, and every place is a place in the file."""
    return Document(path, source, "text", meta=meta)
