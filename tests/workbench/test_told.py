"""What models tell is made once for a ledger and a day, and read back by whoever opens the session again."""

import pytest

from kw_tui.workbench import Workbench
from kw_tui.workbench.told import Told
from tests.workbench.ledgers import NOW


def test_what_is_told_is_read_back_without_models_or_lines(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bench.portfolio()
    for name in ("_outlook", "_estimates", "_assorted"):
        monkeypatch.setattr(Told, name, None)
    assert Workbench.open(bench.path, clock=lambda: NOW).portfolio().equals(first)


def test_what_the_folder_lost_is_told_again(bench: Workbench) -> None:
    first = bench.portfolio()
    for path in (bench.store.folder / "models").iterdir():
        path.unlink()
    assert Workbench.open(bench.path, clock=lambda: NOW).portfolio().equals(first)
