"""Who is served how today: class by class and channel by channel, from the activities."""

import polars as pl

from kw_tui.core.metrics.metric import known_sum, ratio
from kw_tui.core.segmentation.done import hours, sum_known
from kw_tui.vocabulary.sources import ACTIVITY_KINDS

SHOWN_APART = ("visit", "call")


def served(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a class and channel: customers, revenue, visit, call, others, hours, hours_each, cost_share.

    Counts and hours are null where no activity tells them; hours are the recorded minutes of all of them, null
    where there are some and none tells any.
    """
    others = [f"activity_{kind}" for kind in ACTIVITY_KINDS if kind not in SHOWN_APART]
    sums = portfolio.group_by("abc", "channel").agg(
        customers=pl.len(),
        revenue=pl.col("revenue").sum(),
        **{kind: sum_known(f"activity_{kind}") for kind in SHOWN_APART},
        others=known_sum(map(sum_known, others)),
        hours=hours(ACTIVITY_KINDS),
        cost=known_sum(map(sum_known, ("selling_cost", "service_cost"))),
    )
    return sums.sort("abc", "channel", nulls_last=True).with_columns(
        hours_each=pl.col("hours") / pl.col("customers"), cost_share=ratio(pl.col("cost"), pl.col("revenue"))
    )
