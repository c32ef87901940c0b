"""Generated documentation: complete for every rule and setting, fresh or called stale, safe to read."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from qc.cli import docs, main, pages
from qc.cli.starter import starter
from qc.config import Settings, load, selection
from qc.config.keys import keys
from qc.reports.safe import visible
from qc.rule import Options, Rule, option
from qc.rules import all_rules


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: type[Rule]) -> None:
    text, markdown = "\n".join(pages.text_page(rule)), "\n".join(pages.markdown_page(rule))
    for page in (text, markdown):
        assert rule.summary() in page
        assert all(line == visible(line) for line in page.splitlines())
        assert all(f"{key.name}" in page and key.help in page for key in keys(rule.Options).values())
    assert markdown.startswith(f"## {rule.code} {rule.name()}\n")


@pytest.mark.parametrize(
    ("label", "expected"), [("spaced-ellipsis", "safe"), ("echo-fragment", "unsafe"), ("QC001", "no")]
)
def test_fixability_is_read_off_the_examples(label: str, expected: str) -> None:
    assert pages.fix(selection.find(label)) == expected


def test_the_description_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--output-format", "json"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in described] == [rule.code for rule in all_rules()]
    (ellipsis,) = (one for one in described if one["code"] == "GAR103")
    assert ellipsis["fix"] == "safe"
    assert any("⟦" in document for example in ellipsis["bad"] for document in example["documents"])


@dataclass(frozen=True)
class Bounds(Options):
    min_words: int = option(5, "Shortest phrase, in words.", minimum=2, maximum=50)


def test_options_stand_on_the_page() -> None:
    made_up = type("MadeUp", (Rule,), {"__module__": "qc.rules.garble.x", "code": "GAR999", "Options": Bounds})
    text = "\n".join(pages.text_page(made_up))
    assert "Options, under [rules.made-up] in qc.toml:\n  min-words = 5  # Shortest phrase, in words. Takes" in text
    markdown = "\n".join(pages.markdown_page(made_up))
    assert "| `min-words` | `5` | a whole number from 2 to 50 | Shortest phrase, in words. |" in markdown


class TestFiles:
    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_written_then_fresh_then_stale(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("README.md").write_text("# x\n\n<!-- rules -->\nold\n<!-- /rules -->\nend\n")
        assert docs.main(["--check"]) == 1
        assert docs.main() == 0
        assert docs.main(["--check"]) == 0
        readme = Path("README.md").read_text()
        assert readme.startswith("# x\n\n<!-- rules -->\n\n| code |")
        assert readme.endswith("<!-- /rules -->\nend\n")
        assert "old" not in readme
        capsys.readouterr()
        Path("docs/rules.md").write_text("# Rules")
        assert docs.main(["--check"]) == 1
        assert capsys.readouterr().out == "docs/rules.md: stale; run python -m qc.cli.docs\n"

    def test_what_a_check_prints(self) -> None:
        Path("seeds").mkdir()
        Path("seeds/tiongkok-belarus.txt").write_text("They met. . . Then they left.\n")
        Path("README.md").write_text("<!-- example -->\nold\n<!-- /example -->\n")
        docs.main()
        readme = Path("README.md").read_text("utf-8")
        assert "warning[GAR103] spaced-ellipsis" in readme
        assert "old" not in readme

    def test_a_readme_without_marks_is_left_alone(self) -> None:
        Path("README.md").write_text("# x\n")
        docs.main()
        assert Path("README.md").read_text() == "# x\n"

    def test_every_link_of_the_table_leads_somewhere(self) -> None:
        docs.main()
        page = Path("docs/rules.md").read_text("utf-8")
        headings = {
            re.sub(r"[^\w-]", "", line[4:].lower().replace(" ", "-"))
            for line in page.splitlines()
            if line[:4] == "### "
        }
        links = set(re.findall(r"\]\(#([^)]+)\)", page))
        assert links == headings
        assert len(links) == len(all_rules())

    def test_every_setting_is_explained(self) -> None:
        docs.main()
        page = Path("docs/configuration.md").read_text("utf-8")
        assert all(f"| `{key.name}` | " in page and key.help in page for key in keys(Settings).values())


class TestStarter:
    def test_as_it_stands_it_changes_nothing(self) -> None:
        assert tomllib.loads(starter()) == {}

    def test_without_its_marks_every_key_stands_at_its_default(self) -> None:
        table = tomllib.loads(re.sub("^# (?=[a-z-]+ = |\\[)", "", starter(), flags=re.MULTILINE))
        assert set(table) == set(keys(Settings)) | {"rules"}
        config = load(given=table, origin="qc.toml")
        assert config.settings == Settings()
        assert config.rules()
        assert {type(rule): rule.options for rule in config.rules()} == {
            type(rule): type(rule).Options() for rule in config.rules()
        }
