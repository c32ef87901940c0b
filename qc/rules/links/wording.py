"""How the rules of this family say what they found."""

from __future__ import annotations

from qc.measures.cues import Topic
from qc.measures.tails import Tail

_LONGEST = 60  # characters of a heading that a message quotes


def told(tail: Tail) -> str:
    """Why a trailing block is no part of the text, in words."""
    below, heading = tail.lines - 1, quoted(tail.heading)
    if tail.note:
        return f"no part of the text: it ends with a note on the {tail.note}, {heading}"
    if tail.ticker:
        return f"no part of the text: headlines with the times they came out at, the newest first, from {heading} on"
    if not below:
        return f"no part of the text: it ends with {heading}, and nothing follows"
    if tail.prose and tail.topics[:1] == (Topic.COMMENTS,):
        return f"no part of the text: comments below the heading {heading}"
    few = f"{tail.prose} of its lines read as sentences" if tail.prose > 1 else "1 of its lines reads as a sentence"
    prose = few if tail.prose else "no sentence below"
    lines = f"{tail.open} of {below} lines" if below > 1 else f"{tail.open} of 1 line"
    marks = f"; {lines} without an end mark" if tail.open else ""
    return f"{prose}; follows the heading {heading}{marks}"


def quoted(words: str) -> str:
    """The words in quotes, cut short where they are long."""
    one_line = " ".join(words.split())
    return repr(one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1].rstrip() + "…")
