"""What came of each measure: is the customer still there, was the step carried out, and why that cannot be told."""

from datetime import date

import polars as pl

from kw_tui.core.afterwards.prices import RECENT, YEAR
from kw_tui.core.metrics.metric import money
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

STATUSES: dict[str, Text] = {
    "active": Text("aktiv", "active"),
    "waiting": Text("abwarten", "waiting"),
    "lost": Text("verloren", "lost"),
}
OUTCOMES: dict[str, Text] = {
    "realised": Text("umgesetzt", "realised"),
    "partly": Text("teilweise", "partly"),
    "not_carried_out": Text("nicht umgesetzt", "not carried out"),
    "cheaper": Text("kostet weniger", "costs less"),
    "not_cheaper": Text("kostet nicht weniger", "costs no less"),
    "lost": Text("verloren", "lost"),
    "too_early": Text("zu früh", "too early"),
    "not_comparable": Text("nicht vergleichbar", "not comparable"),
}
WHY: dict[str, Text] = {
    "too_short": Text("gilt erst zu kurz", "in force too short a time"),
    "no_order_yet": Text("seither noch kein Auftrag", "no order since"),
    "no_step": Text("kein Preisschritt vermerkt", "no price step on record"),
    "no_prices": Text("Umsätze ohne Artikel und Menge", "sales without product and quantity"),
    "nothing_in_common": Text("kein Artikel vorher und nachher gekauft", "no product bought both before and since"),
    "little_in_common": Text("zu wenig vorher und nachher gekauft", "too little bought both before and since"),
    "no_costs": Text("Kosten nicht bekannt", "costs not known"),
}
COMPARED: dict[str, Text] = {
    "year_before": Text("dieselben Tage im Vorjahr", "same days of the year before"),
    "just_before": Text("gleich viele Tage davor", "as many days before"),
}
PRICE_BASES: dict[str, Text] = {
    "recent": Text("Preise der drei Monate davor", "prices of the three months before"),
    "year": Text("Preise des Jahres davor", "prices of the year before"),
}
SETTLED = ("realised", "partly", "not_carried_out", "lost")
"""Outcomes of a price step that count in the totals."""
_TOLERANCE = 1e-9


def with_outcome(measured: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Add `status`, `outcome`, `why`, and what price and volume come to a year; one row a measure.

    `measured` has the columns of windows, prices and worth, and `last_order`, `gap_count`, `gap_sum` of the customer.
    """
    return (
        measured.with_columns(*_steps(settings), status=_status(settings, as_of))
        .with_columns(why=_why(settings))
        .with_columns(outcome=_outcome(settings))
        .with_columns(_changes())
        .with_columns(_amounts())
    )


def _steps(settings: Settings) -> list[pl.Expr]:
    """The step by the prices of three months where these compare enough, else by those of the year."""
    names = ("realised_step", "coverage", "volume_change")
    is_step = pl.col("action") == "reprice"
    is_enough = (pl.col("coverage_recent") >= settings.number("after_coverage")).fill_null(value=False)
    chosen = [pl.when(is_enough).then(f"{name}_{RECENT}").otherwise(f"{name}_{YEAR}").alias(name) for name in names[2:]]
    chosen += [
        pl.when(is_step & is_enough).then(f"{name}_{RECENT}").when(is_step).then(f"{name}_{YEAR}").alias(name)
        for name in names[:2]
    ]
    base = (
        pl.when(is_enough).then(pl.lit(RECENT)).when(pl.col(f"realised_step_{YEAR}").is_not_null()).then(pl.lit(YEAR))
    )
    return [*chosen, pl.when(is_step).then(base).alias("price_base")]


def _status(settings: Settings, as_of: date) -> pl.Expr:
    gap = pl.when(pl.col("gap_count") > 0).then(pl.col("gap_sum") / pl.col("gap_count")).fill_null(0.0)
    usual = pl.max_horizontal(pl.lit(settings.number("lost_days")), settings.number("lost_gaps") * gap)
    silent = (pl.lit(as_of) - pl.col("last_order")).dt.total_days()
    has_ordered = (pl.col("last_order") >= pl.col("effective_date")).fill_null(value=False)
    return (
        pl.when(pl.col("days") < settings.number("after_least_days"))
        .then(pl.lit("waiting"))
        .when(has_ordered)
        .then(pl.lit("active"))
        .when((silent > usual).fill_null(value=False))
        .then(pl.lit("lost"))
        .otherwise(pl.lit("waiting"))
    )


def _why(settings: Settings) -> pl.Expr:
    """Why nothing can be said, or not yet; null where something can."""
    is_step = pl.col("action") == "reprice"
    is_waiting, is_short = pl.col("status") == "waiting", pl.col("days") < settings.number("after_least_days")
    is_gone = pl.col("status") == "lost"
    few = pl.col("coverage").fill_null(0.0) < settings.number("after_coverage")
    no_prices = ~pl.col("has_prices").fill_null(value=False)
    no_costs = pl.any_horizontal(pl.col(f"cost_to_serve_{window}").is_null() for window in ("after", "before"))
    return (
        pl.when(is_waiting & is_short)
        .then(pl.lit("too_short"))
        .when(is_waiting)
        .then(pl.lit("no_order_yet"))
        .when(is_gone)
        .then(None)
        .when(~is_step)
        .then(pl.when(no_costs).then(pl.lit("no_costs")))
        .when(pl.col("asked_step").is_null())
        .then(pl.lit("no_step"))
        .when(no_prices)
        .then(pl.lit("no_prices"))
        .when(pl.col("realised_step").is_null())
        .then(pl.lit("nothing_in_common"))
        .when(few)
        .then(pl.lit("little_in_common"))
    )


def _outcome(settings: Settings) -> pl.Expr:
    done = pl.col("realised_step") / pl.col("asked_step") + _TOLERANCE
    saved = pl.col("cost_to_serve_after") < pl.col("cost_to_serve_before")
    return (
        pl.when(pl.col("status") == "waiting")
        .then(pl.lit("too_early"))
        .when(pl.col("status") == "lost")
        .then(pl.lit("lost"))
        .when(pl.col("why").is_not_null())
        .then(pl.lit("not_comparable"))
        .when(pl.col("action") != "reprice")
        .then(pl.when(saved).then(pl.lit("cheaper")).otherwise(pl.lit("not_cheaper")))
        .when(done >= settings.number("after_realised"))
        .then(pl.lit("realised"))
        .when(done >= settings.number("after_carried_out"))
        .then(pl.lit("partly"))
        .otherwise(pl.lit("not_carried_out"))
    )


def _changes() -> list[pl.Expr]:
    """What changed a year; null where either side is not known."""
    names = {"revenue": "revenue_change", "db1": "contribution_change", "relevant_contribution": "relevant_change"}
    return [(pl.col(f"{one}_after") - pl.col(f"{one}_before")).alias(name) for one, name in names.items()]


def _amounts() -> list[pl.Expr]:
    """Steps in money a year: on the revenue of the year before, at the volume of before and since."""
    revenue = pl.col("revenue_year").cast(pl.Float64).clip(lower_bound=0.0)
    volume = 1 + pl.col("volume_change")
    is_step, is_lost = pl.col("action") == "reprice", pl.col("status") == "lost"
    effect = pl.when(is_lost).then(0.0).otherwise(revenue * volume * pl.col("realised_step"))
    worth = pl.coalesce("relevant_contribution_year", "db1_year")
    return [
        pl.when(is_step).then(money(revenue * pl.col("asked_step"))).alias("asked_amount"),
        pl.when(is_step).then(money(effect)).alias("realised_amount"),
        pl.when(~is_lost).then(money((revenue * -pl.col("volume_change")).clip(lower_bound=0.0))).alias("volume_lost"),
        pl.when(is_lost).then(worth).cast(MONEY).alias("contribution_lost"),
    ]
