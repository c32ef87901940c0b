"""Chromium without a head: what a page becomes once its script has run, and what it complains about."""

from __future__ import annotations

import html.parser
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

_QUIET = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-extensions --mute-audio --hide-scrollbars
    --enable-logging=stderr --virtual-time-budget=5000 --window-size=1280,900 --dump-dom""".split()
_VOID = {"meta", "link", "input", "br", "img", "hr"}


@cache
def executable() -> str:
    """Chromium's path; the test is skipped where there is none, unless QC_REQUIRE_BROWSER is set."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("QC_REQUIRE_BROWSER"):
        pytest.fail("QC_REQUIRE_BROWSER is set and there is no chromium")
    pytest.skip("no chromium here")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str, **attributes: str) -> Iterator[Element]:
        """Descendants by tag and attributes (`class_` names one class), in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == tag and child._has(attributes):
                    yield child
                yield from child.all(tag, **attributes)

    def one(self, tag: str, **attributes: str) -> Element:
        return next(self.all(tag, **attributes))

    def count(self) -> int:
        """Elements below this one that are not hidden with a view."""
        below = (it for it in self.children if isinstance(it, Element) and "hidden" not in it.attributes)
        return sum(1 + child.count() for child in below)

    def _has(self, attributes: dict[str, str]) -> bool:
        wanted = dict(attributes)
        class_ = wanted.pop("class_", None)
        return (
            class_ is None or class_ in self.attributes.get("class", "").split()
        ) and wanted.items() <= self.attributes.items()


class _Builder(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@dataclass
class Visit:
    """The page after its script: the tree, and every line of the console."""

    tree: Element
    console: list[str]

    @property
    def ready(self) -> str:
        return self.tree.one("html").attributes.get("data-ready", "")


def visit(path: Path, route: str = "") -> Visit:
    """Open the file at a hash and let its script run."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [executable(), *_QUIET, f"--user-data-dir={profile}", f"{path.resolve().as_uri()}{route}"]
        ran = subprocess.run(command, capture_output=True, timeout=120, check=True)
    builder = _Builder()
    builder.feed(ran.stdout.decode("utf-8", "replace"))
    builder.close()
    console = re.findall(r"CONSOLE[:(].*", ran.stderr.decode("utf-8", "replace"))
    return Visit(builder.open[0], console)
