"""Strata: lifetime value (buying power and loyalty) against net profit (SPEC 4; PRACTICE, Texas A&M)."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import POINTS, Metric, at_place, has_sales
from kw_tui.core.metrics.potential import yearly
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Stratum:
    """A quarter of the portfolio: whether lifetime score and net profit are high, and what is usually done there."""

    id: str
    label: Text
    is_lasting: bool
    is_profitable: bool
    strategy: str


STRATA: tuple[Stratum, ...] = (
    Stratum("core", Text("Kern", "Core"), True, True, "serve_first"),
    Stratum("opportunistic", Text("Gelegenheit", "Opportunistic"), False, True, "win_over"),
    Stratum("service_drain", Text("Servicefresser", "Service drain"), True, False, "cut_service"),
    Stratum("marginal", Text("Randkunde", "Marginal"), False, False, "cheap_channel"),
)
"""The profitable ones first, among them the lasting one."""
STRATEGIES: dict[str, Text] = {
    "serve_first": Text("binden, zuerst bedienen", "hold, serve first"),
    "win_over": Text("an sich binden, Anteil ausbauen", "win over, raise the share"),
    "cut_service": Text("Bedienkosten senken oder berechnen", "cut the cost to serve, or bill it"),
    "cheap_channel": Text("über günstigen Kanal, ohne Aufwand", "through a cheap channel, without effort"),
}
"""Norm strategies by id."""


def stratum(_settings: Settings) -> tuple[Metric, ...]:
    """The lifetime score and the stratum."""
    return (
        Metric(
            "lifetime_score",
            Text("Bindungswert", "Lifetime score"),
            Kind.SCORE,
            lifetime_score(),
            Text(
                "0 bis 100: halb Kaufkraft (Jahresumsatz plus bekanntes Potenzial), halb Treue (Aufträge und Dauer), "
                "als Rang unter allen Kunden mit Umsatz.",
                "0 to 100: half buying power (a year's revenue plus known potential), half loyalty (orders and years), "
                "as rank among all customers with sales.",
            ),
            source="PRACTICE: stratification",
            better="high",
            unit=POINTS,
        ),
        Metric(
            "stratum",
            Text("Schicht", "Stratum"),
            Kind.CATEGORY,
            stratum_of(),
            Text(
                "Kern, Gelegenheit, Servicefresser oder Randkunde: Bindungswert gegen DB IV, je ab dem Median hoch.",
                "Core, opportunistic, service drain or marginal: lifetime score against DB IV, high from the median.",
            ),
            source="PRACTICE: stratification",
            absent=Text("keine Umsätze im Zeitraum, oder DB IV nicht bekannt", "no sales in the period, or no DB IV"),
        ),
    )


def lifetime_score() -> pl.Expr:
    """Half the rank of buying power, a quarter each of orders and of days as a customer; 0 .. 100."""
    power = yearly(pl.col("revenue")) + pl.col("potential").cast(pl.Float64).fill_null(0)
    lasting = (pl.col("as_of") - pl.col("first_order")).dt.total_days().fill_null(0)
    return 50 * _rank(power) + 25 * _rank(pl.col("orders")) + 25 * _rank(lasting)


def stratum_of() -> pl.Expr:
    """The id of the stratum among the customers with sales whose DB IV is known; else null."""
    profit = pl.when(has_sales()).then(pl.col("db4"))
    score = pl.when(profit.is_not_null()).then(pl.col("lifetime_score"))
    is_lasting = score >= score.median()
    is_profitable = (profit.cast(pl.Float64) >= profit.cast(pl.Float64).median()) & (profit > 0)
    place = 3 - 2 * is_profitable.cast(pl.Int8) - is_lasting.cast(pl.Int8)
    return at_place((one.id for one in STRATA), place)


def _rank(measure: pl.Expr) -> pl.Expr:
    """The share of the customers with sales that have no more, ties in the middle of theirs; above 0, below 1."""
    among = pl.when(has_sales()).then(measure)
    return (among.rank("average") - 0.5) / among.count()
