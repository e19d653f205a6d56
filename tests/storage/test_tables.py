"""The store: what is written is read back, and facts are kept."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import SALES_LINE, table_by_id
from tests.storage.stores import lines

SUPERSTORE = Path(__file__).parents[2].parent / "shared" / "data" / "superstore" / "superstore.csv"


def test_an_absent_store_is_empty_and_creates_nothing(store: Store) -> None:
    assert not store.has("sales_line")
    assert store.columns("customer") == frozenset()
    assert store.last_invoice_date() is None
    assert store.rows("ticket") == 0
    assert store.scan("ticket").collect().schema == table_by_id("ticket").schema
    assert store.customer_lines("K1").is_empty()
    assert not store.folder.exists()


def test_lines_come_back_as_they_were(store: Store) -> None:
    store.write_table("sales_line", [lines()])
    given = lines().collect()
    back = store.scan("sales_line").collect()
    assert back.columns == list(SALES_LINE.column_ids)
    assert_frame_equal(back.select(given.columns), given, check_row_order=False)
    assert back["bonus"].null_count() == back.height
    assert store.columns("sales_line") == frozenset(given.columns)
    assert (store.rows("sales_line"), store.last_invoice_date()) == (40, date(2025, 12, 31))


@pytest.mark.parametrize("name", ["[offen", "a[bc]*?", "{x}"])
def test_a_folder_is_what_it_is_called_and_no_pattern(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / name, reduce)
    store.write_table("sales_line", [lines()])
    assert store.scan("sales_line").collect().height == store.rows("sales_line") == 40
    assert store.customer_lines("Kunde 3").height > 0
    period = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert store.facts(period, None, period.last).height > 0


def test_one_customer_has_its_lines_in_order(store: Store) -> None:
    store.write_table("sales_line", [lines()])
    own = store.customer_lines("Kunde 3")
    expected = lines().collect().filter(pl.col("customer_id") == "Kunde 3").sort("invoice_date", maintain_order=True)
    assert_frame_equal(own.select(expected.columns), expected)
    assert store.customer_lines("nobody").is_empty()


def test_the_fingerprint_follows_every_write(store: Store) -> None:
    prints = [store.fingerprint()]
    for table, rows in (("sales_line", lines(4)), ("sales_line", lines(4)), ("customer", lines(2))):
        store.write_table(table, [rows.select("customer_id") if table == "customer" else rows])
        prints.append(store.fingerprint())
    assert len(set(prints)) == 4
    assert Store(store.folder).fingerprint() == prints[-1]


def test_the_store_can_be_written_from_itself(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    store.write_table("sales_line", [store.scan("sales_line"), lines(4)])
    assert store.rows("sales_line") == 13


def test_rows_of_a_customer_tell_their_line_and_file_as_far_as_known(store: Store) -> None:
    placed = lines().with_row_index("line_key").with_columns(source_key=pl.lit(7, pl.UInt32))
    store.write_table("sales_line", [placed])
    own = store.customer_rows("sales_line", "Kunde 3")
    given = placed.collect().filter(pl.col("customer_id") == "Kunde 3").sort("invoice_date", "line_key")
    assert own["line_key"].to_list() == given["line_key"].to_list()
    assert set(own["source_key"]) == {7}
    store.write_table("customer", [lines(2).select("customer_id")])
    (row,) = store.customer_rows("customer", own["customer_id"][0]).to_dicts() or [{"line_key": None}]
    assert row["line_key"] is None
    assert store.customer_rows("ticket", "Kunde 3").columns == [
        *table_by_id("ticket").column_ids, "line_key", "source_key",
    ]  # fmt: skip
