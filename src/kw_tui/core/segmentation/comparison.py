"""Segments side by side: how many, what they are worth, and their typical customer."""

from collections.abc import Sequence

import polars as pl

from kw_tui.core.segmentation.segments import own_table

MEDIANS = (
    "revenue",
    "db1_ratio",
    "relevant_ratio",
    "orders",
    "recency_days",
    "discount_rate",
    "regularity",
    "service_share",
    "clv",
    "potential",
)


def comparison(portfolio: pl.LazyFrame, members: pl.LazyFrame, names: Sequence[str]) -> pl.LazyFrame:
    """One row a segment, in the order named: customers, sums and shares of the portfolio, and `median_...` of metrics.

    `members` holds segment and customer_id. A median is null where no customer's figure is known.
    """
    inside = members.unique().join(portfolio.select("customer_id", *MEDIANS), on="customer_id", how="inner")
    medians = inside.group_by("segment").agg(_median(name, portfolio) for name in MEDIANS)
    table = own_table(portfolio, members.unique(), names).drop("segmentation", "strategy")
    return table.join(medians, on="segment", how="left", maintain_order="left")


def _median(name: str, portfolio: pl.LazyFrame) -> pl.Expr:
    dtype = portfolio.collect_schema()[name]
    middle = pl.col(name).cast(pl.Float64).median()
    return (middle.cast(dtype) if dtype.is_decimal() else middle).alias(f"median_{name}")
