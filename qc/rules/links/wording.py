"""How the rules of this family say what they found."""

from __future__ import annotations

from qc.measures.tails import Tail

_LONGEST = 60  # characters of a heading that a message quotes


def told(tail: Tail) -> str:
    """Why a trailing block is no part of the text, in words."""
    below, heading = tail.lines - 1, quoted(tail.heading)
    if tail.note:
        return f"no part of the text: it ends with a note on the {tail.note}, {heading}"
    if tail.ticker:
        return f"no part of the text: from {heading} on headlines with the times they came out at, the newest first"
    prose = "no sentence below" if not tail.prose else f"{tail.prose} of its lines read as sentences"
    if not below:
        return f"no part of the text: it ends with {heading}, and nothing follows"
    lines = f"{tail.open} of {below} lines" if below > 1 else f"{tail.open} of 1 line"
    return f"{prose}; follows the heading {heading}; {lines} without an end mark"


def quoted(words: str) -> str:
    """The words in quotes, cut short where they are long."""
    one_line = " ".join(words.split())
    return repr(one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1].rstrip() + "…")
