"""Runs made by hand: outcomes whose findings stand where marks stood in a text we wrote ourselves."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from qc.document import Record, State
from qc.finding import Edit, Excerpt, Finding, Fix, Place, Related, Severity
from qc.offsets import LineIndex, Span
from qc.outcome import Outcome, Run
from qc.rule import unmark

RULES: Mapping[str, tuple[str, str, Severity]] = {
    "repeat": ("REP103", "repeated-phrase", Severity.WARNING),
    "stutter": ("REP104", "stuttered-words", Severity.ERROR),
    "ellipsis": ("GAR103", "spaced-ellipsis", Severity.WARNING),
    "name": ("GAR111", "inconsistent-name", Severity.INFO),
}


def finding(
    text: str,
    span: Span,
    rule: str = "repeat",
    *,
    path: str = "a.txt",
    record: Record | None = None,
    message: str = "these words stand here twice",
    confidence: float = 0.9,
    copy: Span | None = None,
    fix: Fix | None = None,
    evidence: Mapping[str, Any] | None = None,
    fingerprint: str = "",
    document: int = 0,
) -> Finding:
    """A finding as the engine leaves it: with place, excerpt, related places and fingerprint."""
    code, name, severity = RULES[rule]
    related = (
        ()
        if copy is None
        else (Related(document, copy, place=place(text, copy, path, record), excerpt=cut(text, copy)),)
    )
    return Finding(
        code,
        name,
        severity,
        document,
        span,
        message,
        confidence,
        related,
        fix,
        evidence or {},
        place(text, span, path, record),
        cut(text, span),
        fingerprint or f"{code}-{path}{f'#{record.index}' if record else ''}-{span.start}:1",
    )


def place(text: str, span: Span, path: str, record: Record | None = None) -> Place:
    lines = _lines(text)
    field = "text" if record else ""
    return Place(path, "text", span, lines.position(span.start), lines.position(span.end), record, field)


@lru_cache(maxsize=100)
def _lines(text: str) -> LineIndex:
    return LineIndex(text)


def cut(text: str, span: Span) -> Excerpt:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60]
    return Excerpt(before.rpartition("\n")[2], span.of(text), after.partition("\n")[0])


def checked(marked: str, path: str = "a.txt", rule: str = "repeat", **facts: Any) -> Outcome:
    """The outcome of a text in which ⟦ ⟧ enclose what is found."""
    text, spans = unmark(marked)
    facts = {"language": "en", **facts}
    record = facts.get("record")
    findings = tuple(finding(text, span, rule, path=path, record=record) for span in spans)
    return outcome(text, findings, path, **facts)


def outcome(text: str, findings: Iterable[Finding], path: str = "a.txt", **facts: Any) -> Outcome:
    found = tuple(sorted(findings, key=lambda it: (it.span, it.code)))
    return Outcome(
        path, "text", State.CHECKED, characters=len(text), words=len(text.split()), findings=found, text=text, **facts
    )


def failed(path: str, reason: str = "the archive is truncated; fetch it again") -> Outcome:
    found = Finding(
        "QC001", "unreadable-input", Severity.ERROR, 0, Span(0, 0), reason, place=Place(path, "gz", Span(0, 0))
    )
    return Outcome(path, "gz", State.FAILED, reason=reason, findings=(found,))


def skipped(path: str, reason: str = "binary file") -> Outcome:
    found = Finding("QC002", "skipped-input", Severity.INFO, 0, Span(0, 0), reason, place=Place(path, "", Span(0, 0)))
    return Outcome(path, "", State.SKIPPED, reason=reason, findings=(found,))


def run(*outcomes: Outcome, **facts: Any) -> Run:
    return Run(outcomes, "1.2.3", **{"settings": {"fail-on": "warning", "select": ("ALL",)}, **facts})


# -- many

SENTENCES = {
    "en": "The harbour light blinked over quiet water. Seven fishermen carried their baskets along the narrow steps, "
    "and nobody spoke. In the afternoon the council met to discuss the price of ice, which had doubled since spring.",
    "id": "Lampu pelabuhan berkedip di atas air yang tenang. Tujuh nelayan membawa keranjang mereka menyusuri tangga. "
    "Pada sore hari dewan bertemu untuk membahas harga es yang naik dua kali lipat sejak musim semi.",
    "ru": "Свет маяка мигал над тихой водой. Семь рыбаков несли корзины по узкой лестнице, и никто не говорил. "
    "Днём совет собрался, чтобы обсудить цену на лёд, которая с весны выросла вдвое.",
    "zh": "港口的灯在平静的水面上闪烁。七个渔民提着篮子沿着狭窄的台阶走去，没有人说话。"
    "下午议会开会讨论冰的价格，自春天以来它已经翻了一番。",
    "ar": "كان ضوء الميناء يومض فوق الماء الهادئ. حمل سبعة صيادين سلالهم على الدرج الضيق ولم يتكلم أحد. "
    "وفي المساء اجتمع المجلس لمناقشة سعر الثلج الذي تضاعف منذ الربيع.",
}

SCRIPTS = (
    "plain ⟦words⟧ and ⟦more⟧",
    "emoji 👩‍👩‍👧 🙂 ⟦after the emoji 🇩🇪⟧ and ⟦🙂⟧",
    "漢字の⟦見本⟧ 𠮷野家 ⟦𠮷⟧",
    "combining e\u0301 ⟦cafe\u0301 nai\u0308ve⟧ z\u0301",
    "line one\r\nline ⟦two\r\nline three⟧\r\nfour 🙂\r\n⟦five⟧",
    "مرحبا ⟦بالعالم⟧ كان ضوء ⟦الميناء⟧",
    "mixed שלום ⟦עולם 🙂 end⟧\n\ttab ⟦x\ty⟧",
)

HOSTILE = (
    "</script><qcxss><script>QCXSS_RUN(1)</script>",
    "<img src=x onerror=QCXSS_RUN(2)><qcxss>",
    '" onmouseover="QCXSS_RUN(4)" onqcxss="1',
    "' onqcxss='1",
    "<!--<script>QCXSS_RUN(8)",
    "--><qcxss><!--",
    "\u2028QCXSS_RUN(13)\u2029//",
    "javascript:QCXSS_RUN(17)",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m\x85next\x7f\x00",
    "\u202eevil\u2066\u200f\u061c",
    "\n::error file=x,line=1::QCINJ",
    "  ::stop-commands::QCINJ",
    "\r::add-mask::QCINJ",
    "x ##[error]QCINJ ##vso[task.setvariable variable=x]",
    "##teamcity[testFailed name='QCINJ']",
    "\ud800\udfff lone \udc80 caf\udce9",
    "\U000e0041\u200b\u00ad\ufeff",
    "👩‍👩‍👧 नमस्ते क्‍ष می‌خواهم é",
)


def many(documents: int, findings_each: int, seed: int = 1) -> Run:
    """A run of `documents` records, a third of them in scripts other than Latin, each with so many findings."""
    chance = random.Random(seed)
    outcomes = [_record(number, findings_each, chance) for number in range(documents)]
    return run(*outcomes, failed("crawl/broken.jsonl.gz"), *(skipped(f"crawl/picture-{it}.jpg") for it in range(30)))


def _record(number: int, findings_each: int, chance: random.Random) -> Outcome:
    language = chance.choice([*SENTENCES, "en", "en", "id"])
    sentences = [SENTENCES[language], *(("🙂 é " + SENTENCES[language],) if number % 7 == 0 else ())]
    newline = "\r\n" if number % 5 == 0 else "\n"
    text = newline.join(chance.choice(sentences) for _ in range(8))
    path = f"crawl/part-{number % 4}.jsonl"
    url = f"https://{chance.choice(('news', 'daily', 'herald', 'kabar'))}.example/{number}"
    record = Record(number, number + 1, f"doc-{number}", url)
    found = []
    for _ in range(findings_each):
        start = chance.randrange(len(text) - 30)
        span = Span(start, start + chance.randrange(3, 30))
        rule = chance.choice(list(RULES))
        fix = Fix("delete the copy", (Edit(span, ""),), chance.random() < 0.5) if rule == "stutter" else None
        copy = Span(max(0, start - 60), max(0, start - 60) + span.length) if rule == "repeat" else None
        facts: dict[str, Any] = {
            "message": f"“{span.of(text)[:20]}” stands here twice, {chance.randrange(3, 90)} words apart",
            "confidence": round(chance.uniform(0.4, 1), 2),
            "evidence": {"copies": 2, "words": 4},
        }
        found.append(finding(text, span, rule, path=path, record=record, copy=copy, fix=fix, document=number, **facts))
    return outcome(text, found, path, record=record, field="text", language=language)


def hostile() -> Run:
    """A run in which every string that can come from outside is hostile."""
    outcomes = [_hostile(number, evil) for number, evil in enumerate(HOSTILE)]
    settings = {evil: [evil] for evil in HOSTILE}
    return run(
        *outcomes,
        *(failed(evil, evil) for evil in HOSTILE),
        *(skipped(evil, evil) for evil in HOSTILE),
        settings=settings,
    )


def _hostile(number: int, evil: str) -> Outcome:
    text = f"before {evil} between {evil} after\n{evil}\n"
    first = Span(7, 7 + len(evil))
    copy = first.shift(len(evil) + len(" between "))
    record = Record(number, number + 1, evil, evil)
    one = finding(
        text, first, "repeat", path=evil, record=record, message=evil, copy=copy, document=number,
        fix=Fix(evil, (Edit(copy, evil),)), evidence={evil: [evil]}, fingerprint=evil,
    )  # fmt: skip
    found = [one, dataclasses.replace(one, code=evil, name=evil, language=evil)]
    return outcome(text, found, evil, record=record, field=evil, notes=(evil,), language=evil)
