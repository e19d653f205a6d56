"""What makes customers alike: value, behaviour and firmographics, and what each is called where there is much of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Feature:
    """A number of a customer; skewed ones as logarithms. `high` and `low` name a group that has much or little of it.

    `shown` is the column of the portfolio that tells it to a person. Features of one `family` say much the same: all of
    them together weigh as much as one of another.
    """

    id: str
    value: pl.Expr
    high: Text
    low: Text
    shown: str
    family: str = ""


def _log(column: str) -> pl.Expr:
    """Logarithm of the size, with the sign; 0 stays 0."""
    value = pl.col(column).cast(pl.Float64)
    return value.sign() * value.abs().log1p()


def _per(part: str, whole: str) -> pl.Expr:
    total = pl.col(whole).cast(pl.Float64)
    return pl.when(total > 0).then(pl.col(part).cast(pl.Float64) / total)


def _growth() -> pl.Expr:
    """Change over the sum of both periods, between -1 and 1."""
    now, before = (pl.col(name).cast(pl.Float64) for name in ("revenue", "revenue_prev"))
    both = now.abs() + before.abs()
    return pl.when(both > 0).then((now - before) / both)


FEATURES: tuple[Feature, ...] = (
    Feature(
        "revenue",
        _log("revenue"),
        Text("viel Umsatz", "much revenue"),
        Text("wenig Umsatz", "little revenue"),
        "revenue",
        "size",
    ),
    Feature(
        "margin",
        pl.col("db1_ratio").clip(-1, 1),
        Text("hohe Marge", "high margin"),
        Text("niedrige Marge", "low margin"),
        "db1_ratio",
    ),
    Feature(
        "discount",
        pl.col("discount_rate").clip(-1, 1),
        Text("viel Rabatt", "much discount"),
        Text("wenig Rabatt", "little discount"),
        "discount_rate",
    ),
    Feature(
        "service",
        _per("service_cost", "revenue").clip(0, 1).sqrt(),
        Text("viel Service", "much service"),
        Text("wenig Service", "little service"),
        "service_cost",
    ),
    Feature(
        "orders",
        _log("orders"),
        Text("viele Aufträge", "many orders"),
        Text("wenige Aufträge", "few orders"),
        "orders",
        "size",
    ),
    Feature(
        "order_size",
        _per("revenue", "orders").clip(0).log1p(),
        Text("große Aufträge", "large orders"),
        Text("kleine Aufträge", "small orders"),
        "orders",
    ),
    Feature(
        "products",
        _log("products"),
        Text("breites Sortiment", "wide range"),
        Text("schmales Sortiment", "narrow range"),
        "products",
        "size",
    ),
    Feature(
        "silence",
        _log("recency_days"),
        Text("lange nicht gekauft", "long silent"),
        Text("kürzlich gekauft", "bought recently"),
        "recency_days",
    ),
    Feature(
        "regularity",
        pl.col("regularity").log(),
        Text("regelmäßig", "regular"),
        Text("unregelmäßig", "irregular"),
        "regularity",
    ),
    Feature("growth", _growth(), Text("wachsend", "growing"), Text("schrumpfend", "shrinking"), "revenue_prev"),
    Feature(
        "tenure",
        (pl.col("last_order").max() - pl.col("first_order")).dt.total_days().clip(0).log1p(),
        Text("langjährig", "long-standing"),
        Text("neu", "new"),
        "first_order",
    ),
    Feature(
        "returns",
        _per("return_lines", "lines").sqrt(),
        Text("viele Retouren", "many returns"),
        Text("wenige Retouren", "few returns"),
        "return_lines",
    ),
    Feature(
        "employees",
        _log("employees"),
        Text("viele Mitarbeiter", "many employees"),
        Text("wenige Mitarbeiter", "few employees"),
        "employees",
        "firm",
    ),
    Feature(
        "company",
        _log("annual_revenue"),
        Text("umsatzstarke Firma", "large company"),
        Text("umsatzschwache Firma", "small company"),
        "annual_revenue",
        "firm",
    ),
    Feature(
        "sites",
        _log("sites"),
        Text("viele Standorte", "many sites"),
        Text("wenige Standorte", "few sites"),
        "sites",
        "firm",
    ),
)
CATEGORIES: Mapping[str, Text] = {
    "industry": Text("Branche", "industry"),
    "region": Text("Region", "region"),
    "country": Text("Land", "country"),
    "channel": Text("Vertriebsweg", "channel"),
    "legal_form": Text("Rechtsform", "legal form"),
    "decision_path": Text("Entscheidungsweg", "decision path"),
}
"""Columns of the customer table whose values count where there are few."""
