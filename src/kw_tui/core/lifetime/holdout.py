"""How well a model foretells: fitted to the time before a day, compared with what came after it (VALUE)."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from kw_tui.core.lifetime.cohort import KIND
from kw_tui.core.lifetime.histories import Array, Histories
from kw_tui.core.lifetime.models import Predictor

LEAST_DAYS, LONGEST_DAYS, PART = 180, 365, 3
"""A history of fewer days tells nothing; the last third of a longer one is held out, and no more than a year."""
MOST_REPEATS = 7
"""Customers with so many repeat orders and more are told together."""
OUTCOME = "later"


def cut(first_day: date, as_of: date) -> date | None:
    """The day from which orders are held out; None where the history is too short for that."""
    observed = (as_of - first_day).days
    return as_of - timedelta(days=min(LONGEST_DAYS, observed // PART)) if observed >= LEAST_DAYS else None


def outcomes(before: pl.LazyFrame, now: pl.LazyFrame) -> pl.LazyFrame:
    """One row a kind of history before the day and number of occasions `later`, with the number of its `customers`.

    `before` and `now` are facts of two days; whoever was no customer yet is left out.
    """
    known = before.filter(pl.col("occasions_all") > 0).select("customer_id", *KIND, "gap_sum_log", "occasions_all")
    both = known.join(now.select("customer_id", since="occasions_all"), on="customer_id", how="left")
    later = (pl.col("since").fill_null(0) - pl.col("occasions_all")).alias(OUTCOME)
    counted = both.group_by(*KIND, later).agg(customers=pl.len(), gap_sum_log=pl.col("gap_sum_log").sum())
    return counted.sort(*KIND, OUTCOME)


def errors(came: pl.DataFrame, expected: Array) -> pl.DataFrame:
    """One row a number of repeat orders before (the last one: so many and more): customers, orders expected and come.

    `came` are outcomes, `expected` what a model says of a customer of each; `error` is the mean absolute one.
    """
    foretold = pl.Series("expected", expected)
    told = came.select(
        repeats=pl.col("gap_count").clip(upper_bound=MOST_REPEATS),
        customers="customers",
        expected=foretold * pl.col("customers"),
        actual=pl.col(OUTCOME) * pl.col("customers"),
        error=(foretold - pl.col(OUTCOME)).abs() * pl.col("customers"),
    )
    sums = told.group_by("repeats").agg(pl.all().sum()).sort("repeats")
    return sums.with_columns(pl.col("error") / pl.col("customers"))


def tracked(came: pl.DataFrame, models: Mapping[str, Predictor], unit: float) -> pl.DataFrame:
    """One row a unit of so many days: `time`, its last day `until`, and repeat orders so far: `actual` and by model.

    `came` has a row a day: customers that were `new`, and `repeats` of all others.
    """
    start = came["day"].min()
    if not isinstance(start, date):
        return pl.DataFrame(schema={"time": pl.Int64, "until": pl.Date, "actual": pl.Int64})
    since = (came["day"] - start).dt.total_days().to_numpy().astype(np.float64)
    times = np.arange(1.0, since.max() // unit + 2)
    so_far = np.concatenate([[0], np.cumsum(came["repeats"].to_numpy())])
    told: dict[str, object] = {
        "time": times.astype(np.int64),
        "until": [start + timedelta(days=int(np.ceil(time * unit)) - 1) for time in times],
        "actual": so_far[np.searchsorted(since, times * unit, side="left")],
    }
    new = came["new"].to_numpy().astype(np.float64)
    expected = {name: cumulated(model, since / unit, new, times) for name, model in models.items()}
    return pl.DataFrame(told | expected)


def cumulated(model: Predictor, first: Array, customers: Array, times: Array) -> Array:
    """Repeat orders expected until each of the `times` of so many `customers` who came at the times `first`."""
    since = np.subtract.outer(times, first)
    lags, place = np.unique(np.maximum(since, 0.0), return_inverse=True)
    new = Histories.new(len(lags))
    orders = model.p_alive(new) * model.expected_of_living(new, lags)
    expected: Array = orders[place.reshape(since.shape)] @ customers
    return expected
