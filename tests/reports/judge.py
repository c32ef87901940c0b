"""What no output may hold, seen from outside: a terminal, the runner of a pipeline, a browser."""

from __future__ import annotations

import html.parser
import re

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_COMMAND = re.compile(r"^\s*::[a-zA-Z-]+.*?::")
_ANYWHERE = re.compile(r"##(\[|vso\[|teamcity\[)")


def unsafe(text: str, *, human: bool = True) -> list[str]:
    """Everything wrong with `text` as bytes on a terminal or in a log."""
    bad = [f"control U+{ord(it):04X}" for it in set(text) if ord(it) < 32 and it not in "\t\n"]
    bad += [f"control U+{ord(it):04X}" for it in set(text) if 0x7F <= ord(it) <= 0x9F]
    bad += [f"separator U+{ord(it):04X}" for it in set(text) if it in "\u2028\u2029"]
    bad += ["lone surrogate" for it in set(text) if 0xD800 <= ord(it) <= 0xDFFF]
    bad += ["bidi control" for _ in _BIDI.findall(text) if human]
    for line in text.split("\n"):
        bad += [f"command {line[:60]!r}"] if _COMMAND.search(line) or _ANYWHERE.search(line) else []
    return bad


class _Page(html.parser.HTMLParser):
    """What a browser would make of the page, as far as an attacker cares."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.policy = ""
        self.inside = ""
        self.scripts: list[str] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag.startswith("qcxss"):
            self.bad.append(f"element <{tag}>")
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values["content"]
        self.bad += [f"handler {name}" for name in values if name.startswith("on")]
        self.bad += [f"inline style {value}" for name, value in values.items() if name == "style"]
        for name in ("href", "src", "action", "xlink:href", "srcdoc", "data"):
            self._address(tag, re.sub(r"[\x00-\x20]", "", values.get(name, "")).lower())
        if tag in ("script", "style"):
            self.inside = "data" if values.get("type") == "application/json" else tag

    def _address(self, tag: str, address: str) -> None:
        if address.startswith(("javascript:", "vbscript:", "data:text/html")):
            self.bad.append(f"address {address[:40]}")
        if tag != "a" and address.startswith(("http:", "https:", "//")):
            self.bad.append(f"the page asks the network: {tag} {address[:40]}")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.inside = ""

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"comment {data[:40]!r}")

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts.append(data)
        if self.inside == "style":
            self.styles.append(data)
        if self.inside in ("script", "style") and re.search("qcxss", data, re.IGNORECASE):
            self.bad.append(f"input inside <{self.inside}>")
        if self.inside and re.search(r"<!--|</?script", data, re.IGNORECASE):
            self.bad.append("a tag inside <script> or <style>")


def page(text: str) -> _Page:
    parsed = _Page()
    parsed.feed(text)
    parsed.close()
    return parsed
