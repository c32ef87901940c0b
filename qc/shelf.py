"""Members by number in flat memory: beyond a few thousand each waits on disk by itself."""

from __future__ import annotations

import pickle
from array import array
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

# So many members stay in memory: twenty megabytes of findings.
HELD = 10_000

Member = TypeVar("Member")


class Shelf(Generic[Member]):
    """What was put there, by the number it was given; nothing is taken away.

    The first `held` members stay in memory, the others go into a nameless temporary file, which goes when the shelf
    goes; eight bytes are kept of each. Raises `OSError` where the disk is full.
    """

    def __init__(self, held: int = HELD) -> None:
        self._held = held
        self._near: list[Member] = []
        self._places = array("q")
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return len(self._near) + len(self._places)

    def put(self, member: Member) -> int:
        """The member's number: 0, 1, 2 ..."""
        if len(self._near) < self._held:
            self._near.append(member)
        else:
            self._write(member)
        return len(self) - 1

    def __getitem__(self, number: int) -> Member:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._near[number] if number < len(self._near) else self._read(number - len(self._near))

    def _write(self, member: Member) -> None:
        if self._file is None:
            self._file = TemporaryFile(prefix="qc-")  # noqa: SIM115 - it is as long-lived as the shelf
        self._places.append(self._file.seek(0, 2))
        pickle.dump(member, self._file, protocol=5)

    def _read(self, number: int) -> Member:
        assert self._file is not None
        self._file.seek(self._places[number])
        member: Member = pickle.load(self._file)  # what this very process has written into a nameless file
        return member
