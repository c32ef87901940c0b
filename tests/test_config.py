"""Settings: where they come from, what is refused and in which words, and which rules they select."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from qc.config import ConfigError, Settings, load, selection
from qc.config.keys import keys, plain
from qc.config.schema import schema
from qc.finding import Severity
from qc.rule import Diagnostic, Options, Rule, option
from qc.rules import all_rules


@dataclass(frozen=True)
class Bounds(Options):
    min_words: int = option(5, "Shortest phrase, in words.", minimum=2, maximum=50)
    share: float = option(0.5, "Share of the text.", minimum=0, maximum=1)
    words: tuple[str, ...] = option(("and", "or"), "Words that join.")
    strict: bool = option(False, "Be strict.")


def made_up(name: str, code: str, family: str, **declared: Any) -> type[Rule]:
    return type(name, (declared.pop("base", Rule),), {"__module__": f"qc.rules.{family}.x", "code": code, **declared})


RULES = (
    made_up("RepeatedPhrase", "REP103", "repetition", Options=Bounds),
    made_up("PhraseLoop", "REP105", "repetition", preview=True),
    made_up("NearRepeat", "REP207", "repetition"),
    made_up("TrailingCredit", "LNK105", "links", default=False),
    made_up("RuleCrash", "QC003", "run", base=Diagnostic),
)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(selection, "all_rules", lambda: RULES)
    yield


def codes(*layers: dict[str, Any], preview: bool = False) -> list[str]:
    told = [selection.Selection("x", **layer) for layer in layers]
    return [rule.code for rule in selection.select(told, preview=preview)]


@pytest.mark.usefixtures("rules")
class TestSelection:
    def test_default_set_is_default_and_measured(self) -> None:
        assert codes() == ["REP103", "REP207"]

    def test_preview_adds_the_rest_but_not_matters_of_taste(self) -> None:
        assert codes(preview=True) == ["REP103", "REP105", "REP207"]

    @pytest.mark.parametrize(
        ("selector", "expected"),
        [
            ("REP", ["REP103", "REP207"]),
            ("rep1", ["REP103"]),
            ("LNK105", ["LNK105"]),
            ("trailing-credit", ["LNK105"]),
            ("repetition", ["REP103", "REP207"]),
            ("all", ["LNK105", "REP103", "REP207"]),
            ("default", ["REP103", "REP207"]),
        ],
    )
    def test_selectors(self, selector: str, expected: list[str]) -> None:
        assert codes({"select": (selector,)}) == expected

    def test_the_more_specific_selector_wins_whatever_the_order(self) -> None:
        assert codes({"select": ("REP103",), "ignore": ("REP",)}) == ["REP103"]
        assert codes({"select": ("REP",), "ignore": ("REP103",)}) == ["REP207"]
        assert codes({"select": ("ALL",), "ignore": ("REP",)}) == ["LNK105"]

    def test_ignore_wins_between_equals(self) -> None:
        assert codes({"select": ("REP103", "LNK105"), "ignore": ("repeated-phrase",)}) == ["LNK105"]

    def test_a_later_select_starts_afresh(self) -> None:
        assert codes({"select": ("REP",), "ignore": ("LNK",)}, {"select": ("LNK105",)}) == ["LNK105"]

    def test_a_later_layer_without_select_adds_and_takes(self) -> None:
        assert codes({"select": ("REP",)}, {"extend_select": ("LNK105",), "ignore": ("REP103",)}) == [
            "LNK105",
            "REP207",
        ]

    def test_an_empty_select_selects_nothing(self) -> None:
        assert codes({"select": ()}, {"extend_select": ("REP103",)}) == ["REP103"]

    def test_what_the_run_says_about_itself_cannot_be_chosen(self) -> None:
        with pytest.raises(ConfigError, match="unknown rule 'QC003'"):
            selection.match("QC003")

    def test_a_preview_rule_without_preview_is_told_of(self) -> None:
        assert load(given={"select": ["REP105", "REP103"]}).warnings() == [
            "--select: 'REP105' selects nothing without --preview: its precision is not measured yet"
        ]
        assert load(given={"select": ["REP105"], "preview": True}).warnings() == []

    def test_no_rule_left_is_an_error(self) -> None:
        with pytest.raises(ConfigError, match="no rule is left"):
            load(given={"select": ["REP105"]}).rules()


@pytest.mark.usefixtures("rules")
class TestRuleTables:
    def test_options_reach_the_rule(self) -> None:
        table = {"min-words": 9, "share": 1, "words": ["y"], "strict": True}
        (rule,) = load(given={"select": "REP103", "rules": {"repeated-phrase": table}}).rules()
        assert rule.options == Bounds(9, 1.0, ("y",), True)
        assert isinstance(rule.options.share, float)

    def test_later_layers_win_option_by_option(self) -> None:
        config = load(
            named=["rules.repeated-phrase.min-words=7", "rules.repeated-phrase.strict=true"],
            given={"rules": {"repeated-phrase": {"min-words": 8}}},
        )
        assert config.rules()[0].options == Bounds(min_words=8, strict=True)

    def test_severity(self) -> None:
        config = load(given={"rules": {"repeated-phrase": {"severity": "error"}}})
        assert config.severities() == {"REP103": Severity.ERROR}
        assert config.rules()[0].options == Bounds()

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ({"repeated-phras": {}}, "unknown rule 'repeated-phras'; did you mean 'repeated-phrase'?"),
            ({"REP103": {}}, "a rule goes by its name here; did you mean 'repeated-phrase'?"),
            ({"repeated-phrase": {"min-word": 3}}, "unknown option 'min-word'; did you mean 'min-words'?"),
            ({"repeated-phrase": {"min_words": 3}}, "unknown option 'min_words'; did you mean 'min-words'?"),
            ({"repeated-phrase": {"q": 3}}, "the options are min-words, share, words, strict, severity"),
            ({"repeated-phrase": {"min-words": "3"}}, "min-words expects a whole number from 2 to 50, not '3'"),
            ({"repeated-phrase": {"min-words": 1}}, "min-words expects a whole number from 2 to 50, not 1"),
            ({"repeated-phrase": {"min-words": True}}, "expects a whole number from 2 to 50, not true"),
            ({"repeated-phrase": {"min-words": 3.0}}, "expects a whole number from 2 to 50, not 3.0"),
            ({"repeated-phrase": {"share": float("nan")}}, "expects a number from 0 to 1, not nan"),
            ({"repeated-phrase": {"words": [1]}}, "expects a list of texts, not a list of 1"),
            ({"repeated-phrase": {"strict": "yes"}}, "expects true or false, not 'yes'"),
            ({"repeated-phrase": {"severity": "fatal"}}, "expects one of info, warning, error, not 'fatal'"),
            ({"repeated-phrase": 5}, "expects a table of options, not 5"),
            (5, "rules expects a table for each rule"),
        ],
    )
    def test_refused(self, table: Any, message: str) -> None:
        with pytest.raises(ConfigError) as caught:
            load(given={"rules": table}, origin="qc.toml")
        assert message in str(caught.value)
        assert str(caught.value).startswith("qc.toml: rules")


class TestSettings:
    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"selct": []}, "qc.toml: unknown key 'selct'; did you mean 'select'?"),
            ({"Select": []}, "qc.toml: unknown key 'Select'; did you mean 'select'?"),
            ({"plugins": ["evil"]}, "qc.toml: unknown key 'plugins'"),
            ({"extend": "/etc/passwd"}, "qc.toml: unknown key 'extend'"),
            ({"jobs": -1}, "qc.toml: jobs expects a whole number from 0 to 512, not -1"),
            ({"max-findings": 10**400}, "1000000"),
            ({"min-confidence": 10**400}, "qc.toml: min-confidence expects a number from 0 to 1"),
            ({"fail-on": "errors"}, "qc.toml: fail-on expects one of any, warning, error, never, not 'errors'"),
            ({"encoding": "klingon"}, "qc.toml: encoding knows no text encoding 'klingon'"),
            ({"encoding": "base64"}, "qc.toml: encoding knows no text encoding 'base64'"),
            ({"select": ["GAR999"]}, "qc.toml: select: unknown rule 'GAR999'"),
            ({"ignore": ["spaced-elipsis"]}, "qc.toml: ignore: unknown rule 'spaced-elipsis'; did you mean"),
            ({"select": [""]}, "qc.toml: select: unknown rule ''"),
        ],
    )  # fmt: skip
    def test_refused(self, given: dict[str, Any], message: str) -> None:
        with pytest.raises(ConfigError) as caught:
            load(given=given, origin="qc.toml")
        assert message in str(caught.value)

    def test_a_single_text_is_a_list_of_one(self) -> None:
        assert load(given={"exclude": "*.md"}).settings.exclude == ("*.md",)

    def test_every_default_passes_its_own_check(self) -> None:
        for key in keys(Settings).values():
            assert key.check(plain(key.default)) == key.default
            assert key.help.endswith(".")

    @pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
    def test_every_option_of_every_rule_passes_its_own_check(self, rule: type[Rule]) -> None:
        for key in keys(rule.Options).values():
            assert key.check(plain(key.default)) == key.default
            assert key.help
            assert key.name != "severity"


class TestSources:
    def write(self, path: Path, text: str | bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def test_the_nearest_file_upwards(self, tmp_path: Path) -> None:
        self.write(tmp_path / "qc.toml", "jobs = 1")
        self.write(tmp_path / "a/pyproject.toml", "[tool.qc]\njobs = 2")
        self.write(tmp_path / "a/b/pyproject.toml", "[project]\nname = 'x'")
        assert load(folder=tmp_path / "a/b").settings.jobs == 2
        assert load(folder=tmp_path).settings.jobs == 1

    def test_never_from_below(self, tmp_path: Path) -> None:
        self.write(tmp_path / "crawl/qc.toml", "jobs = 3")
        assert load(folder=tmp_path).settings.jobs == 0

    def test_qc_toml_before_pyproject(self, tmp_path: Path) -> None:
        self.write(tmp_path / "qc.toml", "jobs = 1")
        self.write(tmp_path / "pyproject.toml", "[tool.qc]\njobs = 2")
        config = load(folder=tmp_path)
        assert config.settings.jobs == 1
        assert config.origin("jobs") == str(tmp_path / "qc.toml")
        assert config.origin("preview") == "default"

    def test_layers(self, tmp_path: Path) -> None:
        self.write(tmp_path / "qc.toml", "jobs = 1\nmax-findings = 5\nid-field = 'key'")
        config = load(folder=tmp_path, named=["jobs=2", "max-findings=6"], given={"jobs": 3})
        assert (config.settings.jobs, config.settings.max_findings, config.settings.id_field) == (3, 6, "key")
        assert config.changed() == {"jobs": 3, "max-findings": 6, "id-field": "key"}

    def test_a_named_file_replaces_the_search(self, tmp_path: Path) -> None:
        self.write(tmp_path / "qc.toml", "jobs = 1")
        other = self.write(tmp_path / "other.toml", "id-field = 'key'")
        config = load(folder=tmp_path, named=[str(other)])
        assert (config.settings.jobs, config.settings.id_field) == (0, "key")

    @pytest.mark.parametrize(
        ("assignment", "name", "value"),
        [
            ("jobs=4", "jobs", 4),
            ("preview=true", "preview", True),
            ("exclude=['a','b']", "exclude", ("a", "b")),
            ("exclude=*.md", "exclude", ("*.md",)),
            ("text-field=body.text", "text_field", "body.text"),
            ("text-field=a=b", "text_field", "a=b"),
            ("id-field='x'\njobs = 9", "id_field", "'x'\njobs = 9"),
        ],
    )
    def test_key_and_value(self, assignment: str, name: str, value: object) -> None:
        assert getattr(load(named=[assignment]).settings, name) == value

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"\xff\xfe = [[[\n", "not valid TOML: "),
            ("jobs = ", "not valid TOML: Invalid value (at end of document)"),
            ("x = " + "[" * 100_000, "not valid TOML: nested too deeply"),
            ("a = 1\n" * 200_000, "more than 1,000,000 bytes"),
        ],
        ids=["bytes", "cut", "deep", "large"],
    )
    def test_unreadable(self, tmp_path: Path, content: str | bytes, message: str) -> None:
        path = self.write(tmp_path / "qc.toml", content)
        with pytest.raises(ConfigError) as caught:
            load(folder=tmp_path)
        assert str(caught.value).startswith(f"{path}: ")
        assert message in str(caught.value)
        assert "--isolated" in str(caught.value)

    def test_named_files_that_are_none(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"gone\.toml: cannot read the configuration: No such file"):
            load(named=[str(tmp_path / "gone.toml")])
        empty = self.write(tmp_path / "pyproject.toml", "[project]")
        with pytest.raises(ConfigError, match=r"has no \[tool.qc\] table"):
            load(named=[str(empty)])
        self.write(empty, "tool.qc = 5")
        with pytest.raises(ConfigError, match=r"tool\.qc must be a table"):
            load(folder=tmp_path)

    def test_a_byte_order_mark_is_no_error(self, tmp_path: Path) -> None:
        self.write(tmp_path / "qc.toml", b"\xef\xbb\xbfjobs = 2")
        assert load(folder=tmp_path).settings.jobs == 2


class TestSchema:
    def validator(self) -> Draft202012Validator:
        made = json.loads(json.dumps(schema()))
        Draft202012Validator.check_schema(made)
        return Draft202012Validator(made)

    def test_accepts_the_defaults(self) -> None:
        everything = {key.name: plain(key.default) for key in keys(Settings).values()}
        tables = {
            rule.name(): {key.name: plain(key.default) for key in keys(rule.Options).values()}
            for rule in selection.selectable()
        }
        self.validator().validate({**everything, "rules": tables})

    @pytest.mark.parametrize(
        "wrong", [{"selct": []}, {"jobs": -1}, {"fail-on": "x"}, {"rules": {"no-rule": {}}}, {"preview": 1}]
    )
    def test_refuses_what_load_refuses(self, wrong: dict[str, Any]) -> None:
        assert list(self.validator().iter_errors(wrong))
        with pytest.raises(ConfigError):
            load(given=wrong)
