"""A corpus for people without data: made-up words in real alphabets, real function words, lengths like those of news.

Seeded: equal seeds give equal bytes. It says how fast qc is, never how right: its words mean nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bench.corpora import Sample

_VOCABULARY = 6_000


@dataclass(frozen=True)
class Tongue:
    """One language: letters from the most frequent on, its most frequent words, and what stands between and behind."""

    code: str
    letters: str
    small: str
    stop: str = "."
    joint: str = " "
    longest: int = 10

    @cached_property
    def vocabulary(self) -> list[str]:
        dice = random.Random(self.code)
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.letters))))
        lengths = [dice.randint(1 if not self.joint else 3, self.longest) for _ in range(_VOCABULARY)]
        return ["".join(dice.choices(self.letters, cum_weights=weights, k=length)) for length in lengths]

    @cached_property
    def weights(self) -> list[float]:
        """Zipf's law."""
        return list(accumulate(1 / (rank + 2.7) for rank in range(_VOCABULARY)))


_HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 1200)))
TONGUES = (
    Tongue("en", "etaoinshrdlcumwfgypbvk", "the of and to in a is that for it was on with as be at by he from his"),
    Tongue("id", "anietkrdsumlgpbhoyjcw", "yang dan di dengan untuk dari ini itu pada dalam akan tidak ke oleh juga"),
    Tongue("de", "enisratdhulcgmobwfkzvüpäöß", "der die und in den von zu das mit sich des auf für ist im dem nicht"),
    Tongue("fr", "esaitnrulodcmpévqfbghjà", "de la le et les des en un du une que est pour qui dans a par plus"),
    Tongue("es", "eaosrnidlctumpbgvyqhfóí", "de la que el en y a los se del las un por con no una su para"),
    Tongue("pt", "aeosrindmutclpvgqhbfãçé", "de a o que e do da em um para com não uma os no se na por"),
    Tongue("it", "eaionlrtscdupmvghfbqzà", "di e il la che in un a per è una sono non con i da le si"),
    Tongue("nl", "enatirodslghvkmubpwjzc", "de van het een en in is dat op te zijn met voor die niet aan er"),
    Tongue("pl", "iaeoznrwsctkydpmujlłbgęą", "i w na z do że się nie to jest o po jak za od przez dla"),
    Tongue("cs", "eoantisvrldkpímuázyjcbéř", "a v se na je že s z do o k i za pro byl by jako od"),
    Tongue("hu", "eatlnskorizáéygmbdvhjfö", "a az és hogy nem is egy meg volt ez de csak el mint már még"),
    Tongue("fi", "aitneslokuämvrjhypdö", "ja on ei se että oli hän mutta ovat kun tai jos mukaan myös kuin"),
    Tongue("sv", "eantrsildomkgvähfupåöbcyj", "och i att det som en på är av för med till den har de inte om ett"),
    Tongue("tr", "aeinrlıdkmuytsboüşzgçhğ", "ve bir bu da için de ile olarak çok daha olan gibi en kadar sonra"),
    Tongue("vi", "nhtcgiauôođmlđrbvsàáạảấ", "và của là có được trong cho không một các với người này đã để những"),
    Tongue("ru", "оеаинтсрвлкмдпуяыьгзбчйх", "и в не на что он с как это по но из у за от к для о"),
    Tongue("uk", "оаниівертксулдмпбязгйьч", "і в не на що з до та як це за від у про для є але"),
    Tongue("el", "αοιετσνηυρπκμλωςγδθχ", "και το να της του η των σε με για που είναι από την ο στην"),
    Tongue("ar", "المنيرتوبعدهسقفكحجشطص", "في من على أن إلى التي عن مع هذا كان ما لا هذه بعد قد"),
    Tongue("he", "יוהלאתרבמשנעחדקפכגסט", "של את על לא הוא כי עם זה היא גם אל או יש אבל רק"),
    Tongue("hi", "रकनसतलमहयपबदवगजशच", "के में की है से को का और पर ने कि यह भी एक हैं था", stop="।", longest=6),
    Tongue("ko", "이다는가고의에을한지사기로은도", "그 이 및 수 것 등 더 한 또 위해 대한 있는", longest=4),
    Tongue("zh", _HAN, "的 是 在 了 和 有 不 这 为 上 也 中", stop="。", joint="", longest=2),
    Tongue("ja", "いのしたるにとでなてかはれがをん" + _HAN[:400], "の に は を が と", stop="。", joint="", longest=4),
    Tongue("th", "นารกงอมยลวดทสตะปบคหพ", "ที่ และ ใน การ ของ มี ได้ ว่า เป็น ให้ ไม่ จะ", stop=" ", joint="", longest=6),
)  # fmt: skip


def corpus(characters: int, codes: str = "", seed: int = 1) -> Iterator[Sample]:
    """About `characters` of text, its documents in turn in each of the languages named (all of them by default)."""
    dice = random.Random(seed)
    chosen = [tongue for tongue in TONGUES if not codes or tongue.code in codes.split()]
    made = number = 0
    while made < characters:
        tongue = chosen[number % len(chosen)]
        text = _document(tongue, dice)
        yield Sample(f"{tongue.code}-{number}", text, tongue.code, "synthetic")
        number, made = number + 1, made + len(text)


def _document(tongue: Tongue, dice: random.Random) -> str:
    paragraphs = [_paragraph(tongue, dice) for _ in range(dice.randint(3, 12))]
    return "\n\n".join(paragraphs)


def _paragraph(tongue: Tongue, dice: random.Random) -> str:
    return (tongue.joint or "").join(_sentence(tongue, dice) for _ in range(dice.randint(2, 6)))


def _sentence(tongue: Tongue, dice: random.Random) -> str:
    length, small = dice.randint(6, 28), tongue.small.split()
    words = dice.choices(tongue.vocabulary, cum_weights=tongue.weights, k=length)
    for index in range(length):
        if dice.random() < 0.38 and (index == 0 or words[index - 1] not in small):
            words[index] = dice.choice(small)
    words[0] = words[0][:1].upper() + words[0][1:]
    if tongue.joint and length > 12:
        words[length // 2] += ","
    return tongue.joint.join(words) + tongue.stop
