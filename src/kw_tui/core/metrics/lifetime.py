"""What a customer is worth from now on: by a lifetime model where one holds, else by retention (SPEC 3, VALUE)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from kw_tui.core.metrics.metric import Metric, money, ratio
from kw_tui.core.metrics.potential import yearly
from kw_tui.core.metrics.spending import order_value
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.core.lifetime.spend import GammaGamma

FORECAST = ("life_alive", "life_orders", "life_discounted", "life_value")
"""Columns a model adds to the facts: chance of being there, orders of a year, discounted orders, value of an order."""
_NO_MODEL = Text("nie gekauft, oder kein Modell trägt (`kw model`)", "never ordered, or no model holds (`kw model`)")
_SHARED = ("clv_model", "clv_unit_days")
_VALUED = ("clv_years", "clv_rate")
LIFETIME_SETTINGS = (*_SHARED, *_VALUED)


def lifetime(settings: Settings) -> tuple[Metric, ...]:
    """Chance of being there, orders and value to expect, and the customer lifetime value in two ways."""
    return (
        Metric(
            "p_alive",
            Text("P(aktiv)", "P(alive)"),
            Kind.RATIO,
            pl.col("life_alive"),
            Text(
                "Wahrscheinlichkeit, noch Kunde zu sein, aus Zahl und Alter seiner Kauftage (Modell der Einstellung).",
                "Chance of still being a customer, from number and age of its days of order (model of the settings).",
            ),
            source="VALUE",
            absent=_NO_MODEL,
            settings=_SHARED,
            better="high",
        ),
        Metric(
            "expected_orders",
            Text("Erwartete Käufe", "Expected orders"),
            Kind.SCORE,
            pl.col("life_orders"),
            Text(
                "Kauftage, die in den nächsten 12 Monaten zu erwarten sind.",
                "Days with an order to expect in the next 12 months.",
            ),
            source="VALUE",
            absent=_NO_MODEL,
            settings=_SHARED,
            better="high",
        ),
        Metric(
            "order_value",
            Text("DB je Kauf", "Contribution per order"),
            Kind.MONEY,
            money(pl.col("life_value")),
            Text(
                "DB I, der je Kauftag zu erwarten ist: wenige eigene Käufe zur Gesamtheit hin gedämpft (Gamma-Gamma, "
                "an einzelnen Käufen oder an Mitteln angepasst, je nachdem, was spätere Käufe besser traf); wo die "
                "bisherigen nichts brachten, ihr Mittel.",
                "DB I to expect of an order: few orders of its own are pulled towards everybody's (Gamma-Gamma, fitted "
                "to single orders or to means, whichever foretold later orders better); where they left nothing so "
                "far, their mean.",
            ),
            source="VALUE",
            absent=Text(
                "kein Wareneinsatz, oder das Modell trägt nicht", "no cost of goods, or the model does not hold"
            ),
            settings=("clv_model",),
            better="high",
        ),
        Metric(
            "discounted_orders",
            Text("Abgezinste Käufe", "Discounted orders"),
            Kind.SCORE,
            pl.col("life_discounted"),
            Text(
                "Kauftage, die im Horizont des CLV zu erwarten sind, jeder auf heute abgezinst.",
                "Days with an order to expect within the horizon of the CLV, each discounted to today.",
            ),
            source="VALUE",
            absent=_NO_MODEL,
            settings=LIFETIME_SETTINGS,
            better="high",
        ),
        Metric(
            "serving_per_order",
            Text("Bedienen je Kauf", "Serving per order"),
            Kind.MONEY,
            money(serving()),
            Text(
                "Was im Zeitraum zwischen DB I und DB IV lag, je Kauftag; ohne Kauf im Zeitraum nichts.",
                "What lay between DB I and DB IV in the period, per day with an order; nothing without an order.",
            ),
            absent=Text("kein Wareneinsatz in den Umsätzen", "no cost of goods in the sales"),
            better="low",
        ),
        Metric(
            "clv_simple",
            Text("Einfacher CLV", "Simple CLV"),
            Kind.MONEY,
            money(simple_value(settings)),
            Text(
                "DB IV eines Jahres x Summe über die Jahre von (Wiederkaufrate aller Kunden / (1 + Zins)) hoch Jahr.",
                "DB IV of a year x the sum over the years of (retention of all customers / (1 + rate)) to that power.",
            ),
            absent=Text(
                "kein DB IV oder kein Vergleichszeitraum für die Wiederkaufrate",
                "no DB IV, or no previous period to tell the retention",
            ),
            settings=_VALUED,
            better="high",
        ),
        Metric(
            "clv",
            Text("CLV", "CLV"),
            Kind.MONEY,
            money(
                pl.coalesce(model_value(), simple_value(settings)) if _is_modelled(settings) else pl.col("clv_simple")
            ),
            Text(
                "Abgezinste Käufe x (DB je Kauf minus Bedienen je Kauf); ohne tragendes Modell der einfache CLV.",
                "Discounted orders x (contribution per order minus serving); the simple CLV where no model holds.",
            ),
            source="SPEC 3, VALUE",
            absent=Text("weder Modell noch einfacher CLV möglich", "neither model nor simple CLV possible"),
            settings=LIFETIME_SETTINGS,
            better="high",
            adds_up=True,
        ),
    )


def add_forecast(facts: pl.LazyFrame, forecast: pl.LazyFrame | None, model: "GammaGamma | None") -> pl.LazyFrame:
    """Add what a fitted model says of each kind of history, and of the value of an order; null where none holds."""
    known = {"life_value": pl.lit(None, pl.Float64) if model is None else order_value(model)}
    if forecast is None:
        return facts.with_columns(**known, **{name: pl.lit(None, pl.Float64) for name in FORECAST[:-1]})
    kind = ("gap_count", "gap_sum", "first_order")
    return facts.join(forecast, on=kind, how="left", maintain_order="left").with_columns(**known)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the arithmetic behind a value to come; `sign` says what it does to the line above."""

    id: str
    label: Text
    value: Any
    kind: Kind
    sign: Literal["", "x", "-", "="] = ""


def outlook(row: Mapping[str, Any], settings: Settings) -> tuple[Figure, ...]:
    """From the chance of being there to the lifetime value, of one portfolio row; nothing for who never ordered."""
    if not row.get("occasions_all"):
        return ()
    is_modelled = row.get("life_discounted") is not None and row.get("life_value") is not None
    signs: dict[str, Literal["x", "-"]] = {"order_value": "x", "serving_per_order": "-"} if is_modelled else {}
    shown = {metric.id: metric for metric in lifetime(settings)}
    ids = (*(id_ for id_ in shown if id_ not in _VALUES), *_VALUES)
    return tuple(
        Figure(id_, shown[id_].label, row.get(id_), shown[id_].kind, "=" if id_ == "clv" else signs.get(id_, ""))
        for id_ in ids
    )


_VALUES = ("order_value", "serving_per_order", "clv", "clv_simple")


def serving() -> pl.Expr:
    """What serving costs per occasion of the period, as Float64; 0 where there was none, null where DB is unknown."""
    cost = _float("db1") - _float("db4")
    return pl.when(pl.col("occasions") > 0).then(cost / pl.col("occasions")).when(cost.is_not_null()).then(0.0)


def model_value() -> pl.Expr:
    """Discounted orders times what one leaves after serving it as in the period."""
    return pl.col("life_discounted") * (pl.col("life_value") - serving().fill_null(0))


def simple_value(settings: Settings) -> pl.Expr:
    """Sum over the years t = 1, 2, ... of DB IV a year x retention^t / (1 + rate)^t; null where there is none."""
    kept = retention() / (1 + settings.number("clv_rate"))
    years = range(1, round(settings.number("clv_years")) + 1)
    return yearly(pl.col("db4")) * reduce(add, (kept.pow(year) for year in years))


def retention() -> pl.Expr:
    """Share of the customers of the period before who ordered again in this one, per year."""
    was = pl.col("orders_prev") > 0
    again = ratio((was & (pl.col("orders") > 0)).sum(), was.sum())
    return again.pow(1 / pl.col("period_length").max())


def _is_modelled(settings: Settings) -> bool:
    return settings.choice("clv_model") != "simple"


def _float(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Float64)
