"""Shares as people write them: 2%, 0.5 %, 0.02."""

from __future__ import annotations


def share(text: str) -> float | None:
    """The share from 0 to 1, `None` for ""; raises `ValueError` that says what is expected."""
    if not text:
        return None
    number, percent, rest = text.strip().partition("%")
    try:
        value = float(number) / (100 if percent else 1)
    except ValueError:
        value = -1.0
    if rest or not 0 <= value <= 1:  # also not a number
        raise ValueError(f"expects a share such as 2% or 0.02, not {text!r}")
    return value


def known_share(text: str) -> str:
    """`text`, if it is a share or empty; raises `ValueError`."""
    share(text)
    return text
