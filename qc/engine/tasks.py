"""Tasks: what one worker does at a time, cut from the inputs so that workers share even a single big file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from qc.document import Document, State, Unread
from qc.engine.look import Looked, look, unread_outcome
from qc.engine.plan import Plan
from qc.readers import Input, read, shards

# What one task reads: many small files, or one part of a big file of records.
TASK_BYTES = 4 << 20
# What one task is handed where only this process can read (standard input) or a file cannot be cut (gzip).
TASK_ITEMS = 2_000

Item = Document | Unread


@dataclass(frozen=True, slots=True)
class Task:
    """Inputs to read and look at, or, already read, some of the items of one input.

    parts    inputs, in order
    items    what a reader gave; then `parts` is the one input they came from
    """

    parts: tuple[Input | Unread, ...]
    items: tuple[Item, ...] | None = None

    def split(self) -> list[Task]:
        """The task as the smallest ones it can be cut into: an input each, an item each."""
        if self.items is None:
            return [Task((part,)) for part in self.parts]
        return [Task(self.parts, (item,)) for item in self.items]


@dataclass
class Done:
    """What a task came to: outcomes and notes, and how many outcomes each of its parts gave."""

    task: Task
    looked: Looked = field(default_factory=Looked)
    counts: list[int] = field(default_factory=list)


def tasks_of(inputs: Iterable[Input | Unread], plan: Plan) -> Iterator[Task]:
    """Tasks in the order of the inputs: small files together, big files of records in parts, streams in pieces."""
    group: list[Input | Unread] = []
    size = 0
    for found in inputs:
        streamed = isinstance(found, Input) and _streamed(found)
        for part in [found] if streamed or isinstance(found, Unread) else shards(found, plan.reading, TASK_BYTES):
            bytes_ = part.size if isinstance(part, Input) else 0
            if group and (streamed or size + bytes_ > TASK_BYTES or _of_one_file(group[-1], part)):
                yield Task(tuple(group))
                group, size = [], 0
            if streamed:
                yield from _pieces(part, plan)
            else:
                group.append(part)
                size += bytes_
    if group:
        yield Task(tuple(group))


def _of_one_file(first: Input | Unread, second: Input | Unread) -> bool:
    """Parts of one file are tasks of their own: what a task says is told apart by file."""
    return isinstance(first, Input) and isinstance(second, Input) and first.path == second.path


def _streamed(found: Input) -> bool:
    """Whether this process reads: nobody else can (standard input), or the file cannot be cut and is big."""
    return found.is_stdin or (bool(found.compression) and found.format == "jsonl" and found.size > TASK_BYTES // 4)


def _pieces(part: Input | Unread, plan: Plan) -> Iterator[Task]:
    assert isinstance(part, Input)
    items = read(part, plan.reading)
    while piece := tuple(islice(items, TASK_ITEMS)):
        yield Task((part,), piece)


def do(plan: Plan, task: Task) -> Done:
    """Read, where that is still to be done, and look."""
    done = Done(task if task.items is None else Task(task.parts, ()))
    items = _read_all(task, plan, done.counts) if task.items is None else task.items
    for looked in look(items, plan):
        done.looked.extend(looked)
    if task.items is not None:
        done.counts.append(len(task.items))
    return done


def _read_all(task: Task, plan: Plan, counts: list[int]) -> Iterator[Item]:
    for part in task.parts:
        count = 0
        for item in [part] if isinstance(part, Unread) else read(part, plan.reading):
            count += 1
            yield item
        counts.append(count)


def died(task: Task) -> Done:
    """What a task came to whose worker was killed: its one input, or item, failed."""
    item = task.parts[0] if task.items is None else task.items[0]
    record = None if isinstance(item, Input) else item.record
    reason = (
        "the process that checked this input was killed (out of memory, or a crash in a parser); check it by itself"
    )
    unread = item if isinstance(item, Unread) else Unread(item.path, State.FAILED, reason, item.format, record)
    return Done(task, Looked(1, [unread_outcome(unread)]), [1])
