"""LNK101 and LNK103 on the guiding example and on killer inputs, and the cue list they rest on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qc.measures import cues
from qc.measures.cues import Topic
from qc.readers import read_string
from qc.rule import Rule
from qc.rules.links.inline_read_also import InlineReadAlso
from qc.rules.links.policy_banner import PolicyBanner
from qc.rules.links.trailing_links import TrailingLinks
from qc.text import Text

STORY = "The council approved the budget on Monday after a long debate.\nThe mayor said that work would begin soon."
LONG = f"{STORY}\n{STORY}\n{STORY}"
RULES = (TrailingLinks, InlineReadAlso)


def phrases(text: str) -> list[str]:
    found = cues.matches(Text.of(text))
    return [cues.lexicon().cues[index].phrase for index in found.cue.tolist()]


def test_a_cue_is_found_whatever_its_case_and_numbers() -> None:
    assert phrases("MORE STORIES") == ["more stories"]
    assert "comments" in phrases("12 Comments (3)")


def test_a_number_glued_to_a_cue_is_no_part_of_it() -> None:
    assert phrases("Comments12") == ["comments"]
    assert "комментарии" in phrases("Комментарии45")
    assert phrases("Covid19") == []


def test_a_cue_of_one_word_counts_only_at_the_head_of_its_line() -> None:
    assert phrases("He made two comments") == []


def test_a_cue_does_not_cross_lines() -> None:
    assert "more stories" not in phrases("more\nstories")


def test_the_cue_list_has_no_duplicates_and_is_in_lower_case() -> None:
    rows = [row[:3] for row in cues.rows()]
    assert len(rows) == len(set(rows))
    assert all(row.phrase == row.phrase.lower() and row.evidence for row in cues.rows())


def test_topics_are_bits() -> None:
    table = cues.lexicon()
    for cue, mask in zip(table.cues, table.topics.tolist(), strict=True):
        assert mask == sum(topic.bit for topic in cue.topics)
    assert Topic.RELATED.bit == 1


@pytest.mark.parametrize(
    ("heading", "cuts"),
    [
        ("10 thoughts on “A budget for the spring”", True),
        ("1 comment on 'A budget for the spring'", False),  # an apostrophe is not only a quotation mark
        ("Thoughts on “A budget for the spring”", False),
        ("10 thoughts on a budget for the spring", False),
        ("10 roads “on the way to the spring”", False),
    ],
)
def test_a_heading_that_counts_comments_and_names_the_title_opens_them(heading: str, cuts: bool) -> None:
    comments = "They always do it so. I was there when it was said, and nobody asked about the school at all. " * 9
    text = f"{STORY}\n{heading}\n{comments}"
    assert [finding.span.start for finding in TrailingLinks().check(Text.of(text))] == [len(STORY) + 1] * cuts


REMARK = "They always do it so. I was there when it was said, and nobody asked about the school at all."


@pytest.mark.parametrize(
    "heading", ["12 comments", "Comments (12)", "12 Kommentare", "12 комментариев", "12 comentarios"]
)
def test_a_heading_that_counts_comments_opens_them_below_some_paragraphs(heading: str) -> None:
    thread = f"{heading}\n" + "\n".join([REMARK] * 4)
    (finding,) = TrailingLinks().check(Text.of(f"{LONG}\n{thread}"))
    assert finding.span.start == len(LONG) + 1
    assert finding.message == f"no part of the text: comments below the heading {heading!r}"


def test_a_number_of_comments_opens_none_at_the_head_or_on_a_page_of_many_texts() -> None:
    assert list(TrailingLinks().check(Text.of(f"A budget for the spring\n12 comments\n{LONG}"))) == []
    posts = "\n".join(f"{STORY}\n{number} comments" for number in (3, 12, 5))
    assert [f.span.start for f in TrailingLinks().check(Text.of(f"{posts}\n{STORY}"))] == []


@pytest.mark.parametrize(
    ("heading", "cuts"),
    [
        ("Related articles", True),
        ("Share this article", True),
        ("Verwandte Artikel", True),
        ("Artículos relacionados", True),
        ("Up next", False),  # what comes next in the text as well
        ("Suggested reading", False),  # what the text refers to
        ("Veja também", False),
        ("The related articles of the law", False),
    ],
)
def test_a_stock_phrase_takes_along_a_teaser_much_shorter_than_the_text(heading: str, cuts: bool) -> None:
    teaser = "The river had risen by two metres since the weekend, he said."
    found = [
        f for rule in (TrailingLinks(), PolicyBanner()) for f in rule.check(Text.of(f"{LONG}\n{heading}\n{teaser}"))
    ]
    assert [finding.span.start for finding in found] == [len(LONG) + 1] * cuts


def test_a_stock_phrase_takes_no_text_along_that_is_half_as_long() -> None:
    rest = "\n".join([STORY] * 2)
    assert list(TrailingLinks().check(Text.of(f"{LONG}\nRelated articles\n{rest}"))) == []


@pytest.mark.parametrize(
    ("ending", "cuts"),
    [
        ("Tags: harbour, winter, budget", True),
        ("Tags\nharbour\nwinter", True),
        ("Filed under: Harbour", True),
        ("Schlagwörter: Hafen, Winter", True),
        ("Метки: гавань, зима", True),
        ("标签：港口、冬天", True),
        ("Etiquetas: puerto, invierno", True),
        ("Tags\nThe first is the name of the harbour, as it stands on the old map.", False),
        ("Tags are words that a reader may look for, and the editor has to choose them.", False),
        ("Tagged trees will be felled", False),
        ("Tag: Montag, 4. Mai\nOrt: Rathaus", False),  # the day of the event
        ("Keywords: harbour, winter, budget", False),  # an abstract has them
        ("Topics\nHarbours\nWinter", False),  # a course has them
    ],
)
def test_a_list_of_tags_that_ends_the_text_is_cut(ending: str, cuts: bool) -> None:
    text = Text.of(f"{STORY}\n{ending}")
    found = [finding for rule in (TrailingLinks(), PolicyBanner()) for finding in rule.check(text)]
    assert [finding.span.start for finding in found] == [len(STORY) + 1] * cuts


@pytest.mark.parametrize(
    ("items", "cuts"),
    [
        (
            (
                "- The flood warning for the whole coast was lifted.",
                "- Bread is dearer again this winter, and so is tea.",
            ),
            True,
        ),
        (
            (
                "- The flood warning for the whole coast was lifted.",
                "The council will meet again in the old town hall.",
            ),
            False,
        ),
        (
            ("The flood warning for the whole coast was lifted.", "Bread is dearer again this winter, and so is tea."),
            False,
        ),
    ],
)
def test_sentences_below_related_articles_are_cut_where_all_are_items_of_a_list(
    items: tuple[str, ...], cuts: bool
) -> None:
    story = "\n".join([STORY] * 3)
    text = Text.of("\n".join((story, "Related articles", *items)))
    assert [finding.span.start for finding in TrailingLinks().check(text)] == [len(story) + 1] * cuts


@pytest.mark.parametrize(
    "ending",
    [
        "Ранее на тему: Обзор прессы\nСнят запрет на купание у берега\nХлеб снова подорожал",
        "Новости по этой теме\nСнят запрет на купание у берега\nХлеб снова подорожал",
        "Więcej w serwisie Zdrowie\nOdwołano ostrzeżenie przed powodzią\nChleb znowu droższy",
        "Wasze komentarze (1)\nTak jest zawsze",
        "Інші новини розділу\nЗнято заборону на купання\nХліб знову подорожчав",
        "Další zprávy z rubriky Domov\nPovodňová výstraha skončila\nChléb je zase dražší",
        "Ďalšie správy z rubriky Domov\nPovodňová výstraha skončila\nChlieb je zase drahší",
        "Още от рубриката\nОтмениха предупреждението за наводнение\nХлябът пак поскъпна",
        "Ostale vesti iz rubrike\nUkinuto upozorenje na poplave\nHleb je opet skuplji",
        "Alte știri din rubrica Social\nAvertizarea de inundații a fost ridicată\nPâinea s-a scumpit din nou",
        "A rovat további hírei\nVisszavonták az árvízriasztást\nMegint drágább a kenyér",
        "Bu kategorideki diğer haberler\nKıyıda sel uyarısı kaldırıldı\nEkmek yine pahalandı",
    ],
)
def test_the_last_lines_of_news_sites_are_cut(ending: str) -> None:
    found = [
        finding for rule in (TrailingLinks(), PolicyBanner()) for finding in rule.check(Text.of(f"{LONG}\n{ending}"))
    ]
    assert [finding.span.start for finding in found] == [len(LONG) + 1]


@pytest.mark.parametrize("heading", ["İlgili haberler", "İLGİLİ HABERLER", "İlginizi çekebilir"])
def test_turkish_headings_begin_with_a_dotted_capital(heading: str) -> None:
    text = f"{STORY}\n{heading}\nKıyıda sel uyarısı kaldırıldı\nYağmurlu günler için on tarif"
    (finding,) = TrailingLinks().check(Text.of(text))
    assert finding.span.start == len(STORY) + 1


def test_tags_with_hardly_any_prose_above_are_left_alone() -> None:
    assert not list(PolicyBanner().check(Text.of("Three stones for a wall.\nTags: harbour, winter")))


@pytest.mark.parametrize(
    "ending",
    [
        "An der Diskussion teilnehmen\nBereits Mitglied?",
        "Discusión de los miembros\nÚnete a la discusión",
        "Участвайте в дискусията\nВече имате профил?",
        "Se i browser\nAdministrer abonnement",
        "Tartışmaya katıl\nZaten üye misin?",
        "メンバーによる議論\n議論に参加する",
        "我要跟帖\n目前没有跟贴",
    ],
)
def test_the_lines_of_a_blog_that_asks_for_members_are_cut(ending: str) -> None:
    (finding,) = PolicyBanner().check(Text.of(f"{STORY}\n{ending}"))
    assert finding.span.of(f"{STORY}\n{ending}") == ending


@pytest.mark.parametrize(
    "foot",
    [
        "What links here\nRelated changes\nSpecial pages\nPermanent link",
        "Links auf diese Seite\nÄnderungen an verlinkten Seiten\nPermanenter Link\nZufällige Seite",
        "Páginas especiales\nEnlace permanente\nVersión para imprimir",
        "特殊页面\n固定链接\n打印版本",
        "Privacy policy\nThis page was last edited on 4 May 2023, at 10:11.\nSpecial pages",
    ],
)
def test_the_foot_of_a_wiki_is_cut(foot: str) -> None:
    text = Text.of(f"{STORY}\n{foot}")
    (finding,) = (finding for rule in (TrailingLinks(), PolicyBanner()) for finding in rule.check(text))
    assert finding.span.of(f"{STORY}\n{foot}") == foot


@pytest.mark.parametrize(
    "ending",
    [
        "This page was last edited on the day when the harbour froze, and nobody has touched it since.",
        "In other languages the word has two forms, and both of them are older than the town.",
        "Diese Seite wurde zuletzt am Tag vor dem Sturm gelesen, und danach hat niemand sie mehr aufgeschlagen.",
        "What links here is a rope\nAnd what holds it is a stone",
        "La versión para imprimir salió en la primavera siguiente con dos mapas nuevos del puerto.",
    ],
)
def test_what_a_text_says_with_the_words_of_a_wiki_is_left_alone(ending: str) -> None:
    text = Text.of(f"{STORY}\n{ending}")
    assert not [finding for rule in (TrailingLinks(), PolicyBanner()) for finding in rule.check(text)]


@pytest.mark.parametrize(
    "ending",
    [
        "An der Diskussion teilnehmen wollten am Ende nur noch drei der zwanzig Mitglieder.",
        "Únete a la discusión, dijo el alcalde a los vecinos que esperaban en la puerta de la sala.",
        "Zaten üye misin diye sordular ve kapıyı bir daha kimseye açmadılar o akşam.",
        "Участвайте в дискусията, каза кметът на всички съседи, които чакаха пред залата.",
        "Start samtalen\nmed et spørgsmål om vejret",
        "La diskuto de la membroj",
        "参与网友评论的人并不多，市长在信里这样写道，而且他们说的都是同一件事。",
    ],
)
def test_prose_with_such_words_is_left_alone(ending: str) -> None:
    for rule in (TrailingLinks(), PolicyBanner()):
        assert not list(rule.check(Text.of(f"{STORY}\n{ending}")))


def test_a_line_that_is_a_stock_phrase_is_cut_alone() -> None:
    for last, cuts in (("You must log in to post a comment.", True), ("He said you must log in to post it.", False)):
        assert bool(list(PolicyBanner().check(Text.of(f"{STORY}\n{last}")))) is cuts


def test_the_whole_block_is_one_finding() -> None:
    text = f"{STORY}\nMore stories\nFlood warning lifted\nTen recipes for cold days\nFollow us on Facebook\n"
    (finding,) = TrailingLinks().check(Text.of(text))
    assert finding.span.of(text) == text[len(STORY) + 1 : -1]
    assert "'More stories'" in finding.message


def test_prose_below_a_heading_is_not_cut() -> None:
    text = f"{STORY}\nMore stories\nFlood warning lifted\nThe river had risen by two metres since the weekend, he said."
    assert list(TrailingLinks().check(Text.of(text))) == []


def test_documents_of_a_batch_do_not_see_each_other() -> None:
    text = Text.of(STORY, "More stories\nFlood warning lifted", STORY)
    assert [list(rule().check(text)) for rule in RULES] == [[], []]


def test_no_document_and_no_line() -> None:
    for text in (Text.of(), Text.of(""), Text.of("\n \n", "")):
        assert [list(rule().check(text)) for rule in RULES] == [[], []]


KILLERS = {
    "short lines": lambda n: STORY + "\nMore stories" * n,
    "headlines": lambda n: STORY + "\nMore stories\n" + "Flood warning lifted\n" * n,
    "pointers": lambda n: STORY + "\nRead also: Flood warning lifted today\nHe said so.\n" * n,
    "brackets": lambda n: STORY + " (Read also:" * n,
    "one word": lambda n: "read " * n,
    "empty lines": lambda n: "\n" * n,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("killer", KILLERS)
def test_time_is_linear(rule: type[Rule], killer: str, assert_linear: Callable[..., None]) -> None:
    def looking(n: int) -> Callable[[], object]:
        text = Text.of(KILLERS[killer](n))
        return lambda: list(rule().check(text))

    assert_linear(looking, 4_000)


def test_the_guiding_example() -> None:
    seed = Path(__file__).parent.parent / "seeds" / "tiongkok-belarus.txt"
    if not seed.exists():
        pytest.skip("the seed is not part of this checkout")
    text = seed.read_text("utf-8")
    (finding,) = TrailingLinks().check(Text.of(text))
    assert finding.span.of(text) == text[text.index("More Stories") :].rstrip()


@pytest.mark.parametrize(
    "last",
    [
        "Click here to get more information on the works and on all that they will cost the town.",
        "Click here to get more information on the works, and follow us on Facebook if you like.",
        "- Click here to get more information or to subscribe to our newsletter and follow us on Facebook.",
    ],
)
def test_a_phrase_or_two_cut_no_paragraph(last: str) -> None:
    assert list(TrailingLinks().check(Text.of(f"{STORY}\n{last}"))) == []
    assert list(PolicyBanner().check(Text.of(f"{STORY}\n{last}"))) == []


@pytest.mark.parametrize(
    "last",
    [
        "Get the latest news delivered to your inbox: subscribe to our newsletter, or follow us on Facebook.",
        "This website uses cookies. By continuing you agree to our privacy policy and the terms of use of this site.",
    ],
)
def test_several_phrases_make_a_banner_of_the_last_paragraph(last: str) -> None:
    (finding,) = PolicyBanner().check(Text.of(f"{STORY}\n{last}"))
    assert finding.span.start == len(STORY) + 1
    assert list(PolicyBanner().check(Text.of(f"{last}\n{STORY}"))) == []


def test_names_in_a_list_are_no_buttons() -> None:
    names = "\nDiscord\nFacebook\nFigma\nLinkedIn\nNotion\nTwitter\nZoom\nPhone"
    assert list(TrailingLinks().check(Text.of(f"{STORY}\nThese services can be used to sign in{names}"))) == []


def test_a_count_of_comments_is_no_program() -> None:
    (finding,) = TrailingLinks().check(Text.of(f"{STORY}\nComments (3)\nOld bridge, new bridge\nRain at last"))
    assert finding.evidence["heading"] == "Comments (3)"


def test_a_short_sentence_is_no_button() -> None:
    talk = "What do you think of the new bridge that the town has built?\nIt looks better than the old one ever did."
    assert list(PolicyBanner().check(Text.of(f"{talk}\nI agree."))) == []


@pytest.mark.parametrize("heading", ("External links", "Liens externes", "Зовнішні посилання", "For further study:"))
def test_a_list_of_links_under_a_heading_of_references_belongs_to_the_text(heading: str) -> None:
    links = "".join(
        f'<li><a href="https://e.org/{name}">{name} of the valley</a></li>' for name in ("Maps", "Birds", "Mills")
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n"))
    page = f"<html><body><article>{paragraphs}<h2>{heading}</h2><ul>{links}</ul></article></body></html>"
    text = Text([read_string("page.html", page, "html")])
    assert list(TrailingLinks().check(text)) == []


def test_numbered_references_belong_to_the_text() -> None:
    notes = "".join(
        f'<p><a href="#{number}">[{number}] A. Smith, The Bridges, {1900 + number}</a></p>' for number in (1, 2, 3)
    )
    page = f"<html><body><article><p>{STORY}</p>{notes}</article></body></html>"
    assert list(TrailingLinks().check(Text([read_string("page.html", page, "html")]))) == []


def test_no_heading_is_left_with_nothing_below_it() -> None:
    """Where the page marks its headings, the one right above a block goes with it, whatever it says."""
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n"))
    links = "".join(
        f'<li><a href="https://e.org/{name}">{name} of the valley</a></li>' for name in ("Maps", "Birds", "Mills")
    )
    page = f"<article>{paragraphs}<h2>Our friends</h2><p>More stories</p><ul>{links}</ul></article>"
    document = read_string("page.html", page, "html")
    (finding,) = TrailingLinks().check(Text([document]))
    assert finding.span.of(document.text).startswith("Our friends")


def test_a_heading_of_comments_takes_them_along() -> None:
    said = "I had hoped for this since the spring, and so had all of my neighbours in the lower town."
    text = f"{STORY}\n{STORY}\n2 Comments\nAnna\n{said}\nReply"
    (finding,) = TrailingLinks().check(Text.of(text))
    assert finding.evidence["heading"] == "2 Comments"


@pytest.mark.parametrize("notes", ("Megjegyzések", "Opmerkingen"))
def test_words_for_notes_are_no_heading_of_comments(notes: str) -> None:
    text = f"{STORY}\n{notes}\nIt rained on the day before the debate, and the hall was cold.\nA. Smith"
    assert list(TrailingLinks().check(Text.of(text))) == []


def test_an_index_of_links_is_what_its_page_is_for() -> None:
    """Names of constants read as code; some of them are no text that a list of links follows."""
    names = [*(f"HARBOUR_MAX_{at}" for at in range(8)), *(f"harbourOpen{at}" for at in range(60))]
    entries = "".join(f"<dt>entry{at}</dt><dd><a href='#{at}'>{name}</a><br></dd>" for at, name in enumerate(names))
    links = "".join(f"<a href='#{name}'>{name}</a><br>" for name in names)
    page = f"<html><body><h1>Harbour library: index</h1><dl>{entries}</dl><p>{links}</p></body></html>"
    assert list(TrailingLinks().check(Text([read_string("page.html", page, "html")]))) == []


def test_a_listing_whose_lines_are_links_is_text() -> None:
    lines = [*(f"harbour_open({at});" for at in range(40)), "}", "}"]
    listing = "\n".join(f"<a href='#{at}'>{line}</a>" for at, line in enumerate(lines))
    page = f"<html><body><p>{STORY}</p><pre><code>{listing}</code></pre></body></html>"
    assert list(TrailingLinks().check(Text([read_string("page.html", page, "html")]))) == []
