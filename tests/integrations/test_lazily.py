"""Nobody pays for a library that they do not use: not at `import qc`, in a check, or in another integration."""

from __future__ import annotations

import subprocess
import sys

import pytest

LIBRARIES = {"scrapy", "datasets", "datatrove", "trafilatura", "pyarrow"}
CHECK = "import qc, qc.cli, qc.integrations.checker; assert qc.check('They met. . . Then they left.')"


def loaded(code: str) -> set[str]:
    printing = f"{code}; import sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", printing], capture_output=True, check=True, text=True)
    return LIBRARIES & set(done.stdout.split())


def test_a_check_loads_none() -> None:
    assert loaded(CHECK) == set()


@pytest.mark.parametrize(("name", "needed"), [("scrapy", {"scrapy"}), ("datasets", {"datasets", "pyarrow"})])
def test_an_integration_loads_its_own(name: str, needed: set[str]) -> None:
    pytest.importorskip(name)
    assert loaded(f"import qc.integrations.{name}") == needed
