"""Words that never end a sentence: articles, conjunctions, prepositions where these stand before their noun only.

Two sources: lists for the languages below (closed classes, from their grammars), and for all others the document, if it
is of some length: its frequent words that no mark ever follows are of this kind.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from qc.characters import Kind
from qc.measures.languages import languages

if TYPE_CHECKING:
    from qc.text import Text

_LISTS = {
    "en": "the a an and or but of because although their its our my your every whose",
    "id": "dan yang di ke dari untuk dengan pada oleh serta atau bahwa karena sebagai tetapi agar sebuah para antara",
    "de": "und oder aber der den dem des eine einen einem einer eines im vom zum zur ins am dass weil für von wie",
    "es": "a el la los las de del y e o u un una al con por para que en su sus sin sobre entre pero porque como",
    "pt": "a o os as de do da dos das e ou um uma ao com por para que em no na nos nas sem sobre entre mas porque como",
    "fr": "le la les de du des et ou un une au aux dans pour par avec que qui en sur sans mais dont chez leur ses ces",
    "it": "a il lo la gli le di del della dei delle e o un una al alla con per che in nel nella da dal sul tra ma come",
    "nl": "de het een en of van met voor bij naar maar omdat dat die zijn haar hun tot als",
    "pl": "i w we z ze na do od dla że oraz lub albo ale przez przy pod nad o u się który która które aby",
    "cs": "a i v ve z ze na do od pro že nebo ale přes při pod nad o u se který která které aby",
    "ru": "и в во с со на из для что от к ко по о об при но или а как за под над между чтобы который которая которые",
    "uk": "і й та в у з із на до від для що або але по при за під над між щоб який яка які",
    "tr": "ve ile bir bu şu için gibi ama veya olan",
    "ar": "في من على إلى أن عن مع التي الذي هذا هذه بين أو ثم",
    "fa": "و در از به که با برای این آن یا تا",
    "hi": "और के की का में को से पर कि एक या लेकिन तथा",
    "vi": "và của các những với trong cho là một để từ tại hoặc nhưng",
    "tl": "ang ng sa at mga na ni kay para",
    "sv": "och att en ett som men eller",
    "da": "og at en et som men eller",
    "no": "og at en et som men eller",
    "ro": "și sau de la cu pe în din pentru că un o al ale dar care",
    "hu": "a az és vagy egy hogy de mint aki amely",
    "sw": "na ya wa kwa za la katika au ni",
}
# Prepositions, auxiliaries and particles that may end a sentence, but seldom do: at the very end of a text, and without
# a mark behind them, they say that it was cut off.
_SELDOM = {
    "en": "to in for with on by from at into than is are was were has have will would can could should not which while "
    "when if about between through during under against among",
    "de": "mit auf an bei nach zu über unter durch gegen ohne um bis seit ist sind war waren hat haben wird werden "
    "wurde wurden kann nicht sich auch wenn als",
    "nl": "op in aan te om is zijn was wordt niet ook",
    "id": "ini itu akan telah sudah tidak dalam adalah ialah seperti hingga sampai bagi terhadap kepada",
    "es": "ha han es son fue se no como hasta desde hacia según cuando",
    "pt": "é são foi se não até desde quando entre",
    "fr": "est sont a ont été se ne pas pour plus entre depuis vers selon lorsque quand",
    "it": "è sono ha hanno stato si non fino verso quando",
    "pl": "jest są był była było nie jako jak po oraz ich jego jej",
    "ru": "не был была были их его её после перед через без до если когда",
    "ar": "كان كانت لا لم ما قد كما",
    "hi": "ने नहीं भी ही तक जो जब",
}
_FREQUENT, _SHARE = 15, 0.015  # so often, and so large a part of the words of a document, are function words only


@cache
def listed(language: str) -> frozenset[str]:
    """The list of a language, empty for those without one."""
    language = "id" if language in ("ms", "jv", "su", "min") else language
    return frozenset(_LISTS.get(language, "").split())


@cache
def _seldom(language: str) -> frozenset[str]:
    language = "id" if language in ("ms", "jv", "su", "min") else language
    return frozenset(_SELDOM.get(language, "").split())


def seldom_ends(text: Text, word: int) -> bool:
    """Whether sentences of the document's language seldom end in the word of this index."""
    (spelling,) = text.word_strings(word, word + 1)
    return spelling in _seldom(text.view(languages)[int(text.words.owner[word])])


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(word for words in _LISTS.values() for word in words.split())


def expects_more(text: Text, word: int) -> float:
    """How sure it is that a sentence cannot end in the word of this index; 0: it can."""
    document = int(text.words.owner[word])
    (spelling,) = text.word_strings(word, word + 1)
    likely = spelling in _anywhere() or (len(spelling) > 1 and _never_before_marks(text, word, document))
    if not likely:
        return 0.0
    words = listed(text.view(languages)[document])
    if words:
        return 0.92 if spelling in words else 0.0
    return 0.8 if _never_before_marks(text, word, document) else 0.0


def _never_before_marks(text: Text, word: int, document: int) -> bool:
    first, last = np.searchsorted(text.words.owner, (document, document + 1))
    places = first + np.flatnonzero(text.word_ids[first:last] == text.word_ids[word])
    others = places[places != word]
    after = text.kinds[np.minimum(text.words.end[others], len(text.kinds) - 1)]
    return len(others) >= max(_FREQUENT, _SHARE * (last - first)) and bool((after == Kind.SPACE).all())
