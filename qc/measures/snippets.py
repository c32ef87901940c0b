"""Code that stands bare in prose: style sheets, scripts and JSON that a scraper took for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qc.measures.brackets import ELEMENTS
from qc.measures.needles import occurrences


class Snippet(NamedTuple):
    """Code at `string[start:end]`."""

    start: int
    end: int
    what: str
    confidence: float


_PROPERTIES = frozenset(
    """
    align-items animation background background-color background-image background-position background-repeat
    background-size border border-bottom border-collapse border-color border-left border-radius border-right border-top
    bottom box-shadow box-sizing clear color content cursor display fill flex flex-direction float font font-family
    font-size font-style font-weight gap grid height justify-content left letter-spacing line-height list-style margin
    margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width object-fit opacity
    outline overflow overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top position right
    text-align text-decoration text-indent text-overflow text-shadow text-transform top transform transition
    vertical-align visibility white-space width word-break word-wrap z-index
    """.split()
)
_DECLARATION = re.compile(r"\{\s{0,40}([a-z-]{2,40})\s{0,3}:\s{0,20}[^{}:;\n]{1,300}[;}\n]")
_SELECTOR = re.compile(r"[.#@:*\[][\w-]|[\w-]{1,40}[.#:>\[][\w.#:>,\[\]=\"'()-]+$")
_REACH = 3000  # a block of a style sheet is no longer than this

# What scripts are made of: signs that hardly anything else holds, words before a bracket or a name, bare operators.
_SCRIPT = re.compile(
    r"(?P<sure>\(function ?\(|\bfunction ?\w{0,40} ?\([\w$, ]{0,80}\) ?\{"
    r"|\bdocument\.(?:get|query|create|write|add)\w{1,40}\(|\bwindow\.\w{1,40} ?[=(]|\bconsole\.\w{1,20}\("
    r"|\baddEventListener\(|\bgoogletag\.|\bdataLayer\b|\bgtag\(|\bfbq\(|\b_gaq\b|\badsbygoogle\b|\bjQuery\(|\$\(['\"(])"
    r"|\b(?P<word>var|let|const|return|typeof|new|if|else|try|catch)\b(?= ?[\w$({]{1,40} ?[=({;.])"
    r"|(?P<mark>===|!==|&&|\|\||\}\)|\)\(|\]\)|\(\)|=> ?\{|\.\w{1,40}\(['\"({]|['\"]\);|\);$)"
)
# A script holds one of these, or a bracket right behind a word; a line without any is prose with a bracket or two.
_IN_SCRIPTS = ("=", "{", "()", "&&", "||", "})", ")(", "dataLayer", "_gaq", "adsbygoogle")
_CALL = re.compile(r"[\w\]$]\(")
_STATEMENT_END = re.compile(r"[^;{}\n]{0,80}[;}][;})\]]*+")
_CODE_SIGN = re.compile(r"[{}()=<>;]|^\s*//")
_JSON = re.compile(r"""[{\[]\s{0,20}\{?\s{0,20}"[^"\n{}]{1,60}"\s{0,3}:\s{0,20}["\[{\dtfn-]""")
_BRACES = re.compile(r"[{}\[\]\0]")


def styles(string: str) -> Iterator[Snippet]:
    """Blocks `selector { property: value }` with their selectors; blocks with blanks alone between them are one."""
    start = end = -1
    for at in occurrences(string, "{"):
        match = _DECLARATION.match(string, at) if at >= end else None
        closing = string.find("}", at, at + _REACH) if match and match[1] in _PROPERTIES else -1
        if closing < 0 or "\0" in string[at:closing]:
            continue
        first = _selector_start(string, at, max(end, at - 300))
        if start >= 0 and string[end:first].strip():
            yield Snippet(start, end, "a style sheet", 0.95)
            start = -1
        start, end = (first if start < 0 else start), _closed(string, closing + 1)
    if start >= 0:
        yield Snippet(start, end, "a style sheet", 0.95)


def _selector_start(string: str, brace: int, floor: int) -> int:
    """Where the selector before `brace` begins: the words on its line, from the right, that only a selector holds."""
    line = max(floor, string.rfind("\n", floor, brace) + 1)
    if string[line : line + 40].lstrip().startswith("@"):
        return brace - len(string[line:brace].lstrip())
    start = brace
    for word in reversed(list(re.finditer(r"\S+", string[line:brace]))):
        if not (_SELECTOR.match(word[0]) or word[0].rstrip(",") in ELEMENTS or word[0] in (">", "+", "~", ",")):
            break
        start = line + word.start()
    return start


def _closed(string: str, end: int) -> int:
    """Past the brace that closes a rule of rules (`@media`), too."""
    rest = string[end : end + 40]
    return end + len(rest) - len(rest.lstrip()) + 1 if rest.lstrip().startswith("}") else end


def scripts(string: str) -> Iterator[Snippet]:
    """Lines of script; those with no prose between them are one."""
    found: list[Snippet] = []
    for start, end in _candidates(string):
        span = _script(string, start, end) or _closers(string, start, end, found)
        if span and found and _no_prose(string[found[-1].end : span[0]]):
            found[-1] = found[-1]._replace(end=span[1])
        elif span:
            found.append(Snippet(*span, "a script", 0.95))
    return iter(found)


def _candidates(string: str) -> Iterator[tuple[int, int]]:
    """Lines that hold a brace, or a statement's end behind a bracket."""
    end = -1
    places = sorted({*occurrences(string, "{"), *occurrences(string, ");"), *occurrences(string, "];")})
    for at in places:
        if at >= end:
            start = string.rfind("\n", 0, at) + 1
            end = string.find("\n", at)
            end = len(string) if end < 0 else end
            yield start, end


def _script(string: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a line from its first to its last sign of a script, if there are enough of them."""
    if not any(string.find(sign, start, end) >= 0 for sign in _IN_SCRIPTS) and not _CALL.search(string, start, end):
        return None
    signs = list(_SCRIPT.finditer(string, start, end))
    kinds = {sign["sure"] or sign["word"] or sign["mark"] for sign in signs}
    if len(kinds) < (2 if any(sign["sure"] for sign in signs) else 4):
        return None
    first = signs[0].start()
    while first > start and not string[first - 1].isspace():
        first -= 1
    return first, _statement_end(string, signs[-1].end(), end)


def _statement_end(string: str, at: int, end: int) -> int:
    """Where the code goes on to behind its last sign: prose may follow on the line."""
    if string[at - 1] in ";}":
        rest = string[at : at + 20]
        return at + len(rest) - len(rest.lstrip(";})]"))
    match = _STATEMENT_END.match(string, at, end)
    last = max(string.rfind(mark, at, min(end, at + 80)) for mark in ")}")
    return match.end() if match else max(last + 1, at)


def _closers(string: str, start: int, end: int, found: list[Snippet]) -> tuple[int, int] | None:
    """A line of brackets that close what stands above; one alone is no script."""
    line = string[start:end].strip()
    if not found or line.strip("})];, ") or not _no_prose(string[found[-1].end : start]):
        return None
    return start, start + len(string[start:end].rstrip())


def _no_prose(gap: str) -> bool:
    """Every line between holds a sign of code, or nothing."""
    return len(gap) <= _REACH and all(not line.strip() or _CODE_SIGN.search(line) for line in gap.split("\n"))


def objects(string: str) -> Iterator[Snippet]:
    """JSON, from its first brace to the one that closes it, or to the end of its line."""
    end = scanned = -1
    for at in sorted({*occurrences(string, '{"'), *occurrences(string, '[{"'), *occurrences(string, '{ "')}):
        match = _JSON.match(string, at) if at >= end else None
        if match:
            closing, scanned = _closing(string, at, scanned)
            end = closing if closing > 0 else _line_end(string, at)
            yield Snippet(at, end, "JSON", 0.95)


def _closing(string: str, start: int, scanned: int) -> tuple[int, int]:
    """End of the balanced stretch from `start` (0 if there is none), and how far one has looked in vain."""
    if start < scanned:
        return 0, scanned
    depth = 0
    for match in _BRACES.finditer(string, start, start + 100_000):
        depth += 1 if match[0] in "{[" else -1
        if depth <= 0 or match[0] == "\0":
            return (match.end() if match[0] != "\0" else 0), scanned
    return 0, start + 100_000


def _line_end(string: str, at: int) -> int:
    end = string.find("\n", at)
    return len(string) if end < 0 else end
