"""Starting stays light: what a command does not need, it does not load."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "scipy", "duckdb", "pandas", "pyarrow", "rapidfuzz", "xlsxwriter", "fastexcel")


def loaded_after(statement: str) -> set[str]:
    probe = f"import sys; {statement}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["kw_tui.workbench.workbench", "kw_tui.cli", "kw_tui.core.pipeline", "kw_tui.storage.cache"]
)
def test_the_headless_program_loads_nothing_heavy(module: str) -> None:
    assert not loaded_after(f"import {module}") & set(HEAVY)


@pytest.mark.parametrize("module", ["kw_tui.tui.app", "kw_tui.workbench.demo", "kw_tui.workbench.session_file"])
def test_the_interface_shows_its_frame_before_data_is_loaded(module: str) -> None:
    assert not loaded_after(f"import {module}") & {"polars", "numpy", "narwhals", "scipy"}


def test_the_command_line_answers_help_before_it_loads_the_frames() -> None:
    assert not loaded_after("import kw_tui.cli") & {"polars", "numpy", "narwhals"}


def test_the_keys_are_listed_without_what_serves_a_browser() -> None:
    assert "aiohttp" not in loaded_after("from kw_tui.tui.keymap.contexts import contexts; contexts()")
