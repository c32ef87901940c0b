"""Learn the weights of `qc/measures/tails.tsv`: `python -m bench.trailing_weights [--data DIR] [--write]`.

A logistic model over the lines where a trailing block could begin, from pages whose bodies people had marked: the line
is right if no body line stands at or below it and a line of the tail does. Fitted by Newton's method with an L2
penalty on standardised features, and written as weights of the raw features. Without `--write` it only measures: it
learns on one half of the domains and asks on the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.corpora import DATA, ROOT
from bench.tails import Page, bodies, pages
from qc.measures import tails
from qc.measures.furniture import furniture
from qc.text import Text

WEIGHTS = ROOT / "qc" / "measures" / "tails.tsv"
LANGUAGES_LEARNED = ("scrapinghub", "mozilla", "wcxb_dev")  # the sources whose cue lists and labels are surest
# A gold body or a list page stands for many texts of a corpus, and is there once; an article is there eight times.
_WEIGHT = {"gold": 4.0, "hard": 8.0}
PENALTY = 20.0
RARE = 0.2  # a feature that varies less is held to smaller weights: few pages speak for it
SEEN = 15  # candidates: a feature that is rarer gets no weight

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Lesson:
    """float64[n, f] evidence at candidate lines, whether a cut there is right, a weight each, and the half."""

    names: tuple[str, ...]
    evidence: Floats
    right: Bools
    weight: Floats
    half: NDArray[np.int64]

    def where(self, mask: Bools) -> Lesson:
        return Lesson(self.names, self.evidence[mask], self.right[mask], self.weight[mask], self.half[mask])


def lesson(data: Path) -> Lesson:
    """All candidates of the dev data."""
    texts = [page for page in pages(data / "trailing/pages-dev.jsonl.gz") if page.source in LANGUAGES_LEARNED]
    clean = [page for page in bodies(data / "trailing/pages-dev.jsonl.gz") if page.source in LANGUAGES_LEARNED]
    hard = bodies(data / "trailing/hard-negatives-dev.jsonl.gz")
    parts = [(page, _WEIGHT["gold"]) for page in clean] + [(page, _WEIGHT["hard"]) for page in hard]
    return _candidates([(page, 1.0) for page in texts] + parts)


def _candidates(weighted: Sequence[tuple[Page, float]], batch: int = 40) -> Lesson:
    rows, right, weight, half = [], [], [], []
    names: tuple[str, ...] = ()
    for begin in range(0, len(weighted), batch):
        part = weighted[begin : begin + batch]
        text = Text([page.document for page, _ in part])
        line, found, evidence = tails.weigh(text)
        weighed = tails.weighed(text, text.view(furniture))[line]  # others are told by patterns, whatever they weigh
        line, evidence = line[weighed], evidence[weighed]
        names, owner = tuple(found), text.lines.owner[line]
        count = np.bincount(owner, minlength=len(part))
        rows.append(evidence)
        start = text.lines.start[line] - text.documents.start[owner]
        right += [_right(part[document][0], at) for document, at in zip(owner.tolist(), start.tolist(), strict=True)]
        weight += [part[document][1] / np.sqrt(count[document]) for document in owner.tolist()]
        half += [part[document][0].half for document in owner.tolist()]
    return Lesson(names, np.concatenate(rows), np.array(right), np.array(weight), np.array(half))


def _right(page: Page, at: int) -> bool:
    below = [label for start, _, label in page.labels if start >= at]
    return "body" not in below and any(label.startswith("tail") for label in below)


def learn(given: Lesson, penalty: float = PENALTY) -> tuple[Floats, float]:
    """Weights of the raw features and the intercept."""
    seen = (given.evidence != 0).sum(axis=0) >= SEEN
    mean, spread = given.evidence.mean(axis=0), np.maximum(given.evidence.std(axis=0), RARE)
    used = seen
    scaled = (given.evidence[:, used] - mean[used]) / spread[used]
    fitted = _newton(np.column_stack([scaled, np.ones(len(scaled))]), given.right, given.weight, penalty)
    weights = np.zeros(len(given.names))
    weights[used] = fitted[:-1] / spread[used]
    return weights, float(fitted[-1] - weights @ mean)


def _newton(columns: Floats, right: Bools, weight: Floats, penalty: float) -> Floats:
    """Maximum of the penalised weighted likelihood; the last column, the intercept, is free."""
    beta = np.zeros(columns.shape[1])
    ridge = np.full(len(beta), penalty)
    ridge[-1] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(columns @ beta, -30, 30)))
        slope = columns.T @ (weight * (right - chance)) - ridge * beta
        curve = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def table(given: Lesson, weights: Floats, intercept: float) -> str:
    """The file of weights, the strongest first."""
    order = np.argsort(-np.abs(weights), kind="stable")
    rows = [f"{given.names[index]}\t{weights[index]:.3g}" for index in order.tolist() if weights[index]]
    head = "# what stands for (+) and against (-) a block being no part of the text; made by bench/trailing_weights.py"
    return "\n".join([head, f"intercept\t{intercept:.3g}", *rows]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.trailing_weights")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true", help="write qc/measures/tails.tsv, learned from both halves")
    told = parser.parse_args()
    given = lesson(told.data)
    for half in (0, 1):
        weights, intercept = learn(given.where(given.half == half))
        other = given.where(given.half != half)
        chance = 1 / (1 + np.exp(-(other.evidence @ weights + intercept)))
        sure = chance >= tails.THRESHOLD
        print(
            f"learned on half {half}: of {sure.sum()} sure candidates of the other half {other.right[sure].mean():.3f}"
        )
    if told.write:
        WEIGHTS.write_text(table(given, *learn(given)), encoding="utf-8")


if __name__ == "__main__":
    main()
