"""What orders left, and how far a model was off, by hand."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from kw_tui.core.lifetime.spend import GammaGamma
from kw_tui.core.metrics.spending import order_means, single_orders, value_error, value_outcomes
from tests.core.facts_frames import facts_frame


def history(orders: int, earned: int, **columns: Any) -> dict[str, Any]:
    told = {"occasions_all": orders, "revenue_all": 2 * earned + 30, "goods_all": earned, "bonus_all": 30}
    return {**told, "first_order": date(2024, 3, 1), **columns}


def test_only_customers_with_a_profit_tell_what_orders_are_worth_on_average() -> None:
    rows = [history(2, 40), history(2, -40), history(2, 40, goods_all=None), {"occasions_all": 0, "revenue_all": 0}]
    assert order_means(facts_frame(rows)).collect().rows() == [(2, 20.0)]


def test_only_orders_with_a_profit_tell_what_single_ones_are_worth() -> None:
    some = {"profitable_occasions": 3, "profitable_sum": 90, "profitable_sum_log": 10.0}
    none = {"profitable_occasions": 0, "profitable_sum": 0, "profitable_sum_log": 0.0}
    unknown = dict.fromkeys(some)
    rows = [history(5, 40, **some), history(2, -40, **none), history(2, 40, **unknown)]
    assert single_orders(facts_frame(rows)).collect().rows() == [(3, 90.0, 10.0)]


def test_what_came_since_is_what_orders_since_left() -> None:
    before = facts_frame([history(2, 40), history(3, 90), history(1, 10), history(1, 10), {"occasions_all": 0}])
    now = facts_frame([history(4, 100), history(3, 80), history(2, 10, goods_all=None), history(2, 5), history(1, 7)])
    told = value_outcomes(before, now).collect()
    assert told.select("customer_id", "came", "since").rows() == [("K1", 30.0, 2), ("K4", -5.0, 1)]


def test_a_model_is_off_by_what_it_expected_more_or_less() -> None:
    """A model that trusts nobody expects everybody's mean: 0.001 x 10,000 / 1 = 10."""
    told = facts_frame([history(2, 40), history(2, 40)]).with_columns(
        came=pl.Series([30.0, 5.0]), since=pl.Series([4, 1])
    )
    row = value_error(told, GammaGamma(1e-3, 2.0, 10_000.0)).collect().row(0, named=True)
    expected = 1e-3 * (10_000 + 40) / (2e-3 + 1)
    assert (row["customers"], row["held_out"]) == (2, 5)
    assert row["error"] == pytest.approx((30 - expected + expected - 5) / 2)
