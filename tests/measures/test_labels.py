"""Labels of buttons, by language."""

from __future__ import annotations

import pytest

from qc.measures.labels import is_label


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [("share", "", "en"), ("bagikan", "berita", "ms"), ("baca", "juga", "id"), ("đọc", "thêm", "vi")],
)
def test_labels(first: str, second: str, language: str) -> None:
    assert is_label(first, second, language)


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [("share", "", "de"), ("baca", "buku", ""), ("harbour", "", "en"), ("đọc", "sách", "vi"), ("đọc", "", "vi")],
)
def test_no_labels(first: str, second: str, language: str) -> None:
    assert not is_label(first, second, language)
