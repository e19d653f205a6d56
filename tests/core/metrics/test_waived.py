from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.core.metrics.order_terms import placed
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from tests.core.facts_frames import AS_OF, facts_frame, ledger

SCHEMA = {
    "customer_id": pl.String,
    "amount": MONEY,
    "surcharges": pl.Int64,
    "cash_discount": MONEY,
    "discount_days": pl.Int64,
}
HALF = ledger(1000, goods=500)
"""Half of the revenue is DB I, so that at 15 EUR an order an order pays from 30 EUR on."""


def order(amount: str, **told: object) -> dict[str, object]:
    given = {"customer_id": "K1", "amount": Decimal(amount), "surcharges": 0, "cash_discount": None} | told
    return {name: given.get(name) for name in SCHEMA}


def figures(row: dict[str, Any], *orders: dict[str, object], **changes: float) -> dict[str, Any]:
    frame = pl.DataFrame(list(orders), schema=SCHEMA)
    known = placed(frame, pl.Series(["K1"]))
    portfolio = portfolio_metrics(facts_frame([row]), None, Settings(changes), AS_OF, orders=known)
    return portfolio.collect().row(0, named=True)


def test_small_orders_matter_from_the_limit() -> None:
    many = [order("20")] * 20
    assert figures(HALF, *many)["waived_small_orders"] is True
    assert figures(HALF, *many[1:])["waived_small_orders"] is False


@pytest.mark.parametrize(
    ("row", "orders"),
    [
        (ledger(1000, goods=None), [order("20")]),
        (ledger(1000, goods=1100), [order("20")]),
        (HALF, [order("20", surcharges=None)]),
    ],
)
def test_without_ratio_or_names_nothing_is_said_about_small_orders(row, orders) -> None:
    found = figures(row, *orders)
    assert (found["small_orders"], found["small_order_cost"], found["waived_small_orders"]) == (None, None, None)


PAYING = HALF | {"paid_amount": 1000, "cash_discount": 100}


def test_cash_discount_is_late_after_its_days() -> None:
    taken = [order("500", cash_discount=Decimal(60), discount_days=days) for days in (10, 11, 40, None)]
    found = figures(PAYING, *taken)
    assert (found["cash_discounts_late"], found["cash_discount_late"], found["waived_cash_discount"]) == (2, 120, True)
    found = figures(PAYING, *taken, cash_discount_days=14)
    assert (found["cash_discounts_late"], found["cash_discount_late"], found["waived_cash_discount"]) == (1, 60, False)


def test_where_payments_are_not_known_no_discount_is_late() -> None:
    assert figures(HALF, order("500"))["cash_discount_late"] is None
    assert figures(PAYING)["cash_discount_late"] == 0


@pytest.mark.parametrize(("threshold", "unearned"), [(0, None), (999, 0), (1000, 0), (1001, 150)])
def test_a_bonus_below_its_threshold_was_not_earned(threshold: float, unearned: int | None) -> None:
    found = figures(HALF | {"bonus": 150}, bonus_threshold=threshold)
    assert found["bonus_unearned"] == unearned
    assert found["waived_bonus"] is (None if unearned is None else unearned > 0)


def test_a_concession_past_its_end_counts_at_list_value_else_at_cost() -> None:
    both = {"concession_expired_list_value": 180, "concession_expired_cost": 90, "concessions_expired": 2}
    found = figures(HALF | both)
    assert (found["concessions_expired"], found["concession_expired"], found["waived_concession"]) == (2, 180, True)
    found = figures(HALF | {"concession_expired_cost": 90})
    assert (found["concession_expired"], found["waived_concession"]) == (90, False)


def test_the_sum_of_what_is_waived_is_that_of_the_known_kinds() -> None:
    """900 of net revenue bring 400: 20 EUR of it 8.8889, at 15 EUR of handling."""
    found = figures(PAYING | {"concession_expired_cost": 40}, order("20", cash_discount=Decimal(3), discount_days=30))
    assert found["waived"] == Decimal("6.1111") + 3 + 40
    assert figures(ledger(100, goods=None))["waived"] is None
