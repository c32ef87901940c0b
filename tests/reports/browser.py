"""Chromium without a head, one for a module of tests: what a page becomes, what it asks for and complains about."""

from __future__ import annotations

import html.parser
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_QUIET = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-extensions""".split()
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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=_QUIET)
        yield browser
        browser.close()


_GO = """route => new Promise(done => {
    const before = location.href;
    addEventListener("hashchange", () => done(), { once: true });
    location.hash = route;
    if (location.href === before) done();
})"""


@dataclass
class Desk:
    """A page that was opened from disk, with every request it made and every complaint of its console."""

    page: Page
    file: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    meter: Any = None

    def go(self, route: str) -> None:
        """Change the hash, and let the page draw: it does so when it hears of the change, before we do."""
        self.page.evaluate(_GO, route)

    def settle(self) -> None:
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all(selector, "all => all.map(it => it.textContent)")
        return found

    def number(self, expression: str) -> float:
        value: Any = self.page.evaluate(expression)
        return float(value)

    def busy(self, action: Callable[[], object]) -> float:
        """Milliseconds of processor time that script, style and layout took: on a machine with other work to do, the
        clock on the wall tells of that work."""
        before = self._spent()
        action()
        return 1000 * (self._spent() - before)

    def _spent(self) -> float:
        told = self.metrics()
        return told["ScriptDuration"] + told["LayoutDuration"] + told["RecalcStyleDuration"]

    def metrics(self) -> dict[str, float]:
        """Seconds of the main thread's processor time, and counts, by Chromium's names."""
        if self.meter is None:
            self.meter = self.page.context.new_cdp_session(self.page)
            self.meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        return {it["name"]: float(it["value"]) for it in self.meter.send("Performance.getMetrics")["metrics"]}

    def facet(self, heading: str) -> dict[str, int]:
        """Values and counts of a facet."""
        rows: list[list[str]] = self.page.evaluate(
            """heading => [...document.querySelectorAll(".facets section")]
                .filter(it => it.querySelector("h2").textContent === heading)
                .flatMap(it => [...it.querySelectorAll("a")].map(a => [...a.children].map(it => it.textContent)))""",
            heading,
        )
        return {value: int(count.replace(",", "")) for value, count in rows}


@contextmanager
def opened(browser: Browser, file: Path, route: str = "", **options: Any) -> Iterator[Desk]:
    """The file in a context of its own: an empty storage, and nothing of other tests."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    try:
        yield desk_in(context, file, route)
    finally:
        context.close()


def desk_in(context: BrowserContext, file: Path, route: str = "") -> Desk:
    desk = Desk(context.new_page(), file)
    desk.page.on("request", lambda request: desk.requests.append(request.url))
    desk.page.on("console", lambda message: desk.complaints.append(message.text))
    desk.page.on("pageerror", lambda problem: desk.complaints.append(str(problem)))
    desk.page.goto(file.resolve().as_uri() + route)
    return desk


_LAID_OUT = """new MutationObserver((changes, observer) => {
    observer.disconnect();
    document.body.offsetHeight;
    performance.mark("laid-out");
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });"""


@dataclass(frozen=True)
class Opening:
    """What it took to open a page, in milliseconds.

    wall: from the start of the navigation until the view was drawn and laid out, by the clock on the wall.
    busy: processor time of the page's main thread, for all it did until the load event: the page and its data parsed,
    script, style, layout, paint. Other work on the machine makes the first longer, and hardly the second.
    """

    wall: float
    busy: float


def opening(browser: Browser, file: Path, route: str = "") -> Opening:
    blank = file.with_name("blank.html")
    blank.write_text("<!doctype html><title>blank</title>")
    with opened(browser, blank) as tab:
        tab.page.add_init_script(_LAID_OUT)
        before = tab.metrics()["TaskDuration"]
        tab.page.goto(file.resolve().as_uri() + route)
        busy = 1000 * (tab.metrics()["TaskDuration"] - before)
        return Opening(tab.number("performance.getEntriesByName('laid-out')[0].startTime"), busy)


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


Visiting = Callable[..., Visit]


@pytest.fixture(scope="module")
def visit(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visiting]:
    """What opens a file at a hash, lets its script run, and returns what became of the page."""
    blank = tmp_path_factory.mktemp("blank") / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>")
    with opened(chromium, blank) as tab:
        yield partial(_visit, tab)


def _visit(tab: Desk, path: Path, route: str = "") -> Visit:
    """The page, loaded anew: a file that differs in its hash alone would not be."""
    tab.page.goto(tab.file.as_uri())
    tab.complaints.clear()
    tab.page.goto(path.resolve().as_uri() + route)
    tab.settle()
    builder = _Builder()
    builder.feed(tab.page.content())
    builder.close()
    return Visit(builder.open[0], [*tab.complaints])
