"""Files through the command line: mended whole, or left alone and said; nothing but the edits changes."""

from __future__ import annotations

import errno
import gzip
import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import pytest
from hostile import PIECES, TEXTS
from hypothesis import HealthCheck, given, settings

from qc.cli import main
from qc.fixes import writing
from qc.fixes.files import MendedFile

WRONG, RIGHT = "They met. . . Then they left.", "They met… Then they left."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def qc(*arguments: str) -> int:
    return main(["check", *arguments, "--isolated", "--no-cache", "-j1"])


def fix(*arguments: str) -> int:
    return qc(*arguments, "--fix", "--unsafe-fixes", "--output-format", "none")


# -- what is kept


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-be", b"\x00\x00\xfe\xff"),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(codec: str, mark: bytes, end: str) -> None:
    lines = ["Über den Flüssen wehte ein kühler Wind.", WRONG, "Größe und Güte.", ""]
    Path("a.txt").write_bytes(mark + end.join(lines).encode(codec))
    named = [] if mark or codec == "utf-8" else ["--encoding", codec]
    assert fix("a.txt", *named) == 0
    assert Path("a.txt").read_bytes() == mark + end.join(lines).replace(WRONG, RIGHT).encode(codec)


def test_mode_stays_and_nothing_else_is_left_behind(folder: Path) -> None:
    path = Path("a.txt")
    path.write_text(WRONG)
    path.chmod(0o640)
    fix("a.txt")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == (RIGHT, 0o640)
    assert [it.name for it in folder.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    "step",
    ["tempfile.mkstemp", "qc.fixes.writing._write_all", "pathlib.Path.chmod", "os.fsync", "pathlib.Path.replace"],
)
def test_whole_or_not_at_all(
    step: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text(WRONG)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(step, fail)
        assert fix("a.txt") == 2
    assert "error: cannot write a.txt: No space left on device\n" in capsys.readouterr().err
    assert Path("a.txt").read_text() == WRONG
    assert [it.name for it in folder.iterdir()] == ["a.txt"]


def test_what_changed_meanwhile_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text(WRONG)
    write = writing.write_in_place

    def too_late(file: MendedFile, trees: Iterable[str]) -> None:
        Path("a.txt").write_text(WRONG.upper().replace(".", "!"))
        write(file, trees)

    monkeypatch.setattr(writing, "write_in_place", too_late)
    fix("a.txt")
    assert "not fixed: a.txt: changed while it was checked" in capsys.readouterr().err
    assert Path("a.txt").read_text() == WRONG.upper().replace(".", "!")


def test_a_clean_file_is_not_touched() -> None:
    Path("a.txt").write_text("Nothing is wrong here.")
    before = Path("a.txt").stat()
    assert fix("a.txt") == 0
    assert (before.st_ino, before.st_mtime_ns) == (Path("a.txt").stat().st_ino, Path("a.txt").stat().st_mtime_ns)


def test_what_a_codec_cannot_write_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    content = f"Zażółć gęślą jaźń. Ślimak śpi. {WRONG}".encode("iso8859-2")
    Path("a.txt").write_bytes(content)
    qc("a.txt", "--fix", "--encoding", "iso8859-2")
    assert Path("a.txt").read_bytes() == content
    assert "not fixed: a.txt: what its fixes write cannot be written in iso8859-2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"Ü {WRONG} ".encode("cp1252"), "which is a guess (--encoding names it)"),
        (f"Übel {WRONG} ".encode() + b"\xc3\xa4 \xe4\xb8 ", "bytes that cannot be decoded as utf-8 became U+FFFD"),
    ],
)
def test_nothing_is_written_on_a_guess(content: bytes, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_bytes(content)
    fix("a.txt")
    assert Path("a.txt").read_bytes() == content
    said = capsys.readouterr().err
    assert "not fixed: a.txt: " in said
    assert reason in said


# -- records


def test_a_record_changes_in_its_string_only() -> None:
    lines = [
        '{"id": 1,  "text":"caf\\u00e9 ' + WRONG.replace("m", "\\u006d") + '\\n\\/ \\ud83d\\ude00", "n": 1.50}',
        "",
        "no JSON at all",
        json.dumps({"text": "clean"}),
        json.dumps({"text": WRONG, "x": {"text": WRONG}}),
    ]
    Path("a.jsonl").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    fix("a.jsonl")
    # the edit writes "…" as the line writes what is not ASCII
    changed = [
        lines[0].replace("\\u006det. . .", "\\u006det\\u2026"),
        *lines[1:4],
        lines[4].replace(". . .", "…", 1),
    ]
    assert Path("a.jsonl").read_bytes() == b"\xef\xbb\xbf" + "\r\n".join(changed).encode()


def test_records_in_another_encoding_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    content = json.dumps({"text": WRONG}).encode("utf-16")
    Path("a.jsonl").write_bytes(content)
    fix("a.jsonl")
    assert Path("a.jsonl").read_bytes() == content
    assert "not fixed: a.jsonl: records are mended in UTF-8 only" in capsys.readouterr().err


# -- markup


def test_markdown_keeps_its_marks() -> None:
    page = f"# Title\n\n*They* **met. . .** Then [they left](https://example.org).\n\n- {WRONG}\n"
    Path("a.md").write_text(page)
    fix("a.md")
    assert Path("a.md").read_text() == page.replace(". . .", "…")


def test_html_is_mended_as_a_copy_only(capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<!doctype html><p>A &lt; B. <b>They met. . .</b> Then they left.</p>\n<p>{WRONG}</p>"
    Path("a.html").write_text(page)
    fix("a.html")
    assert Path("a.html").read_text() == page
    assert "not fixed: a.html: html is never changed in place; --fix-to DIR" in capsys.readouterr().err
    qc("a.html", "--fix-to", "out")
    assert Path("out/a.html").read_text() == page.replace(". . .", "…")


# -- where


def test_a_link_out_of_the_tree_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("in", "out"):
        Path(name).mkdir()
    Path("out/a.txt").write_text(WRONG)
    Path("in/link.txt").symlink_to(Path("../out/a.txt"))
    fix("in/link.txt")
    assert Path("out/a.txt").read_text() == WRONG
    assert "a link leads out of the folders that were checked" in capsys.readouterr().err


def test_a_link_within_the_tree_stays_a_link() -> None:
    Path("a.txt").write_text(WRONG)
    Path("link.txt").symlink_to("a.txt")
    fix("link.txt")
    assert Path("link.txt").is_symlink()
    assert Path("a.txt").read_text() == RIGHT


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may write everything is refused nothing")
def test_a_read_only_file_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(WRONG)
    Path("a.txt").chmod(0o444)
    fix("a.txt")
    assert Path("a.txt").read_text() == WRONG
    assert "it must not be written to" in capsys.readouterr().err


def test_compressed_files_are_mended_as_copies(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt.gz").write_bytes(gzip.compress(WRONG.encode()))
    Path("b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' + json.dumps({"text": WRONG}).encode()))
    before = Path("a.txt.gz").read_bytes()
    fix(".")
    assert Path("a.txt.gz").read_bytes() == before
    assert "compressed files are never changed in place" in capsys.readouterr().err
    qc(".", "--fix-to", "out")
    assert gzip.decompress(Path("out/a.txt.gz").read_bytes()).decode() == RIGHT
    assert (
        gzip.decompress(Path("out/b.jsonl.gz").read_bytes()).decode().endswith('{"text": "They met… Then they left."}')
    )
    once = Path("out/a.txt.gz").read_bytes()
    qc("a.txt.gz", "--fix-to", "again")
    assert Path("again/a.txt.gz").read_bytes() == once


def test_copies_of_everything_that_was_checked() -> None:
    Path("in/deep").mkdir(parents=True)
    Path("in/deep/a.txt").write_text(WRONG)
    Path("in/clean.txt").write_text("Nothing is wrong here.")
    Path("in/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    qc("in", "--fix-to", "out")
    copied = {str(it.relative_to("out")): it.read_text() for it in Path("out").rglob("*") if it.is_file()}
    assert copied == {"in/deep/a.txt": RIGHT, "in/clean.txt": "Nothing is wrong here."}
    assert Path("in/deep/a.txt").read_text() == WRONG


def test_a_copy_never_is_the_file_itself(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(WRONG)
    qc("a.txt", "--fix-to", ".")
    assert Path("a.txt").read_text() == WRONG
    assert "the copy would be the file itself" in capsys.readouterr().err


# -- what is said


def test_diff_changes_nothing_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(f"One.\n{WRONG}\nThree.")
    assert qc("a.txt", "--diff") == 1
    assert Path("a.txt").read_text() == f"One.\n{WRONG}\nThree."
    assert capsys.readouterr().out.splitlines() == [
        "--- a.txt", "+++ a.txt", "@@ -1,3 +1,3 @@", " One.", f"-{WRONG}", f"+{RIGHT}", " Three.",
        "\\ No newline at end of file",
    ]  # fmt: skip


def test_diff_of_nothing_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("He bought a loaf of bread and went home. He bought")
    assert qc("a.txt", "--diff") == 0
    assert capsys.readouterr().out == ""


def test_diff_exits_2_where_the_check_could_not_be_done() -> None:
    Path("a.txt").write_text(WRONG)
    assert qc("a.txt", "missing.txt", "--diff") == 2


def test_a_diff_commands_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "  ::error file=x::QCINJ\n##[error]QCINJ\n\x1b[2J\x9b\u202e\n"
    Path("a.txt").write_text(f"{evil}{WRONG}\n{evil}")
    qc("a.txt", "--diff")
    printed = capsys.readouterr().out
    assert WRONG in printed
    assert not set(printed) & set("\x1b\x9b\u202e")
    assert "##[" not in printed
    assert not any(line.lstrip().startswith("::") for line in printed.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "--unsafe-fixes"], "--unsafe-fixes needs --fix, --diff or --fix-to DIR"),
        (["a.txt", "--fix", "--fix-to", "x"], "leave out either"),
        (["-", "--fix"], "what comes from stdin cannot be fixed"),
    ],
)
def test_options_that_make_no_sense(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(WRONG)
    assert qc(*arguments) == 2
    assert message in capsys.readouterr().err
    assert Path("a.txt").read_text() == WRONG


def test_what_is_left_decides_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(f"{WRONG}\n")
    assert qc("a.txt", "--fix") == 0
    assert "fixed 1 finding in 1 file" in capsys.readouterr().err
    assert qc("a.txt") == 0


def test_what_the_baseline_accepts_stays() -> None:
    Path("a.txt").write_text(f"{WRONG}\nThe pass\u200bword.\n", "utf-8")
    main(["baseline", "create", "a.txt", "--isolated", "--select", "GAR103"])
    if not Path("qc-baseline.jsonl").exists():
        pytest.skip("no baseline was made")
    fix("a.txt")
    assert Path("a.txt").read_text("utf-8") == f"{WRONG}\nThe password.\n"


# -- properties


def documents(format: str, text: str) -> bytes:
    if format == "jsonl":
        return b"\n".join(json.dumps({"text": text, "n": number}).encode() for number in range(2))
    return text.encode()


@pytest.mark.parametrize("format", ["txt", "md", "jsonl"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=TEXTS)
def test_fixing_twice_is_fixing_once(format: str, text: str) -> None:
    path = Path(f"a.{format}")
    path.write_bytes(documents(format, text))
    fix(str(path), "--allow-empty")
    once = path.read_bytes()
    fix(str(path), "--allow-empty")
    assert path.read_bytes() == once
    if format == "jsonl":
        assert [json.loads(line)["n"] for line in once.splitlines() if line.strip()] == [0, 1]


@pytest.mark.parametrize("piece", PIECES[1:])  # three of the first would be the style of the house
def test_the_neighbours_of_a_mended_line_stay(piece: str) -> None:
    before, after = f"A line before. {piece}\n", f"\nA line behind. {piece}\n"
    Path("a.txt").write_text(before + WRONG + after, "utf-8", newline="")
    qc("a.txt", "--fix", "--unsafe-fixes", "--select", "GAR103", "--output-format", "none")
    assert Path("a.txt").read_bytes().decode() == before + RIGHT + after
