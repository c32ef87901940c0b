"""A run: inputs become tasks, tasks are done here or in workers, and the corpus rules conclude."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from time import process_time, thread_time

from qc.document import Document, Unread
from qc.engine.corpus import Everything, conclude
from qc.engine.look import Looked, look
from qc.engine.memory import recall
from qc.engine.plan import Plan
from qc.engine.sources import Sources
from qc.engine.tasks import Done, Task, died, tasks_of
from qc.outcome import Outcome
from qc.readers import Input


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents and characters looked at, findings so far, and where the time went.

    `seconds` of processor time by stage and rule, summed over the workers; what came from the cache took none. Two
    stages are this process's own: "ordering" (cutting inputs, receiving, keeping the order) and "conclusion".
    """

    documents: int = 0
    characters: int = 0
    findings: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)

    def plus(self, looked: Looked) -> Progress:
        documents, characters, findings = self.documents, self.characters, self.findings
        for outcome in looked.outcomes:
            documents += outcome.count
            characters += outcome.characters
            findings += len(outcome.findings)
        seconds = dict(self.seconds)
        for stage, spent in looked.seconds.items():
            seconds[stage] = seconds.get(stage, 0.0) + spent
        return Progress(documents, characters, findings, seconds)

    def spent(self, stage: str, seconds: float) -> Progress:
        return replace(self, seconds={**self.seconds, stage: seconds})


def check_documents(documents: Iterable[Document | Unread], plan: Plan) -> list[Outcome]:
    """Outcomes of documents in memory, in their order."""
    held = list(documents)
    everything = Everything()
    for part in look(held, plan):
        everything.add(part)

    def read_again(numbers: Iterable[int]) -> Iterator[tuple[int, Document]]:
        for number in numbers:
            item = held[number]
            if isinstance(item, Document):
                yield number, item

    return list(conclude(everything, plan, read_again))


def check_inputs(
    inputs: Iterable[Input | Unread],
    plan: Plan,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Outcome]:
    """Outcomes in the order of the inputs, the same ones whatever `jobs` is.

    Without corpus rules each outcome is yielded as soon as it is its turn; with them, after the conclusion.
    """
    tasks, watch = tasks_of(inputs, plan), _Watch(progress)
    if not plan.corpus_rules:
        for done in watch.followed(*_done(tasks, plan, jobs)):
            yield from done.looked.outcomes
        return
    everything, sources = Everything(), Sources()
    try:
        for done in watch.followed(*_done(sources.held(tasks), plan, jobs)):
            sources.add(done)
            everything.add(done.looked)
    except KeyboardInterrupt:  # what was done until then is worth a report
        yield from everything.outcomes
        raise
    yield from watch.timed("conclusion", partial(conclude, everything, plan, partial(sources.read_again, plan.reading)))


def _done(tasks: Iterable[Task], plan: Plan, jobs: int) -> tuple[Iterator[Done], bool]:
    """The tasks, done, and whether by workers: where there are several, for workers take half a second to start."""
    if jobs <= 1:
        return map(partial(recall, plan), tasks), False
    remaining = iter(tasks)
    first = list(islice(remaining, 2))
    if len(first) < 2:
        return map(partial(recall, plan), first), False
    from qc.engine.workers import run_ordered

    return run_ordered(partial(recall, plan), chain(first, remaining), jobs, Task.split, died), True


class _Watch:
    """Tells whoever listens how far the run is."""

    def __init__(self, progress: Callable[[Progress], None] | None) -> None:
        self._progress = progress
        self._state = Progress()

    def followed(self, finished: Iterable[Done], by_workers: bool) -> Iterator[Done]:
        """The tasks as they are done; what this process did besides looking at them is ordering."""
        began = process_time()
        for done in finished:
            if self._progress is not None:
                self._say(self._state.plus(done.looked))
            yield done
        looking = 0.0 if by_workers else sum(self._state.seconds.values())
        self._say(self._state.spent("ordering", max(0.0, process_time() - began - looking)))

    def timed(self, stage: str, make: Callable[[], Iterable[Outcome]]) -> Iterator[Outcome]:
        """The outcomes, whose making is a stage of its own."""
        began = thread_time()
        waiting = iter(make())
        spent = thread_time() - began
        while True:
            began = thread_time()
            outcome = next(waiting, None)
            spent += thread_time() - began
            if outcome is None:
                break
            yield outcome
        self._say(self._state.spent(stage, spent))

    def _say(self, state: Progress) -> None:
        self._state = state
        if self._progress is not None:
            self._progress(state)
