import polars as pl

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.segmentation import view
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

BENCH = FakeWorkbench()


def test_rows_begin_with_everybody() -> None:
    rows = view.segment_rows(BENCH.segments(), "abc", "de")
    assert rows["label"].to_list() == ["Alle", "A-Kunden", "B-Kunden", "C-Kunden", "nicht eingeordnet"]
    assert rows["customers"][0] == rows["customers"][1:].sum() == 300
    assert rows["revenue"][0] == BENCH.portfolio()["revenue"].sum()


def test_members_of_a_segment_and_of_none() -> None:
    portfolio = BENCH.portfolio()
    assert set(view.members(portfolio, "abc", "A")["abc"]) == {"A"}
    assert view.members(portfolio, "abc", view.NONE)["abc"].null_count() == 28
    assert view.members(portfolio, "abc", view.ALL).height == 300


def test_totals_are_those_of_the_rows_shown() -> None:
    shown = BENCH.portfolio().filter(pl.col("abc") == "A")
    told = plain([view.totals(shown, 300, "de", "EUR")])
    assert told.startswith("55 von 300 · Umsatz ")
    assert "Mio." in told


async def test_the_segment_chosen_decides_which_customers_are_shown() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down")
        assert set(drive.body.browser.shown["abc"]) == {"A"}
        assert "55 von 300" in drive.text("#segments-totals")


async def test_ways_to_cut() -> None:
    async with driven("segmentation") as drive:
        await drive.press("g", "g")
        assert "[RFM-Segmente]" in drive.text("#segments-heading")
        assert "Spitzenkunden" in drive.screen()
        await drive.press("g")
        assert "Entwickelbar" in drive.screen()


async def test_the_measure_moves_the_classes_at_once() -> None:
    async with driven("segmentation") as drive:
        before = drive.body._found.portfolio.filter(pl.col("abc") == "A")["customer_id"].to_list()
        await drive.press("m", "j", "m", "j")
        after = drive.body._found.portfolio.filter(pl.col("abc") == "A")["customer_id"].to_list()
        assert before != after
        await drive.press("v", "j")
        assert drive.bench.settings.choice("abc_method") == "cumulated"
        assert "kumulierter Anteil" in drive.text("#segments-heading")


async def test_settings_of_everybody_are_asked_about_first() -> None:
    async with driven("segmentation") as drive:
        before = drive.bench.settings
        await drive.press("m")
        assert "ABC künftig nach DB I?" in drive.screen()
        assert "Gilt für die ganze Sitzung" in drive.screen()
        await drive.press("enter", "escape", "v", "escape")
        assert drive.bench.settings == before


async def test_the_curves() -> None:
    async with driven("segmentation") as drive:
        assert "Walkurve" in drive.text("#segments-curve")
        assert "Gipfel 105 %" in drive.text("#segments-curve")
        assert "Gini 0," in drive.text("#segments-curve")
        assert "% Ums." in drive.screen()
        await drive.press("w")
        assert "Paretokurve" in drive.text("#segments-curve")


async def test_from_segment_to_customer() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down", "enter", "down")
        name = drive.body.browser.row()["name"]
        await drive.press("enter")
        assert drive.app.tab == "customer"
        assert name in drive.text("#customer-story")


async def test_segments_can_be_changed_from_the_customers() -> None:
    async with driven("segmentation") as drive:
        await drive.press("enter", "full_stop", "full_stop")
        assert set(drive.body.browser.shown["abc"]) == {"B"}
        await drive.press("comma")
        assert set(drive.body.browser.shown["abc"]) == {"A"}


async def test_no_figure_is_cut_at_the_edge() -> None:
    async with driven("segmentation", size=(80, 24)) as drive:
        table = drive.body.browser.table
        rows = drive.screen().splitlines()[3:20]
        assert not any(line[: table.region.right].rstrip().endswith("…") for line in rows)
