"""Time grows with the length of a text, whatever the text: four times as much takes at most six times as long.

For every rule and every view on texts that made other detectors quadratic: periodic, self-similar, all of one kind, or
full of what a pattern begins with. Processor time; whoever is too slow is asked twice more on fresh texts.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial

import pytest
from timing import seconds

from qc.document import Block, Document, Kind, Link
from qc.engine import Plan, check_documents
from qc.measures.languages import languages
from qc.offsets import Span
from qc.rule import CorpusRule, Diagnostic, Rule
from qc.rules import all_rules
from qc.text import Text

SIZE = 50_000  # characters; four times as many in the longer text
NOISE = 0.08  # seconds that a difference must exceed

RULES = [rule for rule in all_rules() if not issubclass(rule, Diagnostic)]
COLUMNS = ("codes", "kinds", "scripts", "folded", "words", "lines", "paragraphs", "word_ids", "sentences", "code_mask")


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def fibonacci(first: str, second: str) -> Callable[[int], str]:
    """ab, aba, abaab ...: repetition at every scale, but never the same period for long."""

    def grow(size: int) -> str:
        word, before = first + second, first
        while len(word) < size:
            word, before = word + before, word
        return word[:size]

    return grow


def thue_morse(size: int) -> str:
    """Without any cube, and the classic killer of polynomial hashes."""
    return " ".join("ab"[bin(number).count("1") % 2] for number in range(size // 2))


def two_letters(size: int) -> str:
    """Pseudo-random, from a linear congruence: every short word occurs again and again."""
    letters, state = [], 1
    for _ in range(size):
        state = (state * 1_103_515_245 + 12_345) % (1 << 31)
        letters.append("ab  "[state >> 29])
    return "".join(letters)


def numbered(line: str) -> Callable[[int], str]:
    """The same again and again but for a number."""
    return lambda size: "".join(line.format(number) for number in range(size // len(line)))


def mirrored(size: int) -> str:
    """Sentences of rare words, one a line, a question, and the same sentences from the last to the first."""
    dice = random.Random(1)
    words = ("".join(dice.choices("bcdfglmnprstvaeiou", k=7)) for _ in itertools.count())
    lines = [f"The {' '.join(itertools.islice(words, 12))} came." for _ in range(size // 220)]
    return "\n".join([*lines, "Did they?", *reversed(lines)])


def entries(size: int) -> str:
    """Entries under headings of their own, and every other one says the same as one before it."""
    dice = random.Random(2)
    words = ("".join(dice.choices("bcdfglmnprstvaeiou", k=7)) for _ in itertools.count())
    told = [f"The {' '.join(itertools.islice(words, 12))} came. Nobody minded it." for _ in range(size // 280)]
    return "\n".join(f"Entry {number}\n{each}" for number, each in enumerate([*told, *told]))


KILLERS: dict[str, Callable[[int], str]] = {
    "entries under headings": entries,
    "one word": repeated("word "),
    "two words": repeated("ham egg "),
    "one word a line": repeated("word\n"),
    "one long word": repeated("abcdefghij"),
    "one letter": repeated("a"),
    "one ideograph": repeated("好"),
    "Fibonacci words": fibonacci("ja ", "nein "),
    "Fibonacci sentences": fibonacci("It rains on us. ", "The sun is out now. "),
    "Fibonacci letters": fibonacci("a", "b"),
    "Thue-Morse words": thue_morse,
    "two letters": two_letters,
    "empty lines": repeated("\n"),
    "one-letter lines": repeated("a\n\n"),
    "blanks": repeated(" "),
    "tabs and blanks": repeated(" \t"),
    "equal sentences": repeated("The committee met on Monday and will report in spring. "),
    "equal paragraphs": repeated("The committee met on Monday. It will report in spring, they said to us all.\n\n"),
    "near-equal sentences": numbered("The committee met on day {} and will report in the spring. "),
    "near-equal lines": numbered("Read also: the committee met on day {}\n"),
    "near-equal items": numbered("the town of Number {}, "),
    "doubled common words": repeated("the old harbour harbour is far and it was in the rain for all of us. "),
    "a dialogue and back": mirrored,
    "joined items": repeated("the beach and the beach and "),
    "full stops": repeated("."),
    "spaced full stops": repeated(". "),
    "two points": repeated("He waited long.. Then it rained hard.. "),
    "named full stops": repeated("put a boat . and then a sail . or "),
    "commas": repeated(","),
    "quotes": repeated('"'),
    "open brackets": repeated("("),
    "open and closed": repeated(")("),
    "question marks": repeated("?!"),
    "exclamations": repeated("¡Ay! "),
    "tags": repeated("<a "),
    "angle brackets": repeated("<"),
    "closed tags": repeated("<b></i>"),
    "braces": repeated("{{"),
    "square brackets": repeated("[b]["),
    "entities": repeated("&a"),
    "ampersands": repeated("&"),
    "percents": repeated("%s"),
    "addresses": repeated("http://a.b/"),
    "hyphens": repeated("a-"),
    "apostrophes": repeated("a'"),
    "camel case": repeated("aB"),
    "glued sentences": repeated("end.Then"),
    "digits": repeated("1"),
    "decimals": repeated("1.1,"),
    "letter-spaced": repeated("b r o k e n  "),
    "abbreviations": repeated("e.g. i.e. Dr. "),
    "joiners": repeated("\u200d"),
    "joined letters": repeated("a\u200d"),
    "combining marks": repeated("e\u0301\u0323"),
    "nothing but marks": repeated("\u0301"),
    "soft hyphens": repeated("a\u00ad"),
    "replacement characters": repeated("\ufffd"),
    "mojibake": repeated("Ã©"),
    "mojibake of mojibake": repeated("ÃƒÂ©"),
    "mixed scripts": repeated("aа"),
    "two languages": repeated("The house stands here. Дом стоит здесь. "),
    "emoji": repeated("👩‍👩‍👧"),
    "Thai": repeated("ที่นี่"),
    "carriage returns": repeated("\r"),
    "ends of documents": repeated("\0\n"),
    "surrogates": repeated("\ud800a"),
    "names": numbered("Belarus{0} Belarusia{0} "),
    "headings": repeated("More Stories\n"),
    "counts, references and fields": repeated(
        "Comments (3)\n[1] Facebook\nMemory: 8 GB\nIt rained on us all the day long.\n"
    ),
}


@lru_cache(maxsize=2)
def texts(killer: str, turn: int) -> tuple[Text, Text]:
    """The shorter and the longer text with every column computed; `turn` asks for fresh ones."""
    pair = tuple(Text.of(KILLERS[killer](size)) for size in (SIZE, 4 * SIZE))
    for text in pair:
        every_view(text)
    return pair  # type: ignore[return-value]


def every_view(text: Text) -> None:
    for column in COLUMNS:
        getattr(text, column)
    text.view(languages)


@cache
def ready(rule: type[Rule]) -> Rule:
    """The rule with its tables read and its patterns compiled."""
    made = rule()
    look(made, Text.of("A short text. It warms the tables.", "Another one."))
    return made


def look(rule: Rule, text: Text) -> None:
    for _ in rule.note(text) if isinstance(rule, CorpusRule) else rule.check(text):
        pass


def assert_linear(pairs: Iterable[Sequence[Callable[[], object]]]) -> None:
    """Of the pairs of work on the shorter and the longer text, one at least behaves."""
    seen = []
    for shorter, longer in pairs:
        seen.append((seconds(shorter), seconds(longer)))
        if seen[-1][1] <= 6 * seen[-1][0] + NOISE:
            return
    pytest.fail(", ".join(f"{first:.3f} s became {second:.3f} s" for first, second in seen))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("killer", KILLERS)
def test_rule(killer: str, rule: type[Rule]) -> None:
    made = ready(rule)
    assert_linear([partial(look, made, text) for text in texts(killer, turn)] for turn in range(3))


@pytest.mark.parametrize("killer", KILLERS)
def test_views(killer: str) -> None:
    every_view(Text.of("A short text."))
    strings = [KILLERS[killer](size) for size in (4 * SIZE, 16 * SIZE)]
    assert_linear([partial(every_view, Text.of(string)) for string in strings] for _ in range(3))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_million_words(rule: type[Rule]) -> None:
    """One word a million times is one document; no rule may take ten seconds for it."""
    made = ready(rule)
    assert seconds(lambda: look(made, million())) < 10


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_giant_word(rule: type[Rule]) -> None:
    """Hundreds of thousands of candidates within one word: none may look at the rest of the word."""
    made = ready(rule)
    assert seconds(lambda: look(made, giant())) < 10


@cache
def giant() -> Text:
    text = Text.of("xaaaaaaaaz" * 320_000)
    every_view(text)
    return text


@cache
def million() -> Text:
    text = Text.of("word " * 1_000_000)
    every_view(text)
    return text


# -- many documents, and what readers know of them


def pages(count: int, *, equal: bool) -> list[Document]:
    """Small documents with a heading, links and a block of code, all the same or all a little different."""
    made = []
    for number in range(count):
        mark = "" if equal else f" {number}"
        text = f"The committee met on Monday{mark}.\nRead more: the budget{mark}\nA code block\n"
        links = (Link(Span(38, 48), "/budget"),)
        blocks = (Block(Span(len(text) - 13, len(text) - 1), Kind.CODE),)
        made.append(Document(f"{number}.html", text, "html", links=links, blocks=blocks))
    return made


@pytest.mark.parametrize("equal", [True, False])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_many_documents(rule: type[Rule], equal: bool) -> None:
    made = ready(rule)
    few, many = (pages(count, equal=equal) for count in (600, 2400))
    assert_linear([partial(whole, made, few), partial(whole, made, many)] for _ in range(3))


def whole(rule: Rule, documents: list[Document]) -> None:
    text = Text(documents)
    if isinstance(rule, CorpusRule):
        list(rule.conclude(sorted(rule.note(text), key=lambda note: note[0])))
    else:
        look(rule, text)


@pytest.mark.parametrize("kind", [Kind.LIST_ITEM, Kind.QUOTE])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_many_blocks(rule: type[Rule], kind: Kind) -> None:
    """Each line of one document is a block of its own, and stands there twice."""
    made = ready(rule)
    told = (mirrored(size).replace("Did they?", "They did. We saw it.") for size in (2 * SIZE, 8 * SIZE))
    few, many = (blocks_of(text, kind) for text in told)
    assert_linear([partial(whole, made, [few]), partial(whole, made, [many])] for _ in range(3))


def blocks_of(text: str, kind: Kind) -> Document:
    starts = itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    blocks = tuple(Block(Span(start, end - 1), kind) for start, end in itertools.pairwise(starts))
    return Document("blocks.html", text, "html", blocks=blocks[len(blocks) // 2 :])


@pytest.mark.parametrize("equal", [True, False])
def test_engine(equal: bool) -> None:
    plan = Plan(tuple(ready(rule) for rule in RULES))
    few, many = (pages(count, equal=equal) for count in (200, 800))
    assert_linear([partial(check_documents, few, plan), partial(check_documents, many, plan)] for _ in range(3))
