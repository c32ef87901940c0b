"""Files in two encodings: lines of real texts written one under the other, as concatenating files and logs does.

Most lines are in one encoding and some in another; those that hold letters beyond ASCII are what a reader can see, and
the others are left out. Wrong are the lines of the encoding that fewer have. Lines come from treebanks and, where they
were obtained, from packages (`bench.packages`), so that languages without a treebank here have some too; all dice are
seeded. A line is named if a finding of the family ENC begins on it or lists it. Files in one encoding stand beside
them: there every line that is named is an alarm. The last column is what of all lines is read as it was written.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bench import corpora, packages
from bench.corpora import Sample
from bench.page import table
from qc.api import plan
from qc.config import load
from qc.document import Document
from qc.engine import check_documents
from qc.outcome import Outcome
from qc.readers.reading import read_stdin

SEED, FILES = 1, 4
_SHORTEST, _LONGEST, _LINES = 30, 200, 12
# Encodings and the languages whose lines are written in them.
LANGUAGES = {
    "cp1252": "de fr es pt it sv", "iso8859-1": "de fr es", "cp1250": "pl cs", "iso8859-2": "pl cs hu",
    "cp1251": "ru uk bg", "koi8-r": "ru", "cp1253": "el", "cp1254": "tr", "cp1255": "he", "cp1256": "ar fa",
    "cp874": "th", "gbk": "zh", "shift_jis": "ja", "euc_jp": "ja", "euc_kr": "ko", "utf-16-le": "en de",
}  # fmt: skip
# Encodings that meet in one file: most of its lines, and some others.
PAIRS = (
    *(("utf-8", codec) for codec in LANGUAGES),
    *((codec, "utf-8") for codec in ("cp1252", "cp1251", "gbk", "shift_jis", "koi8-r", "cp1250")),
    ("cp1251", "koi8-r"), ("koi8-r", "cp1251"), ("cp1252", "cp1251"), ("cp1252", "gbk"), ("gbk", "cp1251"),
)  # fmt: skip


ALONE = ("utf-8", *(codec for codec in LANGUAGES if codec != "utf-16-le"))
SHAPES = {"a line": 1, "a part": 5, "here and there": 4}


@dataclass(frozen=True)
class File:
    """Bytes in one or two encodings, its lines, and the numbers (from 1) of those that are in the rarer encoding."""

    pair: str
    shape: str
    content: bytes
    lines: tuple[str, ...]
    wrong: frozenset[int]


def files(data: Path, seed: int = SEED) -> list[File]:
    """Each pair of encodings in each language and shape, so many times; and each encoding alone."""
    pool, made = _lines(data), []
    for main, other in (*PAIRS, *((codec, codec) for codec in ALONE)):
        for lang in (LANGUAGES.get(other) or LANGUAGES.get(main) or "ru").split():
            for shape in SHAPES if main != other else ("one encoding",):
                dice = random.Random(f"{seed} {main} {other} {lang} {shape}")
                made += [each for _ in range(FILES) if (each := _file(pool, (main, other), lang, shape, dice))]
    return made


def _file(pool: dict[str, list[str]], pair: tuple[str, str], lang: str, shape: str, dice: random.Random) -> File | None:
    main, other = pair
    home = lang if main == "utf-8" or lang in LANGUAGES[main].split() else LANGUAGES[main].split()[0]
    ours, theirs = _writable(pool.get(home, []), main), _writable(pool.get(lang, []), other)
    if len(ours) < _LINES or len(theirs) < _LINES:
        return None
    lines, count = dice.sample(ours, _LINES), SHAPES.get(shape, 0)
    places = range(4, 4 + count) if shape != "here and there" else sorted(dice.sample(range(_LINES), count))
    for place, line in zip(places, dice.sample(theirs, count), strict=True):
        lines[place] = line
    written = [line.encode(other if at in places else main) for at, line in enumerate(lines)]
    wrong = frozenset(place + 1 for place in places)
    name = f"{main} with {other}" if main != other else f"{main} alone"
    return File(name, shape, b"\n".join(written) + b"\n", tuple(lines), wrong)


def _writable(lines: Sequence[str], codec: str) -> list[str]:
    """The lines that an encoding can write."""
    return [line for line in lines if _can_write(codec, line)]


def _can_write(codec: str, line: str) -> bool:
    try:
        return b"\n" not in line.encode(codec)
    except UnicodeEncodeError:
        return False


def _lines(data: Path) -> dict[str, list[str]]:
    """Lines of prose with letters beyond ASCII, by language."""
    pool: dict[str, list[str]] = defaultdict(list)
    texts: Iterator[Sample] = corpora.samples(data / "clean/ud-dev.jsonl.gz")
    for sample in (*texts, *packages.samples()):
        if sample.genre not in ("code", "tables", "lists"):
            pool[sample.lang] += [line for line in map(str.strip, sample.text.splitlines()) if _fits(line)]
    return pool


def _fits(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return _SHORTEST <= len(line) <= _LONGEST and not line.isascii() and letters > 0.6 * len(line)


def measure(data: Path) -> dict[str, Any]:
    """Of the wrong lines those named, and of the right ones, by pair of encodings and by shape."""
    seen = [Seen(each, *_looked_at(each)) for each in files(data)]
    return {"all": _rates(seen), "by pair": _grouped(seen, "pair"), "by shape": _grouped(seen, "shape")}


class Seen(NamedTuple):
    """A file, the lines that findings name, and how many lines were read as they were written."""

    file: File
    named: frozenset[int]
    read: int


def _looked_at(file: File) -> tuple[frozenset[int], int]:
    """Lines named and lines read right; none where qc does not take the file for a text."""
    read = read_stdin(file.content, "lines.txt")
    documents = [item for item in read if isinstance(item, Document)]
    if not documents:
        return frozenset(), 0
    (outcome,) = check_documents(documents, plan(load(given={"select": ["ENC"]}, origin="bench")))
    lines = documents[0].text.split("\n")
    return _named(outcome), sum(one == other for one, other in zip(lines, file.lines, strict=False))


def _named(outcome: Outcome) -> frozenset[int]:
    """The lines that findings name."""
    lines: set[int] = set()
    for finding in outcome.findings:
        places = [finding.place, *(other.place for other in finding.related)]
        lines.update(place.start.line for place in places if place and place.start)
        lines.update(finding.evidence.get("lines", ()))
    return frozenset(lines)


def _grouped(seen: Sequence[Seen], field: str) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        groups[getattr(each.file, field)].append(each)
    return {name: _rates(group) for name, group in groups.items()}


def _rates(seen: Sequence[Seen]) -> dict[str, Any]:
    wrong = sum(len(each.file.wrong) for each in seen)
    lines = sum(len(each.file.lines) for each in seen)
    found = sum(len(each.file.wrong & each.named) for each in seen)
    alarms = sum(len(each.named - each.file.wrong) for each in seen)
    return {
        "files": len(seen),
        "wrong lines": wrong,
        "named": _share(found, wrong, 3),
        "right lines": lines - wrong,
        "named though right": _share(alarms, lines - wrong, 4),
        "read as written": _share(sum(each.read for each in seen), lines, 3),
    }


def _share(part: int, whole: int, digits: int) -> float | None:
    return round(part / whole, digits) if whole else None


def section(figures: Mapping[str, Any]) -> str:
    """Tables, as Markdown."""
    head = ("files", "wrong lines", "named", "right lines", "named though right", "read as written")
    rows = [("**all**", figures["all"]), *figures["by pair"].items(), *figures["by shape"].items()]
    cells = [(name, *("" if row[column] is None else row[column] for column in head)) for name, row in rows]
    return table(("a file of", *head), cells)
