"""The like-for-like comparison of discounts as columns of the portfolio (SPEC 5)."""

from functools import partial

import polars as pl

from kw_tui.core.like_for_like.paid import COMPARED

SHARED = tuple(COMPARED)


def add_discount_vs_a(portfolio: pl.LazyFrame, paid: pl.DataFrame | None) -> pl.LazyFrame:
    """Add `SHARED` (Float64), the discounts of the customer and of the A customers on the products both of them buy.

    Both are null where nothing can be compared. Needs `customer_id` and `abc`; `paid` is of the same customers.
    """
    if paid is None:
        return portfolio.with_columns(pl.lit(None, pl.Float64).alias(name) for name in SHARED)
    told = pl.Struct(COMPARED)
    both = pl.struct("customer_id", "abc").map_batches(partial(_compared, paid), return_dtype=told)
    return portfolio.with_columns(both.alias("shared")).unnest("shared")


def _compared(paid: pl.DataFrame, customers: pl.Series) -> pl.Series:
    from kw_tui.core.like_for_like.comparison import compared  # with an engine of its own, which a start does not need

    ids, is_a = customers.struct.field("customer_id"), customers.struct.field("abc") == "A"
    if ids.is_sorted():
        return compared(paid, is_a).to_struct()
    order = ids.arg_sort()
    return compared(paid, is_a.gather(order)).select(pl.all().gather(order.arg_sort())).to_struct()
