import polars as pl
import pytest

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


async def test_value_looking_ahead_can_be_the_measure_too() -> None:
    async with driven("segmentation") as drive:
        drive.bench.settings = drive.bench.settings.with_(abc_measure="relevant_contribution")
        await drive.press("f5", "m", "j")
        assert drive.bench.settings.choice("abc_measure") == "clv"
        await drive.press("m", "j")
        assert "ABC nach Potenzial" in drive.text("#segments-heading")
        await drive.press("x")
        assert "CLV blickt voraus" in drive.text("#matrix-lines")


async def test_fields_and_strata_with_their_norm_strategy() -> None:
    async with driven("segmentation", segmentation={"by": "portfolio_field"}) as drive:
        assert "[Portfolio]" in drive.text("#segments-heading")
        await drive.press("down", "down", "down")
        assert set(drive.body.browser.shown["portfolio_field"]) == {"question_mark"}
        assert "Fragezeichen: großer Schritt oder raus" in drive.text("#segments-heading")
        await drive.press("g", "down", "down", "down")
        assert "Servicefresser: Bedienkosten senken" in drive.text("#segments-heading")


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_the_matrix_of_migration_holds_everybody(size: tuple[int, int]) -> None:
    async with driven("segmentation", size=size) as drive:
        await drive.press("x")
        lines = drive.text("#matrix-lines").splitlines()
        assert lines[1].split() == ["A", "B", "C", "kein", "Kauf", "alle"]
        sums = [int(line.split()[-1]) for line in lines[2:6]]
        assert sum(sums) == 300
        assert lines[7] == "Umsatz jetzt gegen vorher"
        await drive.press("escape")
        assert not drive.app.screen.query("#matrix")


async def test_an_own_segment_is_counted_while_it_is_typed_then_named_changed_and_removed() -> None:
    async with driven("segmentation", segmentation={"by": "own"}) as drive:
        assert "noch keine: a legt eines an" in drive.text("#segments-heading")
        await drive.press("a", *"Verlust", "tab", *"db4 <")
        assert "Bedingung 'db4 <' geht nicht" in drive.text("#naming-count")
        await drive.press("space", "0")
        losers = BENCH.portfolio().filter(pl.col("db4") < 0)
        assert f"{losers.height} Kunden · Umsatz" in drive.text("#naming-count")
        await drive.press("enter")
        assert [(one.name, one.where) for one in drive.bench.own_segments()] == [("Verlust", "db4 < 0")]
        assert set(drive.body.browser.shown["customer_id"]) == set(losers["customer_id"])
        await drive.press("a", "tab", "backspace", "1", "enter")
        assert [one.where for one in drive.bench.own_segments()] == ["db4 < 1"]
        await drive.press("delete", "j")
        assert drive.bench.own_segments() == ()


async def test_overlapping_segments_say_so_and_everybody_still_counts_once() -> None:
    async with driven("segmentation", segmentation={"by": "own"}) as drive:
        drive.bench.name_segment("Alle", "true")
        drive.bench.name_segment("Alle wieder", "true")
        await drive.press("f5")
        assert "überschneiden sich" in drive.text("#segments-heading")
        rows = view.segment_rows(drive.bench.segments(), "own", "de")
        assert rows["customers"].to_list() == [300, 300, 300]


async def test_a_segment_without_condition_is_not_named() -> None:
    async with driven("segmentation") as drive:
        await drive.press("a", "enter", *"X", "enter", "enter")
        assert "Noch keine Bedingung" in drive.text("#naming-count")
        await drive.press("escape")
        assert drive.bench.own_segments() == ()


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
