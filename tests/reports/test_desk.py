"""The acceptance checks of the reviewer's desk, in the order of the design: in Chromium, the page opened from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Desk, chromium, desk_in, opened, opening
from desk_fixture import MEMBERS, cluster, desk_run, small_run
from judge import page as judged
from made_runs import SCRIPTS, checked, finding, many, outcome, run

from qc import reports
from qc.cli import main
from qc.finding import Edit, Fix
from qc.gate import ExitCode
from qc.offsets import Span
from qc.outcome import Comparison, Run
from qc.reports import safe
from qc.rule import unmark

__all__ = ["chromium"]

VIEWS = ("#/overview", "#/findings", "#/duplicates", "#/documents", "#/rules", "#/run")
ROUTES = (*VIEWS, "#/findings?f=cluster%3A1", "#/duplicates/0", "#/documents/4", "#/findings?q=rule:nothing")


@pytest.fixture(scope="module")
def made() -> Run:
    return desk_run()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def file(made: Run, folder: Path) -> Path:
    return reports.write_file(made, str(folder / "report.html"))


@pytest.fixture(scope="module")
def summary(made: Run) -> dict[str, Any]:
    told: dict[str, Any] = json.loads("".join(reports.render(made, "json")))["summary"]
    return told


@pytest.fixture(scope="module")
def tab(chromium: Browser, file: Path) -> Iterator[Desk]:
    with opened(chromium, file) as it:
        yield it


@pytest.fixture
def desk(tab: Desk) -> Desk:
    """The page as every test finds it: at its first view."""
    tab.go("#/overview")
    return tab


@pytest.fixture(autouse=True)
def nothing_to_complain_of(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "desk" in request.fixturenames:
        assert request.getfixturevalue("tab").complaints == []


def report_of(made: Run, folder: Path, name: str) -> Path:
    return reports.write_file(made, str(folder / f"{name}.html"))


def test_01_one_request_and_no_complaint(chromium: Browser, file: Path) -> None:
    with opened(chromium, file) as it:
        assert it.requests == [file.as_uri()]
        assert it.complaints == []
        assert it.page.evaluate("document.documentElement.dataset.ready").endswith("10000 findings")


@pytest.mark.parametrize("route", ["", "#/findings"])
def test_01_ready_soon(chromium: Browser, file: Path, route: str, slowness: float) -> None:
    """Half a second of work from the start of the navigation on, and no more than 1.5 s on the wall beside other work.

    The best of five: a machine that does other things makes it longer, nothing makes it shorter. `pytest -n 0 -s` shows
    them all: left alone, the median is under half a second by the wall, too.
    """
    found = [opening(chromium, file, route) for _ in range(5)]
    walls = sorted(round(it.wall) for it in found)
    print(f"{route or 'overview'}: ready after {walls} ms by the wall, median {walls[2]}")
    assert 0 < min(it.busy for it in found) <= 500 * slowness, found
    assert min(it.wall for it in found) <= 1500 * slowness, found


def test_02_a_strict_policy(file: Path) -> None:
    parsed = judged(file.read_text("utf-8"))
    assert parsed.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert re.search(r"script-src 'sha256-[^' ]+';", parsed.policy)
    assert "unsafe" not in parsed.policy
    assert parsed.bad == []  # no handler, no inline style, no markup of strangers


def test_03_hostile_text_is_shown_and_does_nothing(desk: Desk) -> None:
    desk.page.evaluate("() => { globalThis.QCXSS_RUN = () => { globalThis.ran = true; }; }")
    shown = ""
    for route in ("#/findings?q=qcxss", "#/findings?q=qcinj", "#/findings?q=javascript", "#/documents/47", "#/rules"):
        desk.go(route)
        shown += desk.page.evaluate("document.querySelector('main').textContent")
    for literal in ("</script><qcxss><script>", "<img src=x onerror=QCXSS_RUN(2)>", "javascript:QCXSS_RUN(17)"):
        assert literal in shown
    assert re.findall("[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown) == []
    assert desk.page.evaluate("globalThis.ran") is None
    assert desk.page.locator("qcxss, [onerror], [onmouseover], [onqcxss], a[href^=javascript]").count() == 0


def test_04_totals_are_the_same_everywhere(desk: Desk, made: Run, summary: dict[str, Any]) -> None:
    total = summary["findings"]["total"]
    assert total == len(made.findings) == 10_000
    assert desk.texts(".tiles dd a")[0] == "10,000"
    desk.go("#/findings")
    assert desk.texts("#told") == ["10,000 findings"]
    severities = {it: summary["findings"][it] for it in ("error", "warning", "info")}
    assert desk.facet("Severity") == severities
    for heading in ("Confidence", "Fix", "Triage"):
        assert sum(desk.facet(heading).values()) == total, heading
    rules = {safe.visible_lines(it["name"]): it["findings"] for it in summary["rules"]}
    shown = desk.facet("Rule")
    assert shown.items() <= rules.items()
    assert len(shown) == min(12, len(rules))
    assert desk.page.evaluate(ROWS, 100) == [100] * 100


ROWS = """async pages => {
    const rows = [];
    for (let page = 1; page <= pages; page++) {
        const drawn = new Promise(done => addEventListener("hashchange", done, { once: true }));
        location.hash = `#/findings?page=${page}`;
        await drawn;
        rows.push(document.querySelectorAll("#findings-app .rows > li").length);
    }
    return rows;
}"""


FILTER = """query => {
    const input = document.querySelector("#findings-app input[type=search]");
    const began = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    return performance.now() - began;
}"""


def test_05_filtering_is_quick_and_finding_nothing_is_said(desk: Desk) -> None:
    desk.go("#/findings")
    for query in ("rule:repeated-phrase", "sev:error conf:>0.7", "words apart", "-lang:id harbour"):
        desk.page.evaluate(FILTER, query)  # the first time builds what is searched in
        times = [desk.busy(partial(desk.page.evaluate, FILTER, f"{query}{' ' * it}")) for it in range(1, 6)]
        assert min(times) < 50, (query, times)
        assert 0 < int(desk.texts("#told")[0].split()[0].replace(",", "")) < 10_000
    desk.page.evaluate(FILTER, "rule:nothing")
    assert desk.texts("#told") == ["0 of 10,000 findings"]
    assert "No finding matches." in desk.texts(".empty")[0]


@pytest.fixture(scope="module")
def modest(folder: Path) -> Path:
    """Enough findings for several pages, for what is loaded more than once."""
    return report_of(desk_run(MODEST), folder, "modest")


MODEST = 1200


def test_06_the_state_survives_reload_and_travels(chromium: Browser, modest: Path) -> None:
    with opened(chromium, modest, "#/findings") as it:
        it.page.fill("#findings-app input[type=search]", "sev:warning rule:repeated-phrase")
        it.page.select_option("#findings-app select", "confidence")
        it.settle()
        it.page.keyboard.press("Escape")
        it.page.locator("#findings-app .pager button").nth(1).click()
        it.settle()
        it.page.locator("#findings-app .rows a").nth(3).click()
        it.settle()
        seen = state_of(it)
        it.page.reload()
        assert state_of(it) == seen
        assert seen["page"] == "101"
        copied = it.page.url
        with opened(chromium, modest, "#" + copied.partition("#")[2]) as other:
            assert state_of(other) == seen
        it.page.go_back()
        it.settle()
        assert it.page.locator("#detail").count() == 0
        assert state_of(it)["page"] == "101"
        it.page.go_forward()
        it.settle()
        assert state_of(it) == seen


def state_of(desk: Desk) -> dict[str, Any]:
    desk.settle()
    told: dict[str, Any] = desk.page.evaluate(
        """() => ({ query: document.querySelector("#findings-app input").value,
            order: document.querySelector("#findings-app select").value,
            page: document.querySelector("#findings-app .rows").getAttribute("start"),
            open: document.querySelector("#detail h2")?.textContent,
            rows: document.querySelector("#findings-app .rows").textContent })"""
    )
    return told


def test_07_a_link_to_a_finding_that_the_filter_hides(desk: Desk) -> None:
    desk.go("#/findings?q=rule:spaced-ellipsis&f=cluster%3A1")
    assert desk.texts("#detail h2") == ["one of 46 copies"]
    assert "spaced-ellipsis" in desk.texts("#findings-app .rows .rule-name")


def test_08_the_keyboard_reaches_and_leaves_every_view(desk: Desk) -> None:
    keys = desk.page.keyboard

    def shown() -> str:
        desk.settle()
        visible: str = desk.page.evaluate("document.querySelector('.view:not([hidden])').id")
        return visible

    for key, view in enumerate(VIEWS, 1):
        keys.press(str(key))
        assert shown() == view.removeprefix("#/")
    keys.press("2")
    shown()
    keys.press("/")
    desk.page.locator("#findings-app input:focus").wait_for()
    keys.type("rule:repeated-phrase ")
    keys.press("Escape")
    for key in ("j", "j", "k"):
        keys.press(key)
        desk.settle()
    first = desk.texts("#detail h2")
    assert len(first) == 1
    keys.press("n")
    desk.settle()
    where = desk.texts("#detail .where")[0]
    keys.press("p")
    desk.settle()
    assert desk.texts("#detail .where")[0] != where
    keys.press("]")
    desk.settle()
    assert desk.page.locator("#findings-app .rows").get_attribute("start") == "101"
    keys.press("[")
    desk.settle()
    keys.press("Enter")
    assert shown() == "documents"
    keys.press("Escape")
    keys.press("n")
    assert shown() == "documents"
    keys.press("Escape")
    desk.settle()
    assert desk.page.locator(".documents-table").count() == 1
    keys.press("3")
    shown()
    keys.press("n")
    desk.settle()
    assert desk.page.locator(".pair").count() == 1
    keys.press("Escape")
    desk.settle()
    assert desk.page.locator(".pair").count() == 0
    keys.press("?")
    assert desk.page.locator("dialog[open]").count() == 1
    keys.press("Escape")
    assert desk.page.locator("dialog[open]").count() == 0
    keys.press("4")
    shown()
    desk.page.locator(".documents-table a").first.focus()
    keys.press("Tab")
    assert desk.page.evaluate("document.activeElement.matches('.documents-table a')")  # no trap
    keys.press("Enter")
    desk.settle()
    assert desk.page.locator(".reader").count() == 1


def safe_text(text: str) -> str:
    """What the page shows of a text: joiners of emoji stay, and so does each kind of line end."""
    return safe.visible_lines(text.replace("\r\n", "\x00")).replace("␀", "\r\n")


def test_09_marks_are_the_matches(desk: Desk, made: Run) -> None:
    scripts = next(it for it in made.outcomes if it.path == "scripts.txt")
    text, spans = unmark("\n".join(SCRIPTS))
    desk.go("#/documents/46")
    assert desk.texts(".page .context") == [safe_text(text)]
    assert desk.texts(".page mark") == [safe_text(span.of(text)) for span in spans]
    for found in scripts.findings:
        desk.go(f"#/findings?f={found.fingerprint}")
        assert found.excerpt is not None
        assert desk.texts("#detail .context mark")[0] == safe_text(found.excerpt.match)


def test_10_a_cluster_lists_all_and_marks_both_sides(desk: Desk) -> None:
    desk.go("#/duplicates")
    assert desk.texts("#duplicates-app .rule-name")[0] == "46 copies"
    desk.go("#/duplicates/0")
    members = desk.texts(".members .where")
    assert len(set(members)) == len(members) == MEMBERS
    texts = [it.text or "" for it in cluster(7)]
    desk.go("#/duplicates/0?a=3&b=9")
    order = [int(re.findall(r"copy-(\d+)", member)[0]) for member in members]
    left, right = (texts[order[at]].split(" ") for at in (2, 8))
    for words, others, tag in ((left, right, "del"), (right, left, "ins")):
        marked = " ".join(desk.texts(f".pair {tag}"))
        own = [word for word in words if word.startswith("changed") and word not in others]
        assert own
        for word in own:
            assert word in marked
        assert len(marked.split()) <= 8
    assert desk.texts(".pair .context") == [" ".join(left), " ".join(right)]
    desk.page.locator(".members a[aria-label='20 right']").click()
    desk.settle()
    assert "b=20" in desk.page.url


def test_10_what_the_text_would_be_after_the_fixes(chromium: Browser, folder: Path) -> None:
    text = "The the caf\u00c3\u00a9s were open . . . and we we left. 🙂"
    edits = {"stutter": (Span(0, 4), ""), "ellipsis": (Span(25, 30), "..."), "name": (Span(11, 13), "\u00e9")}
    found = [
        finding(text, span, rule, fix=Fix("mend it", (Edit(span, new),), rule != "stutter"))
        for rule, (span, new) in edits.items()
    ]
    path = report_of(run(outcome(text, found)), folder, "fixes")
    with opened(chromium, path, "#/documents/0?show=safe") as it:
        assert it.texts(".page del") == ["caf\u00c3\u00a9s", ". . ."]
        assert it.texts(".page ins") == ["caf\u00e9s", "..."]
        it.go("#/documents/0?show=all")
        assert it.texts(".page del") == ["The ", "caf\u00c3\u00a9s", ". . ."]
        after = it.page.evaluate(
            "(() => { const it = document.querySelector('.page .context').cloneNode(true);"
            " it.querySelectorAll('del').forEach(del => del.remove()); return it.textContent; })()"
        )
        assert after == "the caf\u00e9s were open ... and we we left. 🙂"
        assert it.complaints == []


def test_10_related_copies_lead_to_each_other(desk: Desk) -> None:
    desk.go("#/findings?f=cluster%3A1")
    desk.page.locator("#detail h3 a").first.click()
    desk.settle()
    assert "#/documents/0?" in desk.page.url
    assert desk.texts("#detail h2") == ["one of 46 copies"]
    desk.go("#/findings?q=rule:repeated-phrase file:crawl/*")
    desk.page.keyboard.press("j")
    desk.settle()
    desk.page.locator("#detail h3 a").first.click()
    desk.settle()
    assert desk.page.locator(".page mark.other").count() >= 1


def test_11_triage_persists_and_travels(chromium: Browser, modest: Path, folder: Path) -> None:
    wanted = [it.fingerprint for it in desk_run(MODEST).findings if it.code == "GAR103"][:2]
    context = chromium.new_context(accept_downloads=True)
    it = desk_in(context, modest, f"#/findings?q=rule:spaced-ellipsis&f={wanted[0]}")
    it.page.keyboard.press("a")
    it.settle()
    it.go(f"#/findings?f={wanted[1]}")
    it.page.keyboard.press("x")
    it.settle()
    it.go(f"#/findings?f={wanted[1]}")
    it.page.fill("#detail input[name=reason]", "a dialogue, not a break")
    it.page.fill("#detail input[name=by]", "rev")
    it.page.fill("#detail input[name=until]", "2027-01-31")
    it.page.keyboard.press("Tab")
    it.page.keyboard.press("Escape")
    it.page.reload()
    assert it.texts("#decided") == ["2 decided"]
    assert it.facet("Triage") == {"open": MODEST - 2, "accepted": 1, "false-positive": 1}
    with it.page.expect_download() as download:
        it.page.click("#export")
    assert download.value.suggested_filename == "qc-triage.jsonl"
    saved = folder / "qc-triage.jsonl"
    download.value.save_as(saved)
    lines = [json.loads(line) for line in saved.read_text("utf-8").splitlines()]
    assert [it["fingerprint"] for it in lines] == sorted(wanted)
    by_print = {it["fingerprint"]: it for it in lines}
    assert by_print[wanted[0]]["state"] == "accepted"
    assert by_print[wanted[1]] == {
        "fingerprint": wanted[1], "state": "false-positive", "reason": "a dialogue, not a break", "by": "rev",
        "until": "2027-01-31",
    }  # fmt: skip
    it.go(f"#/findings?f={wanted[0]}")
    it.page.keyboard.press("x")
    it.settle()
    it.page.keyboard.press("z")
    it.settle()
    assert it.facet("Triage")["accepted"] == 1
    assert it.complaints == []
    context.close()
    with opened(chromium, modest, "#/findings") as other:
        assert other.texts("#decided") == ["0 decided"]
        other.page.set_input_files("#import", saved)
        other.page.locator("#decided", has_text="2 decided").wait_for()
        other.go("#/findings?q=state:false-positive")
        assert other.texts("#told") == ["1 of 1,200 findings"]
        assert other.complaints == []


def test_11_the_next_check_honours_it(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The talks will go on. . . They met on Monday.\n", "utf-8")
    check = ["check", "a.txt", "--select", "GAR103", "-q", "--isolated"]
    assert main([*check, "--report", "report.html"]) == ExitCode.FOUND
    context = chromium.new_context(accept_downloads=True)
    it = desk_in(context, tmp_path / "report.html", "#/findings")
    it.page.keyboard.press("j")
    it.settle()
    it.page.keyboard.press("x")
    it.settle()
    with it.page.expect_download() as download:
        it.page.click("#export")
    download.value.save_as("qc-triage.jsonl")
    assert it.complaints == []
    context.close()
    assert main(["baseline", "import", "qc-triage.jsonl"]) == ExitCode.CLEAN
    assert main([*check, "--baseline", "qc-baseline.jsonl"]) == ExitCode.CLEAN
    Path("a.txt").write_text("The talks will go on. . . They met on Monday. . . Then they left.\n", "utf-8")
    assert main([*check, "--baseline", "qc-baseline.jsonl"]) == ExitCode.FOUND


AXE = """async rules => {
    const parts = ["header", "main > .view:not([hidden])", "dialog"].filter(it => document.querySelector(it));
    const options = { resultTypes: ["violations"], iframes: false, ...rules };
    const found = await axe.run({ include: parts.map(it => [it]) }, options);
    return found.violations.filter(it => ["serious", "critical"].includes(it.impact))
        .map(it => `${it.id}: ${it.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
}"""


EVERY_RULE: dict[str, Any] = {}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # all that a theme can change


@pytest.mark.parametrize(("theme", "rules"), [("light", EVERY_RULE), ("dark", COLOURS)])
def test_12_both_themes_pass_axe(chromium: Browser, small: Path, theme: str, rules: dict[str, Any]) -> None:
    import axe_playwright_python

    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    with opened(chromium, small, bypass_csp=True, color_scheme=theme) as it:
        it.page.evaluate(axe)
        for route in (*ROUTES, "#/documents/8?show=all"):
            it.go(route)
            assert it.page.evaluate(AXE, rules) == [], route
        it.go("#/findings?f=cluster%3A1")
        it.page.keyboard.press("a")
        it.page.keyboard.press("?")
        it.settle()
        assert it.page.evaluate(AXE, rules) == []


@pytest.fixture(scope="module")
def small(folder: Path) -> Path:
    return report_of(small_run(), folder, "small")


def test_13_few_elements_in_every_view(desk: Desk) -> None:
    for route in ROUTES:
        desk.go(route)
        count = desk.number(
            "document.querySelectorAll('body *').length - document.querySelectorAll('[hidden], [hidden] *').length"
        )
        assert count <= 2500, (route, count)


def test_13_fifty_thousand_findings_as_a_folder(chromium: Browser, folder: Path, slowness: float) -> None:
    """Under three seconds on the wall from the start of the navigation until the list was drawn: the best of three."""
    path = reports.write_file(many(50, 1000), f"{folder / 'large'}/")
    names = {it.name for it in (folder / "large").iterdir()}
    assert path == folder / "large" / "index.html"
    assert {"index.html", "app.js", "data-000.js"} < names
    assert len(names) >= 13
    with opened(chromium, path, "#/findings") as it:
        assert it.texts("#told") == ["50,031 findings"]
        assert it.complaints == []
        assert asked(it) == names
        assert it.number("document.querySelectorAll('body *').length") < 5000
    found = [opening(chromium, path, "#/findings") for _ in range(3)]
    assert min(it.wall for it in found) < 3000 * slowness, found


def asked(desk: Desk) -> set[str]:
    """The names of all files that the page asked for."""
    return {request.rpartition("/")[2].partition("#")[0] for request in desk.requests}


def test_13_a_large_file_has_its_data_beside_it(
    chromium: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qc.reports.formats.html.LARGE", 100)
    monkeypatch.setattr("qc.reports.formats.html.CHUNK", 50)
    path = report_of(many(20, 10), folder, "many")
    names = {it.name for it in (folder / "many-data").iterdir()}
    assert len(names) == 1 + 1 + 2 + 5  # the script; what is said once; 51 documents and 231 findings, 50 a file
    with opened(chromium, path, "#/findings") as it:
        assert it.texts("#told") == ["231 findings"]
        assert it.complaints == []
        assert asked(it) == {"many.html", *names}


def test_13_a_document_with_very_many_marks(chromium: Browser, folder: Path) -> None:
    path = report_of(run(checked("⟦word⟧ " * 3000)), folder, "marks")
    with opened(chromium, path, "#/documents/0") as it:
        assert it.page.locator(".page mark").count() == 800
        assert "The first 800 of 3,000 findings are marked." in it.texts(".page .notice")
        assert it.number("document.querySelectorAll('.view:not([hidden]) *').length") <= 2500


@pytest.mark.parametrize("sandboxed", [False, True])
def test_14_without_javascript(chromium: Browser, file: Path, folder: Path, made: Run, sandboxed: bool) -> None:
    """Jenkins serves pages in a sandbox: no script, no style that stands in the page."""
    if sandboxed:
        context = chromium.new_context()
        policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';"
        headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
        context.route("**/*", lambda route: route.fulfill(status=200, headers=headers, body=file.read_bytes()))
        page = context.new_page()
        page.goto("http://reports.example/report.html")
    else:
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(file.as_uri())
    words = page.locator("main").inner_text()
    assert "10,000" in words
    assert page.locator("#findings .static > li").count() == 50
    first = next(it for it in made.findings if it.message)
    assert safe.visible_lines(first.message) in words
    assert page.locator("#rules article").count() == len({it.code for it in made.findings})
    assert page.locator("#duplicates .static .where").count() >= MEMBERS
    context.close()


def test_15_nothing_is_lost_at_320_pixels(chromium: Browser, small: Path) -> None:
    with opened(chromium, small, viewport={"width": 320, "height": 640}) as it:
        for route in ROUTES:
            it.go(route)
            it.settle()
            assert it.number("document.documentElement.scrollWidth") <= 320, route
            cut = it.page.evaluate(
                """[...document.querySelectorAll(".view:not([hidden]) *")].filter(it => {
                    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
                    return box.width > 0 && box.right > 321 && !it.closest(".unseen, svg, .bars, pre, .context")
                }).map(it => it.outerHTML.slice(0, 120))"""
            )
            assert cut == [], route


def test_14_where_the_script_may_not_run_every_view_can_be_reached(chromium: Browser, small: Path) -> None:
    """A browser that could run it lays out no view beside the first one before it does, and then it never does."""
    context = chromium.new_context()
    headers = {"Content-Security-Policy": "script-src 'none'", "Content-Type": "text/html; charset=utf-8"}
    context.route("**/*", lambda route: route.fulfill(status=200, headers=headers, body=small.read_bytes()))
    page = context.new_page()
    page.goto("http://reports.example/report.html")
    for view in VIEWS:
        name = view.removeprefix("#/")
        page.locator(f"nav a[href='#{name}']").click()
        assert page.locator(f"#{name} h1").is_visible(), name
    context.close()


NOT_PRINTED = """[...document.querySelectorAll(".view:not([hidden]) *")]
    .filter(it => it.closest(".detail, .list, .side, .pair, .rows li") && it.textContent.trim()
        && !it.closest("button, svg, .unseen, .fields, .actions, .pager, .bar-line, .close")
        && getComputedStyle(it).display !== "contents" && !it.checkVisibility())
    .map(it => it.outerHTML.slice(0, 80))"""
CUT = """[...document.querySelectorAll(".view:not([hidden]) :is(.context, .excerpt, .detail, .rows, .side)")]
    .filter(it => it.scrollHeight > it.clientHeight + 4 && getComputedStyle(it).overflowY !== "visible")
    .map(it => it.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [1280, 720])
def test_15_print_loses_nothing(chromium: Browser, small: Path, width: int) -> None:
    with opened(chromium, small, viewport={"width": width, "height": 900}) as it:
        it.page.emulate_media(media="print")
        for route in ("#/findings?f=cluster%3A1", "#/documents/4", "#/documents/4?show=all", "#/duplicates/0"):
            it.go(route)
            it.settle()
            assert it.page.evaluate(NOT_PRINTED) == [], route
            assert it.page.evaluate(CUT) == [], route


def test_15_equal_input_gives_equal_bytes() -> None:
    first, second = ("".join(reports.render(desk_run(300), "html")) for _ in range(2))
    assert first == second


def test_the_comparison_with_an_earlier_run(chromium: Browser, folder: Path) -> None:
    old = run(checked("⟦gone⟧ and ⟦still here⟧"))
    new = run(checked("clean and ⟦still here⟧ and ⟦fresh⟧", "a.txt", "name"), checked("x ⟦still here⟧", "b.txt"))
    kept = old.findings[1]
    first, *rest = new.outcomes
    same = replace(first, findings=(replace(first.findings[0], fingerprint=kept.fingerprint), *first.findings[1:]))
    new = replace(new, outcomes=[same, *rest])
    path = report_of(replace(new, comparison=Comparison.between(old, new)), folder, "compared")
    with opened(chromium, path) as it:
        assert it.texts(".since > p")[0].split() == ["2", "new", "1", "fixed", "1", "unchanged"]
        assert it.page.locator(".since tbody tr").count() == 1
        it.go("#/findings?q=since:new")
        assert it.texts("#told") == ["2 of 3 findings"]
        assert it.facet("Since the earlier run") == {"new": 2, "unchanged": 1}
        assert it.complaints == []
