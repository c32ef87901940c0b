"""Where text talks about code."""

from __future__ import annotations

import numpy as np
import pytest

from qc.document import Block, Document, Kind
from qc.measures.programming import about_code, about_markup, quoted_code
from qc.offsets import Span
from qc.text import Text

ABOUT = (
    "Put the tag into the head of your page.\nAny CSS or JavaScript goes below.",
    "Pertama pasang Docker lalu jalankan perintah ini di Linux.",
    "def area(r):\nreturn 3 * r * r;\nprint(area(2))",
    "$ make\n$ make test\n$ make install",
)
NOT_ABOUT = (
    "The minister met the press. He spoke about bread, rivers and roads.",
    "from the house of the dead\nlet us go and see\nreturn to me, my love",
    "They read HTML and nothing else.",
    "Menteri bertemu pers di Jakarta.",
)


@pytest.mark.parametrize("string", ABOUT)
def test_about_code(string: str) -> None:
    assert about_code(Text.of(string), 0)


@pytest.mark.parametrize("string", NOT_ABOUT)
def test_not_about_code(string: str) -> None:
    assert not about_code(Text.of("sudo rm\nPython and SQL", string), 1)


def _marked(text: Text) -> str:
    return "".join(np.array(list(text.string))[text.view(quoted_code)])


def test_backticks_pair_on_one_line() -> None:
    assert _marked(Text.of("use `a < b` here, not `b\nand `c` too")) == "`a < b``c`"


def test_quotations_as_tex_writes_them_are_no_code() -> None:
    assert _marked(Text.of("``The boat is gone'', he said. ``It is not.''")) == ""
    assert _marked(Text.of("Then: ``The boat is gone. ``It is not here.")) == ""
    assert _marked(Text.of("Call ``boat()`` and ``harbour`` in ``map ``.")) == "``boat()````harbour````map ``"


def test_fences_pair_within_a_document() -> None:
    assert _marked(Text.of("x\n```\na `b\n```\ny", "```\nopen", "z `q`")) == "```\na `b\n````q`"


def test_code_blocks_are_code() -> None:
    document = Document(path="a.md", text="one two", format="markdown", blocks=(Block(Span(0, 3), Kind.CODE),))
    assert _marked(Text([document])) == "one"


def test_a_script_in_the_news_is_no_document_about_markup() -> None:
    script = "Der Rat tagt.\nvar x = 1;\nf(function() {\n});\n"
    assert about_code(Text.of(script), 0)
    assert not about_markup(Text.of(script), 0)
    assert about_markup(Text.of("Every tag of HTML has a name."), 0)
