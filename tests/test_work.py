"""No rule does much more than it did: work is counted, not timed, and what it came to is written down.

`python tests/test_work.py` writes `tests/work.txt` anew; say in the commit why a rule needs more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench import synthetic  # noqa: E402
from bench.work import Work, work  # noqa: E402
from qc.document import Document  # noqa: E402
from qc.readers import ReadOptions, discover, read  # noqa: E402
from qc.rule import Diagnostic, Rule  # noqa: E402
from qc.rules import all_rules  # noqa: E402

WRITTEN = Path(__file__).with_name("work.txt")
RULES = [rule for rule in all_rules() if not issubclass(rule, Diagnostic)]
# A rule may do half as much again before somebody has to say why; versions of NumPy and Python differ by less.
LEEWAY = 1.5
# Of so little the small change counts for nothing.
LEAST = Work(500, 20)


@cache
def documents() -> tuple[Document, ...]:
    """Clean texts in all languages of the made-up corpus, and the samples, in which there is something to find."""
    clean = (Document(f"{number}.txt", sample.text) for number, sample in enumerate(synthetic.corpus(200_000)))
    return *clean, *_samples()


def _samples() -> Iterator[Document]:
    options = ReadOptions()
    for found in discover([str(ROOT / "seeds")], options):
        yield from (item for item in read(found, options) if isinstance(item, Document))


def written() -> dict[str, Work]:
    rows = (line.split() for line in WRITTEN.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: Work(int(elements), int(events)) for code, elements, events in rows}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_does_no_more_than_it_did(rule: type[Rule]) -> None:
    known = written().get(rule.code)
    assert known, f"{rule.code} is not in tests/work.txt: run python tests/test_work.py"
    now = work(rule, documents())
    for name in Work._fields:
        most = LEEWAY * getattr(known, name) + getattr(LEAST, name)
        assert getattr(now, name) <= most, f"a thousand characters: {known} became {now}"


def test_it_would_notice_a_second_pass() -> None:
    """The counters see what a rule does twice, in columns and in Python."""

    (rule,) = (rule for rule in RULES if rule.code == "REP106")

    class Twice(rule):  # type: ignore[misc,valid-type]
        def check(self, text):  # type: ignore[no-untyped-def]
            for _ in range(2):
                text._views.clear()
                yield from super().check(text)

    once, twice = work(rule, documents()), work(Twice, documents())
    assert twice.elements > 1.8 * once.elements
    assert twice.events > 1.8 * once.events


if __name__ == "__main__":
    rows = [f"{rule.code} {found.elements} {found.events}" for rule in RULES for found in [work(rule, documents())]]
    WRITTEN.write_text("\n".join(["# rule, elements and events a thousand characters", *rows, ""]), "utf-8")
