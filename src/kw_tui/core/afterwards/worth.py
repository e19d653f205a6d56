"""What a customer brought and cost in each window, by the same definitions and rates as everywhere else."""

from datetime import date, timedelta

import polars as pl

from kw_tui.core.afterwards.windows import AFTER, BEFORE, KEY, WINDOWS
from kw_tui.core.metrics.families import add_ladder
from kw_tui.core.metrics.metric import known_money
from kw_tui.vocabulary.settings import Settings

SERVING = "cost_to_serve"
FIGURES = ("revenue", "db1", "relevant_contribution", SERVING)
LATE_DAYS = 31
"""Where tickets or activities end so long before the ledger, their cost is not known yet (a month's export)."""


def worth(
    facts: pl.LazyFrame, spans: pl.LazyFrame, timed: pl.LazyFrame, settings: Settings, told_until: date | None
) -> pl.LazyFrame:
    """One row a measure: `FIGURES` of each window as `revenue_after` and so on, a year; Decimal.

    `facts` have a row for each window under its key as customer. `told_until` is the last day of the tickets and
    activities (None: none are imported): where it lies before the end of the days after, costs are not known.
    """
    laddered = add_ladder(facts, settings).with_columns(
        known_money([pl.col("selling_cost"), pl.col("service_cost")]).alias(SERVING)
    )
    known = laddered.select(pl.col("customer_id").alias(KEY), *FIGURES).join(spans, on=KEY)
    found = timed.select("decision_id", "years", "after_last")
    for window in WINDOWS:
        named = known.filter(window=window).select(
            "decision_id", *(pl.col(one).alias(f"{one}_{window}") for one in FIGURES)
        )
        found = found.join(named, on="decision_id", how="left", maintain_order="left")
    yearly = [
        (pl.col(f"{one}_{window}").cast(pl.Float64) / pl.col("years"))
        .round(4)
        .cast(pl.Decimal(18, 4))
        .alias(f"{one}_{window}")
        for one in FIGURES
        for window in (AFTER, BEFORE)
    ]
    return found.with_columns(yearly).with_columns(_as_far_as_told(told_until)).drop("years", "after_last")


def _as_far_as_told(told_until: date | None) -> list[pl.Expr]:
    """Costs that rest on a table which has not come yet are no saving."""
    if told_until is None:
        return []
    is_told = pl.col("after_last") <= told_until + timedelta(days=LATE_DAYS)
    return [
        pl.when(is_told).then(f"{one}_{AFTER}").alias(f"{one}_{AFTER}") for one in (SERVING, "relevant_contribution")
    ]
