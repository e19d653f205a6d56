"""How value is spread over the customers, in the few figures a person reads."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.curves import gini, top_share, whale_curve, whale_peak
from kw_tui.core.metrics.metric import has_sales
from kw_tui.workbench.kept import computed

POINTS = 400


@dataclass(frozen=True, slots=True)
class Spread:
    """The whale curve of a measure, thinned to what a screen can show.

    `curve` has a row a customer kept: rank, customers_share, cumulated, cumulated_share, amount, customer_id, name; the
    best, the last and the one at the peak among them. `points` is its cumulated share, beginning at 0.
    `peak_customers` and `peak` say where the curve is highest, `eroded` what the tail takes back, `top` what the best
    20 % hold; None where the total is not positive.
    """

    points: tuple[float, ...]
    curve: pl.DataFrame
    peak_customers: float | None
    peak: float | None
    top: float | None
    gini: float | None
    eroded: Decimal | None
    unknown: int = 0
    """Customers with sales whose measure is not known: they are in none of it."""


def spread_of(customers: pl.LazyFrame, measure: str) -> Spread:
    """Collect the curve of a measure and its figures."""
    curve = computed(whale_curve(customers, measure))
    peak = computed(whale_peak(curve.lazy()))
    unknown = (has_sales() & pl.col(measure).is_null()).sum()
    told = computed(customers.select(top=top_share(measure), gini=gini(measure), unknown=unknown)).row(0, named=True)
    highest = peak.row(0, named=True) if peak.height else {}
    thinned = _thinned(curve, highest.get("rank", 1))
    shares = thinned["cumulated_share"].drop_nulls()
    return Spread(
        points=(0.0, *shares) if shares.len() else (),
        curve=_named(thinned, customers, measure),
        peak_customers=highest.get("customers_share"),
        peak=highest.get("cumulated_share"),
        top=told["top"],
        gini=told["gini"],
        eroded=highest.get("eroded"),
        unknown=told["unknown"],
    )


def _thinned(curve: pl.DataFrame, peak: int) -> pl.DataFrame:
    every = max(1, curve.height // POINTS)
    place = pl.col("rank") - 1
    return curve.filter((place % every == 0) | (place == curve.height - 1) | (pl.col("rank") == peak))


def _named(curve: pl.DataFrame, customers: pl.LazyFrame, measure: str) -> pl.DataFrame:
    """Add what each customer is called, and what of the measure is its own."""
    kept = customers.filter(pl.col("customer_id").is_in(curve["customer_id"].implode()))
    told = kept.select("customer_id", "name", pl.col(measure).alias("amount"))
    return computed(curve.lazy().join(told, on="customer_id", how="left", maintain_order="left"))
