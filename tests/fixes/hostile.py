"""Texts that break careless editors, and texts with something to mend among them."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "They met. . . Then they left.",
    "We met at the the harbour.",
    "The caf\u00c3\u00a9 is open.",
    "Sooooooooo far.",
    "a\u200bb",
    "\u202eevil\u2066",
    "::error file=x::QCINJ",
    "##[error]x",
    "\x1b[2J",
    "\x00",
    "漢字。漢字。",
    "👩\u200d👧 e\u0301",
    "<b>bold</b> &amp; &nbsp;",
    "[link](https://example.org) *em* `code`",
    '"quoted" \\ back\\slash \\u0041',
    "\u2028\u2029\x85\x0b\x0c",
    "# heading",
    "- item",
    "More stories",
    "...",
    " ",
    "\t",
)
TEXTS = st.lists(
    st.sampled_from([*PIECES, "\n", "\n\n", "\r\n", "\r", " "]) | st.text(st.characters(exclude_categories=["Cs"])),
    max_size=14,
).map(" ".join) | st.lists(st.sampled_from([*PIECES, "\n", "\r\n"]), max_size=14).map("".join)
