"""GAR111: one name in two spellings."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from qc.characters import Kind
from qc.finding import Finding, Severity
from qc.measures.closed_classes import Class, belongs
from qc.measures.languages import languages
from qc.measures.names import Double, Name, doubles
from qc.rule import Rule
from qc.text import Text

# Languages whose names have no cases: only there may the end of a name tell anything.
_UNINFLECTED = frozenset("en id ms jv su min tl vi es pt gl ca fr it nl af sw".split())
# ... and where "-ia" makes no country of a people, nor a woman's name of a man's.
_NO_IA = frozenset("id ms jv su min tl".split())
# Two names, although one is the other with "-ia".
_TWO_NAMES = frozenset(
    "niger tunis mongol serb croat kroat arab bulgar alban german roman victor georg jul malays".split()
)
_LONG = 7  # letters of a name in which one may be wrong
_NOUNS = frozenset(("de", "lb"))  # every noun has a capital, and many have a plural with an umlaut
_PLAIN_VOWELS = str.maketrans("äöüÄÖÜ", "aouAOU")
# Words from one spelling to the other where a text names both: with a comma or an "or" between them, with a bracket.
_BESIDE, _EXPLAINED = 3, 8
_APART = frozenset(",/=–—-\"“”«»'")
_TONES = frozenset(("vi",))  # accents tell words apart


class InconsistentName(Rule):
    """One name in two spellings.

    Translators and mixed sources write one name in two ways: "Belarus" and "Belarusia", "Zelensky" and "Zelenskiy".
    Reported is the rarer spelling where it first stands. Names are words with a capital which the document never
    writes in small letters. Endings are not held against names in languages that inflect them; a single letter counts
    in the inside of a name of seven letters or more, if one spelling is twice as frequent as the other or the same
    first name stands before both. Lines of a few words (lists of languages) are left alone, and so are spellings that
    a text names side by side ("Verrano, or Verano", "Verrano (also Verano)") and transliterations of scholars
    ("Allāh"). Two people of nearly one name are taken for one.
    """

    code = "GAR111"
    severity = Severity.INFO
    scripts = "only scripts with capital letters"
    bad = (
        "The Harbour Library was built in May. The new Library has two floors, and the Library of the town gave it "
        "books. Nobody came to the ⟦Libary⟧ on Monday.",
        "Presiden bertemu dengan para menteri dari ⟦Belarusia⟧ di ibu kota. Mereka berbicara dengan Belarus tentang "
        "perdagangan. Menteri dari Belarus itu pulang pada hari Senin bersama para pejabat.",
        "The Lighthouse Olympic stands on the rock. The men of the Olympic and the women of the Olympic came to the "
        "⟦Olmypic⟧ with their boats.",
        "The talks with Starhaven went on. A ship of Starhaven and a second one of Starhaven came in, and then a third "
        "one of ⟦Starhven⟧ left the port with all its men.",
        "He met Volodymyr Zelensky in May. Later Mr Zelensky left, but the aides of ⟦Zelenskiy⟧ stayed with us.",
        "Vimos a Aleksandr Lukachenko en la plaza. Luego Aleksandr Lukachenko habló. Más tarde vino "
        "⟦Lukachenka⟧ otra vez: Aleksandr Lukachenka.",
        "Les habitants de Clermontville aiment Clermontville, et le maire de Clermontville aussi. Mais à "
        "⟦Clermonville⟧ on mange bien.",
        "Suku tua itu bernama Tanjungan, dan suku Tanjungan tinggal di pantai. Gelar bagi suku ⟦Tanungan⟧: Suku "
        "Tanjungan bersama suku lain memakai gelar datuk.",
        "Wir sahen Herrn Jiří Dvořáček und noch einmal Jiří Dvořáček, dann kam auch Jiří ⟦Dvoracek⟧ zu uns.",
    )
    good = (
        "Through the old gate they went. Through the fog came Thorough Gale, a boat, and Through Gale, another.",
        "The Belarusian president of Belarus met the Americans in America; the Indians of India met an Indian envoy.",
        "The Encyclopaedia of Rivers cites the Encyclopedia of Lakes, of Seas, the Encyclopedia of Ice, of Snow.",
        "The Heavens and the Heav'ns of the old poem, the Heav'ns of the sea and the Heav'ns of the wind: Heavens!",
        "Netan\u00adyahu spoke. Then Netanyahu left, Netanyahu came, and Netanyahu left.",
        "Warszawa leży nad Wisłą. W Warszawie mieszka Nowakowski, a do Warszawy jedzie pan Nowakowska.",
        "Россия и России, Москва и Москве, Донецкий и Донецкой; Иванов встретил Ивановых.",
        "Johnson met Johnston, and Hansen met Hanson in Jensen's house.",
        "Maria Lopez and Mario Lopez live in San Marino; Martina and Martino do not.",
        "Die Väter der Stadt und der Vater der Städte; Bruder und Brüder, Politik und Politiker.",
        "Niger dan Nigeria bertemu di Tunis, lalu Nigeria dan Niger pergi ke Tunisia dengan Niger.",
        "The name Verānāt is an old word for a harbour. Today Veranat has a bridge, and the people of Veranat use it. "
        "Nobody in Veranat knows why.",
        "Die Leute fanden die Zeitung in ihren Briefkästen. Wer einen Briefkasten hat und wer keinen Briefkasten hat, "
        "las sie; auch am Hafen steht ein Briefkasten.",
        "Starhaven's port is Starhaven’s pride.",
        "The pilot was Oleg Markovsky, Markovski or Markovskiy, as the papers wrote him in those years.",
        "Giovanni Verrazzone (also known as John Verrazone) sailed north in the spring with two of his ships.",
    )

    def check(self, text: Text) -> Iterator[Finding]:
        reported: set[tuple[int, str]] = set()
        for double in doubles(text):
            often, rare = sorted((double.first, double.second), key=lambda name: (-len(name.places), name.places[0]))
            confidence = _confidence(text, double, often, rare)
            if confidence and (rare.document, rare.spelling) not in reported:
                reported.add((rare.document, rare.spelling))
                yield self._finding(text, often, rare, confidence)

    def _finding(self, text: Text, often: Name, rare: Name, confidence: float) -> Finding:
        start, end = text.words[rare.places[0]]
        message = (
            f'"{rare.spelling}" ({len(rare.places)} times here) and "{often.spelling}" ({len(often.places)} times) '
            "seem to be one name in two spellings"
        )
        related = [(*text.words[often.places[0]], f'"{often.spelling}"')]
        evidence = {"spellings": {rare.spelling: len(rare.places), often.spelling: len(often.places)}}
        return self.finding(text, start, end, message, confidence=confidence, related=related, evidence=evidence)


def _confidence(text: Text, double: Double, often: Name, rare: Name) -> float:
    """How sure it is that both are one name; 0 where evidence lacks, or the language forbids it."""
    evidence = _evidence(text, double.kind, often, rare)
    if not evidence or not _in_prose(text, rare) or _side_by_side(text, often, rare):
        return 0.0
    language = text.view(languages)[rare.document]
    fits = {
        "sky": language != "pl",
        "accent": language not in _TONES and not (language in _NOUNS and _umlauts(often, rare)),
        "ia": language in _NO_IA,
        "ending": language in _UNINFLECTED,
        "letter": language not in _NOUNS and (language in _UNINFLECTED or _same_end(often, rare, 3)),
    }
    return evidence if fits[double.kind] else 0.0


def _evidence(text: Text, kind: str, often: Name, rare: Name) -> float:
    if kind == "sky":
        return 0.97
    if kind == "ia":
        return 0.7 if _one_country(text, often, rare) else 0.0
    ratio = len(often.places) / len(rare.places)
    clear = ratio >= 3
    if kind == "letter":
        if len(often.spelling) < _LONG or not _same_end(often, rare, 2):
            return 0.0
        if _same_company(text, often, rare):
            return 0.97
        return 0.95 if clear else 0.93 if ratio >= 2 else 0.0
    company = _same_company(text, often, rare)
    return 0.95 if company or (kind == "accent" and clear) else 0.0


def _in_prose(text: Text, name: Name) -> bool:
    """Its first place is in a paragraph of some words."""
    start = int(text.words.start[name.places[0]])
    return len(text.words.within(*text.paragraphs[text.paragraphs.at(start)])) >= 6


def _side_by_side(text: Text, often: Name, rare: Name) -> bool:
    """Somewhere in a sentence an "or", a comma or a bracket stands between both, and little else: the writer knows."""
    for place in rare.places[:200]:
        at = bisect(often.places, place)
        for near in often.places[max(0, at - 1) : at + 1]:
            first, last = sorted((place, near))
            if last - first <= _EXPLAINED and _is_explained(text, first, last):
                return True
    return False


def _is_explained(text: Text, first: int, last: int) -> bool:
    """What stands between two words of one sentence names them side by side."""
    start, end = int(text.words.end[first]), int(text.words.start[last])
    between = text.slice(start, end)
    close = last - first <= _BESIDE and (
        not _APART.isdisjoint(between) or any(belongs(word, Class.OR) for word in text.word_strings(first + 1, last))
    )
    return ("(" in between or close) and text.sentences.at(start - 1) == text.sentences.at(end)


def _umlauts(often: Name, rare: Name) -> bool:
    """The vowels alone tell them apart, by two points: "Briefkasten", "Briefkästen"."""
    return often.spelling.translate(_PLAIN_VOWELS) == rare.spelling.translate(_PLAIN_VOWELS)


def _same_end(often: Name, rare: Name, letters: int) -> bool:
    return often.spelling[-letters:].lower() == rare.spelling[-letters:].lower()


def _same_company(text: Text, often: Name, rare: Name) -> bool:
    """One word with a capital stands right before both: a first name, a title."""
    return bool(_before(text, often, Kind.UPPER) & _before(text, rare, Kind.UPPER))


def _one_country(text: Text, often: Name, rare: Name) -> bool:
    """Both stand behind the same word, and they are not two names known for it."""
    known = {often.spelling.lower(), rare.spelling.lower()} & _TWO_NAMES
    return not known and bool(_before(text, often, Kind.LOWER) & _before(text, rare, Kind.LOWER))


def _before(text: Text, name: Name, kind: Kind) -> set[str]:
    """The words right before a name that begin with a letter of `kind`, in lower case."""
    words, found = text.words, set()
    for place in name.places[:200]:
        apart = text.slice(int(words.end[place - 1]), int(words.start[place])) if place else ""
        if apart == " " and text.kinds[words.start[place - 1]] == kind:
            found.update(text.word_strings(place - 1, place))
    return found
