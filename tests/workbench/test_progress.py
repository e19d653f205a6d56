"""How far an import is, told while it goes on."""

from pathlib import Path

import polars as pl
import pytest

from kw_tui.workbench import Workbench
from kw_tui.workbench.progress import Step, told
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW, earner, write_ledger


class _Stopped(Exception):
    pass


@pytest.fixture
def fresh(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


def test_the_part_that_concerns_one_step() -> None:
    heard: list[tuple[Step, int, int]] = []
    tell = told(lambda *each: heard.append(each), Step.CHECK)
    assert tell is not None
    tell(3, 7)
    assert heard == [(Step.CHECK, 3, 7)]
    assert told(None, Step.READ) is None


def test_every_step_is_told_in_order_up_to_its_end(fresh: Workbench, tmp_path: Path) -> None:
    heard: list[tuple[Step, int, int]] = []
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))
    fresh.import_files([ledger], progress=lambda *each: heard.append(each))
    assert list(dict.fromkeys(step for step, *_ in heard)) == [Step.READ, Step.CHECK, Step.STORE]
    last = {step: (done, total) for step, done, total in heard}
    assert last[Step.READ] == (ledger.stat().st_size,) * 2
    assert last[Step.STORE] == (1, 1)
    assert all(0 <= done <= total for _, done, total in heard)


@pytest.mark.parametrize("step", list(Step))
def test_whoever_is_told_may_stop_it_and_nothing_is_left_behind(fresh: Workbench, tmp_path: Path, step: Step) -> None:
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))

    def stop(now: Step, done: int, total: int) -> None:
        if now is step:
            raise _Stopped("_Stopped")

    with pytest.raises((_Stopped, pl.exceptions.PolarsError), match="_Stopped"):  # the engine may wrap it
        fresh.import_files([ledger], progress=stop)
    assert not fresh.session.sources
    assert not fresh.path.exists()
    assert not list(store_folder(fresh.path).glob("*.json"))
    assert fresh.import_files([ledger])[0].reconciliation.accepted == 24
