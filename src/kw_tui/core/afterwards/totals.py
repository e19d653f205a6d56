"""What all price steps came to: asked against realised, who was lost, what volume was given up (SPEC 7)."""

import polars as pl

from kw_tui.core.afterwards.outcome import SETTLED
from kw_tui.vocabulary.table import MONEY

BY = ("who", "class")
"""What the totals may be told apart by."""


def totals(measured: pl.LazyFrame, by: str | None = None) -> pl.LazyFrame:
    """One row for all price steps, or one a person or class: numbers, and Decimal amounts a year.

    Only what is settled counts in `asked`, `realised`, `lost`, `volume_lost`; what cannot be told yet, or not at all,
    is counted beside it, `asked_too_early` and `asked_not_comparable` saying how much that is.
    """
    steps = measured.filter(pl.col("action") == "reprice")
    grouped = steps.group_by(by).agg(_sums()).sort(by, nulls_last=True) if by else steps.select(_sums())
    return grouped.with_columns(pl.col(pl.Decimal).cast(MONEY))


def _sums() -> list[pl.Expr]:
    is_settled, outcome = pl.col("outcome").is_in(SETTLED), pl.col("outcome")
    early, apart, lost = outcome == "too_early", outcome == "not_comparable", outcome == "lost"
    asked = pl.col("asked_amount")
    return [
        pl.len().cast(pl.Int64).alias("steps_past"),
        is_settled.sum().cast(pl.Int64).alias("settled"),
        asked.filter(is_settled).sum().alias("asked_amount"),
        pl.col("realised_amount").filter(is_settled).sum().alias("realised_amount"),
        *((outcome == one).sum().cast(pl.Int64).alias(f"{one}_count") for one in SETTLED[:3]),
        lost.sum().cast(pl.Int64).alias("lost_count"),
        pl.col("contribution_lost").filter(lost).sum().alias("contribution_lost"),
        pl.col("volume_lost").filter(is_settled & ~lost).sum().alias("volume_lost"),
        pl.col("contribution_change").filter(is_settled & ~lost).sum().alias("contribution_change"),
        early.sum().cast(pl.Int64).alias("too_early_count"),
        asked.filter(early).sum().alias("asked_too_early"),
        apart.sum().cast(pl.Int64).alias("not_comparable_count"),
        asked.filter(apart).sum().alias("asked_not_comparable"),
    ]
