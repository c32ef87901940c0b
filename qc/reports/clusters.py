"""Clusters of copies: places that findings name as copies of each other, within a document or across many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qc.finding import Finding, Place, Related

_Key = tuple[str, int, str, int, int]


class Member(NamedTuple):
    """A place of a cluster: that of a finding (number in the run), or (`other` >= 0) one of its related places."""

    finding: int
    other: int = -1


@dataclass(frozen=True)
class Cluster:
    """Copies of one stretch of text, in the order of paths, records and offsets."""

    members: tuple[Member, ...]
    documents: int


def clusters(findings: Sequence[Finding]) -> list[Cluster]:
    """All clusters, the largest first; of equal size those across documents first, then in the order of the run."""
    groups = _Groups()
    for number, finding in enumerate(findings):
        if finding.place is not None:
            _join(groups, number, finding, finding.place)
    found = [_cluster(keys, groups.members) for keys in groups.sets() if len(keys) > 1]
    return sorted(found, key=lambda it: (-len(it.members), it.documents == 1))


def _join(groups: _Groups, number: int, finding: Finding, own: Place) -> None:
    here = _key(own)
    for index, related in enumerate(finding.related):
        if related.place is not None and _is_copy(own, related):
            groups.join(here, Member(number), _key(related.place), Member(number, index))


def _is_copy(own: Place, related: Related) -> bool:
    """Whether the other place is a copy: in another document always, in the same one if it is called so."""
    assert related.place is not None
    return _document(own) != _document(related.place) or "copy" in related.label


def _document(place: Place) -> tuple[str, int, str]:
    return place.path, -1 if place.record is None else place.record.index, place.field


def _key(place: Place) -> _Key:
    return (*_document(place), place.span.start, place.span.end)


def _cluster(keys: Sequence[_Key], members: dict[_Key, Member]) -> Cluster:
    ordered = sorted(keys)
    return Cluster(tuple(members[key] for key in ordered), len({key[:3] for key in ordered}))


class _Groups:
    """Disjoint sets of places (union-find); of a place that several findings name, a finding's own one counts."""

    def __init__(self) -> None:
        self.members: dict[_Key, Member] = {}
        self._parents: dict[_Key, _Key] = {}

    def join(self, here: _Key, own: Member, there: _Key, other: Member) -> None:
        if self.members.setdefault(here, own).other >= 0:
            self.members[here] = own
        self.members.setdefault(there, other)
        self._parents[self._root(there)] = self._root(here)

    def _root(self, key: _Key) -> _Key:
        parent = self._parents.setdefault(key, key)
        while parent != key:
            self._parents[key] = self._parents[parent]
            key, parent = parent, self._parents[parent]
        return key

    def sets(self) -> Iterator[list[_Key]]:
        """The sets, in the order in which their first place was seen."""
        found: dict[_Key, list[_Key]] = {}
        for key in self.members:
            found.setdefault(self._root(key), []).append(key)
        return iter(found.values())
