import polars as pl

from kw_tui.tui.tabs.plan import view
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

PORTFOLIO = FakeWorkbench().portfolio()


def test_one_row_a_class_and_channel_with_everybody_in_it() -> None:
    rows = view.served(PORTFOLIO)
    assert rows["customers"].sum() == 300
    assert rows.select("abc", "channel").is_unique().all()
    visits = PORTFOLIO.filter(pl.col("abc") == "A")["activity_visit"].sum()
    assert rows.filter(pl.col("abc") == "A")["visit"].sum() == visits


def test_what_is_not_recorded_is_unknown_and_not_zero() -> None:
    without = PORTFOLIO.with_columns(pl.lit(None, dtype=pl.Int64).alias("activity_visit"))
    assert view.served(without)["visit"].null_count() == view.served(without).height


async def test_the_tab_says_what_it_is() -> None:
    async with driven("plan") as drive:
        assert "Übersicht, Planung folgt" in drive.text("#plan-heading")
        assert "ohne Klasse" in drive.screen()
        assert "300 Kunden" in drive.text("#plan-totals")
