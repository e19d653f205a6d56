"""A fact is an aggregate of one prepared column; what a fact needs decides whether it is known at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import narwhals as nw

from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.table import MONEY, Kind

Frame = nw.LazyFrame[Any]

AMOUNT = nw.Decimal(MONEY.precision or 18, MONEY.scale)
"""Kind.MONEY in narwhals."""

MINUTES_A_DAY = 24 * 60
MONTHS = 12
"""The calendar months a trend is told from."""
SEASON_MONTHS = 3
"""The calendar months that come next, as they were a year ago."""

PREVIOUS = "_prev"
"""Suffix of a fact about the previous period."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of the facts. `column` is prepared, null where it does not count; default: named like the fact.

    `needs` lists sets of source columns; with none of the sets in the ledger the fact is unknown.
    """

    id: str
    kind: Kind
    aggregate: Literal["sum", "min", "max", "mean", "count"] = "sum"
    column: str = ""
    needs: tuple[frozenset[str], ...] = ()

    @property
    def expr(self) -> nw.Expr:
        """The aggregation under the fact's id."""
        column = nw.col(self.column or self.id)
        expr: nw.Expr = getattr(column, self.aggregate)()
        return expr.alias(self.id)

    @property
    def is_zero_without_rows(self) -> bool:
        """Whether a customer without a row has a known 0: nothing sums to nothing, and a count of nothing is 0."""
        return self.aggregate in {"sum", "count"} or self.kind is Kind.COUNT

    def is_known(self, columns: Collection[str]) -> bool:
        """Whether a ledger with these columns tells this fact."""
        return not self.needs or any(need <= set(columns) for need in self.needs)


def needs(*sets: str) -> tuple[frozenset[str], ...]:
    """Write alternatives of needed columns: `needs("cost", "unit_cost quantity")`."""
    return tuple(frozenset(names.split()) for names in sets)


def known(facts: Iterable[Fact], columns: Collection[str]) -> tuple[Fact, ...]:
    """Keep the facts that these columns tell."""
    return tuple(fact for fact in facts if fact.is_known(columns))


def reduced(frame: Frame, facts: Iterable[Fact], suffix: str = "") -> Frame:
    """Aggregate to one row per `customer_id`; columns are fact ids with the suffix."""
    return frame.group_by("customer_id").agg(*(fact.expr.alias(fact.id + suffix) for fact in facts))


def zeroed(frame: Frame, facts: Iterable[Fact], suffix: str = "") -> Frame:
    """Give customers without rows the known 0 of counts and sums."""
    ids = [fact.id + suffix for fact in facts if fact.is_zero_without_rows]
    return frame.with_columns(nw.col(ids).fill_null(0)) if ids else frame


@dataclass(frozen=True, slots=True)
class Scope:
    """Which days count: the period, the one before it (None: unknown), and all days before `as_of` for the history."""

    period: Period
    previous: Period | None
    as_of: date

    @property
    def history(self) -> Period:
        """All days before `as_of`."""
        return Period(None, self.as_of - timedelta(days=1))

    @property
    def full_months(self) -> Period:
        """The twelve calendar months that had ended on `as_of`."""
        month = self.as_of.replace(day=1)
        return Period(add_months(month, -MONTHS), month - timedelta(days=1))

    @property
    def season(self) -> Period:
        """The first three of the full months: what came a year ago and comes again now."""
        first = self.as_of.replace(day=1)
        return Period(add_months(first, -MONTHS), add_months(first, SEASON_MONTHS - MONTHS) - timedelta(days=1))

    @property
    def spans(self) -> tuple[tuple[str, Period], ...]:
        """Suffix and period of what is reduced twice."""
        return (("", self.period),) if self.previous is None else (("", self.period), (PREVIOUS, self.previous))


def within(column: str, period: Period) -> nw.Expr:
    """Whether a day lies in the period, both ends included."""
    day = nw.col(column)
    return day <= period.last if period.first is None else (day >= period.first) & (day <= period.last)


def days_between(earlier: nw.Expr, later: nw.Expr) -> nw.Expr:
    """Whole days from one day to another; negative where the later one comes first."""
    minutes = (later.cast(nw.Datetime()) - earlier.cast(nw.Datetime())).dt.total_minutes()
    return (minutes // MINUTES_A_DAY).cast(nw.Int32)
