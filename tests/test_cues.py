"""The cue list, what lines are made of, and the weights of trailing blocks."""

from __future__ import annotations

import numpy as np
import pytest

from qc.document import Block, Document, Kind, Link
from qc.measures import cues, tails
from qc.measures.cues import Topic
from qc.measures.furniture import Way, furniture
from qc.measures.shapes import shapes
from qc.offsets import Span
from qc.rules.links.policy_banner import PolicyBanner
from qc.rules.links.trailing_links import TrailingLinks
from qc.text import Text

STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon."
CORE = (Topic.RELATED, Topic.READ_ALSO, Topic.COMMENTS, Topic.SHARE, Topic.SUBSCRIBE, Topic.POLICY, Topic.CREDIT)


def ways(line: str, topic: Topic) -> set[Way]:
    page = furniture(Text.of(line))
    return {way for way in Way if page.has((topic,), (way,))[0]}


def test_every_language_has_phrases_for_the_core_topics() -> None:
    found = {(row.language, row.topic) for row in cues.rows()}
    languages = {language for language, _ in found}
    assert len(languages) >= 40
    assert {"id", "ms", "zh", "ja", "ko", "th", "ar", "hi"} <= languages
    assert [pair for pair in ((language, topic) for language in languages for topic in CORE) if pair not in found] == []


def test_how_a_cue_fills_its_line() -> None:
    assert ways("Related articles", Topic.RELATED) == {Way.PHRASE}
    assert ways("12 comments", Topic.COMMENTS) == {Way.WORD}
    assert ways("Share on the usual networks", Topic.SHARE) == {Way.OPENING}
    assert ways("The club met to be the first to comment on it", Topic.COMMENTS) == {Way.INSIDE}
    assert ways("He made comments", Topic.COMMENTS) == set()
    assert ways("Comments: 33 pages", Topic.COMMENTS) == set()


def test_unspaced_scripts_are_measured_in_words() -> None:
    assert ways("相关阅读", Topic.RELATED) == {Way.PHRASE}
    assert ways("评论", Topic.COMMENTS) == {Way.WORD}


def test_shapes_of_lines() -> None:
    text = Text.of(
        f"{STORY}\nFlood warning lifted\nWhere did the water go?\nif (a == b) {{ return; }}\nMay 4, 2019 at 4:47 pm"
    )
    shape = shapes(text)
    assert shape.prose.tolist() == [True, True, False, False, False, False]
    assert shape.code.tolist() == [False, False, False, False, True, False]
    assert shape.dated.tolist() == [False, False, False, False, False, True]
    assert shape.ended.tolist()[:4] == [True, True, False, False]


def test_every_weight_is_of_a_feature() -> None:
    _, names, evidence = tails.weigh(Text.of(f"{STORY}\nMore stories\nFlood warning lifted"))
    weights, intercept = tails.model(tuple(names))
    assert evidence.shape == (1, len(names))
    assert np.isfinite(weights).all()
    assert np.isfinite(intercept)
    assert np.count_nonzero(weights) > 30


def test_links_of_a_page_are_evidence() -> None:
    text = f"{STORY}\nFlood warning lifted\nTen recipes for cold days\nA mill burned down"
    start = len(STORY) + 1
    spans = [Span(start + a, start + a + len(line)) for a, line in _lines(text[start:])]
    links = tuple(Link(span, "/") for span in spans)
    document = Document("a.html", text, format="html", links=links)
    (finding,) = TrailingLinks().check(Text([document]))
    assert finding.span == Span(start, len(text))
    assert list(TrailingLinks().check(Text.of(text))) == []


def test_navigation_of_a_page_is_evidence() -> None:
    text = f"{STORY}\nWeather\nRoads\nWater levels in the valley"
    start = len(STORY) + 1
    document = Document("a.html", text, format="html", blocks=(Block(Span(start, len(text)), Kind.NAVIGATION),))
    found = [*TrailingLinks().check(Text([document])), *PolicyBanner().check(Text([document]))]
    assert [finding.span for finding in found] == [Span(start, len(text))]


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "tail",
    [
        "References\nSmith, A. The mill\nJones, B. The dam",
        "Ingredients\n100 g butter\n60 g flour",
        "1. Open the valve\n2. Wait\n3. Close it",
        "git status\ngit commit -m 'x'\ngit push",
        "And the river ran\nand the river ran\nto the sea",
        "Yours sincerely\nAnna Smith\nMayor",
    ],
)
def test_what_closes_a_text_is_left_alone(tail: str) -> None:
    text = Text.of(f"{STORY}\n{tail}")
    assert [*TrailingLinks().check(text), *PolicyBanner().check(text)] == []
