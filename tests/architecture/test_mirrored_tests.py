"""Tests mirror the source: whoever changes a module finds its tests in the same place."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kw_tui"
TESTS = ROOT / "tests"
SMALL = 15  # lines below which a module is a list or a re-export


def modules() -> list[Path]:
    return [
        path.relative_to(SOURCE)
        for path in sorted(SOURCE.rglob("*.py"))
        if path.name not in {"__init__.py", "__main__.py"}
        and len(path.read_text(encoding="utf-8").splitlines()) > SMALL
    ]


@pytest.mark.parametrize("module", modules(), ids=str)
def test_every_module_has_its_tests(module: Path) -> None:
    folder = TESTS / module.parent
    mirrored = folder / f"test_{module.name}"
    about_the_folder = folder.parent / f"test_{folder.name}.py"
    assert mirrored.exists() or about_the_folder.exists(), f"no {mirrored.relative_to(ROOT)}"
