"""The class of the period before, by the same measure and method: who moved from A to C, and who came up."""

import polars as pl

from kw_tui.core.metrics.classes import NOT_OF_A_PERIOD, class_settings, classed
from kw_tui.core.metrics.contribution import avoidable_prev, net_revenue
from kw_tui.core.metrics.costs import COSTS, cost_amount
from kw_tui.core.metrics.metric import NO_MONEY, Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

NO_BEFORE = Text(
    "keine Umsätze im Zeitraum davor, kein Vergleichszeitraum oder {measure} dort nicht bekannt",
    "no sales in the period before, no such period, or {measure} not known there",
)
LOOKS_AHEAD = Text(
    "{measure} blickt voraus: für den Zeitraum davor gibt es keinen Wert",
    "{measure} looks ahead: there is no figure of the period before",
)


def migration(settings: Settings) -> tuple[Metric, ...]:
    """The class of the period before."""
    measure = settings.choice("abc_measure")
    looks_ahead = measure in NOT_OF_A_PERIOD
    return (
        Metric(
            "abc_prev",
            Text("Klasse Vorzeitraum", "Class before"),
            Kind.CATEGORY,
            pl.lit(None, pl.String) if looks_ahead else abc_class_before(measure, settings),
            Text(
                "ABC-Klasse im gleich langen Zeitraum davor, nach demselben Maß und derselben Methode.",
                "ABC class of the period of the same length before, by the same measure and method.",
            ),
            absent=(LOOKS_AHEAD if looks_ahead else NO_BEFORE).format(measure=MEASURES[measure]),
            settings=class_settings(settings) + _measure_settings(measure),
        ),
    )


def _measure_settings(measure: str) -> tuple[str, ...]:
    """The settings the measure of the period before rests on."""
    rates = tuple(cost.rate for cost in COSTS if cost.rate)
    shares = tuple(cost.avoidable for cost in COSTS if cost.avoidable)
    return {"db4": rates, "relevant_contribution": rates + shares}.get(measure, ())


def abc_class_before(measure: str, settings: Settings) -> pl.Expr:
    """The class among the customers with sales in the period before; null where there is none or no such period."""
    amount = pl.when(pl.col("lines_prev") > 0).then(measure_before(measure, settings))
    a_year = amount.cast(pl.Float64) / _years_before()
    is_new = pl.col("first_order").is_between("before_first", "before_last").fill_null(value=False)
    return classed(amount, a_year, is_new, settings)


def measure_before(measure: str, settings: Settings) -> pl.Expr:
    """What a measure of the period was in the period before; money."""
    revenue = net_revenue("_prev")
    first = revenue - pl.col("goods_prev")
    if measure == "revenue":
        return revenue
    if measure == "db1":
        return first
    if measure == "relevant_contribution":
        return revenue - avoidable_prev(settings)
    for cost in COSTS:
        first -= cost_amount(cost, settings, "_prev").fill_null(NO_MONEY).cast(MONEY)
    return first


def _years_before() -> pl.Expr:
    """As the years in the period, but seen from the end of the period before."""
    length = pl.col("period_length")
    tenure = ((pl.col("period_first") - pl.col("first_order")).dt.total_days() / 365.25).fill_null(length)
    return pl.min_horizontal(length, pl.max_horizontal(tenure, pl.min_horizontal(length, 1.0)))
