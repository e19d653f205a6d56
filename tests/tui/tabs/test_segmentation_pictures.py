from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import polars as pl

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.tui.tabs.segmentation import map_pictures, spread_picture
from kw_tui.workbench.spread import spread_of
from tests.tui.fake_workbench import FakeWorkbench


def of(amounts: list[int]) -> pl.DataFrame:
    known = {"customer_id": [f"K{at}" for at in range(len(amounts))], "name": ["[/x]"] * len(amounts)}
    money = pl.Series([Decimal(one) for one in amounts], dtype=pl.Decimal(18, 4))
    return pl.DataFrame(known).with_columns(relevant_contribution=money, lines=pl.lit(1))


def test_each_point_of_the_whale_tells_its_customer_and_what_is_cumulated_so_far() -> None:
    spread = spread_of(of([50, 100, -30, 20]).lazy(), "relevant_contribution")
    picture = spread_picture.spread_curve(spread, spread_picture.WHALE, "EUR")
    assert picture.ys == (0.0, 100 / 140, 150 / 140, 170 / 140, 1.0)
    assert [one.value for one in picture.tells(Cursor(3), "de")] == [
        "75,0 % der Kunden", "121,4 % des relevanten DB", "170 EUR", "K3 [/x]", "20 EUR",
    ]  # fmt: skip
    assert [picture.opens(Cursor(at)) for at in range(5)] == [None, "K1", "K0", "K3", "K2"]
    assert [mark.label.de.strip() for mark in picture.marks] == ["Top 20 %: 71 %", "Gipfel 121 %"]
    assert [note.en for note in picture.notes][:2] == ["peak 121 % after 75 %", "tail erodes 30 EUR"]
    assert all(before <= after for before, after in pairwise(picture.xs))
    assert len(picture.rows("en")) == 5


def test_a_curve_tells_how_many_are_not_in_it() -> None:
    spread = replace(spread_of(of([50, 100]).lazy(), "relevant_contribution"), unknown=8)
    notes = [note.en for note in spread_picture.spread_notes(spread, spread_picture.WHALE, "EUR")]
    assert notes[-1] == "without 8 customers whose cost is not known"


def test_where_all_lose_the_curve_is_of_money() -> None:
    picture = spread_picture.spread_curve(
        spread_of(of([-5, -10]).lazy(), "relevant_contribution"), spread_picture.WHALE, "EUR"
    )
    assert picture.ys == (0.0, -5.0, -15.0)
    assert [one.value for one in picture.tells(Cursor(2), "de")][:2] == ["100,0 % der Kunden", "−15 EUR"]
    assert "−15" in plain(drawing.draw(picture, Room(60, 14), None, "de"))


def test_nobody_with_sales_and_one_alone() -> None:
    none = spread_picture.spread_curve(spread_of(of([]).lazy(), "relevant_contribution"), spread_picture.WHALE, "EUR")
    assert plain(drawing.draw(none, Room(60, 14), None, "de")).startswith("– nicht bekannt")
    alone = spread_picture.spread_curve(spread_of(of([7]).lazy(), "relevant_contribution"), spread_picture.WHALE, "EUR")
    assert drawing.draw(alone, Room(60, 14), Cursor(1), "de")


def test_fields_of_rfm_tell_their_customers_and_revenue_exactly() -> None:
    found = FakeWorkbench().rfm_map()
    for is_revenue in (False, True):
        picture = map_pictures.rfm_map(found, "EUR", is_revenue=is_revenue)
        for row in found.iter_rows(named=True):
            at = Cursor(row["f"] - 1, picture.down.index(f"R{row['r']}"))
            told = [one.value for one in picture.tells(at, "de")]
            assert told[:3] == [f"R{row['r']} F{row['f']}", figures.count(row["customers"], "de"),
                                f"{figures.amount(row['revenue'], 'de')} EUR"]  # fmt: skip
            assert picture.opens(at) == f"r={row['r']} f={row['f']}"
            expected = row["revenue_share" if is_revenue else "customers"]
            assert picture.values[at.y][at.x] == expected
    assert map_pictures.rfm_map(found.clear(), "EUR").empty == map_pictures.NO_POINTS


def test_the_map_names_the_fields_and_tells_everybody() -> None:
    bench = FakeWorkbench()
    found = bench.value_map()
    picture = map_pictures.value_map(found, bench.segments(), "EUR")
    assert sum(cell.customers for cell in picture.cells.values()) == found.cells["customers"].sum()
    drawn = plain(drawing.draw(picture, Room(118, 28), picture.start, "de"))
    assert "Stern" in drawn
    assert "┼" in drawn
    assert [note.de[:13] for note in picture.notes] == ["Wert hoch ab ", "Potenzial hoc"]
    assert len(picture.rows("en")) == found.cells.height + 1
