"""RFM as a map: how many customers, and how much money, stand at which recency and frequency."""

import polars as pl

from kw_tui.core.metrics.metric import ratio
from kw_tui.vocabulary.table import MONEY


def rfm_map(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a pair of points that has customers, the latest first: r, f, customers, revenue, revenue_share, m_mean.

    Customers without points are left out; the share is of the revenue of those who have them.
    """
    pointed = portfolio.filter(pl.col("r").is_not_null() & pl.col("f").is_not_null())
    told = pointed.group_by("r", "f").agg(
        customers=pl.len().cast(pl.Int64), revenue=pl.col("revenue").sum().cast(MONEY), m_mean=pl.col("m").mean()
    )
    shared = told.with_columns(revenue_share=ratio(pl.col("revenue"), pl.col("revenue").sum()))
    return shared.select("r", "f", "customers", "revenue", "revenue_share", "m_mean").sort(
        "r", "f", descending=[True, False]
    )
