"""What more a customer could buy in a year, where its need or our share of it is known (SPEC 4)."""

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

LEAST_SHARE, WHOLE = 1.0, 100.0  # per cent; a share of supply outside is not believed
_MOST = 9.9e13  # the largest amount the store can hold


def potential(_settings: Settings) -> tuple[Metric, ...]:
    """How long the customer has been one within the period, and the unused part of its yearly need."""
    return (
        Metric(
            "period_years",
            Text("Jahre im Zeitraum", "Years in the period"),
            Kind.SCORE,
            years_in_period(),
            Text(
                "Länge des Zeitraums in Jahren, bei jüngeren Kunden seit dem ersten Kauf, aber mindestens eines.",
                "Length of the period in years; for younger customers since their first order, but at least one.",
            ),
            source="SPEC 2",
        ),
        Metric(
            "potential",
            Text("Potenzial", "Potential"),
            Kind.MONEY,
            unused_need(),
            Text(
                "Jahresbedarf minus Jahresumsatz; ohne Jahresbedarf aus dem Lieferanteil hochgerechnet.",
                "Yearly need minus yearly revenue; without the need, scaled up from the share of supply.",
            ),
            source="SPEC 4",
            needs=("customer",),
            absent=Text(
                "weder Jahresbedarf noch Lieferanteil bekannt", "neither annual need nor share of supply known"
            ),
            better="high",
        ),
    )


def unused_need() -> pl.Expr:
    """Annual need less a year's revenue, at least 0; from the share of supply (per cent) where no need is given."""
    revenue = yearly(pl.col("revenue"))
    share = pl.col("supply_share").cast(pl.Float64)
    is_scalable = share.is_between(LEAST_SHARE, WHOLE) & (revenue > 0)
    from_share = pl.when(is_scalable).then(revenue * (WHOLE - share) / share)
    from_need = pl.col("annual_need").cast(pl.Float64) - revenue
    return pl.coalesce(from_need, from_share).clip(0, _MOST).cast(MONEY)


def years_in_period() -> pl.Expr:
    """What an amount of the period is divided by to be that of a year; less than one only if the period is shorter."""
    length = pl.col("period_length")
    tenure = ((pl.col("as_of") - pl.col("first_order")).dt.total_days() / 365.25).fill_null(length)
    return pl.min_horizontal(length, pl.max_horizontal(tenure, pl.min_horizontal(length, 1.0)))


def yearly(amount: pl.Expr) -> pl.Expr:
    """An amount of the period, per year, as Float64."""
    return amount.cast(pl.Float64) / pl.col("period_years")
