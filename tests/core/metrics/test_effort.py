from typing import Any

import pytest

from kw_tui.core.metrics.effort import effort
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of

IDS = [metric.id for metric in effort(Settings())]


def served(**columns: Any) -> dict[str, Any]:
    answers = {"ces_scale_least": "1-7", "ces_scale_most": "1-7"}
    return {**ledger(100), **answers, **columns}


def told(row: dict[str, Any]) -> dict[str, Any]:
    portfolio = portfolio_of([row])
    return {id_: column_of(portfolio, id_)[0] for id_ in IDS}


def test_shares_are_of_the_tickets_that_tell() -> None:
    counts = {"tickets": 10, "tickets_first_contact": 3, "tickets_first_contact_told": 4, "tickets_resolved": 1}
    found = told(served(**counts, tickets_resolved_told=2, ticket_minutes=90))
    assert (found["tickets"], found["ticket_minutes"]) == (10, 90)
    assert (found["first_contact_share"], found["resolved_share"]) == (0.75, 0.5)


def test_days_to_resolve_are_of_the_tickets_that_are_closed() -> None:
    assert told(served(tickets=9, ticket_days_open=7, tickets_closed=2))["resolution_days"] == 3.5


def test_the_index_is_the_easy_less_the_hard() -> None:
    """Answers 7, 6, 5, 5, 4, 3, 2, 1: 25 % less 37.5 %."""
    found = told(served(ces_mean=4.125, ces_of_seven=8, ces_easy=2, ces_hard=3, ces_agreed=4))
    assert (found["ces"], found["ces_scale"]) == (4.125, "1-7")
    assert (found["ces_index"], found["ces_agreement"]) == (-0.125, 0.5)


def test_answers_on_different_scales_have_no_mean() -> None:
    found = told(served(ces_mean=4.0, ces_scale_least="1-5", ces_of_seven=1, ces_easy=1, ces_hard=0))
    assert (found["ces"], found["ces_scale"], found["ces_index"]) == (None, None, 1)


def test_another_scale_is_kept_and_has_no_index() -> None:
    other = {"ces_scale_least": "1-5", "ces_scale_most": "1-5", "ces_of_seven": 0, "ces_easy": 0, "ces_hard": 0}
    found = told(served(ces_mean=4.0, **other))
    assert (found["ces"], found["ces_scale"], found["ces_index"], found["ces_agreement"]) == (4, "1-5", None, None)


@pytest.mark.parametrize("row", [ledger(100), {"name": "Müller"}], ids=["no tickets imported", "known by name only"])
def test_without_tickets_nothing_is_claimed(row: dict[str, Any]) -> None:
    assert set(told(row).values()) == {None}


def test_a_customer_without_tickets_has_none_but_no_shares() -> None:
    found = told(served(tickets=0, tickets_resolved=0, tickets_resolved_told=0, ticket_days_open=0, tickets_closed=0))
    assert (found["tickets"], found["resolved_share"], found["resolution_days"]) == (0, None, None)


def test_the_effort_of_the_customer_and_our_cost_stay_apart() -> None:
    portfolio = portfolio_of([served(ces_mean=1.0, ticket_cost=cost) for cost in (0, 500)])
    assert column_of(portfolio, "ces") == [1, 1]
    assert column_of(portfolio, "cost_ticket") == [0, 500]
