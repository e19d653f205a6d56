"""Everything about one customer, with the arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from kw_tui.core.decisions import Decision
from kw_tui.core.metrics.ladder import Step


@dataclass(frozen=True)
class CustomerStory:
    """One customer: its row of the portfolio, the ladder of this and the period before, and what was found and decided.

    `proposal` is its row of the queue, None where there is none. `lines` are its invoice lines, newest first;
    `monthly` has month, revenue and goods.
    """

    row: Mapping[str, Any]
    ladder: tuple[Step, ...]
    ladder_prev: tuple[Step, ...]
    waterfall: tuple[Step, ...]
    findings: pl.DataFrame
    proposal: Mapping[str, Any] | None
    lines: pl.DataFrame
    monthly: pl.DataFrame
    decisions: tuple[Decision, ...]


def monthly(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum invoice lines by calendar month; months without a line are 0."""
    if lines.is_empty():
        return pl.DataFrame(schema={"month": pl.Date, "net_amount": pl.Decimal(38, 4)})
    sums = (
        lines.group_by(pl.col("invoice_date").dt.truncate("1mo").alias("month"))
        .agg(pl.col("net_amount").sum())
        .sort("month")
    )
    return sums.upsample("month", every="1mo").with_columns(pl.col("net_amount").fill_null(0))
