"""A session on a small ledger, as anna works on it."""

from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, earner, loser, write_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + 200 * n))]
    return write_ledger(tmp_path / "umsatz.csv", lines)


@pytest.fixture
def bench(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setenv("KW_USER", "anna")
    made = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    made.import_files([ledger])
    return made
