"""What stands on the buttons and links beside an article: "Share", "Advertisement", "Read more"."""

from __future__ import annotations

from functools import cache

from qc.measures.cues import Topic, phrases
from qc.measures.languages import same_group

_TOPICS = frozenset((Topic.SHARE, Topic.ADVERT, Topic.COMMENTS, Topic.READ_MORE, Topic.READ_ALSO))
_SHORTEST, _SHORTEST_OF_TWO = 4, 2  # letters of a label that is one word, and of the first of two words


def is_label(first: str, second: str, language: str) -> bool:
    """Whether a word (in lower case), alone or with the next one, is such a label in `language`."""
    known = _labels().get(first, ())
    return any(same_group(listed, language) and (not rest or rest == second) for listed, rest in known if language)


@cache
def _labels() -> dict[str, list[tuple[str, str]]]:
    """First word -> languages, and the second word of labels that have one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language, phrase in phrases(_TOPICS):
        first, _, rest = phrase.partition(" ")
        if len(first) >= (_SHORTEST_OF_TWO if rest else _SHORTEST) and " " not in rest:
            found.setdefault(first, []).append((language, rest))
    return found
