"""The one place where text that strangers wrote becomes safe to print: paths, ids, urls, excerpts, messages.

A terminal obeys escape sequences, a reader's eye is led by bidi controls, and the runners of GitHub, Azure and
TeamCity obey commands inside a log. Nothing here hides a character: it makes visible what has no glyph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# No glyph, or an effect on the text around: C0, DEL, C1, the format characters of Unicode (Cf, but for number signs,
# which have a glyph), its line and paragraph separators, letters that are blank, noncharacters, lone surrogates.
_UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Between two characters of a script that needs it, or of an emoji, a joiner is spelling and not a trick.
_JOINED = "\u0590-\u1fff\u2190-\u2bff\U0001f000-\U0001ffff"
_SPELLING = f"(?<=[{_JOINED}\u20d0-\u20ff\ufe0f])[\u200c\u200d](?=[{_JOINED}])"
_INVISIBLE = re.compile(f"(?!{_SPELLING})[{_UNSEEN}]")

_COMMAND_AT_START = re.compile(r"^(\s*):(?=:)")
_COMMAND_ANYWHERE = re.compile(r"##(?=\[|(?:vso|teamcity)\[)", re.IGNORECASE)

# What JSON allows in a string and some reader of it obeys or breaks a line at; all of it stands inside strings only.
_JSON_UNSAFE = re.compile(f"[{_UNSEEN}]|#(?=#\\[|#vso\\[|#teamcity\\[)")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What Python counts as printable though it is unseen; more such selectors are where UTF-8 begins with F3.
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_HTML_UNSAFE = re.compile("[<>&\u2028\u2029]")


def visible(text: str) -> str:
    """`text` on one line with every invisible character shown: ESC as `␛`, a bidi override as `\\u202e`."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub(_shown, text)


def visible_lines(text: str) -> str:
    """The same, but line ends and tabs stay: for pages that draw them."""
    return _INVISIBLE.sub(lambda match: match[0] if match[0] in "\n\t" else _shown(match), text.replace("\r\n", "\n"))


def unseen() -> list[tuple[int, int]]:
    """First and last code point of every range of characters that are made visible."""
    ranges = re.findall("(.)(?:-(.))?", _UNSEEN, re.DOTALL)
    return [(ord(first), ord(last or first)) for first, last in ranges]


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def inline(text: str) -> str:
    """`text` for a line of human output: visible, and no command for the runner whose log it may land in."""
    return _unarmed(visible(text))


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines of human output, each with its line end; a last guard against commands that joined pieces spell."""
    for piece in pieces:
        yield _unarmed(piece) + "\n"


def _unarmed(line: str) -> str:
    return _COMMAND_AT_START.sub(r"\1:\\", _COMMAND_ANYWHERE.sub(r"#\\#", line))


def path(name: str) -> str:
    """A path as data: the bytes that are no UTF-8 as `\\xe9`, everything else as it is."""
    return _SURROGATE.sub(_shown, name)


def json_text(value: Any) -> str:
    """Compact JSON on one line: printable, without NaN, lone surrogates, line separators or raw controls.

    Named tuples become arrays; whatever else JSON does not know goes through `plain`. Lone surrogates become U+FFFD,
    one for one.
    """
    return _escaped(_dumps(value))


def _dumps(value: Any, levels: int = 3) -> str:
    """As JSON; where orjson fails (a lone surrogate, a huge integer), only the part that it fails at is walked."""
    import orjson

    try:
        return orjson.dumps(value, default=plain, option=orjson.OPT_NON_STR_KEYS).decode()
    except (orjson.JSONEncodeError, RecursionError):
        if levels and type(value) is dict:
            return f"{{{','.join(_member(key, value[key], levels - 1) for key in value)}}}"
        if levels and type(value) is list:
            return f"[{','.join(_dumps(item, levels - 1) for item in value)}]"
        return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _member(key: Any, value: Any, levels: int) -> str:
    return f"{_dumps(plain(str(key)), levels)}:{_dumps(value, levels)}"


def _escaped(text: str) -> str:
    return text if _is_harmless(text) else _JSON_UNSAFE.sub(_json_escape, text)


def _is_harmless(text: str) -> bool:
    """Surely nothing of `_JSON_UNSAFE`, at a tenth of its cost; what Python prints and it does not is asked for."""
    if not text.isprintable() or "##" in text or any(letter in text for letter in _BLANK_LETTERS):
        return False
    return text.isascii() or b"\xf3" not in text.encode()


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def plain(value: Any) -> Any:
    """`value` in the terms of JSON: keys are strings, numbers finite, text without lone surrogates."""
    match value:
        case None | bool() | int():
            result: Any = value
        case float():
            result = float(value) if abs(value) < float("inf") else None
        case str():
            result = _SURROGATE.sub("\ufffd", str(value))
        case Mapping():
            result = {plain(str(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            result = [plain(item) for item in sorted(value, key=str)]
        case Iterable():
            result = [plain(item) for item in value]
        case _:  # a NumPy number becomes one of Python's, anything else its text
            result = plain(value.item() if hasattr(value, "item") else str(value))
    return result


def json_in_html(text: str) -> str:
    """JSON that may stand inside `<script type="application/json">`: nothing in it can end or open an element."""
    return _HTML_UNSAFE.sub(_json_escape, text)
