"""Where the outcomes of a run came from, so that a document can be read again when a conclusion names it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from qc.document import Document, State, Unread
from qc.engine.tasks import Done, Item, Task
from qc.readers import Input, ReadOptions, read


@dataclass(slots=True)
class _Source:
    """An input whose outcomes begin at number `first` of the run; `sound`: each of them is of a document."""

    first: int
    input: Input | Unread
    sound: bool = True

    def again(self, options: ReadOptions, wanted: set[int]) -> Iterator[tuple[int, Document]]:
        """Its documents of the `wanted` numbers; of records none but these are parsed."""
        if not isinstance(self.input, Input):
            return
        if self.input.format != "jsonl" or not self.sound:
            yield from _pick(read(self.input, options), self.first, wanted)
            return
        apart = self.input.first_record - self.first
        part = replace(self.input, only=frozenset(number + apart for number in wanted))
        for item in read(part, options):
            if isinstance(item, Document) and item.record:
                yield item.record.index - apart, item


class Sources:
    """The inputs of a run and the numbers of their outcomes."""

    def __init__(self) -> None:
        self._sources: list[_Source] = []
        self._count = 0
        self._held: list[Item] = []

    def held(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The tasks, as they come; what was read from standard input is kept, for nobody can read it again."""
        for task in tasks:
            part = task.parts[0]
            if task.items and isinstance(part, Input) and part.is_stdin:
                self._held += task.items
            yield task

    def add(self, done: Done) -> None:
        """Count in what a task came to, in the order of the run."""
        sound = all(outcome.state is State.CHECKED for outcome in done.looked.outcomes)
        for part, count in zip(done.task.parts, done.counts, strict=True):
            continued = done.task.items is not None and self._sources and self._sources[-1].input is part
            if not continued:
                self._sources.append(_Source(self._count, part))
            self._sources[-1].sound &= sound
            self._count += count

    def read_again(self, options: ReadOptions, numbers: Iterable[int]) -> Iterator[tuple[int, Document]]:
        """The documents of these outcomes (ascending numbers); inputs that have vanished meanwhile are left out."""
        firsts = [source.first for source in self._sources]
        for index, group in groupby(numbers, lambda number: bisect_right(firsts, number) - 1):
            source, wanted = self._sources[index], set(group)
            if isinstance(source.input, Input) and source.input.is_stdin:
                yield from _pick(self._held, source.first, wanted)
            else:
                yield from source.again(options, wanted)


def _pick(items: Iterable[Item], first: int, wanted: set[int]) -> Iterator[tuple[int, Document]]:
    last = max(wanted)
    for number, item in enumerate(items, first):
        if number in wanted and isinstance(item, Document):
            yield number, item
        if number >= last:
            return
