"""What is measured on: third-party dev data where it lies beside the checkout, or a corpus made from a seed.

Nothing of the data is ever written into the repository; every command takes other paths.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qc.document import Document

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"

_TEXT_FIELDS = ("gold", "text", "content", "raw_content")  # a human-made body before what an extractor made of it


@dataclass(frozen=True, slots=True)
class Sample:
    """One clean or dirty text with where it comes from (`genre` and `site` are "" where nobody said).

    document    what a reader made of its file, where the text is not all that there is to know (headings, code)
    """

    id: str
    text: str
    lang: str = ""
    genre: str = ""
    site: str = ""
    document: Document | None = None


def records(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def samples(path: Path) -> Iterator[Sample]:
    """The texts of a file, each page once: the gold body where there is one, else the text."""
    seen = set()
    for number, record in enumerate(records(path)):
        page = (record.get("source"), record.get("page", record.get("id", number)))
        text = next((record[field] for field in _TEXT_FIELDS if isinstance(record.get(field), str)), "")
        if page not in seen and text:
            seen.add(page)
            genre = record.get("genre") or record.get("page_type") or record.get("source") or ""
            lang, site = (str(record.get(field) or "") for field in ("lang", "domain"))
            yield Sample(str(record.get("id", number)), str(text), lang, str(genre), site)


def write(path: Path, texts: Iterable[Sample]) -> int:
    """JSON Lines with a record a text; returns how many bytes of UTF-8 the texts are."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for sample in texts:
            record = {"id": sample.id, "lang": sample.lang, "text": sample.text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            size += len(sample.text.encode())
    return size
