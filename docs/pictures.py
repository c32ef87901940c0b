"""Makes the pictures of the report in `docs/`: `python docs/pictures.py` (needs the extra `test` and chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from qc import api, reports
from qc.config import load

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
LARGEST = 200_000  # bytes
VIEWPORT: ViewportSize = {"width": 1160, "height": 600}
# file -> route, theme: what a reviewer sees first, and the guiding example with its marks
PICTURES: dict[str, tuple[str, Literal["light", "dark"]]] = {
    "report-overview.png": ("#/overview", "light"),
    "report-document.png": ("#/documents?q=tiongkok", "dark"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = _report(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (route, theme) in PICTURES.items():
            _picture(browser, f"{page.as_uri()}{route}", theme, HERE / name)
        browser.close()


def _report(folder: Path) -> Path:
    """The report about `seeds/`, as `qc check seeds/ --report report.html` writes it."""
    config = load(named=[], given={}, origin="docs/pictures.py")
    plan = api.plan(config, keep_text=True)
    outcomes = api.outcomes_of([str(SEEDS.relative_to(Path.cwd()))], config, plan)
    return reports.write_file(api.run_of(outcomes, config), str(folder / "report.html"))


def _picture(browser: Browser, url: str, theme: Literal["light", "dark"], file: Path) -> None:
    page = browser.new_page(viewport=VIEWPORT, color_scheme=theme)
    page.goto(url)
    if "/documents" in url:
        page.click(".documents-table a")
        page.keyboard.press("j")
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    page.close()
    size = file.stat().st_size
    print(f"{file.name}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{file.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
