from datetime import date

import pytest

from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, no_state, portfolio

BETTER = {
    "discount_rate": 0.30,
    "discount_of_a": 0.20,
    "discount_usual": 0.20,
    "list_revenue": 1300,
    "line_discount": 300,
}


def rows(*customers: dict[str, object]) -> dict[str, tuple[str, float | None]]:
    found = queue(portfolio(*customers), no_state(), Settings(), AS_OF).collect()
    return {one["customer_id"]: (one["rule"], one["step"]) for one in found.to_dicts()}


def test_each_reason_has_its_rule() -> None:
    found = rows(
        customer("low", goods=850),
        customer("better", abc="C", c_better_than_a=True, **BETTER),
        customer("outlier", abc="C", discount_outlier=True, **BETTER),
        customer("stale", stale_price=True, price_age_months=46),
        customer("healthy"),
    )
    assert found == {
        "low": ("reprice_loss", 0.06),
        "better": ("reprice_discount", 0.145),
        "outlier": ("reprice_outlier", 0.145),
        "stale": ("reprice_stale", 0.02),
    }


def test_of_several_reasons_the_most_telling_is_given() -> None:
    found = rows(customer("1", goods=850, abc="C", c_better_than_a=True, stale_price=True, **BETTER))
    assert found == {"1": ("reprice_discount", 0.145)}


def test_a_discount_far_below_the_others_is_no_reason() -> None:
    assert rows(customer("1", discount_outlier=True, discount_rate=0.0, discount_usual=0.3)) == {}


def test_a_new_customer_is_not_accused() -> None:
    assert rows(customer("1", goods=950, first_order=date(2026, 5, 1))) == {}


def test_no_revenue_no_price() -> None:
    assert rows(customer("1", revenue=0, goods=0, handling=0, stale_price=True)) == {}


def test_discounts_are_found_without_any_cost_imported() -> None:
    found = rows(customer("1", goods=None, abc="C", c_better_than_a=True, **BETTER))
    assert found == {"1": ("reprice_discount", 0.145)}


def test_large_customers_take_small_steps() -> None:
    found = queue(portfolio(customer("1", goods=900, abc="A", abc_sub="A1")), no_state(), Settings(), AS_OF).collect()
    one = found.to_dicts()[0]
    assert (one["step"], one["steps"]) == (0.04, 3)
    assert one["needed_step"] == pytest.approx(1000 / 900 - 1)
    assert float(one["profit_change"]) == pytest.approx(40)
