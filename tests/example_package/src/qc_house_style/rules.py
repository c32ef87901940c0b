"""The rules; the entry point names this module, and every rule class in it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qc.finding import Finding
from qc.rule import Options, Rule, option
from qc.text import Text


@dataclass(frozen=True)
class Marks(Options):
    most: int = option(1, "Exclamation marks in a row that are still fine.", minimum=1, maximum=9)


class Exclamations(Rule):
    """Exclamation marks in a row.

    The house writes none, or one.
    """

    code = "HSE101"
    Options = Marks
    bad = ("It is here⟦!!!⟧ At last.",)
    good = ("It is here! At last.",)

    def check(self, text: Text) -> Iterator[Finding]:
        for found in re.finditer("!+", text.string):
            if found.end() - found.start() > self.options.most:
                yield self.finding(text, *found.span(), "the house writes one exclamation mark")


class Stumble(Rule):
    """A rule with a defect: it cannot bear the word "boom"."""

    code = "HSE102"
    default = False
    bad = ()
    good = ()

    def check(self, text: Text) -> Iterator[Finding]:
        if "boom" in text.string:
            raise ValueError("it went boom")
        yield from ()
