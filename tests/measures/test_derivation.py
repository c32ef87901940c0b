import pytest

from qc.measures.derivation import is_derived


@pytest.mark.parametrize(
    ("word", "language"),
    [("enjoyable", "en"), ("destination", "en"), ("verfügbar", "de"), ("solución", "es"), ("возможность", "ru")],
)
def test_adjectives_and_abstract_nouns(word: str, language: str) -> None:
    assert is_derived(word, language)
    assert is_derived(word)


@pytest.mark.parametrize(
    ("word", "language"),
    [("stronger", "en"), ("thousands", "en"), ("generations", "en"), ("dunkler", "de"), ("південніше", "uk")],
)
def test_what_emphasis_doubles(word: str, language: str) -> None:
    assert not is_derived(word, language)
