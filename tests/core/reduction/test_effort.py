from datetime import date, timedelta
from typing import Any

import pytest

from kw_tui.core.reduction.service import ticket_facts
from tests.core.reduction.ledgers import ENGINES, SCOPE, rows, table

each_engine = pytest.mark.parametrize("engine", ENGINES)
OPENED = date(2025, 6, 1)


def facts(engine: Any, **columns: list[Any]) -> dict[str, Any]:
    count = len(next(iter(columns.values())))
    given = {
        "ticket_id": [str(number) for number in range(count)],
        "customer_id": ["K1"] * count,
        "opened_at": [OPENED] * count,
    }
    tickets = table("ticket", **given, **columns)
    (row,) = rows(ticket_facts(engine(tickets), SCOPE, frozenset(tickets.columns)))
    return row


@each_engine
def test_what_a_ticket_does_not_tell_is_not_counted(engine) -> None:
    row = facts(engine, first_contact=[True, False, None], resolved=[True, None, None])
    assert (row["tickets_first_contact"], row["tickets_first_contact_told"]) == (1, 2)
    assert (row["tickets_resolved"], row["tickets_resolved_told"]) == (1, 1)


@each_engine
def test_days_open_of_closed_tickets(engine) -> None:
    """The same day is none; closed before it was opened is no answer."""
    closed = [OPENED, OPENED + timedelta(days=11), OPENED - timedelta(days=1), None]
    row = facts(engine, closed_at=closed)
    assert (row["ticket_days_open"], row["tickets_closed"]) == (11, 2)


@each_engine
def test_answers_without_a_scale_are_one_to_seven(engine) -> None:
    row = facts(engine, ces=["7", "6", "5", "5", "4", "3", "2", "1", None])
    assert (row["ces_scale_least"], row["ces_scale_most"]) == ("1-7", "1-7")
    assert (row["ces_mean"], row["ces_answers"], row["ces_of_seven"]) == (33 / 8, 8, 8)
    assert (row["ces_easy"], row["ces_hard"], row["ces_agreed"]) == (2, 3, 4)


@each_engine
def test_the_other_direction_is_turned_for_the_index_and_kept_in_the_mean(engine) -> None:
    row = facts(engine, ces=["1", "2", "7"], ces_scale=["7-1", "7 - 1", "7\u20131"])
    assert (row["ces_scale_least"], row["ces_scale_most"]) == ("7-1", "7-1")
    assert (row["ces_mean"], row["ces_easy"], row["ces_hard"], row["ces_agreed"]) == (10 / 3, 2, 1, 2)


@each_engine
def test_another_scale_takes_no_part_in_the_index(engine) -> None:
    row = facts(engine, ces=["5", "7", "4"], ces_scale=["1-5", None, "Smileys"])
    assert (row["ces_scale_least"], row["ces_scale_most"]) == ("1-5", "Smileys")
    assert (row["ces_answers"], row["ces_of_seven"], row["ces_easy"], row["ces_hard"]) == (3, 1, 1, 0)


@each_engine
def test_an_answer_outside_its_scale_is_none(engine) -> None:
    row = facts(engine, ces=["8", "0", "6", "7"], ces_scale=["1-7", "7-1", "1-5", "1-7"])
    assert (row["ces_mean"], row["ces_answers"], row["ces_scale_least"]) == (7, 1, "1-7")
