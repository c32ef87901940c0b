"""dolma's Gopher and C4 taggers: attributes of a document and spans of lines, no n-gram positions."""

from importlib.metadata import version

import nltk

nltk.download = lambda *_, **__: False  # importing dolma would fetch a sentence model that these taggers do not use

from dolma.core.data_types import Document  # noqa: E402
from dolma.taggers.c4 import C4Tagger, FasterC4Tagger  # noqa: E402
from dolma.taggers.gopher import GopherTagger  # noqa: E402
from pace import serve, texts  # noqa: E402

_DOCUMENTS = [Document(source="bench", id=str(number), text=text) for number, text in enumerate(texts())]
_TAGGERS = {
    "dolma: gopher_v1": GopherTagger(),
    "dolma: c4_v1": C4Tagger(),
    "dolma: c4_v2": FasterC4Tagger(),
}


def spans(tagger: GopherTagger | C4Tagger | FasterC4Tagger) -> int:
    return sum(len(tagger.predict(document).spans) for document in _DOCUMENTS)


serve({name: lambda one=one: spans(one) for name, one in _TAGGERS.items()}, f"dolma {version('dolma')}")
