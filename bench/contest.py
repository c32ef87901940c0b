"""Contenders side by side: each in a process of its own, turn about, over the same documents."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import corpora
from bench.corpora import ROOT, Sample
from bench.environments import Contender

_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
_PILOT = 40  # documents from which the length of the contest is reckoned


class Runner:
    """A contender's process, waiting for the word."""

    def __init__(self, contender: Contender, data: Path) -> None:
        environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": str(ROOT)}
        environment.pop("NPY_DISABLE_CPU_FEATURES", None)  # what suits qc (`qc.processor`) it says for itself
        command = [contender.python(), str(contender.path), str(data)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
        hello = self._answer()
        self.passes: list[str] = hello["passes"]
        self.about: str = hello["about"]

    def run(self, name: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended with {self.process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        self.process.terminate()
        self.process.communicate()


@dataclass
class Score:
    """What one pass came to in each round."""

    about: str
    seconds: list[float] = field(default_factory=list)
    count: int = 0
    peak_mb: float = 0.0

    def add(self, answer: Mapping[str, Any]) -> None:
        self.seconds.append(answer["seconds"])
        self.count = answer["count"]
        self.peak_mb = round(answer["peak_kb"] / 1024, 1)


@contextmanager
def _runners(contenders: Sequence[Contender], data: Path) -> Iterator[list[Runner]]:
    with ExitStack() as stack:
        runners = []
        for contender in contenders:
            runner = Runner(contender, data)
            stack.callback(runner.close)
            runners.append(runner)
        yield runners


def present(contenders: Sequence[Contender], data: Path) -> tuple[list[Contender], dict[str, str]]:
    """The contenders that can be installed and start on `data`, and for the others the reason, by name."""
    able, absent = [], {}
    for contender in contenders:
        try:
            Runner(contender, data).close()
            able.append(contender)
        except (RuntimeError, subprocess.CalledProcessError) as error:
            absent[contender.script] = str(error)
    return able, absent


def rounds(contenders: Sequence[Contender], data: Path, count: int) -> dict[str, Score]:
    """`count` interleaved rounds of every pass of every contender, after one that warms up and is thrown away."""
    scores: dict[str, Score] = {}
    with _runners(contenders, data) as runners:
        for turn in range(count + 1):
            for runner in runners:
                for name in runner.passes:
                    answer = runner.run(name)
                    score = scores.setdefault(name, Score(runner.about))
                    if turn:
                        score.add(answer)
    return scores


def contest(
    contenders: Sequence[Contender], texts: Sequence[Sample], seconds: float, work: Path, count: int = 3
) -> dict[str, Any]:
    """All contenders over as many of the texts as they can go through `count + 1` times in about `seconds`."""
    pilot = corpora.write(work, texts[:_PILOT])
    cost = sum(median(score.seconds) for score in rounds(contenders, work, 1).values()) / pilot
    fitting = seconds / (count + 1) / cost
    chosen = _first(texts, max(fitting, pilot))
    size = corpora.write(work, chosen)
    scores = rounds(contenders, work, count)
    return {"documents": len(chosen), "bytes": size, "rounds": count, "passes": _table(scores, size)}


def _first(texts: Sequence[Sample], size: float) -> list[Sample]:
    """The first texts, of about `size` bytes together."""
    chosen: list[Sample] = []
    for sample in texts:
        if size <= 0:
            break
        chosen.append(sample)
        size -= len(sample.text.encode())
    return chosen


def _table(scores: Mapping[str, Score], size: int) -> dict[str, dict[str, Any]]:
    """For each pass its megabytes a second, and how many times as long as the first pass (qc) it takes."""
    first = median(next(iter(scores.values())).seconds)
    return {
        name: {
            "about": score.about,
            "seconds": [round(second, 4) for second in score.seconds],
            "mb_per_s": round(size / 1e6 / median(score.seconds), 3),
            "times_slower_than_qc": round(median(score.seconds) / first, 2),
            "count": score.count,
            "peak_mb": score.peak_mb,
        }
        for name, score in scores.items()
    }
