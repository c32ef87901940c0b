"""LNG101: a document in another language than the one it should be in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.measures.languages import (
    declared_language,
    identify,
    language_name,
    language_of_tag,
    same_group,
    sample,
)
from qc.rule import Example, Options, Rule, option

if TYPE_CHECKING:
    from qc.finding import Finding
    from qc.text import Text

_LETTERS = 150  # a shorter document may be names, numbers and borrowed words

_EN = (
    "The harbour was quiet in the morning, and nobody knew why the boats had not come back. The women waited in front "
    "of the market with their empty baskets, and they talked about the weather, the price of fish and the children."
)
_ID = (
    "Pelabuhan itu sepi pada pagi hari, dan tidak ada orang yang tahu mengapa kapal-kapal belum kembali. Para ibu "
    "menunggu di depan pasar dengan keranjang yang masih kosong dan berbicara tentang cuaca, harga ikan, dan anak-anak."
)
_DE = (
    "Am Morgen war der Hafen still, und niemand wusste, warum die Boote noch nicht zurück waren. Die Frauen warteten "
    "vor dem Markt mit ihren leeren Körben und sprachen über das Wetter, den Preis der Fische und ihre Kinder."
)
_RU = (
    "Утром в порту было тихо, и никто не знал, почему лодки ещё не вернулись. Женщины ждали перед рынком с пустыми "
    "корзинами и говорили о погоде, о цене на рыбу и о детях, которые должны были приехать из города в конце недели."
)
_ZH = "早上港口很安静，没有人知道船为什么还没有回来。妇女们拿着空篮子在市场前面等着，谈论天气和鱼的价格。" * 4


def _page(language: str, text: str) -> Example:
    return Example(f'<html lang="{language}"><body><p>{text}</p></body></html>', "html")


@dataclass(frozen=True)
class Expected(Options):
    """Which languages are right."""

    expected: str = option("", "ISO 639-1 codes of the languages expected, by commas; empty: what a document declares")


class WrongLanguage(Rule):
    """A document in another language than the one it should be in.

    It should be in one of the languages that are expected (option), or else in the one it declares: the `lang` of a
    page or a record. Such a document is mislabelled, was not translated, or is a page for errors and
    consent. Near languages (Indonesian and Malay, Czech and Slovak) count as one; documents of fewer than 150 letters
    are left out.
    """

    code = "LNG101"
    preview = True
    Options = Expected
    bad = (
        _page("id", f"⟦{_EN}⟧"),
        _page("en-US", f"⟦{_ID}⟧"),
        _page("fr", f"⟦{_DE}⟧"),
        _page("de", f"⟦{_RU}⟧"),
        _page("en", f"⟦{_ZH}⟧"),
    )
    good = (
        _page("en", _EN),
        _page("ms", _ID),
        _page("de-AT", _DE),
        _page("", _RU),
        _page("ja", "OK. 12:30. Microsoft Windows 11 Home, Apple iPhone 15 Pro Max."),
        _EN,
    )

    def check(self, text: Text) -> Iterator[Finding]:
        wanted = {language_of_tag(code) for code in self.options.expected.split(",")} - {""}
        for (start, end), source in zip(text.documents, text.sources, strict=True):
            should = wanted or {declared_language(source)} - {""}
            if should and np.count_nonzero(text.kinds[start:end] >= Kind.LOWER) >= _LETTERS:
                found = _language(text.slice(start, end))
                if found and not any(same_group(found, code) for code in should):
                    yield self._finding(text, start, end, found, sorted(should))

    def _finding(self, text: Text, start: int, end: int, found: str, should: list[str]) -> Finding:
        wanted = " or ".join(map(language_name, should))
        message = f"the document is in {language_name(found)}, but should be in {wanted}"
        return self.finding(
            text, start, end, message, confidence=0.95, evidence={"language": found, "expected": ", ".join(should)}
        )


def _language(document: str) -> str:
    """The language of the document, if its second half alone gives the same answer."""
    found = identify(sample(document))
    return found if found and found == identify(sample(document[len(document) // 2 :])) else ""
