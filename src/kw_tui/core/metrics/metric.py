"""A metric is an expression with a name, a unit and a meaning; families of them are added to the facts in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal

import polars as pl

from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

# how the engine writes what it computes over rows rather than within one
_OVER_CUSTOMERS = re.compile(r"\.(sum|mean|median|quantile|min|max|count|null_count|rank|sort|over)\(")
DAYS, MONTHS, YEARS = Text("Tage", "days"), Text("Monate", "months"), Text("Jahre", "years")
POINTS, MINUTES = Text("Punkte", "points"), Text("Minuten", "minutes")
NO_MONEY = pl.lit(0, MONEY)
"""Nothing, as money: a 0 without a type makes the engine widen each amount it is put among, which takes longer than
to add them up.
"""
_MOST = 9.9e13
NO_SALES = Text("keine Umsätze im Zeitraum", "no sales in the period")


@dataclass(frozen=True, eq=False)
class Metric:
    """One column computed from others. `id` is its column name; `expr` names its inputs by column id.

    `needs` are the tables without which it is null, `absent` says why it may be null; `settings` are the ids of the
    settings its own expression reads; `better` tells in which direction it pleases; `unit` is told where
    the kind does not; `adds_up` says that the sum over several customers means what the label says.
    """

    id: str
    label: Text
    kind: Kind
    expr: pl.Expr
    meaning: Text
    source: str = "SPEC 3"
    needs: tuple[str, ...] = ("sales_line",)
    absent: Text = NO_SALES
    settings: tuple[str, ...] = ()
    better: Literal["high", "low", "none"] = "none"
    unit: Text | None = None
    adds_up: bool = False

    @property
    def inputs(self) -> frozenset[str]:
        """The columns it is computed from."""
        return frozenset(self.expr.meta.root_names())

    @property
    def is_compared(self) -> bool:
        """Whether the figures of other customers have a part in it: ranks, quantiles, sums over all."""
        return _OVER_CUSTOMERS.search(str(self.expr)) is not None


def has_sales() -> pl.Expr:
    """Whether the customer has a sales line in the period; only such customers have classes and points."""
    return pl.col("lines") > 0


def money(value: pl.Expr) -> pl.Expr:
    """A Float64 as an amount; beyond the largest the store can hold, that one."""
    return value.clip(-_MOST, _MOST).round(4).cast(MONEY)


def known_money(parts: Iterable[pl.Expr]) -> pl.Expr:
    """The sum of the amounts that are known; null only where every one is null."""
    return known_sum(parts, NO_MONEY)


def known_sum(parts: Iterable[pl.Expr], nothing: pl.Expr | int = 0) -> pl.Expr:
    """The sum of what is known; null only where every part is null."""
    terms = list(parts)
    # not sum_horizontal: it widens decimals without saying so, and a cast back is then optimised away
    total = reduce(add, (term.fill_null(nothing) for term in terms))
    return pl.when(pl.any_horizontal(term.is_not_null() for term in terms)).then(total)


def ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Float64 part / whole, null where the whole is not positive."""
    return pl.when(whole > 0).then(part.cast(pl.Float64) / whole.cast(pl.Float64))


def at_place(words: Iterable[str], place: pl.Expr) -> pl.Expr:
    """The word at each place, counted from 0; null where there is no place. Looked up, since numbers are told apart
    far sooner than texts.
    """
    return pl.lit(pl.Series(words, dtype=pl.String)).gather(place)


def storeys(metrics: Iterable[Metric]) -> list[list[Metric]]:
    """Order metrics so that each stands above those it reads; raise ValueError on a circle."""
    waiting = list(metrics)
    ordered: list[list[Metric]] = []
    while waiting:
        ids = {metric.id for metric in waiting}
        ready = [metric for metric in waiting if not metric.inputs & (ids - {metric.id})]
        if not ready:
            raise ValueError(f"metrics depend on each other in a circle: {sorted(ids)}")
        ordered.append(ready)
        waiting = [metric for metric in waiting if metric not in ready]
    return ordered


def add_metrics(frame: pl.LazyFrame, metrics: Iterable[Metric]) -> pl.LazyFrame:
    """Add each metric as a column of its kind's type."""
    for storey in storeys(metrics):
        frame = frame.with_columns(_typed(metric) for metric in storey)
    return frame


def _typed(metric: Metric) -> pl.Expr:
    return metric.expr.cast(metric.kind.dtype).alias(metric.id)
