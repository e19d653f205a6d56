from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.evidence import ADDS, evidence
from kw_tui.core.reduction.fact import Scope
from kw_tui.core.reduction.reduce import FACTS
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import CUSTOMER
from tests.core.reduction.ledgers import AS_OF, ENGINES, SCOPE, YEAR, rows, sales, table

each_engine = pytest.mark.parametrize("engine", ENGINES)


def test_every_fact_of_rows_tells_where_it_comes_from() -> None:
    for fact in FACTS:
        found = evidence(fact, SCOPE)
        assert (found is None) == (fact in CUSTOMER), fact


def test_the_days_are_those_of_the_fact() -> None:
    def days(fact: str, scope: Scope = SCOPE) -> Period | None:
        found = evidence(fact, scope)
        return None if found is None else found.period

    assert days("goods") == YEAR
    assert days("goods_prev") == YEAR.previous
    assert days("goods_all") == days("first_order") == Period(None, date(2025, 12, 31))
    assert days("trend_revenue") == SCOPE.full_months
    assert days("season_revenue") == Period(date(2025, 1, 1), date(2025, 3, 31))
    assert days("concession_habit") == YEAR
    assert days("goods_prev", Scope(Period(None, AS_OF), None, AS_OF)) is None


@each_engine
def test_lines_of_other_days_and_lines_that_add_nothing_are_left_out(engine) -> None:
    days = [date(2025, 1, 5), date(2024, 12, 31), date(2025, 3, 1)]
    lines = sales(net_amount=["10", "20", "-5"], invoice_date=days)
    found = evidence("credit_notes", SCOPE)
    assert found is not None
    (row,) = rows(found.rows(engine(lines), lines.columns))
    assert (row["invoice_date"], row[ADDS]) == (date(2025, 3, 1), Decimal(5))


@each_engine
def test_orders_are_invoices_and_occasions_are_days(engine) -> None:
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 2), date(2025, 2, 1)]
    lines = sales(net_amount=["10", "-3", "4", "-1"], invoice_no=["1", "1", "2", "3"], invoice_date=days)

    def seen(fact: str) -> list[dict[str, object]]:
        found = evidence(fact, SCOPE)
        assert found is not None
        return rows(found.rows(engine(lines), lines.columns), "invoice_date")

    assert [(row["net_amount"], row[ADDS]) for row in seen("orders")] == [(Decimal(7), 1), (Decimal(4), 1)]
    assert [row["invoice_date"] for row in seen("occasions")] == days[:2]
    assert [row[ADDS] for row in seen("gap_sum")] == [1]
    assert [row[ADDS] for row in seen("first_order")] == days[:2]


@each_engine
def test_a_booked_cost_takes_the_minutes_of_its_ticket(engine) -> None:
    tickets = table(
        "ticket",
        ticket_id=["1", "2"],
        customer_id=["K1", "K1"],
        opened_at=[date(2025, 5, 1), date(2025, 6, 1)],
        minutes=["30", "45"],
        cost=[None, "20"],
    )
    found = evidence("ticket_minutes_unbooked", SCOPE)
    assert found is not None
    assert (found.table, found.day, found.made) == ("ticket", "opened_at", "sum")
    assert [row[ADDS] for row in rows(found.rows(engine(tickets), tickets.columns))] == [Decimal(30)]
