"""Closed classes: by language, near languages together, and careful where the language is unknown."""

from __future__ import annotations

import numpy as np
import pytest

from qc.hashes import among, word_hash
from qc.measures.closed_classes import Class, all_ids, belongs, ids, is_described, words
from qc.measures.grouping import grouped


@pytest.mark.parametrize(
    ("word", "kind", "language", "is_member"),
    [
        ("serta", Class.AND, "id", True),
        ("serta", Class.AND, "ms", True),
        ("und", Class.AND, "de", True),
        ("und", Class.AND, "en", False),
        ("und", Class.AND, "", True),
        ("had", Class.SOLO, "en", False),
        ("the", Class.SOLO, "en", True),
        ("boat", Class.SOLO, "", False),
    ],
)
def test_membership(word: str, kind: Class, language: str, is_member: bool) -> None:
    assert belongs(word, kind, language) is is_member


def test_short_words_mean_too_much_in_an_unknown_language() -> None:
    assert "o" in words("es", Class.OR)
    assert "o" not in words("", Class.OR)
    assert "и" in words("", Class.AND)


def test_ids_are_sorted_and_hold_every_word() -> None:
    german = ids("de", Class.AND, Class.OR)
    assert (np.diff(german.astype(object)) > 0).all()
    assert word_hash("oder") in german.tolist()
    assert set(german.tolist()) <= set(all_ids(Class.AND, Class.OR).tolist())


def test_no_word_is_both_never_and_lawfully_doubled() -> None:
    described = [code for code in ("en", "de", "fr", "es", "pt", "it", "pl", "ru", "sq") if is_described(code)]
    for code in described:
        assert not words(code, Class.SOLO) & words(code, Class.TWICE)
    assert not is_described("")
    assert not is_described("mg")


def test_grouping_and_lookup() -> None:
    keys = np.array([7, 9, 7, 5, 9, 9], np.uint64) << np.uint64(40)
    order, edges = grouped(keys)
    groups = [sorted(group.tolist()) for group in np.split(order, edges[1:])]
    assert sorted(groups) == [[0, 2], [1, 4, 5], [3]]
    assert all(group.tolist() == sorted(group.tolist()) for group in np.split(order, edges[1:]))
    assert among(keys, np.sort(keys[:2])).tolist() == [True, True, True, False, True, True]
    assert not among(keys, keys[:0]).any()
    assert [len(column) for column in grouped(keys[:0])] == [0, 0]
