"""Planting: seeded, one defect a text, and exactly where it is said to stand."""

from __future__ import annotations

import random

import pytest

from bench.hosts import Host, _is_translated
from bench.plant import PATTERNS, Case, cases
from bench.planted import MID_WORD, _interval, _result, _whole_words, figures, section
from qc.finding import Finding, Severity
from qc.offsets import Span

ENGLISH = """\
The old ferry left the harbour before dawn, with twelve passengers, a crate of apples, and two dogs. Captain \
Thornbury had never seen such a quiet sea. “Nobody will believe it’s true,” said Captain Thornbury to the cook.
The committee of the northern islands met again in the town hall, under the leaking roof. It spoke about schools, the \
price of diesel, the new lighthouse, and the winter timetable. Thornbury listened and then asked for the floor at once.
A letter from the ministry arrived on the following morning, together with a map of the coast. The committee read it \
twice and put it away. Somebody opened the window, because the stove was smoking, and everybody went home for lunch."""
GERMAN = """\
Die alte Fähre verließ den Hafen vor der Dämmerung, mit zwölf Gästen und zwei Hunden an Bord. Der Kapitän hatte \
noch nie eine so ruhige See gesehen. Niemand würde es ihm glauben, sagte er später zu dem Koch.
Der Ausschuss der nördlichen Inseln tagte wieder im Rathaus, unter dem undichten Dach. Er sprach über Schulen, die \
Preise für Öl und den neuen Leuchtturm. Danach gingen alle zum Essen.
Ein Brief aus dem Ministerium kam am folgenden Morgen, zusammen mit einer Karte der Küste. Der Ausschuss las ihn \
zweimal und legte ihn weg. Jemand öffnete das Fenster, weil der Ofen rauchte."""
HOSTS = {"en": [Host("en-0", ENGLISH, "en")], "de": [Host("de-0", GERMAN, "de")]}


@pytest.fixture(scope="module")
def planted() -> list[Case]:
    return list(cases(HOSTS))


def test_a_seed_plants_the_same_again(planted: list[Case]) -> None:
    assert [case.planted for case in planted] == [case.planted for case in cases(HOSTS)]
    assert [case.planted for case in planted] != [case.planted for case in cases(HOSTS, seed=2)]


def test_every_rule_of_the_catalogue_has_a_pattern_with_a_source(planted: list[Case]) -> None:
    codes = {each.code for each in PATTERNS}
    assert {f"REP10{number}" for number in range(1, 9)} <= codes
    assert all(each.source and each.name for each in PATTERNS)
    assert {case.pattern.name for case in planted} > {"three words twice", "a closing tag", "X and X"}


def test_what_stands_outside_the_defect_is_the_host(planted: list[Case]) -> None:
    for case in planted:
        if case.planted.more:
            assert all(0 < place.start < place.end <= len(case.planted.text) for place in case.planted.more)
            assert case.host.text.startswith(case.planted.text[: case.planted.span.start])
            continue
        text, span, host = case.planted.text, case.planted.span, case.host.text
        assert 0 <= span.start < span.end <= len(text), case.pattern.name
        assert host.startswith(text[: span.start - 1]), case.pattern.name
        assert host.endswith(text[span.end + 1 :].lstrip()), case.pattern.name
        assert (text != host) != bool(case.planted.declared), case.pattern.name
        assert case.planted.declared != case.host.lang, case.pattern.name


def test_what_packages_left_in_english_makes_no_host() -> None:
    assert not _is_translated("it", "In small harbours, boats are sometimes used for nets or as a home.")
    assert not _is_translated("pt", "As well as having an owner, each boat belongs to a harbour.")
    assert _is_translated("it", "Le barche del porto sono usate per le reti, per il pesce o come casa.")


def _planted(name: str, text: str, seeds: int = 20) -> list[str]:
    """What stands where a pattern was planted into a text, by seed."""
    (plant,) = (each.plant for each in PATTERNS if each.name == name)
    told = [plant(Host("en-0", text, "en"), random.Random(seed)) for seed in range(seeds)]
    return [each.span.of(each.text) for each in told if each]


@pytest.mark.usefixtures("planted")
def test_a_second_draft_keeps_its_negation() -> None:
    text = (
        "The boat could not leave. "
        + "The old ferry with its small crew did not leave the quiet harbour at seven. " * 2
    )
    for name in ("the sentence again without a word", "the sentence again with another word"):
        assert all(" not " in again for again in _planted(name, text))


@pytest.mark.usefixtures("planted")
def test_words_of_one_name_are_not_doubled() -> None:
    text = "Press Ctrl+Shift+Enter to open boat_harbour_list.txt or close Harbour_Map@Town again."
    assert {again.split()[0] for again in _planted("a word five times", text)} == {"open", "close"}


@pytest.mark.usefixtures("planted")
def test_no_echo_behind_an_abbreviation() -> None:
    text = "They came with the mayor, Anna Maria Thornbury, {}. Then they went home. The boats stayed."
    assert _planted("an item of a list again as a sentence", text.format("the captain"))
    assert not _planted("an item of a list again as a sentence", text.format("Prof"))


def test_a_hit_is_the_right_rule_on_half_of_the_span(planted: list[Case]) -> None:
    case = next(case for case in planted if case.pattern.name == "a closing tag")
    span = case.planted.span

    def found(code: str, start: int, end: int) -> Finding:
        return Finding(code, "a-rule", Severity.WARNING, 0, Span(start, end), "here")

    exact = _result(case, (found("GAR108", *span),))
    moved = _result(case, (found("GAR108", span.start + 1, span.end + 2),))
    other = _result(case, (found("GAR109", *span),))
    beside = _result(case, (found("GAR108", 0, 5),))
    assert [(each.hit, each.exact) for each in (exact, moved, other, beside)] == [
        (True, True),
        (True, False),
        (False, False),
        (False, False),
    ]
    assert figures([exact, moved, other, beside])["by rule"]["GAR108"] == {
        "planted": 4,
        "recall": 0.5,
        "exact": 0.5,
        "findings_per_hit": 1.0,
    }


def test_rates_by_language_say_how_much_they_mean(planted: list[Case]) -> None:
    case = next(case for case in planted if case.pattern.name == MID_WORD and case.host.lang == "en")
    found = [_result(case, ())] * 40
    german = next(case for case in planted if case.pattern.name == MID_WORD and case.host.lang == "de")
    found += [_result(german, (Finding("GAR102", "a-rule", Severity.WARNING, 0, german.planted.span, "here"),))]
    whole = _whole_words(found, {"en": frozenset({case.planted.span.of(case.planted.text)}), "de": frozenset()})
    assert (whole["cut"], whole["whole"], whole["found"], whole["recall of GAR102 without them"]) == (41, 40, 0, 1.0)
    told = section({**figures(found), "whole words": whole})
    assert "| GAR102 | (1.0) | 0.0 |" in told
    assert "| GAR102, no whole words | (1.0) |  |" in told
    assert "| GAR102 | en | 40 | 0.0 | 0.00 to 0.09 |" in told


def test_an_interval_of_a_rate() -> None:
    low, high = _interval(0.95, 120)
    assert (round(low, 2), round(high, 2)) == (0.9, 0.98)
