"""Hashes of stretches, any number of them from one prefix sum (Karp and Rabin 1987, in uint64 columns).

A hash is a screen, never a verdict: polynomials modulo 2^64 collide on Thue-Morse words whatever the base, so rules
compare the words themselves before they report.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from qc.characters import folded

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)


class _Powers:
    """Powers of the base and of its inverse, grown as needed."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, np.uint64)

    def take(self, size: int) -> tuple[Hashes, Hashes]:
        if len(self.up) < size:
            size = max(size, 1 << 18)
            self.up, self.down = _geometric(_BASE, size), _geometric(_INVERSE, size)
        return self.up, self.down


def _geometric(base: int, size: int) -> Hashes:
    steps = np.full(size, base, np.uint64)
    steps[0] = 1
    return np.multiply.accumulate(steps)


_POWERS = _Powers()


def mix(values: Hashes) -> Hashes:
    """Spread every input bit over all 64 (a bijection: no new collisions)."""
    mixed = values >> np.uint64(32)
    mixed ^= values
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    return mixed


def prefix(values: Hashes) -> Hashes:
    """uint64[n + 1] prefix sums from which `stretch_hashes` answers for any stretch of `values`."""
    up, _ = _POWERS.take(len(values) + 1)
    sums = np.empty(len(values) + 1, np.uint64)
    sums[0] = 0
    np.multiply(values, up[: len(values)], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    return sums


def stretch_hashes(sums: Hashes, start: NDArray[np.int64], end: NDArray[np.int64]) -> Hashes:
    """uint64[k]: equal for equal stretches `values[start:end]`, wherever they stand; O(1) each."""
    _, down = _POWERS.take(len(sums))
    stretches = sums.take(end)
    stretches -= sums.take(start)
    stretches *= down.take(start)
    return mix(stretches)


def window_hashes(sums: Hashes, size: int) -> Hashes:
    """uint64[n - size + 1]: `stretch_hashes` of every stretch of `size` values (none where there are fewer)."""
    if len(sums) <= size:
        return np.zeros(0, np.uint64)
    _, down = _POWERS.take(len(sums))
    return mix((sums[size:] - sums[:-size]) * down[: len(sums) - size])


def character_values(codes: NDArray[np.uint32]) -> Hashes:
    """What each code point adds to the hash of a word: spread out, so that neighbours in the alphabet are far apart."""
    return (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(0xC2B2AE3D27D4EB4F)


@cache
def folded_values() -> Hashes:
    """uint64[0x110000]: `character_values` of the lower case of every code point."""
    return character_values(folded())


@lru_cache(maxsize=4096)
def word_hash(word: str) -> int:
    """The id that `word` has in `Text.word_ids`."""
    return int(hashes_of([word])[0])


def hashes_of(words: Iterable[str]) -> Hashes:
    """uint64[k]: the ids that `words` have in `Text.word_ids`, in their order."""
    words = list(words)
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    end = np.cumsum(np.fromiter(map(len, words), np.int64, len(words)))
    return stretch_hashes(prefix(folded_values()[codes]), np.append(0, end)[:-1], end)


@cache
def word_hashes(words: frozenset[str]) -> Hashes:
    """The sorted ids of a word list, for `among`."""
    return np.sort(hashes_of(words))


def looked_up(values: Hashes, sorted_: Hashes) -> tuple[Ints, Ints]:
    """Which of `values` stand in the ascending `sorted_`, and where: int64[f] indices of either.

    Sixteen bits of a value tell of nearly all of them that they do not; only the rest is searched for.
    """
    if not len(sorted_):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    perhaps = np.zeros(1 << 16, np.bool_)
    perhaps[_bucket(sorted_)] = True
    found = np.flatnonzero(perhaps.take(_bucket(values)))
    at = np.minimum(np.searchsorted(sorted_, values[found]), len(sorted_) - 1)
    equal = sorted_[at] == values[found]
    return found[equal], at[equal]


def _bucket(values: Hashes) -> Ints:
    return (values >> np.uint64(48)).view(np.int64)


def among(values: Hashes, sorted_: Hashes) -> NDArray[np.bool_]:
    """bool[k]: which of `values` stand in the ascending `sorted_`; far quicker than `numpy.isin`."""
    found = np.zeros(len(values), np.bool_)
    found[looked_up(values, sorted_)[0]] = True
    return found
