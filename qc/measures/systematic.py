"""Many equal defects in one document are one systematic thing: one finding with a count beats a hundred."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Place = TypeVar("Place")

# Up to so many equal places are findings of their own.
ALONE = 5
# So many other places are listed with a systematic finding.
LISTED = 20


def systematic(places: Iterable[Place], same: Callable[[Place], Hashable], alone: int = ALONE) -> list[list[Place]]:
    """Places in groups: one group for all that are the `same` where they are more than `alone`, else one group each.

    Order is kept: groups by their first place, places as they come.
    """
    groups: dict[Hashable, list[Place]] = {}
    for place in places:
        groups.setdefault(same(place), []).append(place)
    return [part for group in groups.values() for part in ([group] if len(group) > alone else [[one] for one in group])]
