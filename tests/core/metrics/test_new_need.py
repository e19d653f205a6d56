from datetime import date
from typing import Any

import pytest

from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.vocabulary.session import Period
from tests.core.facts_frames import column_of, ledger, portfolio_of

QUIET = {"orders_recent": 2, "orders_before": 6, "tickets_recent": 0, "tickets_before": 0}


def test_the_last_quarter_and_the_nine_months_before_it() -> None:
    assert recent_periods(date(2026, 11, 1)) == (
        Period(date(2026, 8, 1), date(2026, 10, 31)),
        Period(date(2025, 11, 1), date(2026, 7, 31)),
    )


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({}, False),
        ({"orders_recent": 9}, True),
        ({"orders_recent": 6}, False),  # 2 expected, 6 within three deviations
        ({"orders_recent": 4, "orders_before": 3}, False),  # 1 expected, and 4 at the most
        ({"orders_recent": 5, "orders_before": 3}, True),
        ({"orders_recent": 3, "orders_before": 1}, False),  # a third expected: few are not measured by their own spread
        ({"orders_recent": 3, "orders_before": 0}, False),  # a first order is no new need
        ({"tickets_recent": 5}, True),
        ({"tickets_recent": 5, "tickets_before": 4}, False),  # not quiet before
        ({"tickets_recent": None, "tickets_before": None, "orders_recent": 9}, True),
        ({"orders_recent": 9, "goods": 990}, False),  # earns nothing
        ({"products_new_recent": 7, "products_before": 6}, True),  # 2 expected, 6.2 within three deviations
        ({"products_new_recent": 8, "products_before": 18}, False),  # each order brings three others
        ({"products_new_recent": 8, "products_before": 0, "orders_before": 0}, False),
    ],
)
def test_more_than_chance_from_a_quiet_customer(changes: dict[str, Any], flag: bool) -> None:
    portfolio = portfolio_of([ledger(1000, prev=False, **{"goods": 500, **QUIET, **changes})])
    assert column_of(portfolio, "new_need") == [flag]
