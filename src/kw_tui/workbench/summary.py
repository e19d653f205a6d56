"""The portfolio in one glance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.vocabulary.session import Period


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals over all customers for the period; None where the ledger does not tell."""

    as_of: date
    period: Period
    currency: str
    customers: int
    active: int
    revenue: Decimal
    db1: Decimal | None
    db4: Decimal | None
    relevant_contribution: Decimal | None
    negative_customers: int
    negative_sum: Decimal | None
    open_items: int
    decided_items: int
    at_stake: Decimal


def summarise(customers: pl.DataFrame, items: pl.DataFrame, as_of: date, period: Period, currency: str) -> Summary:
    """Sum up a portfolio and its queue."""
    losing = customers.filter(pl.col("relevant_contribution") < 0)
    waiting = items.filter(pl.col("state").is_in(["open", "claimed"]))
    return Summary(
        as_of=as_of,
        period=period,
        currency=currency,
        customers=customers.height,
        active=customers.filter(pl.col("orders") > 0).height,
        revenue=_total(customers, "revenue") or Decimal(0),
        db1=_total(customers, "db1"),
        db4=total_contribution(customers),
        relevant_contribution=_total(customers, "relevant_contribution"),
        negative_customers=losing.height,
        negative_sum=_total(losing, "relevant_contribution"),
        open_items=waiting.height,
        decided_items=items.filter(pl.col("state") == "decided").height,
        at_stake=_total(waiting, "at_stake") or Decimal(0),
    )


def _total(frame: pl.DataFrame, column: str) -> Decimal | None:
    """Sum an amount; None where no row knows it."""
    known = frame[column].drop_nulls()
    return Decimal(known.sum()) if known.len() else None


def total_contribution(customers: pl.DataFrame) -> Decimal | None:
    """Sum the contribution (DB IV) of all customers; None where none is known."""
    return _total(customers, "db4")
