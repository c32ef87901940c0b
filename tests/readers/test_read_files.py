"""From bytes on disk to text: gzip, encodings, limits, and what is no text at all."""

from __future__ import annotations

import codecs
import gzip
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qc.document import Document, State, Unread
from qc.readers import Input, ReadOptions, discover, read, read_stdin, read_string
from qc.readers import streams as streams_module
from qc.readers.decoding import binary_kind, decode, guessed_codec, web_codec

TEXT = "Rain fell.\r\nNobody crossed – the square.\rÉtait-ce 😀?\n"


def one(content: bytes, name: str = "a.txt", **options: object) -> Document | Unread:
    (item,) = read_stdin(content, name, ReadOptions(**options))  # type: ignore[arg-type]
    return item


def text_of(content: bytes, name: str = "a.txt", **options: object) -> str:
    item = one(content, name, **options)
    assert isinstance(item, Document), item
    return item.text


def reason_of(content: bytes, state: State = State.FAILED, name: str = "a.txt", **options: object) -> str:
    item = one(content, name, **options)
    assert isinstance(item, Unread), item
    assert item.state is state
    return item.reason


# -- gzip

PACKED = gzip.compress(TEXT.encode() * 50)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_is_known_by_its_content(name: str) -> None:
    assert text_of(PACKED, name) == TEXT * 50
    assert text_of(TEXT.encode(), name) == TEXT


def test_every_member_counts() -> None:
    assert text_of(PACKED + gzip.compress(b"") + gzip.compress(b"second") + bytes(512)) == TEXT * 50 + "second"


BROKEN = {
    "cut off": (PACKED[:-20], "cut off"),
    "cut off in the header": (PACKED[:5], "cut off"),
    "wrong checksum": (PACKED[:-8] + bytes(4) + PACKED[-4:], "corrupt: CRC check failed"),
    "wrong length": (PACKED[:-4] + b"\xff" * 4, "corrupt: Incorrect length"),
    "flipped bit": (flipped(gzip.compress(os.urandom(1000)), 300), "corrupt"),
    "gzip in gzip": (gzip.compress(PACKED), "gzip data inside gzip data"),
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN)
def test_broken_gzip(content: bytes, reason: str) -> None:
    state = State.SKIPPED if "inside" in reason else State.FAILED
    assert reason in reason_of(content, state)


def test_garbage_behind_gzip_is_said() -> None:
    item = one(PACKED + b"\xde\xad\xbe\xef")
    assert isinstance(item, Document)
    assert item.text == TEXT * 50
    assert item.meta["notes"] == ("bytes that are no gzip data follow the compressed text; they were ignored",)


def test_bombs(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(4 << 20))
    assert "grow beyond" in reason_of(packed, max_file_bytes=8 << 20)
    assert "larger than the 2 MB" in reason_of(packed, max_file_bytes=2 << 20, max_expansion=10_000)
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    (item,) = read(Input(str(path), "text"))
    assert isinstance(item, Unread)
    assert "larger than the 128 MB" in item.reason


def test_long_texts() -> None:
    assert text_of("é".encode() * 5, max_text_chars=5) == "é" * 5
    assert "longer than 4 characters" in reason_of("é".encode() * 5, max_text_chars=4)


# -- encodings


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode(codec: str) -> None:
    item = one(TEXT.encode(codec))
    assert isinstance(item, Document)
    assert item.text == TEXT
    assert item.meta == {"encoding": codec, "notes": ()}
    assert item.text.encode(item.meta["encoding"]) == TEXT.encode(codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf16(codec: str) -> None:
    assert text_of(("Rain fell on the square.\n" * 9).encode(codec)) == "Rain fell on the square.\n" * 9


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_utf8_is_kept_to_the_byte(text: str) -> None:
    if not binary_kind(text.encode()):
        assert decode(text.encode()).text.encode() == text.encode()


# What a sentence reads like in the encodings that were common where its language is spoken.
# fmt: off
LEGACY = [
    ("cp1252", "La rivière était très belle près du château où, à midi, les élèves ont mangé."),
    ("cp1252", "Über die Brücke kann man nicht gehen, weil die Straße gesperrt ist."),
    ("cp1252", "It’s a “test” – of sorts… and nothing more, he’d said to the people in the room."),
    ("cp1252", "A informação não está disponível, mas são só três opções então."),
    ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl ministr, který přijel z Brna."),
    ("cp1250", "Wszystkie dzieci są nasze i będą szczęśliwe, gdy wrócą późną jesienią do Łodzi."),
    ("cp1254", "Bu çalışma için teşekkür ederim; görüşmek üzere, İstanbul'dan sevgiler."),
    ("cp1251", "Маяк мигнул дважды, и последний паром ушёл от пристани вечером."),
    ("koi8_r", "Маяк мигнул дважды, и последний паром ушёл от пристани вечером."),
    ("cp1253", "Το φως του λιμανιού αναβόσβησε δύο φορές πριν φύγει το τελευταίο πλοίο."),
    ("cp1256", "ومض ضوء الميناء مرتين قبل أن تغادر العبارة الأخيرة الرصيف"),
    ("cp874", "ไฟที่ท่าเรือกะพริบสองครั้งก่อนที่เรือข้ามฟาก"),
    ("shift_jis", "港の灯台は最後の船が出る前に二度光った。"),
    ("euc_jp", "港の灯台は最後の船が出る前に二度光った。"),
    ("gb18030", "在最后一班渡轮离开码头之前，港口的灯闪了两次。"),
    ("euc_kr", "마지막 배가 떠나기 전에 항구의 등불이 두 번 깜박였다."),
]
# fmt: on


@pytest.mark.parametrize(("codec", "text"), LEGACY, ids=[f"{codec} {text[:8]}" for codec, text in LEGACY])
def test_guesses_are_right_and_said(codec: str, text: str) -> None:
    decoded = decode((text + "\n").encode(codec) * 3)
    assert decoded.text == (text + "\n") * 3
    assert "a guess (--encoding names it)" in decoded.notes[0]


def test_named_encoding() -> None:
    assert text_of("żółć".encode("cp1250"), encoding="cp1250") == "żółć"
    item = one(b"a\xffb", encoding="ascii")
    assert isinstance(item, Document)
    assert item.text == "a\ufffdb"
    assert item.meta["notes"] == ("bytes that cannot be decoded as ascii became U+FFFD (1)",)


# fmt: off
DAMAGED = {
    "cut character": (b"good\n\xf0\x9f\x98", "good\n\ufffd", "U+FFFD (1)"),
    "surrogates": ("é ".encode() + b"\xed\xa0\x80", "é \ufffd\ufffd\ufffd", "U+FFFD (3)"),
    "two encodings": ("é ü\n".encode() + "é ü".encode("cp1252"), "é ü\né ü", "not utf-8: 2 (cp1252)"),
    "damage in a line of UTF-8": ("é\ngoed é ".encode() + b"\xff", "é\ngoed é \ufffd", "U+FFFD (1)"),
    "broken mark": (b"\xef\xbb\xbf\xf0\x9f\x98", "\ufffd", "U+FFFD (1)"),
}
# fmt: on


@pytest.mark.parametrize(("content", "text", "note"), DAMAGED.values(), ids=DAMAGED)
def test_damage_costs_only_itself(content: bytes, text: str, note: str) -> None:
    decoded = decode(content)
    assert decoded.text == text
    assert len(decoded.notes) == 1
    assert note in decoded.notes[0]


@given(st.binary(max_size=200))
def test_anything_can_be_decoded(content: bytes) -> None:
    decode(content, html=True).text.encode()


def test_nothing_is_guessed_from_nothing() -> None:
    assert guessed_codec(b"caf\xe9") == "cp1252"
    assert guessed_codec(b"\x80\xbf" * 20_000) == "cp1252"


DECLARED = {
    "meta": ("<meta charset=koi8-r><p>Маяк", "koi8_r"),
    "quoted": (
        "<html><head><meta http-equiv='content-type' content='text/html; charset=windows-1251'><p>Маяк",
        "cp1251",
    ),
    "xml": ("<?xml version='1.0' encoding='ISO-8859-2'?><p>żółć", "iso8859_2"),
    "superset": ("<meta charset='latin1'><p>“café”", "cp1252"),
}


@pytest.mark.parametrize(("page", "codec"), DECLARED.values(), ids=DECLARED)
def test_pages_declare_their_encoding(page: str, codec: str) -> None:
    item = one(page.encode(codec), "a.html")
    assert isinstance(item, Document)
    assert item.source == page
    assert item.meta["notes"] == ()


@pytest.mark.parametrize(
    "label", ["utf-16", "x-evil; rm -rf", "zlib_codec", "idna", "utf-7", "unicode_escape", "hz", "\0"]
)
def test_lies_about_the_encoding(label: str) -> None:
    assert text_of(f"<meta charset='{label}'><p>café+ADw-".encode(), "a.html") == "café+ADw-"
    assert web_codec(label) == ""


# -- no texts

# fmt: off
BINARY = {
    b"%PDF-1.7\n" + bytes(99): "a PDF document",
    b"PK\x03\x04\x14\0": "a ZIP archive or an Office document",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\x7fELF\x02\x01\x01": "a program",
    b"text\n" + bytes(99): "binary data",
    bytes(range(256)) * 9: "binary data",
}
# fmt: on


@pytest.mark.parametrize(("content", "kind"), BINARY.items(), ids=BINARY.values())
def test_binary_data_are_skipped(content: bytes, kind: str) -> None:
    assert kind in reason_of(content, State.SKIPPED)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"a\0b", b"\x1b[31mred\x1b[0m\n" * 9, b"\x01 a few controls " * 9, b"x"]
)
def test_texts_are_no_binary_data(content: bytes) -> None:
    assert text_of(content).encode() == content


# fmt: off
FORMATS = [
    (b"plain", "", "text"), (b"<!DOCTYPE html><p>a", "", "html"), (b"\n<html>", "", "html"),
    (b'{"text": "a"}\n{"text": "b"}', "", "jsonl"), (b'{"text": "a"}', "a.json", "jsonl"), (b"{a brace}", "", "text"),
    (b"# a", "a.md", "markdown"), (b"{}", "a.txt", "text"), (b"# a", "a.MD.gz", "markdown"),
    (b"<p>a", "index.html?id=3", "html"),
]
# fmt: on


@pytest.mark.parametrize(("content", "name", "format"), FORMATS)
def test_name_or_content_tell_the_format(content: bytes, name: str, format: str) -> None:
    first, *_ = read_stdin(content, name or "<stdin>")
    assert first.format == format


@pytest.mark.parametrize("content", [b'{\n "text": "a"\n}', b'[{"text": "a"}]', b"nothing"])
def test_json_files_that_are_no_json_lines(content: bytes) -> None:
    assert "no JSON Lines" in reason_of(content, name="a.json")


def test_unknown_format_or_encoding() -> None:
    with pytest.raises(ValueError, match="there is no input format 'cvs'"):
        ReadOptions(input_format="cvs")
    for encoding in ("utf-9", "utf-7", "zlib_codec", "hex", "\0"):
        with pytest.raises(ValueError, match="there is no encoding"):
            ReadOptions(encoding=encoding)
    assert ReadOptions(encoding="Shift-JIS").encoding == "Shift-JIS"
    with pytest.raises(ValueError, match="cannot be read as 'jsonl'"):
        read_string("a", "", "jsonl")


# -- the file system


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def reading(path: str, format: str = "text") -> list[Document | Unread]:
    return list(read(Input(path, format)))


def test_only_regular_files_are_opened(folder: Path) -> None:
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "null").symlink_to("/dev/null")
    (folder / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        found = {name: reading(name) for name in ("folder", "pipe", "socket", "null", "loop", "missing", "a\0b")}
    for (item,) in found.values():
        assert isinstance(item, Unread)
        assert item.state is State.FAILED
    reasons = {name: item.reason for name, (item,) in found.items() if isinstance(item, Unread)}
    assert reasons["pipe"].startswith("not a file but a named pipe")
    assert reasons["null"] == "not a file but a device"
    assert reasons["missing"] == "no such file or directory"
    assert [find.state for find in discover(["pipe", "null", "loop"]) if isinstance(find, Unread)] == [State.FAILED] * 3


def test_a_file_that_turns_into_a_pipe(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is opened is looked at again: it may have been swapped since."""
    os.mkfifo(folder / "pipe")
    regular = os.stat_result((stat.S_IFREG | 0o644, *[0] * 9))
    monkeypatch.setattr(streams_module.Path, "stat", lambda self: regular)
    (item,) = reading("pipe")
    assert isinstance(item, Unread)
    assert "named pipe" in item.reason


def test_errors_of_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text("a")

    def broken(self: object, options: ReadOptions) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(streams_module.Stream, "read_all", broken)
    (item,) = reading("a.txt")
    assert isinstance(item, Unread)
    assert (item.state, item.reason) == (State.FAILED, "input/output error")


def test_marks_are_no_text() -> None:
    assert text_of(codecs.BOM_UTF8) == ""
    assert text_of(codecs.BOM_UTF16_LE) == ""
    assert text_of(codecs.BOM_UTF8 + b"a\xef\xbb\xbfb") == "a\ufeffb"
