"""Who came for the first time, and who again, day by day."""

from datetime import date
from pathlib import Path

import polars as pl

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store


def test_first_and_repeat_occasions_by_day(tmp_path: Path) -> None:
    first, second = date(2025, 1, 6), date(2025, 1, 9)
    lines = pl.DataFrame(
        [
            ("a", "R1", first, 10.0),
            ("a", "R2", first, 5.0),
            ("b", "R3", first, 7.0),
            ("a", "R4", second, 3.0),
            ("c", "R5", second, 2.0),
            ("b", "R6", second, -7.0),
        ],
        {"customer_id": pl.String, "invoice_no": pl.String, "invoice_date": pl.Date, "net_amount": pl.Float64},
        orient="row",
    )
    store = Store(tmp_path, reduce)
    store.write_table("sales_line", [lines.lazy().with_columns(pl.col("net_amount").cast(pl.Decimal(18, 4)))])
    assert store.arrivals().rows() == [(first, 2, 0), (second, 1, 1)]


def test_nothing_imported_nobody_came(tmp_path: Path) -> None:
    assert Store(tmp_path, reduce).arrivals().is_empty()
