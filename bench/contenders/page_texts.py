"""Pages as extractors leave them.

In goes `{"id", "lang", "html"}` a line, the bytes in base64, and out comes `{"id", "producer", "text"}` a line. What
qc's own reader is to read has "html" instead of "text": the page itself, and what readability keeps of it.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator

import justext
import newspaper
import trafilatura
from boilerpy3.extractors import ArticleExtractor
from goose3 import Goose
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

_STOPLISTS = {"de": "German", "es": "Spanish", "fr": "French", "ko": "Korean", "lv": "Latvian"}


def _newspaper(page: str, lang: str) -> str:
    known = lang if lang in dict(newspaper.valid_languages()) else "en"
    article = newspaper.Article("http://page.invalid/", language=known, fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return article.text


def _justext(page: str, lang: str) -> str:
    found = justext.justext(page, justext.get_stoplist(_STOPLISTS.get(lang, "English")))
    return "\n".join(part.text for part in found if not part.is_boilerplate)


PRODUCERS: dict[str, Callable[[str, str], str]] = {
    "boilerpy3": lambda page, lang: ArticleExtractor(raise_on_failure=False).get_content(page),
    "goose3": lambda page, lang: Goose().extract(raw_html=page).cleaned_text,
    "justext": _justext,
    "newspaper4k": _newspaper,
    "resiliparse": lambda page, lang: extract_plain_text(page, main_content=True),
    "trafilatura": lambda page, lang: trafilatura.extract(page) or "",
}


def _texts(raw: bytes, lang: str) -> Iterator[dict[str, str]]:
    page = bytes_to_str(raw, detect_encoding(raw, html5_compatible=True) or "utf-8")
    yield {"producer": "whole page", "html": page}
    yield {"producer": "readability", "html": Document(page).summary()}
    for producer, text in PRODUCERS.items():
        try:
            yield {"producer": producer, "text": text(page, lang)}
        except Exception as error:
            print(f"{producer}: {error!r}", file=sys.stderr)


for line in sys.stdin:
    given = json.loads(line)
    for told in _texts(base64.b64decode(given["html"]), given["lang"]):
        print(json.dumps({"id": given["id"], **told}, ensure_ascii=False))
