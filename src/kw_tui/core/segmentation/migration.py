"""Who moved: class of the period before against class of this one, with what was bought then and now."""

import polars as pl

from kw_tui.core.metrics.metric import known_sum
from kw_tui.vocabulary.table import MONEY


def migration_table(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a pair of classes that has customers: abc_prev, abc, customers, revenue_prev, revenue, difference.

    Everybody is in one of them; null stands for no sales in that period, and comes last.
    """
    now, before = pl.col("revenue"), pl.col("revenue_prev")
    pairs = portfolio.group_by("abc_prev", "abc").agg(
        customers=pl.len().cast(pl.Int64), revenue_prev=_sum(before), revenue=_sum(now)
    )
    told = pairs.with_columns(difference=known_sum([pl.col("revenue"), -pl.col("revenue_prev")]).cast(MONEY))
    return told.sort("abc_prev", "abc", nulls_last=True)


def _sum(amount: pl.Expr) -> pl.Expr:
    return pl.when(amount.count() > 0).then(amount.sum()).cast(MONEY)
