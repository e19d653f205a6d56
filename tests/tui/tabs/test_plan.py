from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench


async def test_the_tab_says_what_it_is() -> None:
    async with driven("plan") as drive:
        assert "Planung (Soll je Segment, Kapazität, Kosten) folgt" in drive.text("#plan-heading")
        assert "ohne Klasse" in drive.screen()
        assert "300 Kunden" in drive.text("#plan-totals")


async def test_activities_without_minutes_are_told_beside_the_hours() -> None:
    bench = FakeWorkbench(view={"tab": "plan"})
    bench.untimed = 1200
    async with driven("plan", bench=bench) as drive:
        assert drive.text("#plan-totals").endswith("Stunden · 1.200 Aktiv. ohne Minuten")
    async with driven("plan") as drive:
        assert "ohne Minuten" not in drive.text("#plan-totals")
