from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.digests import digests
from kw_tui.core.reduction.payments import PAYMENT_FACTS, payments
from kw_tui.core.reduction.sales import sales_facts
from tests.core.reduction.ledgers import ENGINES, SCOPE, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)
FIRST, TENTH, LATER = date(2025, 1, 1), date(2025, 1, 11), date(2025, 2, 10)
IDS = [fact.id for fact in PAYMENT_FACTS]


@each_engine
def test_amounts_times_days_of_paid_sales(engine) -> None:
    """1,000 after 10 days, 30 early; 500.50 after 40 days and on the day; the rest is open or a credit note."""
    lines = sales(
        net_amount=["1000", "500.50", "70", "-20"],
        invoice_date=[FIRST] * 4,
        paid_date=[TENTH, LATER, None, TENTH],
        due_date=[LATER, LATER, TENTH, TENTH],
        cash_discount=["20", "10", "5", "1"],
    )
    (fact,) = rows(sales_facts(digests(engine(lines)), SCOPE, frozenset(lines.columns)))
    told = [fact[id_] for id_ in IDS]
    assert told == [Decimal("1500.50"), 10_000 + 20_020, Decimal("1500.50"), -30_000, 0]


@each_engine
def test_cash_discount_is_late_after_the_due_date(engine) -> None:
    lines = sales(
        net_amount=["100", "100", "100"],
        invoice_date=[FIRST] * 3,
        paid_date=[LATER, TENTH, LATER],
        due_date=[TENTH, TENTH, None],
        cash_discount=["2", "3", "4"],
    )
    (fact,) = rows(sales_facts(digests(engine(lines)), SCOPE, frozenset(lines.columns)))
    assert fact["late_cash_discount"] == 2


@each_engine
def test_the_largest_amounts_times_their_days_do_not_overflow(engine) -> None:
    lines = sales(net_amount=["99999999999999"], invoice_date=[FIRST], paid_date=[LATER])
    (fact,) = rows(sales_facts(digests(engine(lines)), SCOPE, frozenset(lines.columns)))
    assert fact["paid_days"] == pytest.approx(40 * 99_999_999_999_999)


def test_what_the_ledger_lacks_is_not_told() -> None:
    assert payments({"net_amount", "due_date", "cash_discount"}) == {}
    assert set(payments({"paid_date", "cash_discount"})) == {"paid_amount", "paid_days"}
    assert set(payments({"paid_date", "due_date", "cash_discount"})) == set(IDS)
