"""What evidence about a customer is taken from: its row of the portfolio, its lines, and whom it is compared to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings

ALL = "all"
"""What lines are grouped by that tell neither product nor group."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What takes a look at other customers: products shared with A customers, and the customer's size bracket.

    `shared` as `shared_products` tells it, with `product_id`; None where nothing is compared. Of the bracket: how many
    `customers` have a discount rate, and the `spread`: the median distance from their median. `a_customers` are those
    with a discount rate, `among` all that have ranks.
    """

    shared: pl.DataFrame | None = None
    customers: int = 0
    spread: float | None = None
    a_customers: int = 0
    among: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One customer: `row` of the portfolio, `lines` told with amounts and all that was imported of it besides.

    Lines and rows bear `file` and `line`; `priced` as `priced_products` tells it. Columns that nobody imported
    anything for are not among the lines.
    """

    row: Mapping[str, Any]
    settings: Settings
    as_of: date
    period: Period
    lines: pl.DataFrame
    concessions: pl.DataFrame
    master: pl.DataFrame
    priced: pl.DataFrame
    compared: Compared = Compared()

    @property
    def sold(self) -> pl.DataFrame:
        """The lines of the period."""
        return self.lines.filter(within("invoice_date", self.period))

    @property
    def years(self) -> float:
        """The length of the period, as the metrics take it."""
        return float(self.row["period_years"] or 1)

    def first_of(self, *names: str) -> str:
        """The first of some columns that the lines have; with none of them `ALL`."""
        return next((name for name in names if name in self.lines.columns), ALL)

    def keyed(self, key: str) -> pl.DataFrame:
        """The lines of the period with the column they are grouped by."""
        return self.sold.with_columns(pl.lit(0, pl.Int64).alias(ALL)) if key == ALL else self.sold

    def column(self, name: str) -> pl.Expr:
        """A column of the lines as an amount; null where nobody imported it."""
        return pl.col(name) if name in self.lines.columns else pl.lit(None, pl.Decimal(18, 4))


def compared_with(portfolio: pl.DataFrame, bracket: int | None, shared: pl.DataFrame | None) -> Compared:
    """Measure the customers of a bracket, the A customers and those with ranks."""
    rate = pl.col("discount_rate")
    peers = portfolio.filter(pl.col("revenue_bracket") == bracket) if bracket is not None else portfolio.clear()
    spread = peers.select((rate - pl.col("discount_usual")).abs().median()).item()
    a_customers, among = portfolio.select(
        rate.filter(pl.col("abc") == "A").count(), among=pl.col("db1_ratio").count()
    ).row(0)
    return Compared(shared, peers["discount_rate"].count(), spread, a_customers, among)


def within(column: str, period: Period) -> pl.Expr:
    """Whether a day lies in the period, both ends included."""
    day = pl.col(column)
    return day <= period.last if period.first is None else day.is_between(period.first, period.last)


def latest(name: str, lines: pl.DataFrame) -> list[pl.Expr]:
    """The last value of a column in each group, as far as the lines have it."""
    return [pl.col(name).drop_nulls().last()] if name in lines.columns else []
