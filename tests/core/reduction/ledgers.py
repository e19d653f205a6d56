"""Small ledgers for the tests of the reduction, on both engines that run it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from kw_tui.core.reduction.fact import Scope
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import table_by_id

AS_OF = date(2026, 1, 1)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
SCOPE = Scope(YEAR, YEAR.previous, AS_OF)


def table(table_id: str, **columns: list[Any]) -> pl.DataFrame:
    """Make a canonical table of the given columns."""
    schema = table_by_id(table_id).schema
    return pl.DataFrame({name: pl.Series(values, dtype=schema[name]) for name, values in columns.items()})


def sales(**columns: list[Any]) -> pl.DataFrame:
    """Make sales lines; what is not given is one customer, an invoice per line, on the first days of 2025."""
    count = len(next(iter(columns.values())))
    given = {
        "customer_id": ["K1"] * count,
        "invoice_no": [f"R{number}" for number in range(count)],
        "invoice_date": [date(2025, 1, 1 + number) for number in range(count)],
        "net_amount": ["100"] * count,
    } | columns
    return table("sales_line", **given)


def on_polars(frame: pl.DataFrame) -> nw.LazyFrame[Any]:
    return nw.from_native(frame.lazy())


def on_duckdb(frame: pl.DataFrame) -> nw.LazyFrame[Any]:
    return nw.from_native(duckdb.connect().from_arrow(frame.to_arrow()))


ENGINES: tuple[Callable[[pl.DataFrame], nw.LazyFrame[Any]], ...] = (on_polars, on_duckdb)


def rows(frame: nw.LazyFrame[Any], *order: str) -> list[dict[str, Any]]:
    """Collect a frame of either engine as dicts, sorted."""
    collected = frame.collect(backend="polars").to_native()
    return collected.sort(order or collected.columns[0]).to_dicts()
