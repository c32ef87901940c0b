"""Language identification: short and long, by script and by words, and never an exception."""

from __future__ import annotations

import pytest

from qc.characters import Kind, kinds
from qc.document import Document
from qc.measures.languages import identify, language_name, language_of_tag, languages, same_group, sample
from qc.text import Text

SENTENCES = {
    "en": "The harbour was quiet in the morning, and the boats came back before the rain had started to fall.",
    "id": "Pada pagi hari pelabuhan itu sepi, dan perahu-perahu sudah kembali sebelum hujan mulai turun di kota.",
    "de": "Am Morgen war der Hafen still, und die Boote kamen zurück, bevor der Regen über der Stadt begann.",
    "fr": "Le matin, le port était calme et les bateaux sont rentrés avant que la pluie ne commence à tomber.",
    "es": "Por la mañana el puerto estaba tranquilo y los barcos volvieron antes de que empezara a llover.",
    "ru": "Утром в порту было тихо, и лодки вернулись раньше, чем над городом пошёл сильный дождь.",
    "tr": "Sabahleyin liman sessizdi ve tekneler yağmur başlamadan önce şehre geri dönmüş bulunuyordu.",
    "ar": "كان الميناء هادئا في الصباح وعادت القوارب قبل أن يبدأ المطر بالهطول على المدينة.",
    "hi": "सुबह बंदरगाह शांत था और नावें बारिश शुरू होने से पहले ही शहर में वापस आ गई थीं।",
    "zh": "早上港口很安静，船只在下雨之前就已经回来了，城里的人们开始准备早餐。",
    "ja": "朝の港は静かで、雨が降り始める前に船はもう町に戻っていました。",
    "ko": "아침에 항구는 조용했고 배들은 비가 내리기 전에 돌아왔다.",
    "th": "ตอนเช้าท่าเรือเงียบสงบ และเรือกลับมาก่อนที่ฝนจะเริ่มตก",
    "el": "Το πρωί το λιμάνι ήταν ήσυχο και οι βάρκες γύρισαν πριν αρχίσει η βροχή.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_is_enough(language: str, sentence: str) -> None:
    assert same_group(identify(sentence), language)
    assert identify(sentence)


@pytest.mark.parametrize(
    "stretch", ["", " \n", "12345 67.8", "!!! ???", "\ud800\ud800", "\x00\x1b[0m", "\ufdd0\U0001fffe"]
)
def test_without_letters_it_is_unsure(stretch: str) -> None:
    assert identify(stretch) == ""


def test_what_pycld2_refuses_does_no_harm() -> None:
    refused = "".join(chr(code) for code in range(0x110000) if kinds()[code] in (Kind.OTHER, Kind.CONTROL))
    sentence = SENTENCES["de"]
    assert identify(refused[::199] + sentence) == identify(sentence.replace(" ", "\x85\x00\ufffe\ud83d")) == "de"


def test_a_document_a_language() -> None:
    text = Text.of(*SENTENCES.values(), "")
    assert all(map(same_group, text.view(languages), [*SENTENCES, ""]))
    assert languages(text)[-1] == ""


def test_the_end_of_a_long_document_has_no_say() -> None:
    assert languages(Text.of(SENTENCES["id"] * 30 + SENTENCES["en"] * 9)) in (["id"], ["ms"])


@pytest.mark.parametrize(
    ("declared", "string", "expected"),
    [
        ("id-ID", SENTENCES["id"], "id"),  # within a group the declaration decides
        ("ms", SENTENCES["id"], "ms"),
        ("pt_BR", "OK 12", "pt"),  # nothing to measure
        ("en", SENTENCES["de"], "de"),  # the text speaks for itself
        (None, SENTENCES["de"], "de"),
        (7, SENTENCES["de"], "de"),
    ],
)
def test_declaration(declared: object, string: str, expected: str) -> None:
    for name in ("language", "lang"):
        assert languages(Text([Document(path="a", text=string, meta={name: declared})])) == [expected]


def test_tags() -> None:
    tags = {"iw-IL": "he", "EN": "en", " zh-Hant": "zh", "english": "", "": "", None: "", 7: ""}
    assert {tag: language_of_tag(tag) for tag in tags} == tags


def test_names() -> None:
    assert [language_name(code) for code in ("en", "he", "zh", "jv", "??")] == [
        "English",
        "Hebrew",
        "Chinese",
        "Javanese",
        "??",
    ]


def test_groups() -> None:
    assert same_group("id", "ms")
    assert same_group("", "ru")
    assert not same_group("id", "en")
    assert not same_group("xx", "yy")


def test_a_batch_says_what_its_documents_say_alone() -> None:
    english = "The committee met on Monday and will report in spring, they said. "
    mixed = "Der Ausschuss tagte am Montag. \0\ud800 " * 30
    texts = ["", english, "你好世界" * 9, english * 40, "1 2 3", "สวัสดีครับ" * 300, mixed, "Ia pergi ke pasar. " * 60]
    assert languages(Text.of(*texts)) == [identify(sample(text)) for text in texts]
    assert languages(Text([])) == []
