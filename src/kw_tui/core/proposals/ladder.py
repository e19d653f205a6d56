"""Reassess, educate, reprice, migrate, let go: when a rung is passed and when the next may be proposed (SPEC 6) [MS].

Reassess is passed by standing: customer long enough for two periods to count. Educate asks for no decision of its own.
Reprice and migrate are passed by a decision that has waited its time without cure, or by arithmetic: the step needed
is not feasible; even everything that can be cut or moved leaves a loss.
"""

from datetime import date, timedelta

import polars as pl

from kw_tui.core.proposals.condition import Condition
from kw_tui.vocabulary.session import add_months
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

DAYS_A_MONTH = 365.25 / 12


def customer_start() -> pl.Expr:
    """Return since when the customer buys: the earlier of first order and the master's `customer_since`."""
    return pl.min_horizontal("first_order", "customer_since")


def is_established(settings: Settings, as_of: date) -> pl.Expr:
    """Whether it is long enough a customer to be judged; unknown is not."""
    months = int(settings.number("new_customer_months"))
    return (customer_start() <= add_months(as_of, -months)).fill_null(value=False)


def established(settings: Settings, as_of: date) -> Condition:
    """Passed the first rung: nobody is judged as a new customer."""
    months = (pl.lit(as_of) - customer_start()).dt.total_days() / DAYS_A_MONTH
    return Condition(
        "established",
        Text("Kunde seit mindestens (Monate)", "Customer for at least (months)"),
        Kind.COUNT,
        months.floor(),
        pl.lit(settings.number("new_customer_months")),
        is_established(settings, as_of),
    )


def has_waited(since: pl.Expr, settings: Settings, as_of: date) -> pl.Expr:
    """Whether a decision of that day has had its waiting time by `as_of`; false where there is none."""
    return (since <= as_of - timedelta(days=int(settings.number("waiting_days")))).fill_null(value=False)


def waited(settings: Settings, as_of: date, *decided_on: str) -> Condition:
    """No rung below was decided so recently that its effect cannot be seen yet; `decided_on` are date columns."""
    last = pl.max_horizontal(*decided_on)
    return Condition(
        "waited",
        Text("Tage seit der letzten Stufe mindestens", "Days since the last rung at least"),
        Kind.COUNT,
        (pl.lit(as_of) - last).dt.total_days(),
        pl.lit(settings.number("waiting_days")),
        last.is_null() | has_waited(last, settings, as_of),
    )


def reprice_passed(settings: Settings, as_of: date) -> Condition:
    """A price step was tried and did not cure, or the one needed is not feasible."""
    limit = settings.number("feasible_step")
    return Condition(
        "reprice_passed",
        Text("Preisschritt erprobt oder nötig über", "Price step tried, or needed above"),
        Kind.RATIO,
        pl.col("needed_for_ratio"),
        pl.lit(limit),
        has_waited(pl.col("reprice_since"), settings, as_of)
        | (pl.col("needed_for_ratio") > limit).fill_null(value=False),
    )


def migrate_passed(settings: Settings, as_of: date) -> Condition:
    """Less service or a cheaper channel was tried and did not cure, or cannot."""
    left = pl.col("after_migration")
    return Condition(
        "migrate_passed",
        Text("Umstellung erprobt oder danach noch unter", "Migration tried, or even after it below"),
        Kind.MONEY,
        left,
        pl.lit(0.0),
        has_waited(pl.col("migrate_since"), settings, as_of) | (left < 0).fill_null(value=False),
    )


def cured_by_migration() -> Condition:
    """Less service and a cheaper channel together bring the customer out of loss."""
    return Condition(
        "cured_by_migration",
        Text("Relevanter DB nach Umstellung mindestens", "Relevant contribution after migration at least"),
        Kind.MONEY,
        pl.col("after_migration"),
        pl.lit(0.0),
        pl.col("after_migration") >= 0,
    )


def low_ratio(settings: Settings) -> Condition:
    """The relevant ratio is below its target."""
    target = settings.number("target_ratio")
    return Condition(
        "low_ratio",
        Text("Relevante DB-Quote unter", "Relevant contribution ratio below"),
        Kind.RATIO,
        pl.col("relevant_ratio"),
        pl.lit(target),
        (pl.col("relevant_ratio") < target) | (pl.col("relevant_contribution") < 0),
    )
