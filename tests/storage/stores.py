"""Small ledgers in a store, for the tests of all that lies in one."""

from datetime import date

import polars as pl

from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import parse_period
from kw_tui.vocabulary.sources import SALES_LINE

AS_OF = date(2026, 1, 1)


YEAR = parse_period("12m", AS_OF)


def lines(count: int = 40, customers: int = 7) -> pl.LazyFrame:
    """Sales lines of several customers, not in order."""
    number = pl.int_range(count)
    frame = pl.select(
        customer_id=pl.format("Kunde {}", (number * 5) % customers),
        invoice_no=pl.format("R{}", number // 2),
        invoice_date=pl.lit(date(2025, 12, 31)) - pl.duration(days=(number * 37) % 700),
        net_amount=(number - 3).cast(pl.Decimal(18, 4)),
        product_id=pl.format("P{}", number % 5),
        product_group=pl.format("G{}", number % 2),
        name=pl.lit("Müller \x1b[31m & Söhne"),
    )
    return frame.lazy().cast({name: SALES_LINE.schema[name] for name in frame.columns})


def facts(store: Store) -> pl.DataFrame:
    return store.facts(YEAR, YEAR.previous, AS_OF)
