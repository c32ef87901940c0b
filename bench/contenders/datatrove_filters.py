"""datatrove's Gopher repetition, Gopher quality, C4 and FineWeb filters at their defaults: one verdict a document.

Its word tokenizer for English is a blank spaCy pipeline, which ships in spaCy's wheel; nothing is downloaded.
"In sequence" is how a pipeline runs them: a document that one drops is not seen by the next.
"""

from importlib.metadata import version

from datatrove.data import Document
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from pace import serve, texts

_TEXTS = texts()
_FILTERS = {
    "datatrove: Gopher repetition": GopherRepetitionFilter(),
    "datatrove: Gopher quality": GopherQualityFilter(),
    "datatrove: C4": C4QualityFilter(),
    "datatrove: FineWeb": FineWebQualityFilter(),
}


def kept(filters: list) -> int:
    return sum(_passes(Document(text=text, id=str(number)), filters) for number, text in enumerate(_TEXTS))


def _passes(document: Document, filters: list) -> bool:
    return all(each.filter(document) is True for each in filters)


serve(
    {name: lambda one=one: kept([one]) for name, one in _FILTERS.items()}
    | {"datatrove: the four in sequence": lambda: kept(list(_FILTERS.values()))},
    f"datatrove {version('datatrove')}, spaCy {version('spacy')}",
)
