"""Headlines with the times at which they came out, below a text; and lists with times that are none."""

from __future__ import annotations

import pytest

from qc.measures.tails import tails
from qc.measures.tickers import tickers
from qc.rules.links.policy_banner import PolicyBanner
from qc.rules.links.trailing_links import TrailingLinks
from qc.text import Text

STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon."


def begins(*lines: str) -> list[int]:
    """Which of the lines below the story begin a ticker."""
    text = Text.of("\n".join((STORY, *lines)))
    return [line - 2 for line, held in enumerate(text.view(tickers).tolist()) if held]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "20:06 Wto Posłowie pytają o nową elektrownię",
            "18:48 Wto Rząd szuka innych rozwiązań niż rozbudowa portu",
            "18:02 Wto Ceny ciepła znowu w górę",
            "17:44 Wto Firma zbuduje nowe wiatraki",
        ),
        (
            "- 10.04.2013 Магазины открываются по всей стране",
            "- 10.04.2013 Суд признал порядок законным",
            "- 09.04.2013 Инфляция в марте составила два процента",
        ),
        (
            "18:51",
            "Мэр призвал бороться за порядок",
            "18:41",
            "Совет принял бюджет после спора",
            "17:58",
            "Нефть дорожает в ходе торгов",
            "17:14",
            "Власти помиловали троих осужденных",
        ),
        (
            "09:12 // Студент выиграл главный приз",
            "08:48 // Трасса к морю перекрыта снегом",
            "08:35 // Партия собирает съезд весной",
            "00:02 // Немного хороших новостей дня",
        ),
        (
            "Рынок открылся без новостей 17.01.2012 | 17:23",
            "Судья ушел в отпуск раньше 17.01.2012 | 15:07",
            "Новый мост достроят весной 16.01.2012 | 12:34",
        ),
        (
            "- 9 апреля, 14:30 Больше всех зарабатывают моряки",
            "- 6 апреля, 11:03 За месяц выросли цены на хлеб",
            "- 2 апреля, 16:38 На заводе выбрали директора",
        ),
        (
            "| Tue, 17 Jan 2012 19:17:58 Two men were saved from the ice |",
            "| Tue, 17 Jan 2012 13:07:21 The harbour will be closed at night |",
            "| Mon, 16 Jan 2012 23:55:33 A new school for the old town |",
        ),
        (
            "2013年4月10日 市长宣布新的预算方案通过",
            "2013年4月9日 港口工程明年春天开工",
            "2013年4月8日 学校迎来新的校长和教师",
        ),
        ("2024-05-03 台風が沖縄に近づいている", "2024-05-02 新しい橋が開通した", "2024-05-01 物価がまた上がった"),
        (
            "1:05 PM Bread is dearer again this winter",
            "11:50 AM The lighthouse has a new keeper",
            "11:20 AM Flood warning lifted for the coast",
            "9:15 AM Ten recipes for cold days",
        ),
        (
            "09:30 عاجل: افتتاح الجسر الجديد اليوم",
            "09:10 المجلس يوافق على الميزانية",
            "08:45 أسعار الخبز ترتفع مجددا",
            "08:20 ميناء المدينة يغلق ليلا",
        ),
    ],
)
def test_headlines_with_their_times_are_a_ticker_in_any_language(lines: tuple[str, ...]) -> None:
    assert begins(*lines) == [0]


@pytest.mark.parametrize(
    "lines",
    [
        # a timetable, a programme, the fixtures of a league, the chronicle of a day: the earliest stands first
        (
            "09:00 Doors open to the public",
            "09:30 Welcome by the mayor",
            "11:00 Walk to the harbour",
            "12:30 Lunch for all",
        ),
        (
            "18:00 Ruch Chorzów - Legia Warszawa",
            "20:45 Lech Poznań - Lechia Gdańsk",
            "21:00 Wisła Kraków - Piast Gliwice",
            "21:15 Korona Kielce - Pogoń Szczecin",
        ),
        ("05.04.2013 The council meets again", "08.04.2013 The plan is read out", "12.04.2013 The vote on the plan"),
        # a live report: sentences
        (
            "18:40 The vote is over, and the plan has won by two.",
            "18:22 They are counting the votes by hand.",
            "18:05 The doors are closed and the vote begins.",
            "17:50 The mayor has taken her seat in the hall.",
        ),
        # prices, measures, scores, spans of hours, verses
        (
            "$38.00 Boots for wet fields",
            "$27.50 Gloves for cold days",
            "$12.99 Socks for the winter",
            "$9.50 Laces of all sizes",
        ),
        ("53.48 gf at the first knot", "41.20 gf at the second knot", "38.05 gf at the third knot"),
        (
            "3:2 for the old town club",
            "2:1 for the harbour club",
            "1:0 for the club of the hills",
            "0:0 between the other two",
        ),
        (
            "19:00-20:00 Choir of the old town",
            "18:00-19:00 Class for the youngest",
            "17:00-18:00 Help with the homework",
            "16:00-17:00 Tea for everybody here",
        ),
        # too few, and too short
        ("18:51 Flood warning lifted for the coast", "18:40 Bread is dearer again this winter"),
        ("18:51 Rome", "18:40 Paris", "17:05 Berlin", "16:12 Madrid"),
    ],
)
def test_other_lists_with_times_are_none(lines: tuple[str, ...]) -> None:
    assert begins(*lines) == []


HEADLINES = (
    "18:51 Flood warning lifted for the coast",
    "18:40 Bread is dearer again this winter",
    "17:05 Ten recipes for the first cold days",
    "16:12 The lighthouse has a new keeper",
)


def test_a_ticker_begins_under_its_heading_and_the_finding_tells_why() -> None:
    text = Text.of("\n".join((STORY, "Latest news", *HEADLINES)))
    assert not list(PolicyBanner().check(text))
    (finding,) = TrailingLinks().check(text)
    assert finding.span.start == len(STORY) + 1
    assert finding.message == (
        "no part of the text: headlines with the times they came out at, the newest first, from 'Latest news' on"
    )


def test_a_new_day_may_begin_in_a_ticker_that_tells_the_hour() -> None:
    assert begins(*HEADLINES, "23:58 The bridge is open again at last", "22:10 The choir has sung its last") == [0]


def test_a_ticker_above_the_text_is_left_alone() -> None:
    paragraph = "The council approved the budget on Monday after a long debate, and the mayor thanked them all."
    text = Text.of("\n".join((STORY, *HEADLINES, *[paragraph] * 6)))
    assert not text.view(tickers).any()
    assert not text.view(tails)


def test_days_and_hours_line_by_line_count_like_the_headlines_they_lost() -> None:
    assert begins(
        "9 апреля 2013 | 22:38", "9 апреля 2013 | 21:58", "9 апреля 2013 | 21:04", "9 апреля 2013 | 17:19"
    ) == [0]
