"""Whatever is pressed, pasted or clicked: the program goes on, and what was decided can be read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from tests.tui.driving import driven
from tests.tui.monkey import Decided, Monkey
from tests.workbench.ledgers import earner, loser, write_ledger

NOW, LATER = datetime(2026, 11, 1, 12, 0, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def journal(bench: Workbench) -> list[Decided]:
    return list(bench.decisions().reverse().select("customer_id", "action").iter_rows())


@pytest.mark.parametrize(("seed", "tab"), [(0, "queue"), (1, "customer"), (4, "imports"), (10, "segmentation")])
async def test_nothing_that_is_pressed_ends_the_program(seed: int, tab: str) -> None:
    async with driven(tab, lang="de" if seed % 2 else "en") as drive:
        monkey = Monkey(drive, seed, lambda: [(one.customer_id, one.action) for one in drive.bench.history])
        await monkey.play(32)
        assert monkey.faults == []


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """A session of eight customers, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    lines = [*(line for n in range(6) for line in loser(f"L{n}")), *earner("E1", 500), *earner("E2", 900)]
    opened = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    opened.import_files([write_ledger(tmp_path / "umsatz.csv", lines)])
    return opened


async def test_what_is_decided_meanwhile_is_in_the_journal(tmp_path: Path, bench: Workbench) -> None:
    async with driven("queue", bench=bench) as drive:
        await drive.press("z")
        monkey = Monkey(drive, 3, lambda: journal(bench))
        await monkey.play(32)
        assert monkey.faults == []
    again = Workbench.open(tmp_path / "s.kw.toml", clock=lambda: LATER)
    assert len(journal(again)) >= 1
    assert journal(again) == journal(bench)


@pytest.mark.parametrize(("seed", "tab"), [(13, "queue"), (33, "segmentation")])
async def test_nothing_that_is_pressed_in_a_rush_ends_the_program(bench: Workbench, seed: int, tab: str) -> None:
    async with driven(tab, bench=bench) as drive:
        monkey = Monkey(drive, seed, lambda: journal(bench))
        await monkey.rush(60)
        assert monkey.faults == []
