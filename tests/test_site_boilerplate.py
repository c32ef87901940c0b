"""LNK102: what pages of a site share, near-duplicates counted once, and nothing where there is one page a site."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable
from functools import partial

import pytest

from qc.document import Document, Record
from qc.finding import Finding
from qc.measures import site_shelves
from qc.measures.addresses import site_of
from qc.measures.page_notes import PageNote
from qc.measures.site_shelves import learned, shelves
from qc.rules.links.site_boilerplate import SiteBoilerplate, SiteOptions
from qc.text import Text

WORDS = ("river", "bridge", "harvest", "council", "winter", "market", "teacher", "engine", "forest", "harbour")
FOOT = "\nWrite to the desk\nThe Valley Herald"


def story(number: int, lines: int = 4) -> str:
    """An article of its own: no two numbers give the same sentence."""
    picks = itertools.islice(itertools.permutations(WORDS, 5), number * lines, (number + 1) * lines)
    return "\n".join(f"The {a} and the {b} were near the old {c} when the {d} and {e} came." for a, b, c, d, e in picks)


def found(*pages: tuple[str, str], least: int = 3) -> list[Finding]:
    documents = [
        Document("news.jsonl", text, record=Record(number, number + 1, str(number), url))
        for number, (url, text) in enumerate(pages)
    ]
    rule = SiteBoilerplate(SiteOptions(least))
    notes = sorted(rule.note(Text(documents)), key=lambda note: note[0])
    assert pickle.loads(pickle.dumps(notes)) is not None
    return list(rule.conclude(notes))


def on(site: str, *texts: str) -> list[tuple[str, str]]:
    return [(f"https://{site}/{number}.html", text) for number, text in enumerate(texts)]


def test_what_three_pages_end_with() -> None:
    pages = on("www.example.org", *(story(number) + FOOT for number in range(3)))
    findings = found(*pages)
    assert [finding.span.of(pages[finding.document][1]) for finding in findings] == [FOOT.strip()] * 3
    assert all("example.org" in finding.message for finding in findings)


def test_two_pages_are_too_few_unless_asked_for() -> None:
    pages = on("example.org", *(story(number) + FOOT for number in range(2)))
    assert found(*pages) == []
    assert len(found(*pages, least=2)) == 2


def test_other_sites_do_not_count() -> None:
    assert found(*((f"https://site{number}.org/", story(number) + FOOT) for number in range(6))) == []


def test_near_duplicates_count_once() -> None:
    copies = [
        story(0, 12) + f"\nHe added on day {number} that more would come of it soon." + FOOT for number in range(5)
    ]
    assert found(*on("example.org", *copies)) == []
    assert found(*on("example.org", *copies, story(30) + FOOT, story(31) + FOOT)) != []


def test_own_prose_below_is_never_cut() -> None:
    pages = on("example.org", *(story(number) + FOOT + "\n" + story(50 + number, 1) for number in range(4)))
    assert found(*pages) == []


def comments(number: int, lines: int = 1) -> str:
    return "\n" + story(60 + number, lines)


def test_readers_comments_go_with_their_heading() -> None:
    """A heading of comments that the pages share opens the end of each, unless most of the prose stands below it."""
    pages = on("example.org", *(f"{story(number)}\nComments ({number})" + comments(number) for number in range(3)))
    assert [finding.span.of(pages[finding.document][1]).split("\n")[0] for finding in found(*pages)] == [
        f"Comments ({number})" for number in range(3)
    ]
    long = on("example.org", *(f"{story(number)}\nComments ({number})" + comments(number, 2) for number in range(3)))
    assert found(*long) == []


def test_what_closes_other_pages_closes_this_one() -> None:
    """Several lines that end three pages open the end of a fourth, on which comments follow."""
    closed = [story(number) + FOOT for number in range(3)]
    pages = on("example.org", *closed, story(3) + FOOT + comments(3), story(4) + "\nWrite to the desk" + comments(4))
    findings = {finding.document: finding.span.of(pages[finding.document][1]) for finding in found(*pages)}
    assert findings == {number: FOOT.strip() for number in range(3)} | {3: (FOOT + comments(3)).strip()}


def test_a_banner_inside_articles_closes_nothing() -> None:
    pages = [story(number, 2) + FOOT + "\n" + story(20 + number, 2) for number in range(3)]
    closed = [story(30 + number) + FOOT for number in range(3)]
    assert {finding.document for finding in found(*on("example.org", *pages, *closed))} == {3, 4, 5}


def test_two_pages_of_a_host_share_what_they_end_with_in_a_row() -> None:
    row = FOOT + "\nAbout the paper\nOur printers"
    assert len(found(*on("example.org", *(story(number) + row for number in range(2))))) == 2
    folder = [("", story(number) + row) for number in range(2)]
    assert found(*folder) == []
    said = "\n" + story(40)
    assert found(*on("example.org", *(story(number) + said for number in range(2)))) == []
    fields = "\nMemory: 8 GB\nSystem: any\nSound: yes\nColour: red"
    assert found(*on("example.org", *(story(number) + fields for number in range(2)))) == []


def test_a_single_word_above_what_pages_share_is_the_text_s() -> None:
    row = FOOT + "\nAbout the paper\nOur printers"
    for count in (2, 4):
        pages = on("example.org", *(f"{story(number)}\nSalt" + row for number in range(count)))
        assert [found_.span.of(pages[found_.document][1]) for found_ in found(*pages)] == [row.strip()] * count


def test_one_line_alone_must_stand_on_a_good_part_of_a_big_site() -> None:
    """Of many pages three end with the same words by chance."""
    closing = "\nAll of this for nothing"
    few = [story(number) + closing for number in range(3)]
    assert len(found(*on("example.org", *few, *(story(number) for number in range(3, 12))))) == 3
    assert found(*on("example.org", *few, *(story(number) for number in range(3, 24)))) == []
    assert len(found(*on("example.org", *(story(number) + FOOT for number in range(3)), *few[1:], *few[1:]))) == 3


def test_teasers_above_the_text() -> None:
    """Sentences that different pages begin with are the site's; what others only list below belongs to its page."""
    teasers = "\n".join(story(50 + number, 1) for number in range(5)) + "\n"
    pages = on("example.org", *(teasers + story(number) for number in range(4)))
    assert [found_.span.of(pages[found_.document][1]) for found_ in found(*pages)] == [teasers.strip()] * 4
    heads = [f"The {WORDS[number]} and its many old stones" for number in range(5)]
    listed = on("example.org", *(f"{heads[n]}\n{story(n)}\n" + "\n".join(heads) for n in range(5)))
    assert all(found_.span.start > 0 for found_ in found(*listed))
    own = [f"{story(n, 1)}\n{story(10 + n)}\nMore of it\n" + "\n".join(story(m, 1) for m in range(4)) for n in range(4)]
    assert all(found_.span.start > 0 for found_ in found(*on("example.org", *own)))


SPECIFICATION = "\nSystem requirements\nMemory: 8 GB RAM\nSystem: 64-bit\nColour: {}\nSound card: any\nLanguage: {}"


def test_records_of_one_kind_agree_by_chance() -> None:
    """Fields are the site's only if nearly all of its pages have them."""
    some = [story(number) + SPECIFICATION.format(f"{WORDS[number]} red", WORDS[number]) for number in range(3)]
    assert found(*on("example.org", *some, *(story(number) for number in range(5, 9)))) == []
    imprint = "\nPublisher: The Valley Press\nEditor: A. Smith"
    assert len(found(*on("example.org", *(story(number) + imprint for number in range(4))))) == 4


def test_lines_that_are_mostly_numbers_tell_nothing() -> None:
    pages = on("example.org", *(f"{story(number)}\n$ {number}9.95 was $ 1{number}.50 in 2019" for number in range(3)))
    assert found(*pages) == []


def test_a_heading_that_texts_have_in_common_is_no_beginning() -> None:
    pages = [f"{WORDS[number]} and its {WORDS[-number]} today\nAbout this town\n{story(number)}" for number in range(4)]
    assert found(*on("example.org", *pages)) == []


def test_the_headline_of_another_page_counts() -> None:
    first = "Coins found in a field near the mill\n" + story(0)
    last = story(1) + "\nCoins found in a field near the mill"
    (finding,) = found(*on("example.org", first, last, story(2)))
    assert finding.document == 1
    assert finding.span.of(last) == "Coins found in a field near the mill"


def test_the_first_line_of_a_text_in_a_folder_is_no_headline() -> None:
    """Dialogues and poems take up each other's lines; a headline is known where the site is."""
    first, last = "Complex is better than complicated\n" + story(0), story(1) + "\nComplex is better than complicated"
    assert found(("", first), ("", last), ("", story(2)), ("", story(3))) == []
    said = [text.replace("complicated", "complicated.") for text in (first, last, story(2))]
    assert found(*on("example.org", *said)) == []
    (finding,) = found(*on("example.org", first, last, story(2)))
    assert "headline of another page of example.org" in finding.message


def test_numbers_do_not_count() -> None:
    pages = on("example.org", *(f"{story(number)}\n{number * 7} readers like this" for number in range(3)))
    assert len(found(*pages)) == 3


def test_a_page_that_is_nothing_else_is_left_to_other_rules() -> None:
    assert found(*on("example.org", *(FOOT.strip() for _ in range(4)))) == []


def test_the_site_is_the_host_or_the_folder() -> None:
    record = Record(0, 1, "1", "https://www.Example.org:8080/a?b")
    assert site_of(Document("crawl/a.jsonl", "", record=record)) == "example.org"
    assert site_of(Document("crawl/en/a.txt", "")) == "crawl/en/"
    assert site_of(Document("x/a.html", "", meta={"url": "http://[broken"})) == "x/"


def test_time_grows_with_the_pages(assert_linear: Callable[..., None]) -> None:
    def looking(count: int) -> Callable[[], object]:
        return partial(found, *on("example.org", *(story(number) + FOOT for number in range(count))))

    assert_linear(looking, 400)


def test_time_grows_with_the_lines_of_a_page(assert_linear: Callable[..., None]) -> None:
    """Comments between lines that close other pages, over and over."""

    def looking(count: int) -> Callable[[], object]:
        closed = [story(number) + FOOT for number in range(3)]
        thread = "".join(f"{FOOT}\nComments (3)" + comments(number % 40) for number in range(count))
        return partial(found, *on("example.org", *closed, *(story(number) + thread for number in range(3, 6))))

    assert_linear(looking, 400)


def test_sites_are_compared_a_shelf_at_a_time() -> None:
    """No more notes in memory than a shelf holds, every site on one shelf, and of a big site an even part."""
    pages = {"a": 4, "b": 3, "few": 2, "c": 5, "huge": 100, "z": 1_000}
    found = list(shelves(pages, least=3, most=9))
    assert found == [{"a": 1, "b": 1}, {"c": 1}, {"huge": 12}, {"z": 112}]
    assert list(shelves({}, least=3)) == []
    note = PageNote("huge", b"", (), b"", b"")
    kept = learned(((number, note._replace(titles=(number,))) for number in range(100)), {"huge": 12})
    assert [one.titles[0] for one in kept["huge"]] == list(range(0, 100, 12))


def test_a_shelf_at_a_time_finds_what_all_at_once_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = SiteBoilerplate()
    notes = [
        (20 * site + number, note._replace(site=f"{site}.example"))
        for site in range(3)
        for number, note in rule.note(Text.of(*(story(number) + FOOT for number in range(4))))
    ]
    at_once = sorted(rule.conclude(notes), key=lambda found: (found.document, found.span))
    assert len(at_once) == 3 * 4
    monkeypatch.setattr(site_shelves.shelves, "__defaults__", (4,))
    assert sorted(rule.conclude(notes), key=lambda found: (found.document, found.span)) == at_once
