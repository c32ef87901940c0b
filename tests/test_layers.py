"""Imports point one way: each module may import what stands before it in this list, and nothing behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the bottom to the top; modules on one line may use each other where Python lets them.
LAYERS = (
    ("qc.offsets", "qc.processor", "qc.shelf", "qc.spool"),
    ("qc.spans", "qc.hashes", "qc.characters", "qc.segments"),
    ("qc.document",),
    ("qc.text",),
    ("qc.measures",),
    ("qc.finding",),
    ("qc.outcome",),
    ("qc.rule",),
    ("qc.rules",),
    ("qc.readers",),
    ("qc.config",),
    ("qc.engine",),
    ("qc.fixes",),
    ("qc.gate", "qc.limits"),
    ("qc.batch",),
    ("qc.api",),
    ("qc.reports.safe",),
    ("qc.baseline",),
    ("qc.reports",),
    ("qc.integrations",),
    ("qc.cli",),
    ("qc.__main__",),
)
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer}
# The package itself holds the version, and hands out the API when asked for it by name.
PACKAGE = "qc"


def modules() -> Iterator[Path]:
    yield from sorted((ROOT / "qc").rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything of qc that is imported, at the top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] == "qc")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{package}:{node.lineno}: write imports in full"
            if node.module and node.module.split(".")[0] == "qc":
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def layer(name: str) -> int | None:
    """The rank of a module or of something in it; `None` for the package itself."""
    parts = name.split(".")
    for length in range(len(parts), 1, -1):
        rank = RANK.get(".".join(parts[:length]))
        if rank is not None:
            return rank
    return None


@pytest.mark.parametrize("path", list(modules()), ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    name = name_of(path)
    if name == PACKAGE:
        return
    own = layer(name)
    assert own is not None, f"{name} stands in no layer of {Path(__file__).name}; put it where it belongs"
    for line, target in imported(ast.parse(path.read_text("utf-8")), name):
        rank = layer(target)
        assert rank is None or rank <= own, f"{path.relative_to(ROOT)}:{line} imports {target} from a later layer"


def test_the_package_knows_only_what_it_hands_out() -> None:
    source = (ROOT / "qc/__init__.py").read_text("utf-8")
    for node in ast.parse(source).body:
        assert not isinstance(node, ast.Import | ast.ImportFrom) or getattr(node, "module", "") == "__future__"


def test_the_order_is_noticed() -> None:
    """The check above can fail."""
    (found,) = imported(ast.parse("def f():\n    from qc.cli import main"), "qc.text")
    assert found == (2, "qc.cli.main")
    assert (layer("qc.cli.main") or 0) > (layer("qc.text") or 0)
    assert layer("qc.rules.garble.spaced_ellipsis") == RANK["qc.rules"]
    assert layer("qc.rule") != layer("qc.rules")
