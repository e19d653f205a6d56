"""Discount by size: what customers of each revenue bracket get, and how many fall out of line (SPEC 5, PRACTICE)."""

import polars as pl

from kw_tui.core.metrics.conditions import BRACKETS
from kw_tui.vocabulary.table import MONEY

BELOW = "revenue_bracket"


def bracket_table(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a bracket of yearly revenue that has customers with sales, smallest first.

    From and up to which revenue a year (EUR; null: without limit), number of customers and their revenue of the period,
    mean and median of their discount rates (null: none is known), and the outliers among them, up and down.
    """
    limits = pl.Series([None, *BRACKETS], dtype=MONEY), pl.Series([*BRACKETS, None], dtype=MONEY)
    rate, is_outlier = pl.col("discount_rate"), pl.col("discount_outlier")
    is_above = rate > pl.col("discount_usual")
    counted = (
        portfolio.filter(pl.col(BELOW).is_not_null())
        .group_by(BELOW)
        .agg(
            customers=pl.len().cast(pl.Int64),
            revenue=pl.col("revenue").sum(),
            # rounded: the order in which floats are summed differs from run to run
            discount_mean=rate.mean().round(9),
            discount_median=rate.median(),
            outliers_above=(is_outlier & is_above).sum().cast(pl.Int64),
            outliers_below=(is_outlier & ~is_above).sum().cast(pl.Int64),
        )
    )
    lower, upper = (pl.lit(limit).gather(pl.col(BELOW)) for limit in limits)
    described = counted.sort(BELOW).with_columns(bracket_from=lower, bracket_to=upper)
    return described.select(BELOW, "bracket_from", "bracket_to", pl.exclude(BELOW, "bracket_from", "bracket_to"))
