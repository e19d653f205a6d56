"""The assortment as views see it: Enums in text order, bucket by bucket."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage import staged
from kw_tui.storage.cache import Store
from tests.storage.stores import YEAR, lines


def everything(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows


def count(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.select(pl.len())


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A ledger in several buckets."""
    monkeypatch.setattr(staged, "SMALL", 100)
    monkeypatch.setattr(staged, "LINES_A_PART", 50)
    store = Store(tmp_path / "s", reduce)
    store.write_table("sales_line", [lines(400, 61)])
    return store


def test_views_see_all_rows_and_texts_as_places_in_text_order(store: Store) -> None:
    rows, counts = store.assorted(YEAR, (everything, count))
    assert counts.height > 1
    assert counts["len"].sum() == rows.height > 0
    for name in ("customer_id", "product_id"):
        assert rows[name].to_physical().rank("dense").equals(rows[name].cast(pl.String).rank("dense"))
    order = ("customer_id", "product_id")
    told = rows.with_columns(pl.col(*order, "product_group").cast(pl.String)).sort(order)
    assert_frame_equal(told, store.assortment(YEAR).sort(order))


def test_products_are_told_in_the_order_of_their_codes(store: Store) -> None:
    (rows,) = store.assorted(YEAR, (everything,))
    codes, ids = rows["product_id"].to_physical(), rows["product_id"].cast(pl.String)
    assert store.products().gather(codes).equals(ids)


def test_without_products_views_see_no_row(tmp_path: Path) -> None:
    store = Store(tmp_path / "s", reduce)
    store.write_table("sales_line", [lines().drop("product_id")])
    rows, counts = store.assorted(YEAR, (everything, count))
    assert rows.is_empty()
    assert set(rows.columns) == set(reduce.ASSORTMENT)
    assert counts["len"].to_list() == [0]
