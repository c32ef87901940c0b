"""Foreign sentences in documents of many languages, and what only looks foreign."""

from __future__ import annotations

import pytest

from qc.measures import stop_words
from qc.measures.foreign import foreign
from qc.text import Text

HOMES = {
    "en": "It was late when we came to the house of my uncle, and there was no light in any of the windows. ",
    "id": "Hari sudah malam ketika kami tiba di rumah paman saya, dan tidak ada lampu yang menyala di jendela itu. ",
    "es": "Era muy tarde cuando llegamos a la casa de mi tío, y no había luz en ninguna de las ventanas. ",
    "pl": "Było już późno, kiedy przyszliśmy do domu mojego wuja, i w żadnym z okien nie było światła. ",
    "ru": "Было уже поздно, когда мы пришли к дому моего дяди, и ни в одном из окон не было света. ",
    "ja": "私たちが叔父の家に着いたときはもう遅く、どの窓にも明かりはついていませんでした。",
}
STRANGE = {
    "en": "Nobody knows what they were looking for in that old house.",
    "de": "Niemand weiß, was sie in dem alten Haus gesucht haben.",
    "fr": "Personne ne sait ce qu’ils cherchaient dans cette vieille maison.",
    "uk": "Ніхто не знає, що вони шукали в тому старому будинку.",
    "ko": "그들이 그 오래된 집에서 무엇을 찾고 있었는지 아무도 모른다.",
    "ar": "لا أحد يعرف ما الذي كانوا يبحثون عنه في ذلك البيت القديم.",
}


def found(string: str) -> list[tuple[str, str]]:
    text = Text.of(string)
    return [(text.slice(stretch.start, stretch.end), stretch.language) for stretch in text.view(foreign)]


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("language", STRANGE)
def test_a_line_in_another_language(home: str, language: str) -> None:
    if home != language:
        prose = HOMES[home] * 4
        assert found(f"{prose}\n{STRANGE[language]}\n{prose}") == [(STRANGE[language], language)]


@pytest.mark.parametrize("home", HOMES)
def test_nothing_in_plain_prose(home: str) -> None:
    assert found(HOMES[home] * 6) == []


def test_neighbours_are_one_passage() -> None:
    prose, strange = HOMES["en"] * 6, "Niemand weiß es. " + STRANGE["de"] + " 1, 2.\n" + STRANGE["de"]
    assert found(f"{prose}\n{strange}\n{prose}") == [(strange.removeprefix("Niemand weiß es. "), "de")]


@pytest.mark.parametrize("strange", ['He said: "{}"', "«{}»", "(“Quoi?” — {})", "https://a.example/{}"])
def test_quoted(strange: str) -> None:
    assert found(HOMES["en"] * 5 + "\n" + strange.format(STRANGE["fr"])) == []


def test_a_document_in_two_languages_is_meant() -> None:
    assert found(f"{HOMES['en'] * 4}\n{STRANGE['de'] * 5}\n{HOMES['en']}\n{STRANGE['de'] * 5}") == []


def test_a_language_of_few_function_words_is_settled_by_length() -> None:
    turkish = (
        "Liman kasabasında yaşlı balıkçılar sabahları teknelerini onarır, akşamları ağlarını kurutur ve beklerdi. "
    )
    strange = "The boats came back before the rain had started to fall, and the women carried baskets up to the market."
    assert found(f"{turkish * 6}\n{strange}\n{turkish * 6}") == [(strange, "en")]
    assert found(f"{turkish * 4}\n{strange}\n") == []


def test_a_short_document_has_no_language() -> None:
    assert found(f"{HOMES['en']}\n{STRANGE['de']}") == []


def test_stop_words() -> None:
    assert not stop_words.has_list("th")
    assert set(stop_words.languages_of("yang")) == {"id", "ms"}
    assert stop_words.mask_of("id") == stop_words.mask_of("ms") > 0
    assert stop_words.mask_of("") == stop_words.mask_of("th") == 0
    the, yang = stop_words.masks(Text.of("The YANG").word_ids).tolist()
    assert the & stop_words.mask_of("en")
    assert yang & stop_words.mask_of("id")
