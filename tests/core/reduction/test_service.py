from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.service import activity_facts, concession_facts, ticket_facts
from tests.core.reduction.ledgers import ENGINES, SCOPE, rows, table

each_engine = pytest.mark.parametrize("engine", ENGINES)
NOW, BEFORE, OLD = date(2025, 6, 1), date(2024, 6, 1), date(2020, 1, 1)


@each_engine
def test_tickets_of_both_periods(engine) -> None:
    tickets = table(
        "ticket",
        ticket_id=["1", "2", "3", "4"],
        customer_id=["K1", "K1", "K1", "K2"],
        opened_at=[NOW, NOW, BEFORE, OLD],
        minutes=["10", None, "7", "1"],
        first_contact=[True, False, True, True],
        ces=["7", "4", "1", None],
    )
    first, second = rows(ticket_facts(engine(tickets), SCOPE, frozenset(tickets.columns)), "customer_id")
    assert (first["tickets"], first["tickets_prev"], first["ticket_minutes"]) == (2, 1, Decimal(10))
    assert (first["tickets_first_contact"], first["ces_mean"]) == (1, 5.5)
    assert (second["tickets"], second["ticket_minutes"], second["ces_mean"]) == (0, 0, None)
    assert "ticket_cost" not in first


@each_engine
def test_a_booked_cost_covers_its_activity(engine) -> None:
    activities = table(
        "activity",
        customer_id=["K1"] * 4,
        date=[NOW] * 4,
        kind=["visit", "visit", "visit", "call"],
        count=["2", None, "5", "1"],
        minutes=["60", None, "90", None],
        cost=[None, None, "45.50", None],
    )
    (fact,) = rows(activity_facts(engine(activities), SCOPE, frozenset(activities.columns)))
    assert (fact["activity_visit"], fact["activity_visit_minutes"]) == (Decimal(3), Decimal(60))
    assert (fact["activity_visit_cost"], fact["activity_call"]) == (Decimal("45.50"), Decimal(1))
    assert (fact["activity_dunning"], fact["activity_visit_prev"]) == (0, 0)


@each_engine
def test_the_habit_is_the_most_frequent_kind_of_twelve_months(engine) -> None:
    concessions = table(
        "concession",
        customer_id=["K1"] * 6,
        date=[NOW, NOW, BEFORE, BEFORE, BEFORE, NOW],
        kind=["Montage", "Montage", "Fracht", "Fracht", "Fracht", "Muster"],
        cost=["10", "20", "1", "1", "1", None],
    )
    (fact,) = rows(concession_facts(engine(concessions), SCOPE, frozenset(concessions.columns)))
    assert (fact["concessions"], fact["concessions_prev"], fact["concession_habit"]) == (3, 3, 2)
    assert (fact["concession_cost"], fact["concession_cost_prev"]) == (Decimal(30), Decimal(3))
    assert "concession_list_value" not in fact


@each_engine
def test_a_booked_cost_covers_the_minutes_of_its_ticket(engine) -> None:
    tickets = table(
        "ticket",
        ticket_id=["1", "2"],
        customer_id=["K1", "K1"],
        opened_at=[NOW, NOW],
        minutes=["10", "30"],
        cost=[None, "45.50"],
    )
    (row,) = rows(ticket_facts(engine(tickets), SCOPE, frozenset(tickets.columns)), "customer_id")
    assert (row["ticket_minutes"], row["ticket_minutes_unbooked"]) == (Decimal(40), Decimal(10))
    assert row["ticket_cost"] == Decimal("45.50")


@each_engine
def test_concessions_past_their_end_are_summed_by_themselves(engine) -> None:
    given = table(
        "concession",
        customer_id=["K1"] * 4,
        date=[date(2025, 3, 1), date(2025, 3, 1), date(2025, 3, 1), date(2024, 3, 1)],
        kind=["Muster"] * 4,
        until=[date(2025, 2, 28), date(2025, 3, 1), None, date(2023, 1, 1)],
        cost=["5", "7", "9", "11"],
    )
    (fact,) = rows(concession_facts(engine(given), SCOPE, frozenset(given.columns)))
    assert (fact["concessions_expired"], fact["concession_expired_cost"]) == (1, 5)
    assert fact["concessions"] == 3


@each_engine
def test_a_concession_past_its_end_without_list_value_is_worth_what_it_cost(engine) -> None:
    given = table(
        "concession",
        customer_id=["K1", "K1", "K2"],
        date=[date(2025, 3, 1)] * 3,
        kind=["Muster"] * 3,
        until=[date(2025, 2, 28)] * 3,
        list_value=["76", None, None],
        cost=["50", "37", "61"],
    )
    facts = rows(concession_facts(engine(given), SCOPE, frozenset(given.columns)))
    assert {fact["customer_id"]: fact["concession_expired_list_value"] for fact in facts} == {"K1": 113, "K2": 61}
