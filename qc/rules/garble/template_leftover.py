"""GAR109: a template field, a format sign or a tokenizer's mark where a value should stand."""

from __future__ import annotations

from collections.abc import Iterator

from qc.finding import Finding, Severity
from qc.measures.filler import filler
from qc.measures.placeholders import Placeholder, placeholders
from qc.measures.programming import about_code, quoted_code
from qc.measures.systematic import LISTED, systematic
from qc.rule import Rule
from qc.text import Text


class TemplateLeftover(Rule):
    """A template field, a format sign or a tokenizer's mark where a value should stand.

    A page was saved before its template was filled ("{{name}}", "%s", "[object Object]"), a value was missing
    ("undefined", "NaN"), filler text was never replaced, or a model's tokens were not joined again. Text that talks
    about code is left alone: code blocks, backticks, quotation marks, and documents whose prose uses the words of the
    trade. `undefined` and `null` count only where nothing but a value can stand.
    """

    code = "GAR109"
    severity = Severity.ERROR
    bad = (
        "Halo ⟦{{ user.name }}⟧, selamat datang di toko kami.",
        "Dear ⟦%s⟧, your order of bread and milk has left our house.",
        "Der Preis beträgt ⟦${price}⟧ und gilt bis Ende Mai.",
        "El ganador es ⟦[object Object]⟧, dijo el alcalde.",
        "Цена билета: ⟦undefined⟧",
        "The trip takes ⟦NaN⟧ km on foot.",
        "⟦Lorem ipsum dolor sit amet, consectetur adipiscing elit. Sed do eiusmod tempor.⟧ Nous ouvrons à midi.",
        "Le maire a inauguré le pont ⟦<unk>⟧ samedi dernier.",
        "Người dân ⟦▁⟧Việt Nam rất vui.",
        "Bonjour ⟦undefined⟧, votre colis est arrivé.",
        "Menteri itu pergi ke ⟦%(city)s⟧ pada hari Senin.",
        "ราคาตั๋ว ⟦__PRICE__⟧ บาท",
        "欢迎⟦{{name}}⟧来到北京",
        "Vážený pane ⟦*|LNAME|*⟧, děkujeme.",
        "一张票的价格是 ⟦undefined⟧ 元，请在门口购买。",
    )
    good = (
        "%a rights as digits, %b blocks, %d device, %f rights as hex, %s size in bytes, %u owner",
        "21:25 <@undefined> Wer bedient dort die Rechner, und wann kommt er wieder an den Hafen?",
        "They wrote ``` function greet(name) { call(`Hello, ${name}!`); } ``` on the board.",
        "The outcome of such a step is undefined, and the law says nothing of it.",
        "Preise stiegen um 20 %d.h. kaum; es steht null zu null.",
        "To write boat for ship everywhere, type :%s/ship/boat/g and press the key.",
        "Use `{{ name }}` and `%s` as you like.",
        "A Python string may hold %s; in JavaScript it is ${name}.",
        "The set {a, b} is closed, and {x} is a singleton; \\frac{{a}}{{b}} is not.",
        "Designers have written lorem ipsum on their drafts since the sixties.",
        "Sales grew 5 % so far, then 10% s.a. in May.",
        "Heat map: ▁▂▃▄▅▆▇ and on.",
        "Write to us @home or @ work; a < b > c.",
        "The contract is null and void: null.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        places = [place for place in placeholders(text) if self._in_prose(text, place)]
        fillers = [Placeholder(start, end, "filler text", 0.97) for start, end in filler(text)]
        groups = systematic(places, lambda place: (text.document_at(place.start), text.slice(place.start, place.end)))
        for group in [*groups, *systematic(fillers, lambda place: text.document_at(place.start), alone=1)]:
            yield self._finding(text, group)

    @staticmethod
    def _in_prose(text: Text, place: Placeholder) -> bool:
        return not text.view(quoted_code)[place.start] and not about_code(text, text.document_at(place.start))

    def _finding(self, text: Text, group: list[Placeholder]) -> Finding:
        start, end, what, confidence = group[0]
        often = f" ({len(group)} times in this document)" if len(group) > 1 else ""
        shown = text.slice(start, min(end, start + 40)).strip()
        message = f'"{shown}" is {what}, not text{often}'
        related = [(place.start, place.end, "once more") for place in group[1 : LISTED + 1]]
        return self.finding(text, start, end, message, confidence=confidence, related=related)
