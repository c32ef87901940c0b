"""Rules of other packages: found through their entry points, refused where they clash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qc.cli import main
from qc.rules import ClashError, ForeignRuleError, all_rules

MODULE = '''
from qc.rule import Rule

class {name}(Rule):
    """A rule from elsewhere."""
    code = "{code}"
'''


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    all_rules.cache_clear()
    yield
    all_rules.cache_clear()


def install(site: Path, package: str, name: str, code: str, entry: str) -> None:
    (site / f"{package}.py").write_text(MODULE.format(name=name, code=code))
    info = site / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[qc.rules]\nmine = {entry}\n")


@pytest.mark.parametrize("entry", ["qc_elsewhere_one", "qc_elsewhere_one:FarFetched"])
def test_a_module_or_a_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    install(tmp_path, "qc_elsewhere_one", "FarFetched", "XYZ901", entry)
    monkeypatch.syspath_prepend(tmp_path)
    assert "XYZ901" in [rule.code for rule in all_rules()]


def test_without_one_there_are_only_ours() -> None:
    assert all(rule.__module__.startswith("qc.rules.") for rule in all_rules())


def test_two_rules_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "qc_elsewhere_two", "SpacedEllipsis", "XYZ902", "qc_elsewhere_two")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ClashError, match=r"spaced-ellipsis: qc\.rules\..* and qc_elsewhere_two\.SpacedEllipsis"):
        all_rules()


def test_a_package_that_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path, "qc_elsewhere_three", "FarFetched", "XYZ903", "qc_elsewhere_three:Gone")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        ForeignRuleError, match="the rules of the package qc_elsewhere_three do not load: AttributeError"
    ):
        all_rules()
    assert main(["rule"]) == 2
    assert capsys.readouterr().err.startswith("error: the rules of the package qc_elsewhere_three do not load")
