"""The collector of rings is told to wait while a command runs, and only then."""

from __future__ import annotations

import gc

import pytest

from qc import cli


@pytest.mark.parametrize("fails", [False, True])
def test_it_waits_while_a_command_runs(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    before, seen = gc.get_threshold(), []

    def run(_: list[str]) -> int:
        seen.append(gc.get_threshold())
        if fails:
            raise KeyboardInterrupt
        return 0

    monkeypatch.setattr(cli, "_run", run)
    assert cli.main(["check"]) == (130 if fails else 0)
    assert seen[0][0] > before[0]
    assert seen[0][1] > before[1]
    assert gc.get_threshold() == before
