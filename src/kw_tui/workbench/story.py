"""Everything about one customer, with the arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from kw_tui.core.decisions import Decision
from kw_tui.core.metrics.ladder import Step, ladder_steps, relevant_steps, waterfall_steps
from kw_tui.vocabulary.settings import Settings

Row = Mapping[str, Any]


@dataclass(frozen=True)
class CustomerStory:
    """One customer: its row of the portfolio, and what was computed, found and decided about it.

    `ladder` runs from list revenue to DB IV, `ladder_before` is that of the period before, `relevant` from net revenue
    to relevant contribution. `proposal` is its row of the queue, None where nothing is proposed; `lines` are its
    lines, newest first; `monthly` has month and net_amount.
    """

    row: Row
    ladder: tuple[Step, ...]
    ladder_before: tuple[Step, ...]
    relevant: tuple[Step, ...]
    waterfall: tuple[Step, ...]
    findings: pl.DataFrame
    proposal: Row | None
    lines: pl.DataFrame
    monthly: pl.DataFrame
    decisions: tuple[Decision, ...]


def tell(
    row: Row,
    before: Row,
    *,
    settings: Settings,
    findings: pl.DataFrame,
    proposal: Row | None,
    lines: pl.DataFrame,
    decisions: tuple[Decision, ...],
) -> CustomerStory:
    """Put one customer's story together."""
    return CustomerStory(
        row=row,
        ladder=tuple(ladder_steps(row)),
        ladder_before=tuple(ladder_steps(before)),
        relevant=tuple(relevant_steps(row, settings)),
        waterfall=tuple(waterfall_steps(row)),
        findings=findings,
        proposal=proposal,
        lines=lines.reverse(),
        monthly=monthly_sales(lines),
        decisions=decisions,
    )


def monthly_sales(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum invoice lines by calendar month; a month without a line is a known 0."""
    month = pl.col("invoice_date").dt.truncate("1mo").alias("month")
    sums = lines.group_by(month).agg(pl.col("net_amount").sum()).sort("month")
    if sums.is_empty():
        return sums
    return sums.upsample("month", every="1mo").with_columns(pl.col("net_amount").fill_null(0))
