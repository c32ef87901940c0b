"""A sequence of any length in flat memory: its members wait on disk once there are too many of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar, overload

# So many members stay in memory: fifty megabytes of outcomes with a finding each. Most runs have fewer.
HELD = 20_000
_CHUNK = 1_000  # members that are written, and read, together

Member = TypeVar("Member")


class Spool(Sequence[Member], Generic[Member]):
    """What was put in, in that order, as often as it is asked for; it only grows.

    Beyond `held` members the first ones move into a nameless temporary file, which goes when the spool goes. Reading in
    order costs one chunk of memory; a single member from the file costs as much as its chunk. Members are compared and
    changed by nobody, so that those from the file are copies does not show. Raises `OSError` where the disk is full.
    """

    def __init__(self, members: Iterable[Member] = (), held: int = HELD) -> None:
        self._held = held
        self._recent: list[Member] = []
        self._written: list[int] = []  # where each chunk begins in the file
        self._file: IO[bytes] | None = None
        self.extend(members)

    def append(self, member: Member) -> None:
        self.extend((member,))

    def extend(self, members: Iterable[Member]) -> None:
        recent, most = self._recent, self._held + _CHUNK
        for member in members:  # one by one: what came before an interrupt is there
            recent.append(member)
            if len(recent) >= most:
                self._write(recent[:_CHUNK])
                del recent[:_CHUNK]

    def __len__(self) -> int:
        return len(self._written) * _CHUNK + len(self._recent)

    def __iter__(self) -> Iterator[Member]:
        """In order; what is put in meanwhile comes too."""
        at = 0
        while at < len(self):
            members = self._from(at)
            yield from members
            at += len(members)

    def _from(self, at: int) -> list[Member]:
        """The members from `at` to the end of their chunk, or of all."""
        chunk, place = divmod(at, _CHUNK)
        if chunk < len(self._written):
            return self._read(chunk)[place:]
        return self._recent[at - len(self._written) * _CHUNK :]

    @overload
    def __getitem__(self, index: int) -> Member: ...
    @overload
    def __getitem__(self, index: slice) -> list[Member]: ...
    def __getitem__(self, index: int | slice) -> Member | list[Member]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        return self._from(number)[0]

    def __eq__(self, other: object) -> bool:
        """As lists compare, with lists too."""
        if not isinstance(other, Spool | list):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Spool of {len(self):,}>"

    def __reduce__(self) -> tuple[type[Spool[Member]], tuple[list[Member], int]]:
        return Spool, (list(self), self._held)

    def _write(self, members: list[Member]) -> None:
        if self._file is None:
            self._file = TemporaryFile(prefix="qc-")  # noqa: SIM115 - it is as long-lived as the spool
        self._written.append(self._file.seek(0, 2))
        pickle.dump(members, self._file, protocol=5)

    def _read(self, chunk: int) -> list[Member]:
        assert self._file is not None
        self._file.seek(self._written[chunk])
        members: list[Member] = pickle.load(self._file)  # what this very process has written into a nameless file
        return members
