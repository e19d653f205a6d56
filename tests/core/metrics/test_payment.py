from decimal import Decimal
from typing import Any

import pytest

from kw_tui.core.metrics.payment import payment
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of

IDS = [metric.id for metric in payment(Settings())]


def one(column: str, row: dict[str, Any], **settings: float) -> Any:
    return column_of(portfolio_of([row], Settings(settings)), column)[0]


def paid(amount: int, days: float, **columns: Any) -> dict[str, Any]:
    return {**ledger(amount, **columns), "paid_amount": amount, "paid_days": float(amount * days)}


def test_two_per_cent_in_ten_days_or_thirty_net_is_36_7_per_cent_a_year() -> None:
    found = one("cash_discount_annual", ledger(100, payment_term_days=30), cash_discount_share=0.02)
    assert found == pytest.approx(0.02 / 0.98 * 360 / 20)
    assert round(found, 3) == 0.367


@pytest.mark.parametrize("term", [None, 0, 10])
def test_a_term_that_does_not_reach_beyond_the_discount_has_no_rate(term: int | None) -> None:
    assert one("cash_discount_annual", ledger(100, payment_term_days=term)) is None


def test_waiting_for_36000_for_30_days_at_10_per_cent_costs_300() -> None:
    assert one("credit_cost", paid(36_000, 30), credit_rate=0.10) == Decimal(300)


def test_days_are_weighted_by_amount() -> None:
    """1,000 after 10 days and 3,000 after 50 are 40 days; 5 days early and 15 late are 10 late."""
    row = {**ledger(4000), "paid_amount": 4000, "paid_days": 160_000.0, "due_amount": 4000, "late_days": 40_000.0}
    assert (one("days_to_pay", row), one("days_beyond_due", row)) == (40, 10)


def test_whoever_pays_early_is_below_zero() -> None:
    assert one("days_beyond_due", {**ledger(10), "due_amount": 10, "late_days": -50.0}) == -5


def test_without_due_dates_the_term_of_the_customer_counts() -> None:
    assert one("days_beyond_due", paid(1000, 35, payment_term_days=30)) == 5
    both = {**paid(1000, 35, payment_term_days=30), "due_amount": 1000, "late_days": 0.0}
    assert one("days_beyond_due", both) == 0


def test_the_part_that_is_paid_tells_how_far_the_days_reach() -> None:
    row = {**ledger(300, credit_notes=100), "paid_amount": 100, "paid_days": 0.0}
    assert (one("paid_share", row), one("days_to_pay", row)) == (0.25, 0)


def test_late_cash_discount_is_what_the_lines_tell() -> None:
    assert one("late_cash_discount", {**ledger(100), "late_cash_discount": "1.50"}) == Decimal("1.5")


@pytest.mark.parametrize(
    "row",
    [ledger(100), {"name": "Müller"}, paid(0, 0), {**paid(0, 0), "revenue_invoiced": -5}],
    ids=["none", "name", "nothing", "returns"],
)
def test_without_payments_nothing_is_claimed(row: dict[str, Any]) -> None:
    portfolio = portfolio_of([row])
    assert {column_of(portfolio, id_)[0] for id_ in IDS} == {None}
