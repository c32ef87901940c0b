"""Clean texts out of packages: what is kept of an archive, how its files become documents, which of them are read."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
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


def test_entries_stanzas_poems_of_poets(tmp_path: Path) -> None:
    (tmp_path / "sea.dict.dz").write_bytes(gzip.compress(b"BOAT, n. It floats.\n\nOften.\n\nSEA, n. It is wet.\n"))
    said = [document.text for document in package_texts.entries(tmp_path / "sea.dict.dz")]
    assert said == ["BOAT, n. It floats.\n\nOften.", "SEA, n. It is wet."]
    (tmp_path / "sea.txt").write_text("One\ntwo\n\n\nthree\n\n" + "four " * package_texts._PAGE)
    first, rest = (document.text for document in package_texts.stanzas(tmp_path / "sea.txt"))
    assert first.startswith("One\ntwo\n\nthree\n\nfour four") and not rest
    (tmp_path / "ogura.json").write_text(json.dumps({"japanese": [{"line": "A\nb\n"}, {"line": "C\nd\n"}]}))
    assert next(package_texts.hundred(tmp_path / "ogura.json")).text == "A\nb\nC\nd"


def test_long_speeches_of_a_translation(tmp_path: Path) -> None:
    pairs = {
        "": "Content-Type: text/plain; charset=UTF-8\n",
        "Row!": "Rudert!",
        "Row on!": "Rudert <i>weiter</i>! " * 9,
    }
    (tmp_path / "story.mo").write_bytes(_catalogue(pairs))
    assert [document.text for document in package_texts.messages(tmp_path / "story.mo")] == ["Rudert weiter! " * 9]


def _catalogue(pairs: dict[str, str]) -> bytes:
    """A message catalogue as gettext compiles it: the offsets of both columns, then their strings."""
    texts = [text.encode() for text in [*pairs, *pairs.values()]]
    start, tables, strings = 28 + 8 * len(texts), b"", b""
    for text in texts:
        tables += struct.pack("<II", len(text), start + len(strings))
        strings += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + strings


def test_many_languages_and_genres() -> None:
    named = {source.lang for source in SOURCES} | set(packages._ISO.values())
    assert len(named) >= 15
    assert len({source.genre for source in SOURCES}) >= 10
    assert all(source.version and source.format in package_texts.FORMATS for source in SOURCES)
