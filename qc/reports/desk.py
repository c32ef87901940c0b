"""What the page needs to know: documents and findings in few bytes, for the script.

Offsets are code points. A document's text stands in the page once; excerpts are cut from it there, and given here
only where the text is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any
from urllib.parse import quote, urlsplit

from qc.document import Record, State
from qc.finding import Finding, Related, Severity
from qc.outcome import Outcome, Run
from qc.reports import places, safe
from qc.reports.clusters import Cluster, clusters
from qc.reports.reading import Reading, readings
from qc.reports.summary import Summary

Data = dict[str, Any]

TEXT_BUDGET = 8_000_000  # characters of all texts in one page; where more were kept, the last documents go without
CLUSTERS, LABEL = 200, 60  # clusters that the chart shows, and characters that stand for one

_RANKS = {severity: severity.rank for severity in Severity}


def source(outcome: Outcome) -> str:
    """What a document came from, for counting: the host of its url, else its file of records, else its folder."""
    if outcome.record is not None:
        return _host(outcome.record.url) or outcome.path
    folder, slash, _ = outcome.path.replace("\\", "/").rpartition("/")
    return folder + slash or "./"


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class Desk:
    """Documents with findings and their copies, numbered in the order of the run, and all that is shown of them."""

    run: Run

    @cached_property
    def summary(self) -> Summary:
        return Summary(self.run)

    @cached_property
    def documents(self) -> list[Outcome]:
        return [outcome for outcome in self.run.outcomes if outcome.findings or outcome.text is not None]

    @cached_property
    def clusters(self) -> list[Cluster]:
        return clusters(self.summary.findings)

    @cached_property
    def shown(self) -> list[bool]:
        """Whether the page holds the text of each document."""
        held, shown = 0, []
        for outcome in self.documents:
            held += len(outcome.text or "")
            shown.append(outcome.text is not None and held <= TEXT_BUDGET)
        return shown

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """Reading statistics of the documents whose text is known, by number."""
        kept = [(number, it) for number, it in enumerate(self.documents) if it.text]
        found = readings([it.text or "" for _, it in kept], [it.language for _, it in kept])
        return {number: reading for (number, _), reading in zip(kept, found, strict=True)}

    def data(self) -> Data:
        """All of it, in terms of JSON."""
        numbers = {_key(it.path, it.record, it.field): number for number, it in enumerate(self.documents)}
        rules = [(code, name) for code, name, _ in sorted(self.summary.rules)]
        cutter = _Findings(numbers, {rule: number for number, rule in enumerate(rules)}, self.shown)
        compared = self.run.comparison
        return {
            "version": self.run.version,
            "unseen": safe.unseen(),
            "severities": [severity.value for severity in Severity],
            "rules": rules,
            "documents": [self._document(number) for number in range(len(self.documents))],
            "findings": [
                cutter.finding(finding, number, outcome)
                for number, outcome in enumerate(self.documents)
                for finding in outcome.findings
            ],
            "clusters": [[tuple(member) for member in cluster.members] for cluster in self.clusters],
            "since": None if compared is None else compared.states,
        }

    def _document(self, number: int) -> Data:
        """name, source, state; then only what there is: record, url, lang, text, characters, words, notes, reading."""
        outcome = self.documents[number]
        record = outcome.record
        known: Data = {
            "format": outcome.format,
            "record": record and record.index + 1,
            "line": record and record.line,
            "url": record and record.url,
            "field": outcome.field,
            "lang": outcome.language,
            "chars": outcome.characters,
            "words": outcome.words,
            "notes": outcome.notes,
            "reason": outcome.reason,
            "text": outcome.text if self.shown[number] else None,
            "reading": _reading(self.readings.get(number)),
        }
        required = {"name": _name(outcome.path, record), "source": safe.path(source(outcome)), "state": outcome.state}
        return required | _present(known)


def _name(path: str, record: Record | None) -> str:
    return safe.path(path if record is None else f"{path}#{record.id or record.index}")


def _key(path: str, record: Record | None, field: str) -> tuple[str, int, str]:
    return path, -1 if record is None else record.index, field


def _present(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", (), [], {})}


def _reading(reading: Reading | None) -> Data | None:
    if reading is None or not reading.words:
        return None
    figures = {"sentences": reading.sentences, "words": reading.words, "sentence": reading.words_a_sentence}
    return _present(
        figures
        | {"minutes": reading.minutes, "lix": reading.lix, "rix": reading.rix, "formulas": list(reading.formulas)}
    )


@dataclass(frozen=True)
class _Findings:
    """Findings as small objects: d document, r rule, s severity, a [start, end], p [line, column], m message,
    c confidence, k fingerprint, x [before, match, after], o other places, f fix, e evidence,
    b standing in the baseline."""

    numbers: Mapping[tuple[str, int, str], int]
    rules: Mapping[tuple[str, str], int]
    shown: Sequence[bool]

    def finding(self, finding: Finding, number: int, outcome: Outcome) -> Data:
        place = places.of(finding, outcome)
        known: Data = {
            "p": _flat(place.start),
            "k": finding.fingerprint,
            "x": None if self.shown[number] else _flat(finding.excerpt),
            "o": [self._other(related) for related in finding.related],
            "f": _fix(finding),
            "e": finding.evidence,
            "b": finding.baseline.value,
        }
        return {
            "d": number,
            "r": self.rules[finding.code, finding.name],
            "s": _RANKS[finding.severity],
            "a": tuple(finding.span),
            "m": finding.message,
            "c": finding.confidence,
        } | _present(known)

    def _other(self, related: Related) -> Data:
        """l label, d document if the page has it, else n its name; a, p and x as in a finding."""
        place = related.place
        number = None if place is None else self.numbers.get(_key(place.path, place.record, place.field))
        shown = number is not None and self.shown[number]
        known: Data = {
            "d": number,
            "n": _name(place.path, place.record) if place and number is None else None,
            "p": _flat(place.start) if place else None,
            "x": None if shown else _flat(related.excerpt),
        }
        return {"l": related.label, "a": tuple(related.span)} | _present(known)


def _flat(named: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """A named tuple as one without names, which is written to JSON many times as fast."""
    return None if named is None else tuple(named)


def _fix(finding: Finding) -> Data | None:
    fix = finding.fix
    if fix is None:
        return None
    return {"t": fix.title, "safe": fix.safe, "e": [[*edit.span, edit.replacement] for edit in fix.edits]}


# -- what the overview counts


@dataclass(frozen=True)
class Bar:
    """One line of a chart: its share is that of the longest bar."""

    label: str
    count: int
    percent: float
    route: str = ""


def bars(counts: Mapping[str, int], key: str) -> list[Bar]:
    """Counts as bars, the longest first; `key:label` is the query that shows what was counted."""
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        Bar(label, count, round(100 * count / most, 2), _route(f"{key}:{quoted(label)}")) for label, count in ordered
    ]


def _route(query: str) -> str:
    return f"#/findings?q={quote(query, safe='', errors='replace')}"


def quoted(word: str) -> str:
    """A value of the query box, which knows no way to write a quotation mark."""
    word = word.replace('"', "")
    return f'"{word}"' if not word or any(character.isspace() for character in word) else word


def histogram(values: Iterator[float], bins: int, unit: str = " %") -> list[Bar]:
    """How many of `values` (0 to 1) fall into each of `bins` equal parts; 1 and more belong to the last."""
    counts = Counter(min(int(value * bins), bins - 1) for value in values)
    most = max(counts.values(), default=1)
    labels = [f"{100 * part // bins}\N{EN DASH}{100 * (part + 1) // bins}{unit}" for part in range(bins)]
    return [Bar(label, counts[part], round(100 * counts[part] / most, 2)) for part, label in enumerate(labels)]


@dataclass(frozen=True)
class Overview:
    """Counts for the first view."""

    desk: Desk

    def rules(self) -> list[Bar]:
        return bars({name: count for _, name, count in self.desk.summary.rules}, "rule")

    def sources(self) -> list[Bar]:
        counts: Counter[str] = Counter()
        for outcome in self.desk.documents:
            counts[safe.path(source(outcome))] += len(outcome.findings)
        return bars(counts, "source")

    def languages(self) -> list[Bar]:
        counts: Counter[str] = Counter()
        for outcome in self.desk.documents:
            counts[outcome.language or "unknown"] += len(outcome.findings)
        return bars(counts, "lang")

    def confidence(self) -> list[Bar]:
        return histogram((finding.confidence for finding in self.desk.summary.findings), 10)

    def positions(self) -> list[Bar]:
        """Where in their documents findings begin, in twentieths of the text."""
        return histogram(
            (
                finding.span.start / outcome.characters
                for outcome in self.desk.documents
                if outcome.characters
                for finding in outcome.findings
                if finding.span.length
            ),
            20,
        )

    def difficulty(self) -> list[Bar]:
        """How many documents have which LIX, in tens."""
        known = [reading.lix / 100 for reading in self.desk.readings.values() if reading.lix is not None]
        return histogram(iter(known), 10, "") if known else []

    def clusters(self) -> list[Bar]:
        """Clusters by how many members they have, the largest first."""
        found = self.desk.clusters
        most = len(found[0].members) if found else 1
        return [self._cluster(number, cluster, most) for number, cluster in enumerate(found[:CLUSTERS])]

    def _cluster(self, number: int, cluster: Cluster, most: int) -> Bar:
        first = self.desk.summary.findings[cluster.members[0].finding]
        words = " ".join(first.excerpt.match.split()) if first.excerpt else ""
        label = words if len(words) <= LABEL else words[: LABEL - 1] + "…"
        size = len(cluster.members)
        return Bar(label or first.name, size, round(100 * size / most, 2), f"#/duplicates/{number}")

    def medians(self) -> list[tuple[str, str]]:
        """Middle values of the reading statistics, in words."""
        known = [reading for reading in self.desk.readings.values() if reading.words]
        columns: list[tuple[str, list[float]]] = [
            ("Words", [reading.words for reading in known]),
            ("Words a sentence", [reading.words_a_sentence for reading in known]),
            ("Minutes to read", [reading.minutes for reading in known]),
            ("LIX (under 30 easy, over 50 hard)", [reading.lix for reading in known if reading.lix is not None]),
        ]
        columns += _by_formula(known).items()
        return [(label, f"{median(values):,.1f}".removesuffix(".0")) for label, values in columns if values]

    def totals(self) -> dict[str, int]:
        outcomes = self.desk.run.outcomes
        return {
            "words": sum(outcome.words for outcome in outcomes),
            "characters": sum(outcome.characters for outcome in outcomes),
            "affected": sum(
                outcome.state is State.CHECKED and bool(outcome.findings) for outcome in self.desk.documents
            ),
            "shown": sum(self.desk.shown),
        }


def _by_formula(known: Sequence[Reading]) -> dict[str, list[float]]:
    values: dict[str, list[float]] = {}
    for reading in known:
        for name, value, scale in reading.formulas:
            values.setdefault(f"{name} ({scale})", []).append(value)
    return dict(sorted(values.items()))
