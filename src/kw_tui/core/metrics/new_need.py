"""A quiet customer who suddenly orders more, something else, or asks more than chance explains (SPEC 4)."""

from datetime import date, timedelta

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

MONTHS, MONTHS_BEFORE = 3, 9
SURPRISE = 3.0  # standard deviations of a Poisson count
COUNTS = ("orders", "tickets")
_SUFFIXES = {"": "_recent", "_prev": "_before"}
_RENAMED = {f"{name}{old}": f"{name}{new}" for name in COUNTS for old, new in _SUFFIXES.items()} | {
    "products_new": "products_new_recent",
    "products_prev": "products_before",
}
RECENT = tuple(_RENAMED.values())
"""The columns of the last months and those before them."""


def recent_periods(as_of: date) -> tuple[Period, Period]:
    """The last three months, and the nine before them."""
    start = add_months(as_of, -MONTHS)
    return (
        Period(start, as_of - timedelta(days=1)),
        Period(add_months(as_of, -MONTHS - MONTHS_BEFORE), start - timedelta(days=1)),
    )


def add_recent(facts: pl.LazyFrame, recent: pl.LazyFrame) -> pl.LazyFrame:
    """Add `RECENT` from the facts of the recent periods: orders, tickets, and products not bought before."""
    renamed = [pl.col(old).alias(new) for old, new in _RENAMED.items()]
    return facts.join(recent.select("customer_id", *renamed), on="customer_id", how="left", maintain_order="left")


def new_need(_settings: Settings) -> tuple[Metric, ...]:
    """The flag, for customers that earn money and opened no ticket before."""
    was_quiet = pl.col("tickets_before").fill_null(0) == 0
    is_more = pl.any_horizontal(*(_is_surprising(*of) for of in (*map(_rhythm, COUNTS), _basket())))
    return (
        Metric(
            "new_need",
            Text("Neuer Bedarf", "New need"),
            Kind.FLAG,
            was_quiet & is_more & (pl.col("orders_before") > 0) & (pl.col("relevant_contribution") > 0),
            Text(
                "Verdienender Kunde ohne Servicefall in neun Monaten, der dann in dreien mehr bestellt, mehr neue "
                "Artikel kauft oder mehr nachfragt als der Zufall erklärt (drei Standardabweichungen).",
                "An earning customer without a ticket in nine months who in the next three orders more, buys more new "
                "products or asks more than chance explains (three standard deviations).",
            ),
            source="SPEC 4",
            absent=Text("Deckungsbeitrag nicht bekannt", "contribution not known"),
            better="high",
        ),
    )


def _rhythm(name: str) -> tuple[pl.Expr, pl.Expr]:
    """What came of late, and what was to be expected by the months before."""
    return pl.col(f"{name}_recent"), pl.col(f"{name}_before") * (MONTHS / MONTHS_BEFORE)


def _basket() -> tuple[pl.Expr, pl.Expr]:
    """Products of late that were not bought before; to be expected is as many for each order as orders brought before,
    so that whoever always buys something else does not stand out."""
    for_each = pl.col("products_before") / pl.when(pl.col("orders_before") > 0).then(pl.col("orders_before"))
    return pl.col("products_new_recent"), pl.col("orders_recent") * for_each


def _is_surprising(came: pl.Expr, expected: pl.Expr) -> pl.Expr:
    limit = expected + SURPRISE * pl.max_horizontal(expected, 1.0).sqrt()
    return (came > limit).fill_null(value=False)
