"""One row a past measure: what was asked, what came, and what is proposed for the customer now."""

from datetime import date

import polars as pl

from kw_tui.core.afterwards.measures import MEASURE_SCHEMA
from kw_tui.core.afterwards.outcome import with_outcome
from kw_tui.core.afterwards.prices import BASES
from kw_tui.core.afterwards.windows import with_windows
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

HISTORY = ("first_order", "last_order", "gap_count", "gap_sum")
"""What is read of each customer's history besides."""
STEP_SCHEMA = {
    "decision_id": pl.String,
    "has_prices": pl.Boolean,
    **{f"{name}_{base}": pl.Float64 for base in BASES for name in ("realised_step", "coverage", "volume_change")},
}
"""What `prices.realised` tells."""
SCHEMA = pl.Schema(
    MEASURE_SCHEMA
    | {
        "realised_step": pl.Float64,
        "coverage": pl.Float64,
        "volume_change": pl.Float64,
        "revenue_change": MONEY,
        "contribution_change": MONEY,
        "relevant_change": MONEY,
        "cost_to_serve_before": MONEY,
        "cost_to_serve_after": MONEY,
        "asked_amount": MONEY,
        "realised_amount": MONEY,
        "volume_lost": MONEY,
        "contribution_lost": MONEY,
        "status": pl.String,
        "outcome": pl.String,
        "why": pl.String,
        "days": pl.Int64,
        "compared_with": pl.String,
        "price_base": pl.String,
        "last_order": pl.Date,
        "revenue_before": MONEY,
        "revenue_after": MONEY,
        "revenue_year": MONEY,
    }
)
"""What is known of a measure without the queue. Amounts are a year; `revenue_year` is of the year before it."""
COLUMNS = (
    "customer_id", "name", "class", "action", "who", "decided", "effective_date", "asked_step", "realised_step",
    "coverage", "volume_change", "revenue_change", "contribution_change", "relevant_change", "cost_to_serve_before",
    "cost_to_serve_after", "status", "outcome", "why", "next", "asked_amount", "realised_amount", "volume_lost",
    "contribution_lost", "days", "compared_with", "price_base", "last_order", "revenue_before", "revenue_after",
    "revenue_year", "decision_id",
)  # fmt: skip
RESTS_ON = dict.fromkeys(
    ("relevant_change", "cost_to_serve_before", "cost_to_serve_after", "contribution_lost"), "relevant_contribution"
)
"""Columns and the metric whose assumptions they share."""
_IS_UP = ("open", "claimed")
"""The states in which an item of the queue is a proposal still to be decided."""


def timed(measures: pl.LazyFrame, customers: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """The measures with `HISTORY` of their customers, and the windows to compare."""
    known = customers.select("customer_id", *HISTORY)
    return measures.join(known, on="customer_id", how="left", maintain_order="left").pipe(with_windows, as_of)


def measured(
    timed: pl.LazyFrame, steps: pl.LazyFrame, worth: pl.LazyFrame, settings: Settings, as_of: date
) -> pl.LazyFrame:
    """One row a measure with the columns of `SCHEMA`, from its windows, prices (`STEP_SCHEMA`) and worth."""
    both = timed.join(steps, on="decision_id", how="left", maintain_order="left")
    both = both.join(worth, on="decision_id", how="left", maintain_order="left")
    return with_outcome(both, settings, as_of).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def afterwards(measured: pl.LazyFrame, portfolio: pl.LazyFrame, queue: pl.LazyFrame) -> pl.LazyFrame:
    """Return `COLUMNS`, the latest effective day first; `class` is the one decided on, else that of now."""
    who = portfolio.select("customer_id", "name", "abc")
    up = queue.filter(pl.col("state").is_in(_IS_UP)).select("customer_id", next="proposal")
    told = measured.join(who, on="customer_id", how="left").join(up, on="customer_id", how="left")
    ordered = told.sort("effective_date", "customer_id", "decision_id", descending=[True, False, False])
    return ordered.with_columns(pl.coalesce("class_then", "abc").alias("class")).select(COLUMNS)
