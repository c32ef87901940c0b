"""Where readers' comments begin, whatever prose stands in them."""

from __future__ import annotations

import pytest

from qc.measures.tails import tails
from qc.measures.threads import announced, threads
from qc.text import Text

STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon."
SAID = "I was there, and it was not such a long debate at all, for half of the seats were empty when they voted."


def begins(*lines: str, story: str = STORY) -> list[int]:
    """Which of the lines below the story begin comments."""
    text = Text.of("\n".join((story, *lines)))
    return [line - 2 for line, held in enumerate(text.view(threads).tolist()) if held]


@pytest.mark.parametrize(
    "heading",
    [
        "Comments (12)",
        "12 Comments",
        "Комментарии45",
        "Komentarze(12)",
        "Komentarze (25)",
        "Kommentare 7",
        "Yorumlar (3)",
        "Wasze komentarze (1)",
        "Комментарии к новости (11)",
        "评论（42）",
    ],
)
def test_a_heading_that_counts_comments_opens_them(heading: str) -> None:
    assert begins(heading, SAID) == [0]
    (tail,) = Text.of(f"{STORY}\n{heading}\n{SAID}").view(tails)
    assert tail.first == 2


@pytest.mark.parametrize("heading", ["Comments: 0", "Comments", "12.5 of 20 comments", "Apartment12"])
def test_another_heading_does_not(heading: str) -> None:
    assert begins(heading, SAID) == []


def test_a_page_of_several_texts_counts_the_comments_of_each() -> None:
    assert begins("3 Comments", SAID, "1 Comment", SAID, "2 Comments", SAID) == []


@pytest.mark.parametrize(
    "signature",
    [
        "Anna, 3 May 2012 at 14:05",
        "[2012-05-03 14:05]",
        "Игорь Миронов [27/11/11 06:14] #",
        "~jan 2012-01-03 18:47",
        "03.01.12, 18:45:12",
        "2012年5月3日 14:05",
    ],
)
def test_a_heading_soon_followed_by_days_and_hours_opens_comments_however_long_they_are(signature: str) -> None:
    assert begins("Comments", *[line for _ in range(6) for line in (signature, SAID)]) == [0]


def test_the_day_and_hour_of_an_article_below_a_link_are_no_signature() -> None:
    assert begins("Comments", "3 May 2012, 14:05", *[SAID] * 9) == []
    assert begins("Comments", *[SAID] * 9, "3 May 2012, 14:05", "4 May 2012, 18:22") == []


def test_the_lines_of_a_form_open_comments() -> None:
    assert begins("Оставить комментарий", "Ваше имя", "Ваш E-mail", "Текст комментария", *[SAID] * 9)[:1] == [0]
    assert begins("Dodaj komentarz", *[SAID] * 9) == []


def test_a_rating_whose_scale_comes_up_again_opens_what_is_no_text() -> None:
    scale = "Strongly agree Rather agree Rather disagree"
    rating = ("Оцените, пожалуйста, статью", "Easy to read", scale, "No mistakes", scale, "Well told", scale)
    assert begins(*rating, *[SAID] * 9) == [0]


@pytest.mark.parametrize(
    ("heading", "held"),
    [("Leave a comment", True), ("Dodaj komentarz", True), ("Email (required)", False), ("'Leave a comment'", False)],
)
def test_a_phrase_about_comments_is_enough_where_little_prose_stands_below(heading: str, held: bool) -> None:
    text = Text.of(f"{STORY}\n{heading}\n{SAID}")
    assert text.view(announced)[2] == held
    assert not Text.of("\n".join((STORY, heading, *[SAID] * 9))).view(announced).any()


def test_texts_without_words_have_no_comments() -> None:
    assert not Text.of("", "---\n---", "\n").view(threads).any()
