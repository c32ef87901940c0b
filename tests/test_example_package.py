"""A package with rules of its own, built and installed as a user would, into a folder that is on the path."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = Path(__file__).parent / "example_package"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the package is installed; nothing is asked of any index."""
    source = tmp_path_factory.mktemp("source") / "package"
    shutil.copytree(PACKAGE, source)
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "--target", str(folder), str(source)], check=True, capture_output=True)
    return folder


def qc(site: Path, folder: Path, *arguments: str) -> Ended:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    command = [sys.executable, "-m", "qc", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


def test_its_rules_run_by_default(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is here!!! At last.\n")
    ended = qc(site, tmp_path, "check", "a.txt", "--output-format", "concise")
    assert ended.code == 1
    assert "a.txt:1:11: warning HSE101 exclamations: the house writes one exclamation mark" in ended.out


def test_its_options_are_settings(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is here!!! At last.\n")
    (tmp_path / "qc.toml").write_text("[rules.exclamations]\nmost = 3\n")
    assert qc(site, tmp_path, "check", "a.txt", "--select", "HSE").code == 0
    (tmp_path / "qc.toml").write_text("[rules.exclamations]\nmost = 10\n")
    ended = qc(site, tmp_path, "check", "a.txt")
    assert (ended.code, "most expects a whole number from 1 to 9, not 10" in ended.err) == (2, True)
    schema = json.loads(qc(site, tmp_path, "schema").out)
    assert schema["properties"]["rules"]["properties"]["exclamations"]["properties"]["most"]["maximum"] == 9


def test_it_is_explained(site: Path, tmp_path: Path) -> None:
    assert "Exclamation marks in a row" in qc(site, tmp_path, "rule", "HSE101").out


def test_a_crash_is_a_finding_and_the_rest_goes_on(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Then boom. And hurrah!!\n")
    (tmp_path / "b.txt").write_text("Hurrah!!\n")
    ended = qc(site, tmp_path, "check", ".", "--select", "HSE", "--output-format", "concise")
    assert ended.code == 2
    crash = "a.txt:1:1: error QC003 rule-crash: rule HSE102 (stumble) failed here: ValueError: it went boom"
    assert crash in ended.out
    assert ended.out.count("QC003") == 1
    assert "a.txt:1:22: warning HSE101" in ended.out
    assert "b.txt:1:7: warning HSE101" in ended.out
    assert "2 documents = 2 checked" in ended.out


def test_a_crash_is_never_known(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Then boom.\n")
    assert qc(site, tmp_path, "baseline", "create", "--select", "HSE").code == 2
    assert not (tmp_path / "qc-baseline.jsonl").exists()


def test_a_clash_of_codes_names_both(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "site/qc_other_house.py"
    info = tmp_path / "site/qc_other_house-1.0.dist-info"
    info.mkdir(parents=True)
    other.write_text('from qc.rule import Rule\n\nclass Shouting(Rule):\n    """Shouting."""\n    code = "HSE101"\n')
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: qc-other-house\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[qc.rules]\nshouting = qc_other_house\n")
    ended = qc(Path(f"{site}{os.pathsep}{tmp_path / 'site'}"), tmp_path, "rule")
    assert ended.code == 2
    assert ended.err.startswith("error: two rules are called HSE101: ")
    assert "qc_house_style.rules.Exclamations" in ended.err
    assert "qc_other_house.Shouting" in ended.err
