"""Rows of several files become one table, with the columns it has."""

from decimal import Decimal

import polars as pl
import pytest

from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import table_by_id
from tests.storage.stores import facts, lines


def test_files_with_different_columns_stack_up(store: Store) -> None:
    more = lines(3).with_columns(bonus=pl.lit(1).cast(pl.Decimal(18, 4))).drop("name")
    store.write_table("sales_line", [lines(5), more])
    assert store.rows("sales_line") == 8
    assert store.scan("sales_line").collect()["bonus"].sum() == Decimal(3)
    assert "bonus" in store.columns("sales_line")


def test_a_column_without_values_is_not_told(store: Store) -> None:
    store.write_table("sales_line", [lines(5).with_columns(bonus=pl.lit(None, pl.Decimal(18, 4)))])
    assert "bonus" not in store.columns("sales_line")
    assert facts(store)["bonus"].null_count() == facts(store).height


def test_net_follows_from_price_where_the_column_is_missing(store: Store) -> None:
    amounts = {"quantity": 3, "unit_price": 10, "discount_pct": 10}
    priced = (
        lines(4)
        .drop("net_amount")
        .with_columns(pl.lit(value).cast(pl.Decimal(18, 4)).alias(name) for name, value in amounts.items())
    )
    store.write_table("sales_line", [priced])
    assert store.scan("sales_line").collect()["net_amount"].to_list() == [Decimal(27)] * 4


def test_of_a_customer_listed_twice_the_last_row_counts(store: Store) -> None:
    rows = pl.LazyFrame({"customer_id": ["K1", "K2", "K1"], "name": ["alt", "b", "neu"], "Farbe": ["rot", "", "blau"]})
    store.write_table("customer", [rows])
    back = store.scan("customer").collect().sort("customer_id")
    assert back.select("customer_id", "name", "Farbe").rows() == [("K1", "neu", "blau"), ("K2", "b", "")]
    assert facts(store)["name"].to_list() == ["neu", "b"]
    assert facts(store)["revenue_invoiced"].to_list() == [None, None]


@pytest.mark.parametrize("table", ["ticket", "activity", "concession", "price_condition", "prospect", "customer"])
def test_empty_tables_are_tables(store: Store, table: str) -> None:
    store.write_table("sales_line", [lines(4, 2)])
    store.write_table(table, [pl.LazyFrame(schema=table_by_id(table).schema)])
    assert store.has(table)
    assert store.rows(table) == 0
    assert facts(store).height == 2


def test_empty_tables_are_known_zeros(store: Store) -> None:
    store.write_table("sales_line", [lines(4, 2)])
    assert facts(store)["tickets"].to_list() == [None, None]
    store.write_table("ticket", [pl.LazyFrame(schema=table_by_id("ticket").schema)])
    assert facts(store)["tickets"].to_list() == [0, 0]


@pytest.mark.parametrize("amounts", [{"net_amount": 99_999_999_999_999}, {"quantity": 10**10, "list_price": 10**10}])
def test_amounts_that_cannot_be_added_up_are_refused(store: Store, amounts: dict[str, int]) -> None:
    huge = lines(30, 1).with_columns(
        pl.lit(value).cast(pl.Decimal(18, 4)).alias(name) for name, value in amounts.items()
    )
    with pytest.raises(SourceError, match="too large to add up"):
        store.write_table("sales_line", [huge])
    assert not store.has("sales_line")
