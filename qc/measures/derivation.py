"""Words that a language derives from others by an ending: adjectives and abstract nouns ("enjoyable", "destination").

Emphasis doubles plain words, comparatives and verbs ("miles and miles", "stronger and stronger", "waited and waited"),
not these. Endings: the productive ones that the grammars of each language list, without plurals ("for generations and
generations") and without those that adverbs or comparatives share.
"""

from __future__ import annotations

from qc.measures.languages import same_group

_ENDINGS = {
    "en": ("able", "ible", "ful", "less", "ous", "ive", "ment", "ness", "tion", "sion", "ity", "ism"),
    "de": ("bar", "ung", "heit", "keit", "tion", "schaft", "ismus"),
    "nl": ("baar", "heid", "atie", "isme"),
    "fr": ("able", "ible", "tion", "sion", "ité", "isme"),
    "es": ("able", "ible", "ción", "sión", "dad", "ismo"),
    "pt": ("ável", "ível", "ção", "dade", "ismo"),
    "it": ("abile", "ibile", "zione", "sione", "ità", "ismo"),
    "pl": ("ość", "enie", "cja", "izm"),
    "ru": ("ость", "ение", "ация", "изм"),
}


def is_derived(word: str, language: str = "") -> bool:
    """Whether a word (in lower case) has such an ending of `language`, or of any where that is ""."""
    return any(word.endswith(endings) for code, endings in _ENDINGS.items() if same_group(code, language))
