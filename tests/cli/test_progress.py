"""Progress is for people who wait: on a terminal, after a second, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from qc.cli import progress
from qc.engine import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr (made in the test itself: pytest puts its own there before)."""
    monkeypatch.setattr(sys, "stderr", made := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    return made


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = terminal(monkeypatch)
    with progress.shown() as update:
        assert update is not None
        update(Progress(5, 1_000, 1))
    assert seen.getvalue() == ""


def test_a_long_run_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = terminal(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.shown() as update:
        assert update is not None
        update(Progress(12_345, 6_000_000, 7))
    assert "12,345 documents, 6.0 million characters" in seen.getvalue()
    assert "7 findings" in seen.getvalue()


def test_nothing_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.shown() as update:
        assert update is None


def test_nothing_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = terminal(monkeypatch)
    with progress.shown(wanted=False) as update:
        assert update is None
    assert seen.getvalue() == ""
