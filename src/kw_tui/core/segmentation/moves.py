"""Who would change segment if settings were others: told before anything is applied."""

import polars as pl

from kw_tui.core.metrics.metric import NO_MONEY
from kw_tui.vocabulary.table import MONEY

THEN = "segment_then"
MOVES: dict[str, pl.DataType | type[pl.DataType]] = {
    "segment": pl.String,
    THEN: pl.String,
    "customers": pl.Int64,
    "revenue": MONEY,
}
"""Of the table of `moves`."""


def moves(now: pl.LazyFrame, then: pl.LazyFrame, by: str) -> pl.LazyFrame:
    """One row a pair of different segments: segment, segment_then, customers, revenue; the most customers first.

    `now` holds customer_id, revenue and the way `by`, `then` the same customers' new segments; null is in none.
    """
    after = then.select("customer_id", pl.col(by).alias(THEN))
    return counted_moves(now.select("customer_id", "revenue", segment=by).join(after, on="customer_id", how="left"))


def counted_moves(both: pl.LazyFrame) -> pl.LazyFrame:
    """As `moves`, of customers with `revenue`, `segment` and `segment_then` beside each other."""
    changed = both.filter(pl.col("segment").ne_missing(pl.col(THEN)))
    revenue = pl.col("revenue")
    told = changed.group_by("segment", THEN).agg(
        customers=pl.len().cast(pl.Int64), revenue=pl.when(revenue.count() > 0).then(revenue.sum()).cast(MONEY)
    )
    return told.sort("customers", "segment", THEN, descending=[True, False, False], nulls_last=True)


def changed_members(now: pl.LazyFrame, then: pl.LazyFrame) -> pl.LazyFrame:
    """One row a segment somebody would come into or leave: segment, customers, customers_then, come, gone.

    Both hold a row a segment and customer in it: segment, customer_id.
    """
    keys = ("segment", "customer_id")
    both = now.select(*keys, was=True).join(
        then.select(*keys, will=True), on=keys, how="full", coalesce=True, nulls_equal=True
    )
    was, will = pl.col("was").fill_null(value=False), pl.col("will").fill_null(value=False)
    counts = {"customers": was, "customers_then": will, "come": will & ~was, "gone": was & ~will}
    counted = both.group_by("segment").agg(one.sum().cast(pl.Int64).alias(name) for name, one in counts.items())
    return counted.filter((pl.col("come") > 0) | (pl.col("gone") > 0)).sort("segment")


def changed_counts(now: pl.LazyFrame, then: pl.LazyFrame) -> pl.LazyFrame:
    """One row a kind of proposal in either queue: proposal, items, items_then, at_stake, at_stake_then (a year)."""
    counted = [
        queue.group_by("proposal").agg(
            pl.len().cast(pl.Int64).alias(f"items{then_}"),
            pl.col("at_stake").sum().cast(MONEY).alias(f"at_stake{then_}"),
        )
        for then_, queue in (("", now), ("_then", then))
    ]
    both = counted[0].join(counted[1], on="proposal", how="full", coalesce=True)
    names = ("items", "items_then", "at_stake", "at_stake_then")
    return both.select(
        "proposal",
        *(pl.col(name).fill_null(0) for name in names[:2]),
        *(pl.col(name).fill_null(NO_MONEY) for name in names[2:]),
    ).sort("proposal")
