"""The declaration of a rule: one class, in one file, that says everything once.

The documentation page, `qc rule`, the JSON Schema of the options, the SARIF entry, the table in the README and the
tests are all generated from it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from qc.document import Document
from qc.finding import Finding, Fix, Related, Severity
from qc.offsets import Span
from qc.text import Text

_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


@cache
def _in_words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


@dataclass(frozen=True)
class Options:
    """The options of a rule: a frozen dataclass whose fields are made with `option`."""


def option(default: Any, help_: str, *, minimum: float | None = None, maximum: float | None = None) -> Any:
    """A field of `Options`: its default (which gives the type), what it does, and its bounds."""
    metadata = {"help": help_, "minimum": minimum, "maximum": maximum}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Example:
    """One or several documents; ⟦ ⟧ mark exactly the spans that must be reported (none in a good example).

    source   the documents; most examples are one plain string instead of an `Example`
    format   "text", "markdown" or "html": read as such before the rule sees it
    """

    source: str | tuple[str, ...]
    format: str = "text"

    @property
    def marked(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The text of an example without its marks, and the spans they enclosed."""
    pieces, spans, at, length = [], [], 0, 0
    for match in _MARKED.finditer(marked):
        before, inside = marked[at : match.start()], match[1]
        spans.append(Span(length + len(before), length + len(before) + len(inside)))
        pieces += [before, inside]
        length += len(before) + len(inside)
        at = match.end()
    return "".join([*pieces, marked[at:]]), spans


class Rule:
    """A rule that looks at each document by itself.

    A subclass states what it finds in its docstring (first line: the defect in a few words; then why it matters and
    how it is told from what is legitimate), its code, severity and examples, and implements `check`.

    code        opaque, three letters and three digits, never reused
    preview     waits behind `--preview` (measured precision under .90, or not measured yet)
    default     part of the default set; False for matters of taste
    languages   ISO 639-1 codes it was made for; empty: any language
    scripts     a note for `qc rule` on scripts it does not serve; empty: all
    bad, good   marked examples: tests, documentation and the source of `fixable`
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    preview: ClassVar[bool] = False
    default: ClassVar[bool] = True
    languages: ClassVar[tuple[str, ...]] = ()
    scripts: ClassVar[str] = ""
    bad: ClassVar[Sequence[str | Example]] = ()
    good: ClassVar[Sequence[str | Example]] = ()
    Options: ClassVar[type[Options]] = Options

    def __init__(self, options: Any = None) -> None:
        self.options: Any = self.Options() if options is None else options

    @classmethod
    def name(cls) -> str:
        """The class name in words, "SpacedEllipsis" -> "spaced-ellipsis": reads well after "allow"."""
        return _in_words(cls.__name__)

    @classmethod
    def summary(cls) -> str:
        """The first line of the docstring, without its full stop."""
        return (cls.__doc__ or "").strip().split("\n")[0].rstrip(".")

    @classmethod
    def family(cls) -> str:
        """The folder the rule lives in: "repetition", "garble", ..."""
        return cls.__module__.split(".")[-2]

    def check(self, text: Text) -> Iterator[Finding]:
        """Yield the findings of all documents of the batch, in any order, without duplicates.

        Screen on the columns of `text`, verify the few candidates exactly, explain in words. Time must be linear in
        the length of the text.
        """
        raise NotImplementedError

    def finding(
        self,
        text: Text,
        start: int,
        end: int,
        message: str,
        *,
        confidence: float = 1.0,
        severity: Severity | None = None,
        related: Iterable[tuple[int, int] | tuple[int, int, str]] = (),
        fix: Fix | None = None,
        evidence: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding at `text.string[start:end]`; `related` are such offsets too, with a label each if need be."""
        document, span = text.place(start, end)
        return Finding(
            code=self.code,
            name=self.name(),
            severity=severity or self.severity,
            document=document,
            span=span,
            message=message,
            confidence=round(confidence, 3),
            related=tuple(self._related(text, *other) for other in related),
            fix=fix,
            evidence=evidence or {},
        )

    @staticmethod
    def _related(text: Text, start: int, end: int, label: str = "the other copy") -> Related:
        return Related(*text.place(start, end), label)

    @staticmethod
    def fix(text: Text, title: str, *edits: tuple[int, int, str], safe: bool = False) -> Fix:
        """A fix from edits `(start, end, replacement)` in offsets of `text.string`, all in one document."""
        from qc.finding import Edit

        return Fix(title, tuple(Edit(text.place(start, end)[1], new) for start, end, new in edits), safe)


class Diagnostic(Rule):
    """A statement about the run itself: the engine makes it, `check` never does, and its examples are prose.

    `select` and `ignore` do not reach it: what could not be checked is always said.
    """

    severity = Severity.ERROR

    def check(self, text: Text) -> Iterator[Finding]:
        """Nothing: the engine speaks for it."""
        return iter(())


class CorpusRule(Rule):
    """A rule that needs several documents: a map (`note`) and a reduce (`conclude`).

    Notes are small, picklable and made anywhere in any order; `conclude` is called once with all of them, in the order
    of the documents, and so its findings do not depend on batches or workers. In a long run most lie on disk: go
    through them in order, as often as need be.
    """

    def note(self, text: Text) -> Iterator[tuple[int, Any]]:
        """Yield `(document index in the batch, note)`; a document without a note takes no part."""
        raise NotImplementedError

    def conclude(self, notes: Sequence[tuple[int, Any]]) -> Iterator[Finding]:
        """Findings from `(document number in the run, note)`; what they name as documents are such numbers too."""
        raise NotImplementedError

    def check(self, text: Text) -> Iterator[Finding]:
        """Nothing to say about one document alone."""
        return iter(())


def documents_of(example: str | Example, read: Any = None) -> list[tuple[Document, list[Span]]]:
    """The documents of an example, as a reader would give them, with the spans that must be found in each.

    `read(path, source, format)` turns source into a `Document`; without it only plain text can be read.
    """
    example = example if isinstance(example, Example) else Example(example)
    found = []
    for index, marked in enumerate(example.marked):
        plain, spans = unmark(marked)
        path = f"<example {index}>"
        if example.format == "text":
            found.append((Document(path=path, text=plain), spans))
        else:
            found.append((read(path, plain, example.format), spans))
    return found
