"""Two elements run together."""

from __future__ import annotations

import numpy as np

from qc.measures.joints import compound_start, inner_joints, known, marked_joints
from qc.text import Text


def _stops(text: Text) -> np.ndarray:
    return np.flatnonzero(text.codes == ord("."))


def test_marked_joints_are_free_of_technical_surroundings() -> None:
    text = Text.of("one.two a/b.c www.x.org 3.four five.six, don't.go end.", "x.y")
    joints = marked_joints(text, _stops(text))
    assert [text.slice(*pair) for pair in zip(joints.start, joints.end, strict=True)] == [
        "one.two",
        "five.six",
        "don't.go",
        "x.y",
    ]
    assert (joints.resume == joints.middle + 1).all()


def test_a_hyphen_joins_words_to_a_compound() -> None:
    text = Text.of("the lain-lain.Dia (contre-la-montre.Les one.Two /old-harbour.Two 3-two.Three")
    joints = marked_joints(text, _stops(text))
    starts = [compound_start(text, start) for start in joints.start.tolist()]
    shown = [text.slice(start, end) for start, end in zip(starts, joints.end.tolist(), strict=True) if start >= 0]
    assert shown == ["lain-lain.Dia", "contre-la-montre.Les", "one.Two"]


def test_parts_are_known_from_their_own_document() -> None:
    text = Text.of("ends.Begins and Begins, he ends it", "ends.Begins")
    joints = marked_joints(text, _stops(text))
    assert known(text, joints.start, joints.middle).tolist() == [True, False]
    assert known(text, joints.resume, joints.end).tolist() == [True, False]


def test_many_are_counted_like_few() -> None:
    text = Text.of("ends.Begins " * 60 + "ends once.Twice")
    joints = marked_joints(text, _stops(text))
    assert known(text, joints.resume, joints.end).tolist() == [*[True] * 60, False]


def test_abbreviations_are_no_known_words() -> None:
    text = Text.of("ul.Nowa and ul. Stara")
    joints = marked_joints(text, _stops(text))
    assert not known(text, joints.start, joints.middle).any()


def test_inner_joints_have_one_capital_inside() -> None:
    text = Text.of("hereShare iPhone MacBookPro share Share here CamelCaseWord #hashTag")
    joints = inner_joints(text)
    found = [text.slice(*pair) for pair in zip(joints.start, joints.end, strict=True)]
    assert found == ["hereShare", "iPhone"]
    assert known(text, joints.start, joints.middle).tolist() == [True, False]
    assert known(text, joints.resume, joints.end, capital=True).tolist() == [True, False]


def test_nothing_in_nothing() -> None:
    assert not len(inner_joints(Text.of("")).start)
    assert not len(marked_joints(Text.of("."), _stops(Text.of("."))).start)
