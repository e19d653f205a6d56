"""What was done with customers: also activities with a booked cost, which the facts hold as amounts only."""

from collections.abc import Iterable

import polars as pl

from kw_tui.core.metrics.capacity import MINUTES_AN_HOUR
from kw_tui.core.metrics.metric import known_sum
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import ACTIVITY_KINDS

_BOOKED = " booked"


def with_booked(portfolio: pl.LazyFrame, activities: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    """Add those with a booked cost to events and minutes of each kind; what no activity tells stays unknown."""
    booked = _within(activities, period).filter(pl.col("cost").is_not_null())
    amounts = {"": pl.col("count").cast(pl.Float64).fill_null(1.0), "_minutes": pl.col("minutes").cast(pl.Float64)}
    sums = {
        f"activity_{kind}{suffix}": amount.filter(pl.col("kind") == kind).sum()
        for kind in ACTIVITY_KINDS
        for suffix, amount in amounts.items()
    }
    told = booked.group_by("customer_id").agg(**{name + _BOOKED: total for name, total in sums.items()})
    whole = (pl.col(name).cast(pl.Float64) + pl.col(name + _BOOKED).fill_null(0.0) for name in sums)
    joined = portfolio.join(told, on="customer_id", how="left", maintain_order="left").with_columns(*whole)
    return joined.drop(name + _BOOKED for name in sums)


def untimed(activities: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    """One row: how many activities of the period tell no minutes."""
    told = _within(activities, period).filter(pl.col("minutes").is_null())
    return told.select(pl.col("count").cast(pl.Float64).fill_null(1.0).sum().round().cast(pl.Int64))


def hours(kinds: Iterable[str]) -> pl.Expr:
    """The hours these kinds took, of a group; null where nothing is known, or none of what was done tells minutes."""
    known = tuple(kinds)
    minutes = known_sum(sum_known(f"activity_{kind}_minutes") for kind in known)
    events = known_sum(sum_known(f"activity_{kind}") for kind in known)
    return pl.when((minutes > 0) | (events.fill_null(0) == 0)).then(minutes / MINUTES_AN_HOUR)


def sum_known(column: str) -> pl.Expr:
    """Sum a column of a group as Float64, null where nothing is known."""
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).cast(pl.Float64).sum())


def _within(activities: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    first = pl.date(1, 1, 1) if period.first is None else period.first
    return activities.filter(pl.col("date").is_between(first, period.last))
