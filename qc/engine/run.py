"""A run: inputs become tasks, tasks are done here or in workers, and the corpus rules conclude."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

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

    `seconds` of processor time by stage and rule, summed over the workers; what came from the cache took none.
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
    tasks = tasks_of(inputs, plan)
    if not plan.corpus_rules:
        for done in _watched(_done(tasks, plan, jobs), progress):
            yield from done.looked.outcomes
        return
    everything, sources = Everything(), Sources()
    try:
        for done in _watched(_done(sources.held(tasks), plan, jobs), progress):
            sources.add(done)
            everything.add(done.looked)
    except KeyboardInterrupt:  # what was done until then is worth a report
        yield from everything.outcomes
        raise
    yield from conclude(everything, plan, partial(sources.read_again, plan.reading))


def _done(tasks: Iterable[Task], plan: Plan, jobs: int) -> Iterator[Done]:
    """The tasks, done: by workers where there is more than one task, for workers take half a second to start."""
    if jobs <= 1:
        return map(partial(recall, plan), tasks)
    remaining = iter(tasks)
    first = list(islice(remaining, 2))
    if len(first) < 2:
        return map(partial(recall, plan), first)
    from qc.engine.workers import run_ordered

    return run_ordered(partial(recall, plan), chain(first, remaining), jobs, Task.split, died)


def _watched(finished: Iterable[Done], progress: Callable[[Progress], None] | None) -> Iterator[Done]:
    state = Progress()
    for done in finished:
        if progress is not None:
            state = state.plus(done.looked)
            progress(state)
        yield done
