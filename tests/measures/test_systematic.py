"""Equal places in groups."""

from __future__ import annotations

from qc.measures.systematic import systematic


def test_few_stay_alone_and_many_become_one() -> None:
    places = list("abababababababc")
    assert systematic(places, str, alone=7) == [*[["a"]] * 7, *[["b"]] * 7, ["c"]]
    assert systematic(places, str, alone=6) == [["a"] * 7, ["b"] * 7, ["c"]]
