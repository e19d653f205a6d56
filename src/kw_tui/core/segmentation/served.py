"""Who is served how today: class by class and channel by channel, from the activities."""

import polars as pl

from kw_tui.core.metrics.metric import known_sum, ratio
from kw_tui.vocabulary.sources import ACTIVITY_KINDS

SHOWN_APART = ("visit", "call")


def served(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a class and channel: customers, revenue, visit, call, others, hours, hours_each, cost_share.

    Counts and hours are null where no activity tells them; hours are the recorded minutes of all activities.
    """
    others = [f"activity_{kind}" for kind in ACTIVITY_KINDS if kind not in SHOWN_APART]
    minutes = [f"activity_{kind}_minutes" for kind in ACTIVITY_KINDS]
    sums = portfolio.group_by("abc", "channel").agg(
        customers=pl.len(),
        revenue=pl.col("revenue").sum(),
        **{kind: _sum(f"activity_{kind}") for kind in SHOWN_APART},
        others=known_sum(map(_sum, others)),
        hours=known_sum(map(_sum, minutes)) / 60,
        cost=known_sum(map(_sum, ("selling_cost", "service_cost"))),
    )
    return sums.sort("abc", "channel", nulls_last=True).with_columns(
        hours_each=pl.col("hours") / pl.col("customers"), cost_share=ratio(pl.col("cost"), pl.col("revenue"))
    )


def _sum(column: str) -> pl.Expr:
    """Sum a column as Float64, null where nothing is known."""
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).cast(pl.Float64).sum())
