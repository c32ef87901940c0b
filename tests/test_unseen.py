"""Labelled pages out of packages: what tells their bodies, and how cuts are held against passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import packages, unseen
from bench.packages import Source
from bench.unseen import Told

BODY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon."
PAGE = b"<html lang='de-AT'><link rel='canonical' href='https://news.invalid/4'><p>The council met.</p></html>"
TESTS = """
MOCK = {'https://news.invalid/4': 'news.html'}
    result = load_mock_page('https://news.invalid/4')
    assert 'the budget' in result and "mayor's" in result and 'More stories' not in result  # and 'Tags' not in result
    result = load_mock_page('https://news.invalid/5')
    assert 'the road' in result
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(packages, "STORE", tmp_path)
    unseen.texts.cache_clear()
    yield tmp_path
    unseen.texts.cache_clear()


def test_what_tests_want_to_find_and_what_not(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("sdist", "pages", "1", r"(\.html|\.py)$", "pages", "html", "en")
    monkeypatch.setattr(unseen, "_PASSAGES", source)
    (source.folder / "cache").mkdir(parents=True)
    (source.folder / "cache" / "news.html").write_bytes(PAGE)
    (source.folder / "unit_tests.py").write_text(TESTS)
    (page,) = unseen._by_passages()
    assert (page.site, page.lang) == ("news.invalid", "de")
    assert page.inside == ("the budget", "mayor's")
    assert page.outside == ("More stories", "Tags")


def test_a_body_beside_its_page(kept: Path) -> None:
    source = Source("sdist", "pages", "1", r"(\.html|\.txt)$", "pages", "html")
    for name, content in {"html/a.html": PAGE, "html/b.html": PAGE, "txt/a.txt": BODY.encode()}.items():
        path = source.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (page,) = unseen._beside(source, unseen._news_body)
    assert (page.id, page.site, page.lang, page.body) == ("pages/a", "news.invalid", "en", BODY)


def test_cuts_are_held_against_bodies_and_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    tail = "\nMore stories\nFlood warning lifted for the coast"
    by_body = Told("mercury/a", "a.invalid", "en", b"", body=BODY * 3)
    by_passage = Told("trafilatura/b", "b.invalid", "en", b"", inside=("the mayor", "work would"), outside=("Flood",))
    short = Told("mercury/c", "c.invalid", "en", b"", body="A caption.")
    made = [(page, "newspaper4k", f"{(page.body or BODY)}{tail}") for page in (by_body, by_passage, short)]
    monkeypatch.setattr(unseen, "texts", lambda: tuple(made))
    found = unseen.measure()
    assert found["kinds"]["extractor output"]["cuts right"] == 1
    assert found["read"] == {"cuts": 1, "losing": 0, "pages": 0, "read as right": 0}
    assert found["passages"]["extractor output"] == {
        "texts": 1, "cuts": 1, "inside": 1, "junk": 1, "lost": 0, "found": 1,
    }  # fmt: skip
    assert "1 of @postlight/mercury-parser" in unseen.section(found, found)
