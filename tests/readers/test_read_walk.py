"""Which files a path names: sorted, each once, and what is left out is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qc.document import State, Unread
from qc.readers import Input, ReadOptions, discover, read
from qc.readers.ignoring import Patterns

# fmt: off
TREE = (
    "d/b.txt", "d/a.md", "d/sub/c.html", "d/sub/deep/e.jsonl.gz", "d/z.txt", "d/.git/x.txt", "d/.hidden.txt",
    "d/node_modules/y.md", "d/table.csv", "d/log.log", "d/README", "d/page.html?id=3", "d/meta.json",
)
# fmt: on


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in TREE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n")
    yield tmp_path


def found(*paths: str, **options: object) -> list[str]:
    return [item.path for item in discover(paths, ReadOptions(**options)) if isinstance(item, Input)]  # type: ignore[arg-type]


def unread(*paths: str, **options: object) -> list[Unread]:
    return [item for item in discover(paths, ReadOptions(**options)) if isinstance(item, Unread)]  # type: ignore[arg-type]


WALKED = ["d/a.md", "d/b.txt", "d/page.html?id=3", "d/sub/c.html", "d/sub/deep/e.jsonl.gz", "d/z.txt"]


def test_a_folder_is_walked_in_order(tree: Path) -> None:
    assert found("d") == WALKED
    assert found("d/") == WALKED
    assert found(".") == WALKED
    assert found(str(tree / "d")) == [str(tree / name) for name in WALKED]
    assert list(discover(["d"])) == list(discover(["d"]))


def test_formats_and_sizes(tree: Path) -> None:
    inputs = {item.path: item for item in discover(["d", "d/README"]) if isinstance(item, Input)}
    assert {path: (item.format, item.compression, item.size) for path, item in inputs.items()} == {
        "d/a.md": ("markdown", "", 2),
        "d/b.txt": ("text", "", 2),
        "d/page.html?id=3": ("html", "", 2),
        "d/sub/c.html": ("html", "", 2),
        "d/sub/deep/e.jsonl.gz": ("jsonl", "gzip", 2),
        "d/z.txt": ("text", "", 2),
    }
    assert [
        item.format for item in discover(["d/b.txt"], ReadOptions(input_format="html")) if isinstance(item, Input)
    ] == ["html"]


def test_each_file_comes_once(tree: Path) -> None:
    assert found("d/z.txt", "./d/z.txt", "d", str(tree / "d" / "b.txt"), "d/*.txt", "d") == ["d/z.txt", *WALKED[:-1]]
    os.link("d/b.txt", "d/c.txt")
    assert found("d/b.txt", "d/c.txt") == ["d/b.txt", "d/c.txt"]


def test_what_a_walk_leaves_out_is_said(tree: Path) -> None:
    os.mkfifo("d/pipe.txt")
    Path("d/out.txt").symlink_to("/etc/passwd")
    Path("d/up").symlink_to("..")
    Path("d/dangling.txt").symlink_to("nowhere")
    said = {item.path: item for item in unread("d")}
    assert all(item.state is State.SKIPPED for item in said.values())
    assert {path: item.reason.removeprefix("skipped: ") for path, item in said.items() if path != "d"} == {
        "d/README": "no suffix tells its format; --include or --input-format reads it",
        "d/dangling.txt": "a link, which a walk does not follow; name its target",
        "d/log.log": ".log is no format that is read; --include or --input-format reads it",
        "d/meta.json": ".json is no format that is read; --include '*.json' or --input-format reads it",
        "d/out.txt": "a link, which a walk does not follow; name its target",
        "d/pipe.txt": "not a file but a named pipe; pipe its text into `qc check -`",
        "d/table.csv": ".csv files are not read: write its texts as JSON Lines",
        "d/up": "a link, which a walk does not follow; name its target",
    }
    assert said["d"].reason == "skipped, hidden, or a tool's: .git, .hidden.txt, node_modules"
    assert said["d"].count == 3


def test_named_paths_are_read_whatever_they_are_called(tree: Path) -> None:
    Path("link.txt").symlink_to("d/b.txt")
    assert found("d/README", "d/log.log", "d/.hidden.txt", "d/meta.json", "link.txt") == [
        "d/README", "d/log.log", "d/.hidden.txt", "d/meta.json", "link.txt",
    ]  # fmt: skip
    assert found("d/.git") == ["d/.git/x.txt"]
    (table,) = unread("d/table.csv")
    assert (table.state, table.reason) == (State.FAILED, ".csv files are not read: write its texts as JSON Lines")
    assert found("d/table.csv", input_format="text") == ["d/table.csv"]


def test_a_file_of_text_with_other_marks_can_be_read_as_it_is(tree: Path) -> None:
    Path("d/notes.rst").write_text("Notes\n=====\n")
    (notes,) = unread("d/notes.rst")
    assert notes.reason.endswith("or read it with its marks: --input-format text")
    assert found("d/notes.rst", input_format="text") == ["d/notes.rst"]


def test_mistakes_are_failures(tree: Path) -> None:
    Path("empty/er").mkdir(parents=True)
    Path("loop").symlink_to("loop")
    reasons = {
        item.path: item.reason for item in unread("no.txt", "no*.txt", "no/**", "loop", "empty", "a\0b", "d/b.txt/c")
    }
    assert reasons == {
        "no.txt": "no such file or directory",
        "no*.txt": "no file matches",
        "no": "no such file or directory",
        "loop": "too many levels of symbolic links",
        "empty": "there is nothing to read in this folder",
        "a\0b": "embedded null byte",
        "d/b.txt/c": "not a directory",
    }
    assert all(item.state is State.FAILED for item in unread("no.txt", "no*.txt", "no/**", "loop", "a\0b"))
    assert [item.state for item in unread("empty")] == [State.SKIPPED]


def test_globs(tree: Path) -> None:
    Path("d/out.txt").symlink_to("/etc/passwd")
    assert found("d/*.txt") == ["d/b.txt", "d/z.txt"]
    assert [item.path for item in unread("d/*.txt")] == ["d/out.txt"]
    assert found("d/[ab].*") == ["d/a.md", "d/b.txt"]
    assert found("d/s*") == ["d/sub/c.html", "d/sub/deep/e.jsonl.gz"]
    assert found("**/*.html") == ["d/sub/c.html"]
    assert found("d/**/*.md", "d/**") == ["d/a.md", "d/README", *WALKED[1:2], "d/log.log", *WALKED[2:]]
    Path("*.txt").write_text("x")
    assert found("*.txt") == ["*.txt"]


def test_json_files_are_read_where_a_pattern_names_them(tree: Path) -> None:
    assert found("d", include=("*.json",)) == found("d", include=("meta.json",)) == ["d/meta.json"]
    assert "d/meta.json" not in found("d", "d/**", include=("*",))


def test_include_and_exclude(tree: Path) -> None:
    assert found("d", include=("*.log", "README", "sub/**")) == [
        "d/README",
        "d/log.log",
        "d/sub/c.html",
        "d/sub/deep/e.jsonl.gz",
    ]
    assert found("d", exclude=("sub/", "*.txt", "!z.txt")) == ["d/a.md", "d/page.html?id=3", "d/z.txt"]
    said = {item.reason: item.count for item in unread("d", exclude=("sub/", "*.txt")) if item.path == "d"}
    assert said == {
        "skipped, hidden, or a tool's: .git, .hidden.txt, node_modules": 3,
        "skipped, excluded by --exclude: b.txt, sub, z.txt": 3,
    }
    assert found("d/b.txt", exclude=("*.txt",)) == ["d/b.txt"]
    (many,) = [item for item in unread("d", include=("*.md",)) if "include" in item.reason and item.path == "d"]
    assert (
        many.reason == "skipped, not among what --include names: README, b.txt, log.log, meta.json, page.html?id=3, …"
    )
    assert many.count == 9


def test_gitignore_only_when_asked(tree: Path) -> None:
    Path("d/.gitignore").write_text("*.txt\n/sub/deep\n")
    Path("d/sub/.gitignore").write_text("!d.txt\nc.*\n")
    Path("d/sub/d.txt").write_text("x")
    assert "d/b.txt" in found("d")
    kept = ["d/a.md", "d/page.html?id=3", "d/sub/d.txt"]
    assert found("d", respect_gitignore=True) == kept
    assert found("d/sub", respect_gitignore=True) == ["d/sub/d.txt"]
    Path(".git").mkdir()
    Path(".gitignore").write_text("/d/a.*\n")
    assert found("d", respect_gitignore=True) == kept
    Path("d/.git/x.txt").unlink()
    Path("d/.git").rmdir()
    assert found("d", respect_gitignore=True) == kept[1:]
    ignored = next(item for item in unread("d", respect_gitignore=True) if "ignored by" in item.reason)
    assert ignored.reason == "skipped, ignored by .gitignore: a.md, b.txt, sub/c.html, sub/deep, z.txt"


def test_patterns_that_would_take_for_ever() -> None:
    assert not Patterns(["*a" * 20]).match("a" * 200 + "b")
    assert Patterns(["**/x/*.t*"]).match("y/x/a.txt")


def test_standard_input() -> None:
    assert list(discover(["-", "-"])) == [Input("-", "")]
    assert list(discover(["-"], ReadOptions(stdin_filename="a.md"))) == [Input("-", "markdown")]
    assert Input("-", "").is_stdin


def test_names_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [
        b"-",
        b"--fix.txt",
        b" a .txt",
        b"a\nb.txt",
        b"[a-z].txt",
        b"~root.txt",
        b"caf\xe9\xff.txt",
        b"%s{0}.txt",
        "é👩\u200d👧.txt".encode(),
    ]
    for name in names:
        Path(os.fsdecode(name)).write_text("x")
    items = list(discover(["."], ReadOptions(include=("*",))))
    assert [item.path for item in items if isinstance(item, Input)] == [
        "./-" if name == "-" else name for name in sorted(map(os.fsdecode, names))
    ]
    assert sum(1 for item in items if isinstance(item, Input) for _ in read(item)) == len(names)


def test_folders_that_cannot_be_entered(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter = os.scandir

    def forbidden(path: str) -> object:
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return enter(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    assert found("d") == [path for path in WALKED if "deep" not in path]
    assert [(item.path, item.reason) for item in unread("d") if item.state is State.FAILED] == [
        ("d/sub/deep", "permission denied")
    ]


def test_depth_and_breadth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(600):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text("x")
    os.chdir(tmp_path)
    assert found("d") == ["d/" * 600 + "a.txt"]
