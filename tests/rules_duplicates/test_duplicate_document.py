"""DUP101 beyond its examples: batches, order, size, odd documents."""

from __future__ import annotations

import pytest

from qc.finding import Finding
from qc.rules.duplicates.duplicate_document import _SHOWN, DuplicateDocument
from qc.text import Text

STORY = (
    "A fox went out on a starry night and prayed to the moon to give him light, for he had many a mile to go "
    "that night."
)
OTHER = STORY.replace("fox", "cat")


def conclude(*batches: list[str]) -> list[Finding]:
    rule, notes, base = DuplicateDocument(), [], 0
    for batch in batches:
        notes += [(base + document, note) for document, note in rule.note(Text.of(*batch))]
        base += len(batch)
    return list(rule.conclude(notes))


def test_batches_do_not_matter() -> None:
    together = conclude([STORY, OTHER, STORY, "", OTHER, STORY])
    apart = conclude([STORY], [OTHER, STORY], ["", OTHER], [STORY])
    assert together == apart
    assert [(finding.document, finding.related[0].document) for finding in together] == [(2, 0), (4, 1)]
    assert together[0].evidence == {"documents": 3, "extra": [2, 5]}


@pytest.mark.parametrize(
    "copy",
    [
        STORY.upper(),
        STORY.replace(" ", "\n"),
        f"\n {STORY} !",
        STORY.replace("night", "ni\u200bght"),
        STORY.replace(",", ""),
    ],
)
def test_only_words_count(copy: str) -> None:
    (finding,) = conclude([STORY, "x", copy])
    assert finding.document == 2
    assert finding.span == (0, len(copy))


@pytest.mark.parametrize("other", [OTHER, STORY.replace("a mile", "amile"), STORY + " Amen", STORY[:-4], "ok", ""])
def test_other_words(other: str) -> None:
    assert conclude([STORY, other, other[:10]]) == []


def test_many_copies_are_one_finding() -> None:
    (finding,) = conclude(*[[STORY] * 500] * 10)
    assert finding.evidence["documents"] == 5_000
    assert len(finding.related) == _SHOWN
    assert len(finding.evidence["extra"]) == 1_000
    assert "4998 more" in finding.message


@pytest.mark.parametrize("batch", [[""], ["", ""], ["a", ""], ["", "a"], ["\ud800" * 200], [" " * 200]])
def test_odd_documents(batch: list[str]) -> None:
    assert conclude(batch, batch) == []
