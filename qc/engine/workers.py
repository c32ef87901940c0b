"""Tasks in worker processes: results in the order of the tasks, a bounded number under way, a death costs one task.

A worker that dies (a native parser that crashes, the kernel's memory killer) takes the pool with it; what was under way
is then done again one task at a time, so that exactly the task that kills its worker is reported and the run goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import forkserver
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 3  # tasks under way for each worker: enough to keep it busy, few enough to keep memory flat


def run_ordered(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    split: Callable[[Task], list[Task]],
    died: Callable[[Task], Result],
) -> Iterator[Result]:
    """`work(task)` for every task, in order.

    A task whose worker was killed is split and its pieces are done one at a time; for a single piece that kills its
    worker again `died(piece)` stands in.
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    remaining = iter(tasks)
    while True:
        lost = yield from _until_broken(work, remaining, jobs)
        if lost is None:
            return
        for task in lost:
            yield from _alone(work, task, split, died)


def _until_broken(
    work: Callable[[Task], Result], tasks: Iterator[Task], jobs: int
) -> Generator[Result, None, list[Task] | None]:
    """Results in order; returns the tasks that were under way when a worker died, or `None` at the end."""
    under_way: deque[tuple[Task, Future[Result] | None]] = deque()
    pool = _pool(jobs)
    try:
        for task in islice(tasks, jobs * _AHEAD):
            under_way.append((task, _submit(pool, work, task)))
        while under_way:
            future = under_way[0][1]
            try:
                if future is None:
                    raise BrokenProcessPool
                result = future.result()
            except BrokenProcessPool:
                return [task for task, _ in under_way]
            under_way.popleft()
            yield result
            under_way.extend((task, _submit(pool, work, task)) for task in islice(tasks, 1))
    finally:
        with _on_interrupt(_later):
            pool.shutdown(cancel_futures=True)
    return None


def _submit(pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task) -> Future[Result] | None:
    """The future of a task; `None` where the pool is broken already."""
    try:
        with _on_interrupt(_later):
            return pool.submit(work, task)
    except BrokenProcessPool:
        return None


def _alone(
    work: Callable[[Task], Result], task: Task, split: Callable[[Task], list[Task]], died: Callable[[Task], Result]
) -> Iterator[Result]:
    """One task in a worker of its own, and if that dies too, each piece of it in one."""
    with _pool(1) as pool:
        try:
            yield pool.submit(work, task).result()
            return
        except BrokenProcessPool:
            pieces = split(task)
    if len(pieces) == 1:
        yield died(task)
        return
    for piece in pieces:
        yield from _alone(work, piece, split, died)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Workers that start from a clean server process which has imported the engine once, not from a copy of ours.

    An interrupt is ours to answer: workers ignore it from their first moment, for the server that they come from does.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["qc.engine"])
        with _on_interrupt(signal.SIG_IGN):
            forkserver.ensure_running()
    ignore = (signal.SIGINT, signal.SIG_IGN)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=signal.signal, initargs=ignore)


_postponed: list[int] = []


def _later(number: int, _frame: object) -> None:
    _postponed.append(number)


@contextmanager
def _on_interrupt(handler: Callable[[int, object], None] | signal.Handlers) -> Iterator[None]:
    """What to do on ^C in between; one that `_later` has noted is raised at the end.

    A pool that is interrupted in the middle of a submission may wait for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if _postponed:
        _postponed.clear()
        raise KeyboardInterrupt
