"""From a span to what a person can go to: file, line, column, the words around it, and a fingerprint that lasts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from qc.document import Document
from qc.finding import Excerpt, Finding, Place, Related
from qc.offsets import Span

_CONTEXT = 60
_LONGEST_MATCH = 240


def place(document: Document, span: Span) -> Place:
    """Where `span` of the document's text stands."""
    start, end = document.positions(span) or (None, None)
    return Place(document.path, document.format, span, start, end, document.record, document.field)


def excerpt(text: str, span: Span) -> Excerpt:
    """The match, and what stands before and after it on its lines (at most 60 characters each)."""
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return Excerpt(before.rpartition("\n")[2], shorten(span.of(text)), after.partition("\n")[0])


def shorten(match: str, longest: int = _LONGEST_MATCH) -> str:
    """A long match with its middle left out."""
    if len(match) <= longest:
        return match
    half = (longest - 3) // 2
    return f"{match[:half]} … {match[-half:]}"


def fingerprint(finding: Finding, document: Document, ordinal: int) -> str:
    """What names this finding from run to run: code, the folded words of the match and the document, no line numbers.

    Equal matches of one rule in one document are told apart by their ordinal.
    """
    match = " ".join(finding.span.of(document.text).lower().split())
    parts = "\0".join((finding.code, _lasting_key(document), match)).encode("utf-8", "surrogatepass")
    return f"{blake2b(parts, digest_size=12).hexdigest()}:{ordinal}"


def _lasting_key(document: Document) -> str:
    """The document's key, the same however its path was spelled: ./a.txt, x/../a.txt, /where/we/are/a.txt."""
    record = document.record
    if record is not None and (record.id or record.url):
        return document.key
    path = os.path.normpath(document.path).removeprefix(_here()).replace(os.sep, "/")
    return path if record is None else f"{path}#{record.index}"


def _here() -> str:
    """The working folder with a slash at its end; "" where it has been deleted under our feet."""
    try:
        return os.getcwd().rstrip(os.sep) + os.sep  # noqa: PTH109
    except OSError:
        return ""


def locate(findings: Iterable[Finding], document: Document, batch: list[Document], language: str) -> list[Finding]:
    """The findings of one document, ordered by start, end and code, with the second half of their fields filled in."""
    seen: Counter[str] = Counter()
    located = []
    for finding in sorted(findings, key=lambda finding: (finding.span, finding.code)):
        stem = fingerprint(finding, document, 0)
        seen[stem] += 1
        located.append(
            replace(
                finding,
                document=0,
                place=place(document, finding.span),
                excerpt=excerpt(document.text, finding.span),
                related=tuple(_locate_related(related, batch) for related in finding.related),
                fingerprint=f"{stem.rpartition(':')[0]}:{seen[stem]}",
                language=language,
            )
        )
    return located


def _locate_related(related: Related, batch: list[Document]) -> Related:
    document = batch[related.document]
    where, words = place(document, related.span), excerpt(document.text, related.span)
    return replace(related, document=0, place=where, excerpt=words)
