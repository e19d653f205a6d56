"""Rows in an order of their own, without a copy of the frame."""

import polars as pl

from kw_tui.tui.widgets.table_rows import Rows
from tests.tui.widgets.tables import customers

ORDER = pl.Series([4, 0, 2], dtype=pl.UInt32)


def test_rows_are_those_of_the_frame_without_an_order():
    rows = Rows(customers(5), key="id")
    assert (len(rows), rows.key(4), rows.key(5), rows.row_of("K0003"), rows.row_of("?")) == (5, "K0004", None, 3, None)
    assert rows.page(3, 9, ["id", "?"]).to_dict(as_series=False) == {"id": ["K0003", "K0004"]}
    assert rows.keys(3, 9) == ["K0003", "K0004"]


def test_an_order_leaves_rows_out_and_puts_the_others_in_turn():
    rows = Rows(customers(5), ORDER, "id")
    assert len(rows) == 3
    assert rows.keys(0, 3) == rows.page(0, 3, ["id"])["id"].to_list() == ["K0004", "K0000", "K0002"]
    assert (rows.key(1), rows.place(1)) == ("K0000", 0)
    assert [rows.row_of(key) for key in ("K0002", "K0001", None)] == [2, None, None]


def test_a_row_is_found_wherever_it_was_before():
    rows = Rows(customers(5), ORDER, "id")
    assert {rows.row_of("K0002", near) for near in (None, 0, 2, 4, 99)} == {2}


def test_rows_without_keys_have_none():
    rows = Rows(customers(5), ORDER)
    assert (rows.key(0), rows.row_of("K0000"), rows.keys(1, 9)) == (None, None, [None, None])
