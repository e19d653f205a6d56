import threading

import polars as pl
import pytest
from textual.widgets import Input

from kw_tui.core.metrics.fields import NINE
from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.segmentation import map_sheets, view
from kw_tui.vocabulary.texts import Text
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
    places = view.largest_first(portfolio)
    own = view.places_of_own(portfolio, portfolio.head(7).select("customer_id", segment=pl.lit("mine")), places)

    def rows(by: str, key: str) -> pl.DataFrame:
        return portfolio[view.members(portfolio, by, key, places, own)]

    assert set(rows("abc", "A")["abc"]) == {"A"}
    assert rows("abc", "A")["revenue"].is_sorted(descending=True)
    assert rows("abc", view.NONE)["abc"].null_count() == rows("abc", view.NONE).height == 28
    assert rows("abc", view.ALL).height == 300
    assert set(rows(view.OWN, "mine")["customer_id"]) == set(portfolio["customer_id"].head(7))
    assert rows(view.OWN, "gone").is_empty()


async def test_the_segment_chosen_decides_which_customers_are_shown() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down")
        assert set(drive.body.browser.shown["abc"]) == {"A"}
        assert "55 von 300" in drive.text("#segments-browser .totals")


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
        await drive.press("m", "j", "m", "enter")
        after = drive.body._found.portfolio.filter(pl.col("abc") == "A")["customer_id"].to_list()
        assert before != after
        await drive.press("v", "y")
        assert drive.bench.settings.choice("abc_measure") == "db4"
        assert drive.bench.settings.choice("abc_method") == "cumulated"
        assert "kumulierter Anteil" in drive.text("#segments-heading")


async def test_value_looking_ahead_can_be_the_measure_too() -> None:
    async with driven("segmentation") as drive:
        drive.bench.settings = drive.bench.settings.with_(abc_measure="relevant_contribution")
        await drive.press("f5", "m", "j")
        assert drive.bench.settings.choice("abc_measure") == "clv"
        await drive.press("m", "right", "j")
        assert drive.bench.settings.choice("abc_measure") == "revenue"
        await drive.press("m", "left", "left", "j")
        assert "ABC nach Potenzial" in drive.text("#segments-heading")
        await drive.press("x")
        assert "CLV blickt voraus" in drive.text("#sheets-lines")


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
        lines = drive.text("#sheets-lines").splitlines()
        assert lines[1].split() == ["A", "B", "C", "kein", "Kauf", "alle"]
        sums = [int(line.split()[-1]) for line in lines[2:6]]
        assert sum(sums) == 300
        assert lines[7] == "Umsatz jetzt gegen vorher"
        await drive.press("escape")
        assert not drive.app.screen.query("#sheets")


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
        await drive.press("a", "tab", "backspace")
        assert drive.app.screen.query_one("#naming-where", Input).value == "DB IV < "
        await drive.press("1", "enter")
        assert [one.where for one in drive.bench.own_segments()] == ["db4 < 1"]
        await drive.press("delete", "j")
        assert drive.bench.own_segments() == ()


async def test_a_condition_that_does_not_work_stays_to_be_mended() -> None:
    async with driven("segmentation", segmentation={"by": "own"}) as drive:
        await drive.press("a", *"Groß", "tab", *"abc = A", "enter")
        assert "'A' schreiben" in drive.text("#naming-count")
        assert drive.bench.own_segments() == ()
        await drive.press("backspace", *"'A'", "enter")
        assert [(one.name, one.where) for one in drive.bench.own_segments()] == [("Groß", "abc = 'A'")]


async def test_another_segment_is_shown_from_its_top() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down", "down", "up", "up")
        assert drive.body.browser.table.cursor_row == 0
        await drive.press("down", "g")
        assert drive.body.browser.table.cursor_row == 0


async def test_the_heading_names_the_segment_that_the_list_has_to_cut() -> None:
    async with driven("segmentation", segmentation={"by": "rfm_segment"}) as drive:
        await drive.press("full_stop")
        key = drive.body.list.cursor_key or ""
        assert f"· {segment_label('rfm_segment', key).de}" in drive.text("#segments-heading")


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


async def test_what_a_setting_would_do_is_shown_before_it_is_applied() -> None:
    async with driven("segmentation") as drive:
        before = drive.bench.settings
        await drive.press("m")
        assert "‹ DB I ›" in drive.screen()
        told = drive.text("#settings-about")
        found = drive.bench.try_out({"abc_measure": "db1"}).ways[0]
        assert f"{found.changed} von 300 Kunden wechseln" in told
        first = found.moves.row(0, named=True)
        assert f"{first['segment']} → {first['segment_then']} {first['customers']}" in told
        assert "Prüfliste" in told
        await drive.press("escape", "escape")
        assert drive.bench.settings == before
        await drive.press("v", "enter")
        assert drive.bench.settings.choice("abc_method") == "cumulated"
        assert len(drive.app.screen_stack) == 1


async def test_the_settings_of_the_way_are_shown_alone() -> None:
    async with driven("segmentation", segmentation={"by": "rfm_segment"}) as drive:
        await drive.press("e")
        assert "RFM-Segmente einstellen" in drive.screen()
        assert "5 von 108" in drive.screen()
        await drive.press("down", "enter", *"30 90", "enter")
        assert drive.bench.session.rfm["r"] == [30, 90]


async def test_a_filter_typed_beside_the_segments_narrows_the_customers() -> None:
    async with driven("segmentation") as drive:
        assert drive.app.focused.id == "segments-list"
        await drive.press("slash", *"umsatz<0", "enter")
        assert drive.body.browser.wanted == "umsatz<0"


async def test_settings_do_not_cover_what_the_next_key_opened() -> None:
    go_on, adjustable = threading.Event(), FakeWorkbench.adjustable
    bench = FakeWorkbench(view={"tab": "segmentation"})
    bench.adjustable = lambda by: (go_on.wait(10), adjustable(bench, by))[1]  # type: ignore[method-assign]
    async with driven(bench=bench) as drive:
        await drive.pilot.press("m", "a")
        go_on.set()
        await drive.settle()
        assert [type(one).__name__ for one in drive.app.screen_stack[1:]] == ["NamingScreen"]


async def test_nothing_to_set_says_so() -> None:
    async with driven("segmentation", segmentation={"by": "cluster"}) as drive:
        await drive.press("e")
        assert "Hier ist nichts einzustellen" in drive.screen()
        await drive.press("down")
        assert segment_label("cluster", drive.body._key).de in drive.text("#segments-heading")


async def test_the_maps_begin_with_that_of_the_way() -> None:
    async with driven("segmentation", segmentation={"by": "rfm_segment"}) as drive:
        await drive.press("x")
        assert "R5" in drive.text("#sheets-lines")
        await drive.press("right")
        assert "Fragezeichen" in drive.text("#sheets-lines")
        await drive.press("tab")
        assert "Klasse vorher" in drive.text("#sheets-lines")


async def test_marked_segments_side_by_side_and_one_against_all() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down", "space", "space", "c")
        told = drive.text("#sheets-lines").splitlines()
        assert told[0].split() == ["A-Kunden", "B-Kunden"]
        frame = drive.bench.compare(["abc=A", "abc=B"])
        assert told[1].split() == ["Kunden", *map(str, frame["customers"])]
        assert "DB IV ≈" in drive.text("#sheets-lines")
        await drive.press("escape", "up", "up", "space", "space", "c")
        assert drive.text("#sheets-lines").splitlines()[0].split() == ["C-Kunden", "Alle"]


async def test_lifetime_models_and_why_there_are_none() -> None:
    async with driven("segmentation") as drive:
        await drive.press("l")
        assert "›MBG/CNBD-k" in drive.text("#sheets-lines")
        assert "−1.234,5" in drive.text("#sheets-lines")
        assert "nicht konv. heißt nicht konvergiert" in drive.text("#sheets-lines")
        await drive.press("right")
        assert "erwartet (MBG/CNBD-k)" in drive.text("#sheets-lines")
        await drive.press("right")
        assert drive.text("#sheets-lines").splitlines()[-1].split() == ["7+", "20", "80,1", "79", "1,44"]
        drive.bench.no_model = Text("zu wenige Wiederkäufer", "too few repeat buyers")
        await drive.press("escape", "l")
        assert drive.text("#sheets-lines") == "Kein Modell: zu wenige Wiederkäufer"


@pytest.mark.parametrize("width", [68, 104])
def test_nine_fields_stand_where_value_and_potential_put_them(width: int) -> None:
    ids = [one.id for one in NINE]
    rows = pl.DataFrame({"segment": ids[:8], "customers": range(8)}).with_columns(
        segmentation=pl.lit("portfolio_field"), revenue_share=0.1, relevant_contribution=-1.0
    )
    lines = plain(map_sheets.field_lines(rows, "de", width)).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[2].startswith("hoch")
    assert [part.split()[0] for part in lines[2].split("│")[1:]] == ["halten", "halten", "ausbauen"]
    counts = [line for line in lines if "%" in line]
    told = [[part.split()[0] for part in line.split("│")[1:]] for line in counts]
    assert told == [["2", "1", "0"], ["5", "4", "3"], ["keine", "7", "6"]]
    assert "…" not in "".join(lines)


def test_maps_of_nobody_say_why() -> None:
    assert "kein" in plain(map_sheets.field_lines(BENCH.segments().clear(), "de", 70)).lower()
    assert "Kein Kunde hat Punkte" in plain(map_sheets.heat_lines(BENCH.rfm_map().clear(), "de", 70))


def test_a_map_of_ten_points_fits_the_smallest_screen() -> None:
    rows = pl.DataFrame({"r": [10, 1], "f": [10, 1], "customers": [99_999, 1], "revenue_share": [1.0, None]})
    lines = plain(map_sheets.heat_lines(rows, "de", 68)).splitlines()
    assert max(map(len, lines[:-1])) <= 68
    assert "99.999█" in lines[2]


async def test_the_customers_are_found_as_they_were_left() -> None:
    left = {
        "by": "abc", "segment": "A", "filter": "umsatz>100", "sort": "db1", "descending": False,
        "columns": ["name", "db1", "goods"], "cursor": "",
    }  # fmt: skip
    async with driven("segmentation", segmentation=left) as drive:
        customer = drive.body.browser.shown["customer_id"][7]
    async with driven("segmentation", segmentation={**left, "cursor": customer}) as drive:
        browser = drive.body.browser
        assert browser.table.cursor_key == customer
        assert browser.shown["db1"].is_sorted()
        assert set(browser.shown["abc"]) == {"A"}
        assert [field.id for field in browser.fields] == ["name", "db1", "goods"]
        told = drive.body.view_state()
        assert {name: told[name] for name in left} == {**left, "cursor": customer}
