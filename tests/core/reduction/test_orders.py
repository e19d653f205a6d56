from datetime import date

import pytest

from kw_tui.core.reduction.digests import digests
from kw_tui.core.reduction.orders import orders_within
from kw_tui.vocabulary.session import Period
from tests.core.reduction.ledgers import ENGINES, YEAR, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)
FIRST = date(2025, 1, 1)


def ordered(engine, period: Period = YEAR, **columns) -> list[dict[str, object]]:
    found = rows(orders_within(digests(engine(sales(**columns))), period), "amount")
    return [{name: float(value) if value is not None else None for name, value in _told(row)} for row in found]


def _told(row):
    return [(name, value) for name, value in row.items() if name != "customer_id"]


@each_engine
def test_an_order_is_an_invoice_with_its_surcharges(engine) -> None:
    found = ordered(
        engine,
        net_amount=["90", "10", "30", "5"],
        invoice_no=["1", "1", "2", "3"],
        invoice_date=[FIRST] * 4,
        product_name=["Schraube", "MINDERMENGENZUSCHLAG", None, "Small-order fee"],
    )
    assert found == [{"amount": 5, "surcharges": 1}, {"amount": 30, "surcharges": 0}, {"amount": 100, "surcharges": 1}]


@each_engine
def test_credits_and_what_lies_outside_the_period_are_no_orders(engine) -> None:
    days = [FIRST, FIRST, date(2024, 12, 31)]
    assert ordered(engine, net_amount=["100", "-20", "70"], invoice_date=days) == [{"amount": 100}]


@each_engine
def test_an_order_with_cash_discount_tells_after_how_many_days_it_was_first_paid(engine) -> None:
    found = ordered(
        engine,
        net_amount=["60", "40", "30", "20"],
        invoice_no=["1", "1", "2", "3"],
        invoice_date=[FIRST] * 4,
        cash_discount=["1", "1", "1", "0"],
        paid_date=[date(2025, 1, 21), date(2025, 1, 11), None, date(2025, 3, 1)],
    )
    assert [(row["cash_discount"], row["discount_days"]) for row in found] == [(0, None), (1, None), (2, 10)]


@each_engine
def test_only_returns_are_no_order_at_all(engine) -> None:
    assert ordered(engine, net_amount=["-5", "-6"]) == []
