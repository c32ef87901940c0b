"""Tasks done from memory as far as it reaches: each part of a task is remembered by itself.

So a new file among a thousand old ones costs one look, however the files are grouped into tasks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from qc.engine import crossing
from qc.engine.look import Looked
from qc.engine.plan import Plan
from qc.engine.rows import items
from qc.engine.tasks import Done, Task, do

if TYPE_CHECKING:
    from qc.engine.cache import Cache

crossing.register()


def recall(plan: Plan, task: Task) -> Done:
    """What the task comes to; what is in memory is taken from there, and the rest is put there."""
    if plan.memory is None:
        return do(plan, task)
    from qc.engine.cache import items_key, opened

    path, key = plan.memory
    with opened(path) as cache:
        if cache is None:
            return do(plan, task)
        if task.items is not None:
            return _whole(plan, task, cache, items_key(key, task.items))
        return _parts(plan, task, cache, key)


def _whole(plan: Plan, task: Task, cache: Cache, key: bytes) -> Done:
    looked = cache.get(key)
    if looked is not None:
        return Done(Task(task.parts, ()), looked, [looked.items])
    done = do(plan, task)
    cache.put(key, replace(done.looked, seconds={}))
    return done


def _parts(plan: Plan, task: Task, cache: Cache, key: bytes) -> Done:
    from qc.engine.cache import file_key

    keys = [file_key(key, part) for part in task.parts]
    known: list[Looked | None] = [cache.get(part) if part else None for part in keys]
    missing = [number for number, looked in enumerate(known) if looked is None]
    done = do(plan, Task(tuple(task.parts[number] for number in missing)))
    for number, looked in zip(missing, _apart(done), strict=True):
        known[number] = looked
        # A file that changed while it was looked at has another key now, and is not kept.
        if keys[number] and keys[number] == file_key(key, task.parts[number]):
            cache.put(keys[number] or b"", looked)
    whole = _together(task, [looked for looked in known if looked is not None])
    whole.looked.seconds = done.looked.seconds
    return whole


def _together(task: Task, pieces: list[Looked]) -> Done:
    done = Done(task)
    for looked in pieces:
        done.looked.extend(looked)
        done.counts.append(looked.items)
    return done


def _apart(done: Done) -> Iterator[Looked]:
    """What each part of a task came to; rows of clean documents are of one file, and so of one part."""
    outcomes, first = iter(done.looked.outcomes), 0
    for count in done.counts:
        piece = Looked(count, notes=_notes(done.looked, first, first + count))
        left = count
        while left > 0:
            piece.outcomes.append(next(outcomes))
            left -= items(piece.outcomes[-1])
        assert left == 0
        yield piece
        first += count


def _notes(looked: Looked, first: int, last: int) -> dict[str, list[tuple[int, Any]]]:
    """The notes about the items `[first, last)`, numbered from 0; they stand in order."""
    found = {}
    for code, made in looked.notes.items():
        begin, end = (bisect_left(made, number, key=itemgetter(0)) for number in (first, last))
        if begin < end:
            found[code] = [(number - first, note) for number, note in made[begin:end]]
    return found
