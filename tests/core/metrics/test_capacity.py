from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.metrics.capacity import RESOURCES, capacity, in_hours, lower_bounds, untimed
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings, setting_by_id
from kw_tui.vocabulary.sources import ACTIVITY, ACTIVITY_KINDS, TICKET
from tests.core.facts_frames import ledger, portfolio_of

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
NO_TICKETS, NO_ACTIVITIES = pl.LazyFrame(schema=TICKET.schema), pl.LazyFrame(schema=ACTIVITY.schema)
PAID = {"capacity_cost_service": 560_000, "capacity_minutes_service": 875_000}


def none_untimed() -> pl.LazyFrame:
    return untimed(NO_TICKETS, NO_ACTIVITIES, YEAR)


def activities(*rows: tuple[str, date, int | None, int | None, int | None]) -> pl.LazyFrame:
    told = [dict(zip(("kind", "date", "count", "minutes", "cost"), row, strict=True)) for row in rows]
    return pl.LazyFrame(
        told, schema={name: ACTIVITY.schema[name] for name in ("kind", "date", "count", "minutes", "cost")}
    )


def service(minutes: list[int | None], **settings: float) -> dict[str, Any]:
    rows = [ledger(100, ticket_minutes=one) for one in minutes]
    told = capacity(portfolio_of(rows).lazy(), none_untimed(), Settings(settings)).collect()
    assert told["resource"].to_list() == [resource.id for resource in RESOURCES]
    return told.row(0, named=True)


def test_kaplan_and_andersons_bank() -> None:
    """700,000 of 875,000 minutes can be used: 0.80 each; 578,600 used charge 462,880 and leave 97,120 idle."""
    told = service([500_000, 78_600], **PAID)
    assert (told["minutes_practical"], told["minute_rate"]) == (700_000, Decimal("0.8"))
    assert (told["cost_charged"], told["cost_idle"]) == (462_880, 97_120)


def hours(used: float | None, there: float | None) -> tuple[float | None, ...]:
    told = pl.LazyFrame(
        {"resource": ["service"], "minutes_used": [used], "minutes_practical": [there], "cost_idle": [None],
         "events_untimed": [0]},
        schema_overrides={"minutes_used": pl.Float64, "minutes_practical": pl.Float64},
    )  # fmt: skip
    names = ("hours_used", "hours_there", "hours_within", "hours_idle", "hours_beyond", "used_share")
    return in_hours(told).select(names).collect().row(0)


def test_hours_used_are_set_against_those_there_are() -> None:
    assert hours(60.0, 240.0) == (1, 4, 1, 3, 0, 0.25)
    assert hours(360.0, 240.0) == (6, 4, 4, 0, 2, 1.5)
    assert hours(60.0, 0.0) == (1, 0, 0, 0, 1, None)


def test_hours_are_set_against_nothing_unknown() -> None:
    assert hours(60.0, None) == (1, *[None] * 5)
    assert hours(None, 240.0) == (None, 4, *[None] * 4)


def test_idle_time_is_never_charged_to_customers() -> None:
    told = service([0], **PAID)
    assert (told["cost_charged"], told["cost_idle"]) == (0, 560_000)


def test_more_used_than_there_is_leaves_less_than_nothing() -> None:
    assert service([800_000], **PAID)["cost_idle"] == -80_000


@pytest.mark.parametrize("missing", PAID)
def test_without_cost_or_minutes_there_is_no_rate(missing: str) -> None:
    told = service([5], **{id_: value for id_, value in PAID.items() if id_ != missing})
    assert (told["minute_rate"], told["cost_charged"], told["cost_idle"], told["minutes_used"]) == (None, None, None, 5)


def test_without_any_minutes_nothing_is_said_to_be_idle() -> None:
    told = service([None], **PAID)
    assert (told["minute_rate"], told["minutes_used"], told["cost_idle"]) == (Decimal("0.8"), None, None)


def test_events_without_any_minutes_do_not_leave_people_idle() -> None:
    """A column of minutes that is empty for deliveries says nothing of the time they took."""
    paid = {"capacity_cost_delivery": 40_000, "capacity_minutes_delivery": 100_000}
    rows = [ledger(100, activity_delivery=9, activity_delivery_minutes=0)]
    told = capacity(portfolio_of(rows).lazy(), none_untimed(), Settings(paid)).collect().row(3, named=True)
    assert (told["resource"], told["minutes_used"], told["cost_idle"]) == ("delivery", None, None)


def test_calls_with_minutes_count_beside_returns_without() -> None:
    calls = {"activity_call": 3, "activity_call_minutes": 20}
    rows = [ledger(100, **calls, activity_return=2, activity_return_minutes=0)]
    told = capacity(portfolio_of(rows).lazy(), none_untimed(), Settings()).collect().row(2, named=True)
    assert (told["resource"], told["minutes_used"]) == ("inside", 20)


def test_nobody_gives_no_figures() -> None:
    told = service([], **PAID)
    assert (told["minutes_used"], told["cost_idle"]) == (None, None)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.id)
def test_every_resource_has_its_settings(resource: Any) -> None:
    assert setting_by_id(resource.cost).default == setting_by_id(resource.minutes).default == 0


def test_activities_without_minutes_are_counted_with_their_resource() -> None:
    """Two calls and three visits in a row without minutes; one with minutes, one booked, one of the year before."""
    day = date(2025, 6, 1)
    told = untimed(
        NO_TICKETS,
        activities(
            ("call", day, 2, None, None), ("visit", day, 3, None, None), ("call", day, None, 10, None),
            ("call", day, None, None, 50), ("call", date(2024, 12, 31), None, None, None),
            ("delivery", YEAR.last, None, None, None), ("return", date(2025, 1, 1), None, None, None),
        ),
        YEAR,
    ).collect()  # fmt: skip
    assert told.rows() == [("service", 0), ("field", 3), ("inside", 3), ("delivery", 1)]


def test_tickets_without_minutes_are_those_of_service() -> None:
    rows = [(date(2025, 3, 1), None, Decimal(9)), (date(2025, 3, 1), Decimal(5), None), (date(2026, 1, 1), None, None)]
    names = ("opened_at", "minutes", "cost")
    tickets = pl.LazyFrame(rows, schema={name: TICKET.schema[name] for name in names}, orient="row")
    assert untimed(tickets, NO_ACTIVITIES, YEAR).collect().row(0) == ("service", 1)


def test_a_period_without_a_start_counts_from_the_beginning() -> None:
    told = untimed(NO_TICKETS, activities(("visit", date(1999, 1, 1), None, None, None)), Period(None, YEAR.last))
    assert told.collect()["events_untimed"].sum() == 1


@pytest.mark.parametrize("kind", ACTIVITY_KINDS)
def test_every_kind_of_activity_has_its_resource(kind: str) -> None:
    told = untimed(NO_TICKETS, activities((kind, YEAR.last, None, None, None)), YEAR).collect()
    assert told["events_untimed"].sum() == 1


def test_a_lower_bound_is_said_where_some_events_tell_no_minutes() -> None:
    row = {"resource": "inside", "minutes_used": 20.0, "events_untimed": 1200}
    (said,) = lower_bounds([row, row | {"resource": "delivery", "events_untimed": 3}])
    assert said.de == (
        "Vorgänge ohne Minuten: Innendienst 1.200, Auslieferung 3. "
        "Genutzte Minuten sind eine Untergrenze, Ungenutztes eine Obergrenze."
    )
    assert lower_bounds([row | {"minutes_used": None}, row | {"events_untimed": 0}]) == []
