from kw_tui.tui.tabs import TABS
from kw_tui.tui.tabs.body import TabBody
from tests.tui.driving import driven


def test_every_tab_loads() -> None:
    assert [entry.id for entry in TABS] == ["imports", "segmentation", "customer", "queue", "plan"]
    for entry in TABS:
        assert issubclass(entry.load(), TabBody)  # type: ignore[arg-type]


async def test_a_tab_out_of_sight_reads_anew_when_looked_at() -> None:
    async with driven("queue") as drive:
        await drive.press("2", "4")
        asked: list[str] = []
        portfolio = drive.bench.portfolio
        drive.bench.portfolio = lambda: (asked.append("portfolio"), portfolio())[1]
        drive.bench.segments = lambda segments=drive.bench.segments: (asked.append("segments"), segments())[1]
        await drive.press("r")
        assert "segments" not in asked
        await drive.press("2")
        assert asked.count("segments") == 1
        await drive.press("4", "2")
        assert asked.count("segments") == 1
