"""jusText: boilerplate or not, paragraph by paragraph; each line is given to it as an HTML paragraph."""

import html
from importlib.metadata import version

import justext
from pace import serve, texts

_STOPLIST = justext.get_stoplist("English")
_PAGES = ["".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines()) or "<p></p>" for text in texts()]


def boilerplate() -> int:
    return sum(part.is_boilerplate for page in _PAGES for part in justext.justext(page, _STOPLIST))


serve({"jusText": boilerplate}, f"jusText {version('jusText')}")
