"""The like-for-like comparison of discounts as columns of the portfolio (SPEC 5)."""

import polars as pl

from kw_tui.core.like_for_like.paid import COMPARED
from kw_tui.core.metrics.by_place import by_place

SHARED = tuple(COMPARED)


def add_discount_vs_a(portfolio: pl.LazyFrame, paid: pl.DataFrame | None) -> pl.LazyFrame:
    """Add `SHARED` (Float64), the discounts of the customer and of the A customers on the products both of them buy.

    Both are null where nothing can be compared. Needs `customer_id` and `abc`; `paid` is of the same customers.
    """
    if paid is None:
        return portfolio.with_columns(pl.lit(None, pl.Float64).alias(name) for name in SHARED)
    from kw_tui.core.like_for_like.comparison import compared

    return portfolio.pipe(by_place, ("abc",), lambda customers: compared(paid, customers["abc"] == "A"), COMPARED)
