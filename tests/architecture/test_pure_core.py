"""The core thinks and nothing else: lazy frames in, lazy frames out, no disk and no clock."""

import ast
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "src" / "kw_tui" / "core"
MODULES = sorted(CORE.rglob("*.py"))
FORBIDDEN_CALLS = {
    "collect", "collect_async", "collect_batches", "open", "today", "now", "utcnow", "time", "print", "input",
    "read_text", "write_text", "read_bytes", "write_bytes", "fetch", "map_elements", "iter_rows", "rows",
}  # fmt: skip
FORBIDDEN_PREFIXES = ("scan_", "sink_", "read_csv", "read_parquet", "write_csv", "write_parquet")
FORBIDDEN_IMPORTS = {"os", "io", "pathlib", "time", "random", "secrets", "subprocess", "tempfile", "socket", "duckdb"}


def called_name(node: ast.Call) -> str:
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def breaches(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = called_name(node)
            if name in FORBIDDEN_CALLS or name.startswith(FORBIDDEN_PREFIXES):
                found.append(f"line {node.lineno}: calls {name}")
        elif isinstance(node, ast.Import):
            found += [f"line {node.lineno}: imports {a.name}" for a in node.names if a.name in FORBIDDEN_IMPORTS]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FORBIDDEN_IMPORTS:
            found.append(f"line {node.lineno}: imports from {node.module}")
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CORE)))
def test_core_modules_only_think(module: Path) -> None:
    assert breaches(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    ["frame.collect()", "open('x')", "date.today()", "pl.scan_parquet('x')", "import os", "from time import sleep"],
)
def test_a_planted_breach_is_seen(planted: str) -> None:
    assert breaches(planted)
