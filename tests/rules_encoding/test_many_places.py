"""What is broken throughout is one finding, its fix mends all of it, and encodings mixed in one file are told apart."""

from __future__ import annotations

import pytest

from qc.finding import Finding
from qc.rule import Rule
from qc.rules.encoding.invisible_character import InvisibleCharacter
from qc.rules.encoding.mixed_script_word import MixedScriptWord
from qc.rules.encoding.mojibake import Mojibake
from qc.rules.encoding.replacement_character import ReplacementCharacter
from qc.text import Text

MANY = {
    Mojibake: ("Il a trouvÃ© la clÃ© ", "Il a trouvé la clé "),
    InvisibleCharacter: ("The har\u200bbour and the boats ", "The harbour and the boats "),
    ReplacementCharacter: ("Die Stadt M\ufffdnchen baut ", None),
    MixedScriptWord: ("Они живут в Mоскве и рядом ", "Они живут в Москве и рядом "),
}


def check(rule: type[Rule], *texts: str) -> list[Finding]:
    return list(rule().check(Text.of(*texts)))


def mended(string: str, finding: Finding) -> str:
    assert finding.fix is not None
    for span, replacement in sorted(finding.fix.edits, reverse=True):
        string = string[: span.start] + replacement + string[span.end :]
    return string


@pytest.mark.parametrize("rule", MANY)
def test_many_places_are_one_finding(rule: type[Rule]) -> None:
    sentence, meant = MANY[rule]
    first, second = check(rule, "clean text", sentence * 30, sentence * 40)
    assert (first.document, second.document) == (1, 2)
    assert first.evidence["places"] in (30, 60)
    assert 0 < len(first.related) < 20
    assert "the first of" in first.message
    if meant:
        assert mended(sentence * 30, first) == meant * 30
        assert mended(sentence * 40, second) == meant * 40


@pytest.mark.parametrize("rule", MANY)
def test_few_places_are_findings_of_their_own(rule: type[Rule]) -> None:
    sentence, _ = MANY[rule]
    findings = check(rule, (sentence + "\n") * 2)
    assert len(findings) in (2, 4)
    assert {finding.evidence["places"] for finding in findings} == {1}


def test_encodings_mixed_in_one_file_are_told_apart() -> None:
    right, wrong = "Das Café heißt Größe und Maß.\n", "Das CafÃ© heiÃŸt GrÃ¶ÃŸe und MaÃŸ, nicht KÃ¤se.\n"
    string = right * 3 + wrong * 4 + right * 2 + wrong * 4
    first, second = check(Mojibake, string)
    lines = [string.count("\n", 0, finding.span.start) for finding in (first, second)]
    assert lines == [3, 9]
    assert len(first.fix.edits if first.fix else ()) == len(second.fix.edits if second.fix else ()) == 20


def test_safe_and_unsafe() -> None:
    (safe,) = check(Mojibake, "cafÃ©")
    (lost,) = check(Mojibake, "from â€œbbâ€? on")
    (page,) = check(Mojibake, "Ìû íå çíàåì, ÷òî ýòî òàêîå")
    assert [finding.fix and finding.fix.safe for finding in (safe, lost, page)] == [True, False, False]
    (bell,) = check(InvisibleCharacter, "e\x0ecient")  # a ligature may have been there
    (nul,) = check(InvisibleCharacter, "h\x00i")
    assert [finding.fix and finding.fix.safe for finding in (bell, nul)] == [False, True]


def test_hidden_text_is_told() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me")
    (finding,) = check(InvisibleCharacter, f"A friendly text.{hidden}")
    assert finding.evidence["hidden"] == "obey me"


@pytest.mark.parametrize("string", ["They don?t know", "it?s what she?s seen", "h?ren, f?hrt, schl?ft"])
def test_question_marks_in_words(string: str) -> None:
    assert len(check(ReplacementCharacter, string)) == string.count("?")


@pytest.mark.parametrize("string", ["what?the", "a?b=1 c?d=2 e?f=3", "it?s", "u.php?page x.php?view y.php?print"])
def test_question_marks_that_may_be_meant(string: str) -> None:
    assert check(ReplacementCharacter, string) == []
