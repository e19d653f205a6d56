from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.accounts import NEVER, NOT_YET
from kw_tui.core.reduction.digests import digests
from tests.core.reduction.ledgers import ENGINES, rows, sales

DAYS = [date(2025, 1, day) for day in (9, 2, 5, 3, 2)]
CUSTOMERS = ["B", "A", "B", "A", "B"]


@pytest.fixture(params=ENGINES)
def accounts(request) -> dict[str, list[dict[str, object]]]:
    """Two customers whose lines lie in no order; the first day of B is a return."""
    lines = sales(
        customer_id=CUSTOMERS,
        net_amount=["7", "10", "4", "20", "-1"],
        invoice_date=DAYS,
        invoice_no=["5", "1", "4", "2", "3"],
        paid_date=[date(2025, 2, 1)] * 5,
    )
    told = rows(digests(request.param(lines))["accounts"], "since")
    return {name: [row for row in told if row["customer_id"] == name] for name in ("A", "B")}


def test_totals_begin_anew_with_each_customer(accounts) -> None:
    assert [row["revenue_invoiced"] for row in accounts["A"]] == [Decimal(10), Decimal(30)]
    assert [row["revenue_invoiced"] for row in accounts["B"]] == [Decimal(-1), Decimal(3), Decimal(10)]
    assert [row["lines"] for row in accounts["B"]] == [1, 2, 3]
    assert [row["paid_days"] for row in accounts["A"]] == [10 * 30, 10 * 30 + 20 * 29]


def test_a_row_is_in_force_until_the_next_of_the_same_customer(accounts) -> None:
    assert [row["until"] for row in accounts["A"]] == [date(2025, 1, 3), NOT_YET]
    assert [row["until"] for row in accounts["B"]] == [date(2025, 1, 5), date(2025, 1, 9), NOT_YET]


def test_occasions_and_gaps_are_those_of_the_customer(accounts) -> None:
    assert [row["first_order"] for row in accounts["B"]] == [NOT_YET, DAYS[2], DAYS[2]]
    assert [row["last_order"] for row in accounts["B"]] == [NEVER, DAYS[2], DAYS[0]]
    assert [(row["gap_count"], row["gap_sum"], row["gap_sum_sq"]) for row in accounts["B"]] == [
        (0, 0, 0),
        (0, 0, 0),
        (1, 4, 16),
    ]
    assert [row["gap_sum"] for row in accounts["A"]] == [0, 1]
