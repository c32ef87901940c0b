"""Lines in another encoding than the rest of their file: read in their own, and named."""

from __future__ import annotations

import time
from functools import partial

import pytest
from timing import seconds

from qc.api import check_files
from qc.document import Document
from qc.measures.lines_apart import lines_apart
from qc.offsets import Span
from qc.readers.decoding import binary_kind, decode
from qc.readers.line_encodings import differing, line_codecs, main_codec
from qc.readers.reading import read_stdin
from qc.text import Text

# What a sentence reads like in the encodings that were common where its language is spoken.
LINES = {
    "cp1252": "Der Kapitän trägt auf der Fähre eine große Mütze und grüßt.",
    "cp1250": "Łódź wypływa z portu, a żona rybaka czeka na brzegu.",
    "cp1251": "Корабль вышел из порта и не вернулся к вечеру.",
    "koi8-r": "Старый маяк виден с моря, но не с берега.",
    "cp1253": "Η βάρκα φεύγει από το λιμάνι το πρωί και γυρίζει με τη νύχτα.",
    "cp1255": "הספינה יצאה מן הנמל בבוקר ולא חזרה עם ערב.",
    "cp1256": "خرجت السفينة من الميناء في الصباح ولم ترجع إلى اليوم.",
    "gbk": "旧渡轮每天早上七点从老港口出发，晚上才回来。",
    "shift_jis": "船は古い港を出て、夜になると帰ってくる。",
    "euc_kr": "배는 아침에 오래된 항구를 떠나서 저녁에 돌아온다.",
    "cp874": "เรือออกจากท่าเรือเก่าในตอนเช้าและกลับมาในตอนเย็น",
}
HOME = "La vieille barque est là, près du môle, où l’été l’a laissée.\n"


@pytest.mark.parametrize("codec", LINES)
def test_a_line_among_utf8_is_read_and_named(codec: str) -> None:
    content = HOME.encode() * 3 + LINES[codec].encode(codec) + b"\n" + HOME.encode()
    decoded = decode(content)
    assert decoded.text == HOME * 3 + LINES[codec] + "\n" + HOME
    assert [(apart.line, Span(apart.start, apart.end).of(decoded.text)) for apart in decoded.apart] == [
        (4, LINES[codec])
    ]
    assert "lines that are not utf-8: 4 (" in decoded.notes[0]


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "koi8-r", "gbk", "shift_jis"])
def test_a_line_of_utf8_among_others(codec: str) -> None:
    content = (LINES[codec] + "\n").encode(codec) * 4 + HOME.encode()
    decoded = decode(content)
    assert decoded.text == (LINES[codec] + "\n") * 4 + HOME
    assert [(apart.line, apart.codec) for apart in decoded.apart] == [(5, "utf-8")]


@pytest.mark.parametrize(("main", "other"), [("cp1251", "koi8-r"), ("koi8-r", "cp1251"), ("cp1252", "cp1251")])
def test_two_encodings_and_no_utf8(main: str, other: str) -> None:
    content = (LINES[main] + "\n").encode(main) * 6 + (LINES[other] + "\n").encode(other)
    decoded = decode(content)
    assert decoded.text == (LINES[main] + "\n") * 6 + LINES[other] + "\n"
    assert [apart.line for apart in decoded.apart] == [7]


@pytest.mark.parametrize("codec", LINES)
def test_a_file_in_one_encoding_has_no_such_line(codec: str) -> None:
    decoded = decode((LINES[codec] + "\n").encode(codec) * 5)
    assert decoded.text == (LINES[codec] + "\n") * 5
    assert not decoded.apart


def test_a_fragment_of_utf16() -> None:
    content = HOME.encode() + "Près du môle.".encode("utf-16-le") + b"\n" + HOME.encode()
    assert not binary_kind(content)
    decoded = decode(content)
    assert decoded.text == HOME + "Près du môle.\n" + HOME
    assert [(apart.line, apart.codec) for apart in decoded.apart] == [(2, "utf-16-le")]


def test_programs_stay_binary() -> None:
    assert binary_kind(bytes(range(256)) * 40 + HOME.encode())


def test_damage_is_no_other_encoding() -> None:
    broken = HOME.encode().replace("ô".encode(), b"\xf4", 1)
    decoded = decode(HOME.encode() + broken)
    assert decoded.text == HOME + HOME.replace("ô", "\ufffd")
    assert not decoded.apart


def test_lines_beyond_those_looked_at_take_an_encoding_seen_before() -> None:
    lines = [LINES["koi8-r"].encode("koi8-r")] * 3000
    start = time.process_time()
    assert set(line_codecs(lines)) == {"koi8_r"}
    assert time.process_time() - start < 3


@pytest.mark.parametrize("codec", ["cp1251", "gbk", "utf-16-le"])
def test_time_grows_with_the_file(codec: str) -> None:
    line = LINES.get(codec, "Près du môle.").encode(codec) + b"\n"
    few, many = ((HOME.encode() + line) * count for count in (3000, 12000))
    spent = [[seconds(partial(decode, content)) for content in (few, many)] for _ in range(3)]
    assert any(long <= 6 * short + 0.08 for short, long in spent), spent


def test_a_codec_that_is_not_known_is_left_as_it_is() -> None:
    lines = ["舊渡輪每天早上七點從老港口出發，晚上才回來。".encode("big5")] * 3
    assert main_codec(lines, "big5") == "big5"
    assert not differing(lines, "big5")


def test_unless_most_lines_are_surely_in_another_one() -> None:
    assert main_codec([LINES["gbk"].encode("gbk")] * 2 + [b"\xa4\xa4"], "big5") == "gb18030"


def test_qc_names_the_line(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "mixed.txt"
    path.write_bytes(HOME.encode() * 2 + LINES["cp1252"].encode("cp1252") + b"\n" + HOME.encode() * 2)
    found = [finding for finding in check_files([str(path)]).findings if finding.code == "ENC101"]
    assert [finding.place and finding.place.start and finding.place.start.line for finding in found] == [3]
    assert found[0].message == "line 3 is in another encoding (cp1252) than most lines of the file (utf-8)"


def test_many_such_lines_are_one_finding(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "mixed.txt"
    line = LINES["cp1252"].encode("cp1252") + b"\n"
    path.write_bytes(HOME.encode() * 12 + line * 8)
    (found,) = [finding for finding in check_files([str(path)]).findings if finding.code == "ENC101"]
    assert found.evidence["lines"] == [*range(13, 21)]
    assert "and so are 7 more lines" in found.message


def test_where_the_line_stands_in_the_text_of_a_page() -> None:
    line = LINES["cp1251"]
    page = f"<html><body><p>{HOME}</p>\n<p>{HOME}</p>\n".encode() + f"<p>{line} &amp; so on</p>".encode("cp1251")
    (document,) = read_stdin(page, "page.html")
    assert isinstance(document, Document)
    ((span, number, codec, main),) = lines_apart(Text([document]))
    assert (span.of(document.text), codec, main) == (f"{line} & so on", "cp1251", "utf-8")
    assert number == page.count(b"\n") + 1


@pytest.mark.parametrize("codec", ["shift_jis", "gbk", "euc_kr"])
@pytest.mark.parametrize("before", ["", "a"])  # so that some cut at a round number of bytes falls within a character
def test_a_file_of_one_giant_line(codec: str, before: str) -> None:
    text = before + LINES[codec] * 400
    assert decode(text.encode(codec)).text == text


def test_short_headings_that_look_like_damaged_utf8_are_of_the_encoding_of_the_others() -> None:
    """Two-byte characters pass for UTF-8 here and there; only lines that are nothing else prove it."""
    heading = "3.2. 一番目の願い"
    assert "\ufffd" in heading.encode("shift_jis").decode("utf-8", "replace")
    text = "".join(f"{heading}\n{LINES['shift_jis']}\n{LINES['shift_jis']}\n" for _ in range(4))
    decoded = decode(text.encode("shift_jis"))
    assert decoded.text == text
    assert not decoded.apart


def test_damaged_utf8_stays_utf8() -> None:
    content = HOME.encode() * 3 + "L’été a été là.".encode()[:-2] + b"\xc3\n" + HOME.encode()
    assert decode(content).encoding == "utf-8"


@pytest.mark.parametrize(("codec", "text"), [("iso2022_jp", LINES["shift_jis"]), ("iso2022_kr", LINES["euc_kr"])])
def test_alphabets_switched_by_escape_sequences(codec: str, text: str) -> None:
    decoded = decode(f"Python\n{text}\n".encode(codec))
    assert (decoded.text, decoded.encoding) == (f"Python\n{text}\n", codec)


@pytest.mark.parametrize(
    "log", ["\x1b[31mError\x1b[0m: no such file\n", "set prompt=\x1b$ and go\n", "\x1b$B is a code\n"]
)
def test_other_escape_sequences_stay(log: str) -> None:
    assert decode(log.encode()).text == log


def test_an_encoding_of_few_texts_is_guessed_for_a_whole_file() -> None:
    text = f"{LINES['cp1251']} {LINES['koi8-r']}\n" * 5
    assert decode(text.encode("cp855")).text == text


def test_a_short_line_of_names_is_not_of_another_latin_encoding() -> None:
    text = (
        "Eski vapur her sabah limandan ayrılır ve akşam geri döner, çünkü köprü yıllardır kapalıdır.\n" * 6
        + "Roma İmparatorluğu, 395 - 1204 ile 1261 - 1453 arasında\n"
    )
    decoded = decode(text.encode("cp1254"))
    assert decoded.text == text
    assert not decoded.apart
