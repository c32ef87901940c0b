"""Clean texts out of packages: what is kept of an archive, how its files become documents, which of them are read."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import pytest

from bench import package_texts, packages
from bench.packages import SOURCES, Source
from qc.document import Kind

PAGE = """<page xmlns="http://projectmallard.org/1.0/"><title>Row the boat</title>
<p>See <link xref="oars"/> or press <keyseq><key>Ctrl</key><key>R</key></keyseq>.</p>
<list><item><p>Sit down.</p></item></list></page>"""


def _tar(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as whole:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            whole.addfile(entry, io.BytesIO(content))


def _source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Source) -> None:
    monkeypatch.setattr(packages, "STORE", tmp_path / "store")
    monkeypatch.setattr(packages, "SOURCES", (source,))


def test_only_what_is_read_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("npm", "boats", "1.0", r"/(?P<lang>[a-z]{2})/[^/]*\.txt$", "songs and poems", "cookies")
    _source(monkeypatch, tmp_path, source)
    _tar(tmp_path / "boats.tgz", {"boats/de/a.txt": b"Das Boot.\n%\nDer Hafen.\n", "boats/index.js": b"x"})
    copy = ["cp", str(tmp_path / "boats.tgz"), "boats-1.0.tgz"]
    monkeypatch.setattr(packages, "_command", lambda source: copy)
    packages.main()
    assert [path.name for path in source.folder.rglob("*") if path.is_file()] == ["a.txt"]
    assert {(sample.text, sample.lang, sample.genre) for sample in packages.samples()} == {
        ("Das Boot.", "de", "songs and poems"),
        ("Der Hafen.", "de", "songs and poems"),
    }


def test_what_cannot_be_had_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _source(monkeypatch, tmp_path, Source("npm", "boats", "1.0", "txt$", "lists", "text", "en"))
    monkeypatch.setattr(packages, "_command", lambda source: ["false"])
    packages.main()
    assert "boats 1.0: not to be had" in capsys.readouterr().err
    assert list(packages.samples()) == []


def test_members_of_a_wheel(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "boats.whl", "w") as whole:
        whole.writestr("boats/a.py", "sail()")
    assert list(packages._members(tmp_path / "boats.whl")) == [("/boats/a.py", b"sail()")]


def test_no_more_of_a_language_than_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("npm", "boats", "1.0", "txt$", "lists", "text", "en")
    _source(monkeypatch, tmp_path, source)
    source.folder.mkdir(parents=True)
    for number in range(20):
        (source.folder / f"{number}.txt").write_text("boat " * 2000)
    assert len(list(packages.samples())) == packages._ENOUGH // 10_000


def test_a_page_of_help(tmp_path: Path) -> None:
    path = tmp_path / "row.page"
    path.write_text(PAGE)
    (document,) = package_texts.mallard(path)
    assert document.text.splitlines() == ["Row the boat", "See oars or press Ctrl+R.", "Sit down."]
    assert [(block.kind, block.span.of(document.text).strip()) for block in document.blocks] == [
        (Kind.LIST_ITEM, "Sit down.")
    ]


def test_dialogues_verses_lists(tmp_path: Path) -> None:
    (tmp_path / "talk.yml").write_text("conversations:\n- - Ahoy!\n  - Ahoy,\n    sailor!\n- - Bye.\n  - 'Bye.'\n")
    said = [document.text for document in package_texts.talk(tmp_path / "talk.yml")]
    assert said == ["Ahoy!\nAhoy, sailor!", "Bye.\nBye."]
    (tmp_path / "1.json").write_text(json.dumps({"verses": [{"translation": "One."}, {"translation": "Two."}]}))
    assert next(package_texts.verses(tmp_path / "1.json")).text == "One.\nTwo."
    (tmp_path / "de.json").write_text(json.dumps({"countries": {"A": "Aland", "B": ["Bern", "Berne"]}}))
    assert next(package_texts.countries(tmp_path / "de.json")).text == "Aland\nBern"


def test_recipes_poems_couplets(tmp_path: Path) -> None:
    page = '<script type="application/ld+json">{"@type": "Recipe", "name": "Soup", "recipeIngredient": ["water"],'
    page += '"recipeInstructions": [{"text": "Boil."}]}</script><p>Menu</p>'
    (tmp_path / "soup.html").write_text(page)
    assert next(package_texts.article(tmp_path / "soup.html")).text == "Soup\nwater\nBoil."
    (tmp_path / "poems.json").write_text(json.dumps([{"poem": ["a", "b"]}]))
    assert next(package_texts.poems(tmp_path / "poems.json")).text == "a\nb"
    with sqlite3.connect(tmp_path / "k.db") as base:
        base.execute("create table kural (no int, kural_ta text, varadarasan text)")
        base.execute("insert into kural values (1, 'line', 'it means')")
    assert next(package_texts.couplets(tmp_path / "k.db")).text == "line\nit means"


def test_many_languages_and_genres() -> None:
    named = {source.lang for source in SOURCES} | set(packages._ISO.values())
    assert len(named) >= 15
    assert len({source.genre for source in SOURCES}) >= 10
    assert all(source.version and source.format in package_texts.FORMATS for source in SOURCES)
