"""How value is spread over the customers, in the few figures a person reads."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.curves import gini, top_share, whale_curve, whale_peak
from kw_tui.workbench.kept import computed

POINTS = 400


@dataclass(frozen=True, slots=True)
class Spread:
    """The whale curve of a measure: cumulated share by share of customers, thinned to what a screen can show.

    `peak_customers` and `peak` say where the curve is highest, `eroded` what the tail takes back, `top` what the best
    20 % hold; None where the total is not positive.
    """

    points: tuple[float, ...]
    peak_customers: float | None
    peak: float | None
    top: float | None
    gini: float | None
    eroded: Decimal | None


def spread_of(customers: pl.LazyFrame, measure: str) -> Spread:
    """Collect the curve of a measure and its figures."""
    curve = computed(whale_curve(customers, measure))
    peak = computed(whale_peak(curve.lazy()))
    told = computed(customers.select(top=top_share(measure), gini=gini(measure))).row(0, named=True)
    highest = peak.row(0, named=True) if peak.height else {}
    return Spread(
        points=_thinned(curve["cumulated_share"].drop_nulls()),
        peak_customers=highest.get("customers_share"),
        peak=highest.get("cumulated_share"),
        top=told["top"],
        gini=told["gini"],
        eroded=highest.get("eroded"),
    )


def _thinned(shares: pl.Series) -> tuple[float, ...]:
    every = shares.gather_every(max(1, shares.len() // POINTS))
    return (0.0, *every, *shares.tail(1)) if shares.len() else ()
