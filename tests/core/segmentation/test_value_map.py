from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.core.segmentation.value_map import amount_at, level_of, limits, place_of, placed, unplaced, value_map
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import ledger, portfolio_of

DB1 = Settings({"portfolio_value": "db1"})


def portfolio(*pairs: tuple[int, int | None]) -> pl.DataFrame:
    rows = [{**ledger(1000, goods=1000 - value), "annual_need": None if need is None else 1000 + need}
            for value, need in pairs]  # fmt: skip
    return portfolio_of(rows, DB1)


@given(st.decimals(-10_000_000, 10_000_000, places=2))
def test_an_amount_lies_in_the_stretch_of_its_place(amount: Decimal) -> None:
    at = pl.DataFrame({"amount": [amount]}).select(placed(pl.col("amount"))).item()
    assert at == place_of(float(amount))
    slack = abs(float(amount)) * 1e-9 + 1e-6
    assert amount_at(at) - slack <= float(amount) <= amount_at(at + 1) + slack


def test_everybody_in_a_field_stands_once_on_the_map() -> None:
    known = portfolio((900, 900), (800, 10), (100, 800), (50, 20), (-40, 20), (50, None), (901, 899))
    table = value_map(known.lazy(), "db1").collect()
    fields = known["portfolio_field"].drop_nulls()
    assert table["customers"].sum() == fields.len() == 6
    assert table["revenue"].sum() == 6000
    assert table.select("value_place", "potential_place", "portfolio_field").is_unique().all()
    assert known.select(unplaced()).item() == 1


def test_of_several_the_largest_is_named() -> None:
    known = portfolio((900, 900), (900, 900)).with_columns(
        revenue=pl.Series([Decimal(10), Decimal(20)], dtype=pl.Decimal(18, 4)), name=pl.Series(["klein", "groß"])
    )
    row = value_map(known.lazy(), "db1").collect().row(0, named=True)
    assert (row["customers"], row["name"]) == (2, "groß")


def test_limits_are_the_least_amounts_of_the_higher_fields() -> None:
    row = limits(portfolio((900, 900), (800, 10), (100, 800), (50, 20)).lazy(), "db1").collect().row(0, named=True)
    assert row == {"value_1": 800, "value_2": None, "potential_1": 800, "potential_2": None}
    assert (level_of("star", "value"), level_of("yield", "potential")) == (1, 0)


def test_nobody_on_the_map_where_nobody_is() -> None:
    assert value_map(portfolio_of([], DB1).lazy(), "db1").collect().is_empty()
