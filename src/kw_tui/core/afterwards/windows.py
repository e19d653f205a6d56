"""The days that are compared: those since a measure took effect, and as many before.

Against the same calendar days of the year before where the customer was buying by then, for business has seasons;
else against the days directly before. Beside them stands the whole year before, which tells what was at stake.
"""

from datetime import date

import polars as pl

YEAR = "12mo"
DAYS_A_YEAR = 365.25
AFTER, BEFORE, YEAR_BEFORE = "after", "before", "year"
WINDOWS = (AFTER, BEFORE, YEAR_BEFORE)
SAME_DAYS, JUST_BEFORE = "year_before", "just_before"
KEY = "window_key"
"""Stands for the customer while each window of each measure is looked at as a customer of its own."""


def with_windows(measures: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Add first and last day of each window, `days` and `years` of the first two, and `compared_with`.

    `measures` have `effective_date` before `as_of`, and `first_order` of their customer. The days after are at most
    twelve months.
    """
    start, end = pl.col("effective_date"), pl.lit(as_of, pl.Date)
    is_full = start.dt.offset_by(YEAR) <= end
    after_last = pl.when(is_full).then(start.dt.offset_by(YEAR)).otherwise(end).dt.offset_by("-1d")
    timed = measures.with_columns(after_first=start, after_last=after_last).with_columns(
        days=(pl.col("after_last") - start).dt.total_days() + 1,
        year_first=start.dt.offset_by(f"-{YEAR}"),
        year_last=start.dt.offset_by("-1d"),
    )
    has_year = (pl.col("first_order") <= pl.col("year_first")).fill_null(value=False)
    same_last = pl.when(is_full).then("year_last").otherwise(pl.col("after_last").dt.offset_by(f"-{YEAR}"))
    return timed.with_columns(
        years=pl.when(is_full).then(1.0).otherwise(pl.col("days") / DAYS_A_YEAR),
        compared_with=pl.when(has_year).then(pl.lit(SAME_DAYS)).otherwise(pl.lit(JUST_BEFORE)),
        before_first=pl.when(has_year).then("year_first").otherwise(start - pl.duration(days="days")),
        before_last=pl.when(has_year).then(same_last).otherwise("year_last"),
    )


def spans(timed: pl.LazyFrame) -> pl.LazyFrame:
    """One row a measure and window: `decision_id`, `customer_id`, `window`, `first`, `last` and its `KEY`."""
    each = [
        timed.select(
            "decision_id",
            "customer_id",
            window=pl.lit(window),
            first=f"{window}_first",
            last=f"{window}_last",
            **{KEY: pl.concat_str(pl.lit(f"{window} "), "decision_id")},
        )
        for window in WINDOWS
    ]
    return pl.concat(each)


def by_window(rows: pl.LazyFrame, spans: pl.LazyFrame, day: str) -> pl.LazyFrame:
    """The rows of each window, once for each it lies in, under its `KEY` as customer."""
    wanted = spans.select("customer_id", "first", "last", KEY)
    within = rows.join(wanted, on="customer_id").filter(pl.col(day).is_between("first", "last"))
    return within.with_columns(customer_id=pl.col(KEY)).drop("first", "last", KEY)
