"""Time-driven cost rates: what a minute of a resource costs, and what of it nobody used (SPEC 3, KA)."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import known_sum, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Resource:
    """People whose time is used: their cost and minutes a year are settings, `used` are the facts that hold minutes."""

    id: str
    label: Text
    used: tuple[str, ...]

    @property
    def cost(self) -> str:
        """The setting of its cost a year; 0 where nobody has said."""
        return f"capacity_cost_{self.id}"

    @property
    def minutes(self) -> str:
        """The setting of the minutes it is paid for a year."""
        return f"capacity_minutes_{self.id}"


RESOURCES: tuple[Resource, ...] = (
    Resource("service", Text("Service", "Service"), ("ticket_minutes",)),
    Resource("field", Text("Außendienst", "Field sales"), ("activity_visit_minutes",)),
    Resource(
        "inside",
        Text("Innendienst", "Inside sales"),
        tuple(f"activity_{kind}_minutes" for kind in ("call", "order", "return", "dunning", "marketing", "other")),
    ),
    Resource("delivery", Text("Auslieferung", "Delivery"), ("activity_delivery_minutes",)),
)
"""Minutes of activities with a booked cost are charged by that, and are no minutes here."""


def capacity(portfolio: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a resource, over the period: `cost` and `minutes` paid, `practical` minutes, `rate` a minute, minutes
    `used`, cost `charged` and `idle`.

    Idle is negative where more was used than there is. Null where cost or minutes paid are not set, or no minutes are
    known. The period is as long as that of the customer who was there longest.
    """
    return pl.concat([_row(portfolio, resource, settings) for resource in RESOURCES])


def _row(portfolio: pl.LazyFrame, resource: Resource, settings: Settings) -> pl.LazyFrame:
    years = pl.col("period_years").max()
    cost, minutes = (_given(settings.number(id_)) * years for id_ in (resource.cost, resource.minutes))
    used = known_sum(_minutes(name) for name in resource.used).cast(pl.Float64)
    told = portfolio.select(cost=cost, minutes=minutes, used=used).with_columns(
        practical=pl.col("minutes") * settings.number("capacity_share")
    )
    rated = told.with_columns(rate=ratio(pl.col("cost"), pl.col("practical")))
    charged = rated.with_columns(charged=pl.col("used") * pl.col("rate"))
    return charged.select(
        pl.lit(resource.id).alias("resource"),
        pl.col("cost").round(4).cast(MONEY).alias("resource_cost"),
        pl.col("minutes").alias("minutes_paid"),
        pl.col("practical").alias("minutes_practical"),
        pl.col("rate").round(4).cast(MONEY).alias("minute_rate"),
        pl.col("used").alias("minutes_used"),
        pl.col("charged").round(4).cast(MONEY).alias("cost_charged"),
        (pl.col("cost") - pl.col("charged")).round(4).cast(MONEY).alias("cost_idle"),
    )


def _given(value: float) -> pl.Expr:
    return pl.lit(value or None, pl.Float64)


def _minutes(column: str) -> pl.Expr:
    """The sum over all customers; null where nobody's is known, or none of the events that there are tells any."""
    minutes, events = pl.col(column), pl.col(_events(column))
    return pl.when(minutes.is_not_null().any() & ((minutes.sum() > 0) | (events.sum() == 0))).then(minutes.sum())


def _events(minutes: str) -> str:
    """The fact that counts what these minutes were spent on."""
    return "tickets" if minutes == "ticket_minutes" else minutes.removesuffix("_minutes")
