"""Where the time goes: each stage of a run, each shared view and each rule, in milliseconds a megabyte.

The views of `Text` are asked for one by one before the rules, so that a rule pays for none of them; what a measure
module hangs on the text (`text.view`) is timed apart from the rule that happens to ask first.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from qc.config import load
from qc.document import Document
from qc.engine.locate import locate
from qc.engine.look import batches
from qc.engine.overlaps import resolve
from qc.finding import Finding
from qc.measures.languages import languages
from qc.readers import Input, ReadOptions, discover, read
from qc.rule import CorpusRule, Rule
from qc.text import Text

View = TypeVar("View")

_COLUMNS = (
    "codes",
    "kinds",
    "scripts",
    "folded_codes",
    "folded",
    "words",
    "lines",
    "paragraphs",
    "word_ids",
    "sentences",
)


@dataclass
class Clock:
    """Processor seconds by (kind, name), each without what runs inside it."""

    seconds: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    found: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    _inner: list[float] = field(default_factory=lambda: [0.0])

    @contextmanager
    def time(self, kind: str, name: str) -> Iterator[None]:
        self._inner.append(0.0)
        start = time.process_time()
        yield
        whole = time.process_time() - start
        self.seconds[kind, name] += whole - self._inner.pop()
        self._inner[-1] += whole


class TimedText(Text):
    """A text whose measures are timed."""

    def __init__(self, documents: list[Document], clock: Clock) -> None:
        self._clock = clock
        with clock.time("stage", "lay out the batch"):
            super().__init__(documents)

    def view(self, compute: Callable[[Text], View]) -> View:
        if compute in self._views:
            return super().view(compute)
        module = getattr(compute, "__module__", "").rpartition(".")[2]
        with self._clock.time("measure", f"{module}.{getattr(compute, '__name__', 'view')}"):
            return super().view(compute)


def profile(path: Path, megabytes: float) -> list[dict[str, Any]]:
    """Rows of kind, name, milliseconds a megabyte of text and percent, the dearest first; of two passes the quicker.

    `megabytes` is the size of the texts in the file, in UTF-8; default rules with default options.
    """
    rules = load(named=[], given={}, origin="bench").rules()
    passes = [_pass(path, rules) for _ in range(2)]
    passes[0].seconds = {key: min(each.seconds[key] for each in passes) for key in passes[0].seconds}
    return _rows(passes[0], megabytes)


def _pass(path: Path, rules: Sequence[Rule]) -> Clock:
    clock = Clock()
    for batch in batches(_read(path, clock)):
        text = TimedText([item for item in batch if isinstance(item, Document)], clock)
        _columns(text, clock)
        _finish(text, [_look(rule, text, clock) for rule in rules], clock)
    return clock


def _read(path: Path, clock: Clock) -> Iterator[Any]:
    options = ReadOptions()
    for source in discover([str(path)], options):
        assert isinstance(source, Input)
        items = iter(read(source, options))
        while True:
            with clock.time("stage", "read"):
                item = next(items, None)
            if item is None:
                break
            yield item


def _columns(text: TimedText, clock: Clock) -> None:
    for name in _COLUMNS:
        with clock.time("view", name):
            getattr(text, name)
    text.view(languages)


def _look(rule: Rule, text: TimedText, clock: Clock) -> list[Finding]:
    with clock.time("rule", f"{rule.code} {rule.name()}"):
        if isinstance(rule, CorpusRule):
            clock.notes += sum(1 for _ in rule.note(text))
            return []
        findings = list(rule.check(text))
    clock.found[rule.code] += len(findings)
    return findings


def _finish(text: Text, findings: list[list[Finding]], clock: Clock) -> None:
    """What the engine does behind the rules."""
    by_document: list[list[Finding]] = [[] for _ in text.sources]
    for finding in chain.from_iterable(findings):
        by_document[finding.document].append(finding)
    batch = list(text.sources)
    for document, found in zip(batch, by_document, strict=True):
        with clock.time("stage", "overlaps"):
            found = resolve(found)
        with clock.time("stage", "places"):
            locate(found, document, batch, "")


def _rows(clock: Clock, megabytes: float) -> list[dict[str, Any]]:
    whole = sum(clock.seconds.values())
    rows = [
        {
            "kind": kind,
            "name": name,
            "ms_per_mb": round(1000 * seconds / megabytes, 3),
            "percent": round(100 * seconds / whole, 2),
            "found": clock.found[name.split()[0]] if kind == "rule" else None,
        }
        for (kind, name), seconds in clock.seconds.items()
    ]
    return sorted(rows, key=lambda row: -row["ms_per_mb"])
