"""Back from JSON Lines to a `Run`: what `qc check --report x.jsonl` wrote, of one shard or of many.

Whole texts are not in there: excerpts serve. How many words clean documents had is not in there either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qc.document import Record, State
from qc.finding import Edit, Excerpt, Finding, Fix, Place, Related, Severity, Standing
from qc.offsets import Position, Span
from qc.outcome import Outcome, Run, Vetted
from qc.reports.records import SCHEMA

Data = Mapping[str, Any]
_Key = tuple[str, int, str]


class LoadError(ValueError):
    """A file is not what qc writes; the message names the file and the line."""


def load(paths: Iterable[str]) -> Run:
    """The run that these files tell of, merged in their order. Raises `LoadError` or `OSError`."""
    shards = [_shard(Path(path)) for path in paths]
    return Run(
        outcomes=[outcome for shard in shards for outcome in shard.outcomes()],
        version=", ".join(dict.fromkeys(shard.version for shard in shards)),
        complete=all(shard.complete for shard in shards),
        settings=_merged([shard.summary.get("settings", {}) for shard in shards if shard.summary]),
        vetted=_vetted([vetted for shard in shards if (vetted := shard.vetted)]),
    )


def _vetted(shards: list[Vetted]) -> Vetted | None:
    """What the baselines of all shards knew."""
    if not shards:
        return None
    known: Counter[str] = Counter()
    for shard in shards:
        known.update(shard.known)
    return Vetted(
        source=", ".join(dict.fromkeys(shard.source for shard in shards)),
        known={state.value: known[state.value] for state in Standing if known[state.value]},
        listed=all(shard.listed for shard in shards),
        expired=sum(shard.expired for shard in shards),
    )


def _merged(settings: list[Data]) -> dict[str, Any]:
    """Settings on which the shards agree as they are, of the others every value."""
    merged: dict[str, Any] = {}
    for name in sorted({name for each in settings for name in each}):
        values = [each.get(name) for each in settings]
        merged[name] = values[0] if values.count(values[0]) == len(values) else [str(value) for value in values]
    return merged


@dataclass
class _Shard:
    """One file: its findings by document, in their order, and the account of its last line."""

    findings: dict[_Key, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    summary: Data = field(default_factory=dict)

    @property
    def version(self) -> str:
        return str(self.summary.get("version", "unknown"))

    @property
    def complete(self) -> bool:
        """Whether the account is there (a file that was cut off has none) and tells of a whole run."""
        return bool(self.summary.get("complete", False))

    @property
    def vetted(self) -> Vetted | None:
        """What a baseline knew of the findings; `None` where none was asked."""
        told = self.summary.get("baseline")
        return told and Vetted(told["source"], told["known"], told["listed"], told["expired"])

    def outcomes(self) -> list[Outcome]:
        """The documents and inputs; the last has what passed by the configuration, for nothing says where it stood."""
        outcomes = list(self._outcomes())
        if outcomes and (left_out := self.summary.get("left_out")):
            outcomes[-1] = replace(outcomes[-1], left_out=left_out)
        return outcomes

    def _outcomes(self) -> Iterator[Outcome]:
        """Documents with findings, then inputs that gave none, then one outcome that counts the clean documents."""
        unread = [(state, it) for state in (State.FAILED, State.SKIPPED) for it in self.summary.get(state.value, [])]
        notes = {_key(told): tuple(told["notes"]) for told in self.summary.get("notes", [])}
        about: dict[tuple[str, int], list[Finding]] = {_key(told): [] for _, told in unread}
        checked = []
        for key, found in self.findings.items():
            if key[:2] in about:
                about[key[:2]] += found
            else:
                checked.append(_checked(found, notes.pop(key[:2], ())))
        checked += [Outcome(path, "", State.CHECKED, notes=told) for (path, _), told in notes.items()]
        yield from checked
        yield from _unread(unread, about)
        clean = self.summary.get("documents", {}).get("checked", 0) - len(checked)
        if clean > 0:
            yield Outcome("", "", State.CHECKED, count=clean)


def _unread(unread: list[tuple[State, Data]], about: dict[tuple[str, int], list[Finding]]) -> Iterator[Outcome]:
    """Inputs that were not checked; of several with one name each has one of the findings, the last the rest."""
    left = Counter(_key(told) for _, told in unread)
    for state, told in unread:
        key = _key(told)
        left[key] -= 1
        taken = 1 if left[key] else len(about[key])
        own, about[key] = tuple(about[key][:taken]), about[key][taken:]
        record, reason, count = _record(told["record"]), told["reason"], told["count"]
        yield Outcome(told["path"], told["format"], state, record, reason=reason, count=count, findings=own)


def _key(told: Data) -> tuple[str, int]:
    return told["path"], -1 if told["record"] is None else told["record"]["index"]


def _checked(found: list[Finding], notes: tuple[str, ...]) -> Outcome:
    place = found[0].place
    assert place is not None
    return Outcome(
        place.path,
        place.format,
        State.CHECKED,
        place.record,
        place.field,
        notes=notes,
        language=found[0].language,
        findings=tuple(found),
    )


# -- lines


def _shard(path: Path) -> _Shard:
    shard = _Shard()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                _take(shard, line, f"{path}:{number}")
    return shard


def _take(shard: _Shard, line: bytes, where: str) -> None:
    told = _parsed(line, where)
    try:
        if told["type"] == "summary":
            shard.summary = told
        else:
            finding = _finding(told)
            place = finding.place
            assert place is not None
            key = (place.path, -1 if place.record is None else place.record.index, place.field)
            shard.findings[key].append(finding)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise LoadError(
            f"{where}: this is no line of qc's JSONL report ({type(problem).__name__}: {problem})"
        ) from None


def _parsed(line: bytes, where: str) -> Data:
    import orjson

    try:
        told = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise LoadError(f"{where}: this is no JSON ({problem})") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA or told.get("type") not in ("finding", "summary"):
        raise LoadError(f"{where}: this is no line of qc's JSONL report; make one with `qc check --report OUT.jsonl`")
    return told


def _finding(told: Data) -> Finding:
    place = _place(told["location"])
    return Finding(
        code=told["code"],
        name=told["name"],
        severity=Severity(told["severity"]),
        document=0,
        span=place.span,
        message=told["message"],
        confidence=told["confidence"],
        related=tuple(_related(other) for other in told["related"]),
        fix=_fix(told["fix"]),
        evidence=told["evidence"],
        place=place,
        excerpt=_excerpt(told["excerpt"]),
        fingerprint=told["fingerprint"],
        language=told["language"] or "",
        baseline=Standing(told["baseline"] or ""),
    )


def _place(told: Data) -> Place:
    return Place(
        told["path"],
        told["format"],
        _span(told["span"]),
        _position(told["start"]),
        _position(told["end"]),
        _record(told["record"]),
        told["field"] or "",
    )


def _span(told: Data) -> Span:
    return Span(int(told["start"]), int(told["end"]))


def _position(told: Data | None) -> Position | None:
    return None if told is None else Position(int(told["line"]), int(told["column"]))


def _record(told: Data | None) -> Record | None:
    if told is None:
        return None
    return Record(int(told["index"]), int(told["line"]), told["id"] or "", told["url"] or "", told["byte_offset"])


def _excerpt(told: Data | None) -> Excerpt | None:
    return None if told is None else Excerpt(str(told["before"]), str(told["match"]), str(told["after"]))


def _related(told: Data) -> Related:
    place = None if told["location"] is None else _place(told["location"])
    span = Span(0, 0) if place is None else place.span
    return Related(0, span, told["label"], place, _excerpt(told["excerpt"]))


def _fix(told: Data | None) -> Fix | None:
    if told is None:
        return None
    edits = tuple(Edit(_span(edit["span"]), str(edit["replacement"])) for edit in told["edits"])
    return Fix(told["title"], edits, told["applicability"] == "safe")
