"""Time-driven cost rates: what a minute of a resource costs, and what of it nobody used (SPEC 3, KA)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from kw_tui.core.metrics.metric import known_sum, ratio
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Lang, Text, grouped


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
MINUTES_AN_HOUR = 60
TICKETS = "service"
"""The resource whose time goes into tickets; that of the others goes into activities."""
_UNTIMED = Text(
    "Vorgänge ohne Minuten: {counts}. Genutzte Minuten sind eine Untergrenze, Ungenutztes eine Obergrenze.",
    "events without minutes: {counts}. Minutes used are a lower bound, what is idle is an upper one.",
)


def capacity(portfolio: pl.LazyFrame, untimed: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a resource, over the period: `resource_cost` and `minutes_paid`, `minutes_practical`, `minute_rate`,
    `minutes_used`, `cost_charged` and `cost_idle`, and the `events_untimed` of `untimed`.

    Idle is negative where more was used than there is. Null where cost or minutes paid are not set, or no minutes are
    known. The period is as long as that of the customer who was there longest.
    """
    rows = pl.concat([_row(portfolio, resource, settings) for resource in RESOURCES])
    return rows.join(untimed, on="resource", how="left", maintain_order="left")


def in_hours(told: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of `capacity` in hours: resource, `hours_used` and `hours_there`; what of these is used `hours_within`, left
    as `hours_idle` or used `hours_beyond`, and the `used_share`; cost_idle and events_untimed as they were.

    A figure that sets what is used against what there is is null where one of them is not known.
    """
    used, there = (pl.col(name) / MINUTES_AN_HOUR for name in ("minutes_used", "minutes_practical"))
    idle = there - used
    return told.select(
        "resource",
        hours_used=used,
        hours_there=there,
        hours_within=pl.when(idle >= 0).then(used).when(idle < 0).then(there),
        hours_idle=idle.clip(lower_bound=0.0),
        hours_beyond=(-idle).clip(lower_bound=0.0),
        used_share=ratio(used, there),
        cost_idle="cost_idle",
        events_untimed="events_untimed",
    )


def untimed(tickets: pl.LazyFrame, activities: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    """One row a resource: `events_untimed`, how many tickets and activities of the period tell no minutes.

    An activity with a booked cost is charged by that, and needs none.
    """
    asked = tickets.filter(_within("opened_at", period), pl.col("minutes").is_null())
    done = activities.filter(_within("date", period), pl.col("minutes").is_null(), pl.col("cost").is_null())
    resources = {_events(minutes).removeprefix("activity_"): one.id for one in RESOURCES[1:] for minutes in one.used}
    events = pl.concat(
        [
            asked.with_columns(resource=pl.lit(TICKETS), events=pl.lit(1.0)).select("resource", "events"),
            done.select(
                resource=pl.col("kind").replace_strict(resources, default=None, return_dtype=pl.String),
                events=pl.col("count").cast(pl.Float64).fill_null(1.0),
            ),
        ]
    )
    counted = events.group_by("resource").agg(events_untimed=pl.col("events").sum().round().cast(pl.Int64))
    every = pl.LazyFrame({"resource": [one.id for one in RESOURCES]})
    return every.join(counted, on="resource", how="left", maintain_order="left").with_columns(
        pl.col("events_untimed").fill_null(0)
    )


def lower_bounds(rows: Iterable[Mapping[str, Any]]) -> list[Text]:
    """What is to be known of minutes used that leave out events without any, from rows of `capacity`."""
    labels = {one.id: one.label for one in RESOURCES}
    untimed = [row for row in rows if row["minutes_used"] is not None and row["events_untimed"]]

    def counts(lang: Lang) -> str:
        return ", ".join(
            f"{labels[row['resource']].in_(lang)} {grouped(row['events_untimed'], 0, lang)}" for row in untimed
        )

    return [_UNTIMED.format(counts=Text(counts("de"), counts("en")))] if untimed else []


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


def _within(day: str, period: Period) -> pl.Expr:
    return pl.col(day).is_between(period.first if period.first is not None else pl.date(1, 1, 1), period.last)


def _given(value: float) -> pl.Expr:
    return pl.lit(value or None, pl.Float64)


def _minutes(column: str) -> pl.Expr:
    """The sum over all customers; null where nobody's is known, or none of the events that there are tells any."""
    minutes, events = pl.col(column), pl.col(_events(column))
    return pl.when(minutes.is_not_null().any() & ((minutes.sum() > 0) | (events.sum() == 0))).then(minutes.sum())


def _events(minutes: str) -> str:
    """The fact that counts what these minutes were spent on."""
    return "tickets" if minutes == "ticket_minutes" else minutes.removesuffix("_minutes")
