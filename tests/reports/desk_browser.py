"""One Chromium for a module of tests, driven by playwright, and what it complains about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browser import executable
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-extensions""".split()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Desk:
    """A page that was opened from disk, with every request it made and every complaint of its console."""

    page: Page
    file: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    meter: Any = None

    def go(self, route: str) -> None:
        """Change the hash, and let the page draw."""
        self.page.evaluate("route => { location.hash = route; }", route)
        self.settle()

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
        if self.meter is None:
            self.meter = self.page.context.new_cdp_session(self.page)
            self.meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        told = {it["name"]: it["value"] for it in self.meter.send("Performance.getMetrics")["metrics"]}
        return float(told["ScriptDuration"] + told["LayoutDuration"] + told["RecalcStyleDuration"])

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
    page = context.new_page()
    desk = Desk(page, file)
    page.on("request", lambda request: desk.requests.append(request.url))
    page.on("console", lambda message: desk.complaints.append(message.text))
    page.on("pageerror", lambda problem: desk.complaints.append(str(problem)))
    page.goto(file.resolve().as_uri() + route)
    return desk
