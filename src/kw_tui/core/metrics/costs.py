"""What serving a customer costs, activity by activity: events x rate plus what is booked (SPEC 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from kw_tui.core.metrics.metric import NO_MONEY, Metric, known_money
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Cost:
    """One kind of cost, the rung of the ladder it burdens and the table it comes from.

    `rate` and `avoidable` are setting ids; without `rate` only booked amounts count, without `avoidable` all of it
    disappears with the customer.
    """

    id: str
    label: Text
    rung: Literal["marketing", "selling", "service"]
    table: str
    rate: str = ""
    avoidable: str = ""

    @property
    def column(self) -> str:
        """The metric that holds it."""
        return "marketing_cost" if self.id == "marketing" else f"cost_{self.id}"

    @property
    def settings(self) -> tuple[str, ...]:
        """The setting behind its amount, if any."""
        return (self.rate,) if self.rate else ()


def _activity(id_: str, rung: Literal["marketing", "selling", "service"], label: Text, table: str = "activity") -> Cost:
    return Cost(id_, label, rung, table, f"rate_{id_}", f"avoidable_{id_}")


COSTS: tuple[Cost, ...] = (
    _activity("marketing", "marketing", Text("Werbung", "Marketing")),
    _activity("visit", "selling", Text("Besuche", "Visits")),
    _activity("call", "selling", Text("Anrufe", "Calls")),
    _activity("order", "selling", Text("Auftragsabwicklung", "Order handling"), "sales_line"),
    Cost("ticket", Text("Servicearbeit", "Ticket work"), "service", "ticket", "rate_ticket_minute", "avoidable_ticket"),
    _activity("delivery", "service", Text("Lieferungen", "Deliveries")),
    _activity("return", "service", Text("Retouren", "Returns")),
    _activity("dunning", "service", Text("Mahnungen", "Dunning")),
    Cost("freight", Text("Getragene Fracht", "Freight borne"), "service", "sales_line"),
    Cost("concession", Text("Kulanz und Gratisleistungen", "Concessions"), "service", "concession"),
    _activity("other", "service", Text("Sonstige Aktivitäten", "Other activities")),
)
_ABSENT: Mapping[str, Text] = {
    "activity": Text("keine Aktivitäten importiert", "no activities imported"),
    "ticket": Text("keine Servicefälle importiert", "no tickets imported"),
    "concession": Text("keine Kulanz importiert", "no concessions imported"),
    "sales_line": Text("nicht in den Umsätzen enthalten", "not part of the sales"),
}
_EVENTS = Text(
    "{label}: Anzahl ohne gebuchte Kosten x Satz, plus gebuchte Kosten.",
    "{label}: events without booked cost x rate, plus booked cost.",
)
_MEANING: Mapping[str, Text] = {
    "order": Text(
        "{label}: Rechnungen x Satz, oder nach den Aktivitäten (Anzahl x Satz plus gebucht), wenn das mehr ist.",
        "{label}: invoices x rate, or by the activities (events x rate plus booked) where that is more.",
    ),
    "ticket": Text(
        "{label}: Minuten ohne gebuchte Kosten x Satz je Minute, plus gebuchte Kosten.",
        "{label}: minutes without booked cost x rate per minute, plus booked cost.",
    ),
    "freight": Text("{label}: die Spalte Fracht der Umsätze.", "{label}: the column freight of the sales."),
    "concession": Text("{label}, zu gebuchten Kosten.", "{label}, at booked cost."),
}


def costs(settings: Settings) -> tuple[Metric, ...]:
    """One amount for each kind of cost."""
    return tuple(_metric(cost, settings) for cost in COSTS)


def cost_amount(cost: Cost, settings: Settings, suffix: str = "") -> pl.Expr:
    """The amount of one cost; `suffix` "_prev" for the previous period. Null where its table is absent."""
    if cost.id == "freight":
        return pl.col(f"freight{suffix}")
    if cost.id == "concession":
        return pl.col(f"concession_cost{suffix}")
    if cost.id == "ticket":
        return _priced(f"ticket_minutes_unbooked{suffix}", f"ticket_cost{suffix}", settings, cost)
    booked = _priced(f"activity_{cost.id}{suffix}", f"activity_{cost.id}_cost{suffix}", settings, cost)
    if cost.id == "order":
        # every invoice is an order handled; the activities may know of more, and never make it cheaper
        return pl.max_horizontal(booked, pl.col(f"orders{suffix}") * _amount(settings, cost.rate))
    return booked


def cost_of(rung: str) -> pl.Expr:
    """The known costs of one rung of the ladder; null where none is known."""
    return known_money(pl.col(cost.column) for cost in COSTS if cost.rung == rung)


def avoidable_amount(cost: Cost, amount: pl.Expr, settings: Settings) -> pl.Expr:
    """The part of a cost that disappears with the customer; what is unknown is not counted."""
    is_whole = not cost.avoidable or settings.number(cost.avoidable) == 1
    part = amount if is_whole else amount * _amount(settings, cost.avoidable)
    return part.fill_null(NO_MONEY)


def _priced(count: str, booked: str, settings: Settings, cost: Cost) -> pl.Expr:
    return known_money([(pl.col(count) * _amount(settings, cost.rate)).cast(MONEY), pl.col(booked)])


def _amount(settings: Settings, setting_id: str) -> pl.Expr:
    return pl.lit(settings.amount(setting_id), MONEY)


def _metric(cost: Cost, settings: Settings) -> Metric:
    meaning = _MEANING.get(cost.id) or _EVENTS
    return Metric(
        cost.column,
        cost.label,
        Kind.MONEY,
        cost_amount(cost, settings),
        meaning.format(label=cost.label),
        needs=(cost.table,),
        absent=_ABSENT[cost.table],
        settings=cost.settings,
        better="low",
        adds_up=True,
    )
