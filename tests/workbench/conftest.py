"""A session on a small ledger, as anna works on it."""

import shutil
from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, earner, loser, write_ledger


def _written(folder: Path) -> Path:
    lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + 200 * n))]
    return write_ledger(folder / "umsatz.csv", lines)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return _written(tmp_path)


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the session, its figures and models on disk; to be copied."""
    folder = tmp_path_factory.mktemp("looked_at")
    made = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    made.import_files([_written(folder)])
    made.queue()
    return folder


@pytest.fixture
def bench(tmp_path: Path, ledger: Path, looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """The session opened; it was imported and looked at before."""
    monkeypatch.setenv("KW_USER", "anna")
    shutil.copytree(looked_at, tmp_path, dirs_exist_ok=True)
    return Workbench.open(tmp_path / "s.kw.toml", clock=lambda: NOW)


@pytest.fixture
def fresh(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """The session just imported, of which nothing is computed yet."""
    monkeypatch.setenv("KW_USER", "anna")
    made = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    made.import_files([ledger])
    return made
