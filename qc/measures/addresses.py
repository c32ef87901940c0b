"""Which site a document is of, and what that site is called, by its address."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from urllib.parse import urlsplit

from qc.characters import fold
from qc.document import Document

# Labels under which countries hand out names ("example.co.uk"), and hosts that give each writer one of their own.
_SECOND = frozenset("ac co com edu go gob gouv gov in info ne net nom or org".split())
_HOSTS = frozenset("blogspot ghost github gitlab livejournal medium substack tumblr typepad wordpress".split())
_SHORTEST = 4  # letters of a name: shorter ones are words of many languages


def site_of(document: Document) -> str:
    """The host of the document's address, else the folder of its file."""
    address = document.record.url if document.record else ""
    address = address or str(document.meta.get("url") or "")
    return (_host(address) if address else "") or _folder(document.path)


@lru_cache(maxsize=1024)
def _folder(path: str) -> str:
    return f"{PurePath(path).parent}/"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=1024)
def name_of(site: str) -> str:
    """The name in a host, folded, letters and digits: "exampleweekly" of "news.example-weekly.co.uk"; "" for a folder.

    It is the label that was registered, told without the list of public suffixes: what stands before the last label, or
    before the last two where the former is one that countries use.
    """
    *labels, _ = ("", *site.split(".")) if "/" not in site else ("", "")
    if len(labels) > 2 and labels[-1] in _SECOND:
        labels.pop()
    if len(labels) > 2 and labels[-1] in _HOSTS:
        labels.pop()
    name = "".join(filter(str.isalnum, labels[-1]))
    return fold(name) if len(name) >= _SHORTEST and not name.isdigit() else ""
