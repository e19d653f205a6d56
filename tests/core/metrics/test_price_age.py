from datetime import date

import pytest

from tests.core.facts_frames import column_of, ledger, portfolio_of


@pytest.mark.parametrize(
    ("changed", "is_stale", "age"),
    [(date(2024, 1, 1), False, 24), (date(2023, 12, 31), True, 24), (date(2025, 12, 2), False, 0), (None, None, None)],
)
def test_a_price_is_stale_after_more_than_24_months(changed: date | None, is_stale: bool | None, age: int) -> None:
    portfolio = portfolio_of([ledger(100, last_price_change=changed)])
    assert column_of(portfolio, "stale_price") == [is_stale]
    assert column_of(portfolio, "price_age_months") == [age]


def realised(days: float, repriced: float, **columns: object) -> dict[str, object]:
    """A customer whose products of 100 EUR have had their prices for so many days, so much of it since a change."""
    told = {"trend_revenue": 200, "priced_amount": 100, "price_days": 100.0 * days, "repriced_amount": repriced}
    return ledger(100, **(told | columns))


@pytest.mark.parametrize(
    ("row", "is_stale", "since"),
    [
        (realised(731, 60), False, date(2024, 1, 1)),
        (realised(731, 0), None, date(2024, 1, 1)),
        (realised(732, 0), True, date(2023, 12, 31)),
        (realised(732, 100), True, date(2023, 12, 31)),
        (realised(300, 51), False, date(2025, 3, 7)),
        (realised(300, 50), None, date(2025, 3, 7)),
        (realised(900, 0, last_price_change=date(2025, 1, 1)), False, date(2025, 1, 1)),
        (realised(900, 0, trend_revenue=201), None, None),
        (ledger(100, priced_amount=0, price_days=0.0, repriced_amount=0), None, None),
    ],
)
def test_realised_prices_tell_where_the_master_does_not(row, is_stale, since) -> None:
    """Not stale is said only where a change was seen for more than half of the revenue."""
    portfolio = portfolio_of([row])
    assert column_of(portfolio, "price_since") == [since]
    assert column_of(portfolio, "stale_price") == [is_stale]


def test_a_customer_without_sales_has_no_stale_price() -> None:
    assert column_of(portfolio_of([ledger(0, last_price_change=date(2000, 1, 1))]), "stale_price") == [None]
