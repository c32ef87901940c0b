"""Template fields, format signs, tokens and empty values."""

from __future__ import annotations

import pytest

from qc.measures.filler import filler
from qc.measures.placeholders import placeholders
from qc.text import Text


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("a {{#each rows}} b {{{body}}} c", ["{{#each rows}}", "{{{body}}}"]),
        ("x #{img_width}px and ${a.b} and {first_name}", ["#{img_width}", "${a.b}", "{first_name}"]),
        ("{% if x %}yes{% endif %} <%= title %>", ["{% if x %}", "{% endif %}", "<%= title %>"]),
        ("%1$s und %@ und %(n)d", ["%1$s", "%@", "%(n)d"]),
        ("%%NAME%% ##DATE## __CITY_ID__", ["%%NAME%%", "##DATE##", "__CITY_ID__"]),
        ("exam@@ ple well @-@ known <|im_end|> [MASK]", ["@@ ", "@-@ ", "<|im_end|>", "[MASK]"]),
        ("NaN/NaN/NaN and undefined%, $undefined", ["NaN", "NaN", "NaN", "undefined", "undefined"]),
        ("Dear null, how are you?", ["null"]),
        ("say '%s' or “{{x}}” or 'NaN'", []),
        ("{} {a} {1} a{b_c} \\frac{{a}}{{b}} {{1, 2}}", []),
        ("undefined behaviour is undefined; NaNo isNaN(x) undefined_x", []),
    ],
)
def test_placeholders(string: str, found: list[str]) -> None:
    text = Text.of(string)
    assert [text.slice(place.start, place.end) for place in placeholders(text)] == found


def test_filler_ends_where_prose_begins() -> None:
    text = Text.of("Hier: Lorem ipsum dolor sit amet. Stet clita kasd gubergren. Der Rat tagt.\nLorem ipsum is a text.")
    assert [text.slice(*span) for span in filler(text)] == ["Lorem ipsum dolor sit amet. Stet clita kasd gubergren."]
