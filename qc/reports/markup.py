"""XML for machines that may also land in a log: every value on one line, visible, and no command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from qc.reports.safe import inline


def tag(name: str, attributes: Mapping[str, object], *, closed: bool = False) -> str:
    """`<name a="1">`, or `<name a="1"/>`."""
    written = "".join(f" {key}={quoteattr(inline(str(value)))}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if closed else ''}>"


def body(lines: Iterable[str]) -> str:
    """Lines, made safe by whoever wrote them, as the content of an element."""
    return escape("\n".join(lines))
