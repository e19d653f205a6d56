"""Customer lifetime value by model and by retention, by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

from kw_tui.core.lifetime.spend import GammaGamma
from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.core.metrics.lifetime import add_forecast, outlook
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, column_of, facts_frame, ledger, portfolio_of

TODAY = date(2024, 3, 1)


def modelled(**columns: Any) -> dict[str, Any]:
    told = {"life_alive": 0.9, "life_orders": 4.0, "life_discounted": 10.0, "life_value": 50.0}
    return {**ledger(400, goods=240, occasions=4), **told, **columns}


def clv(rows: list[dict[str, Any]], **settings: Any) -> list[Decimal | None]:
    found: list[Decimal | None] = column_of(portfolio_of(rows, Settings({"rate_order": 0, **settings})), "clv")
    return found


def test_discounted_orders_at_what_one_leaves() -> None:
    assert clv([modelled()]) == [500]


def test_serving_goes_off_every_order() -> None:
    served = modelled(activity_visit=1, activity_visit_cost=40)
    portfolio = portfolio_of([served])
    apart = column_of(portfolio, "db1")[0] - column_of(portfolio, "db4")[0]
    assert apart > 0
    assert column_of(portfolio, "clv") == [pytest.approx(10 * (50 - apart / 4))]


def test_where_goods_of_the_period_are_unknown_nothing_goes_off_for_serving() -> None:
    assert clv([modelled(goods=None)]) == [500]


def test_an_order_that_costs_more_than_it_brings_is_worth_less_than_nothing() -> None:
    assert clv([modelled(life_value=-20.0)]) == [-200]


def test_what_the_model_says_is_shown() -> None:
    portfolio = portfolio_of([modelled()])
    assert portfolio.select("p_alive", "expected_orders", "order_value").row(0) == (0.9, 4.0, 50)


def test_simple_value_by_hand() -> None:
    """Two of three come again: 160 x (2/3 / 1.1 + (2/3 / 1.1)^2 + (2/3 / 1.1)^3)."""
    rows = [ledger(400, goods=240), ledger(100, goods=50), ledger(0, goods=0, revenue_invoiced_prev=80, orders_prev=1)]
    kept = 2 / 3 / 1.1
    found = clv(rows, clv_years=3, clv_rate=0.1)
    assert float(found[0] or 0) == pytest.approx(160 * (kept + kept**2 + kept**3), abs=1e-4)


def test_simple_value_of_a_longer_period_is_that_of_a_year() -> None:
    two_years = Period(date(2024, 1, 1), date(2025, 12, 31))
    rows = [ledger(800, goods=480), ledger(0, goods=0, revenue_invoiced_prev=80, orders_prev=1, lines_prev=1)]
    free = Settings({"clv_years": 1, "clv_rate": 0, "rate_order": 0})
    told = portfolio_metrics(facts_frame(rows), None, free, AS_OF, two_years)
    assert float(told.collect()["clv_simple"][0]) == pytest.approx(160 * 0.5**0.5, abs=1e-3)


def test_without_a_model_it_is_the_simple_one() -> None:
    rows = [ledger(400, goods=240)]
    portfolio = portfolio_of(rows)
    assert column_of(portfolio, "clv") == column_of(portfolio, "clv_simple") != [None]
    assert column_of(portfolio, "p_alive") == [None]


def test_the_simple_one_can_be_asked_for() -> None:
    portfolio = portfolio_of([modelled()], Settings({"clv_model": "simple"}))
    assert column_of(portfolio, "clv") == column_of(portfolio, "clv_simple") != [500]


@pytest.mark.parametrize("row", [ledger(400), ledger(400, goods=240, prev=False)], ids=["no goods", "nothing before"])
def test_what_cannot_be_told_is_unknown(row: dict[str, Any]) -> None:
    assert clv([row]) == [None]


def history(orders: int, earned: int, **columns: Any) -> dict[str, Any]:
    kind = {"gap_count": orders - 1, "gap_sum": 7.0 * orders, "first_order": TODAY}
    return {
        "occasions_all": orders,
        "revenue_all": 2 * earned + 30,
        "goods_all": earned,
        "bonus_all": 30,
        **kind,
        **columns,
    }


def test_orders_are_valued_as_the_model_does() -> None:
    model = GammaGamma(6.25, 3.74, 15.44)
    facts = facts_frame([history(1, 40), history(4, 40), history(400, 40)]).drop("life_value")
    told = add_forecast(facts.drop("life_alive", "life_orders", "life_discounted"), None, model).collect()
    orders = np.array([1.0, 4, 400])
    assert told["life_value"].to_list() == pytest.approx(model.expected_value(orders, 40 / orders))


@pytest.mark.parametrize(("orders", "earned"), [(40, -400), (1, -5), (3, 0)])
def test_orders_that_left_nothing_are_not_expected_to_leave_a_profit(orders: int, earned: int) -> None:
    """By the model's formula 40 orders at a loss of 10 each would be worth 280 each."""
    facts = facts_frame([history(orders, earned)]).drop("life_value", "life_alive", "life_orders", "life_discounted")
    told = add_forecast(facts, None, GammaGamma(0.207, 3.29, 14772)).collect()
    assert told["life_value"].to_list() == pytest.approx([earned / orders])


def test_a_kind_of_history_brings_its_forecast() -> None:
    facts = facts_frame([history(2, 40), history(3, 40), history(2, 90)]).drop(
        "life_alive", "life_orders", "life_discounted", "life_value"
    )
    kinds = {"gap_count": [1], "gap_sum": [14.0], "first_order": [TODAY]}
    told = {"life_alive": [0.5], "life_orders": [2.0], "life_discounted": [5.0]}
    found = add_forecast(facts, pl.LazyFrame(kinds | told), None).collect()
    assert found["customer_id"].to_list() == ["K1", "K2", "K3"]
    assert found["life_alive"].to_list() == [0.5, None, 0.5]
    assert found["life_value"].to_list() == [None] * 3


def test_the_arithmetic_of_one_customer_leads_to_its_value() -> None:
    row = portfolio_of([modelled(occasions_all=12)]).row(0, named=True)
    told = {one.id: one for one in outlook(row, Settings())}
    assert [one.sign for one in told.values()] == ["", "", "", "x", "-", "=", ""]
    per_order = told["order_value"].value - told["serving_per_order"].value
    assert float(told["clv"].value) == pytest.approx(told["discounted_orders"].value * float(per_order), abs=1e-3)
    assert outlook(row | {"occasions_all": 0}, Settings()) == ()


def test_without_a_model_nothing_is_multiplied() -> None:
    row = portfolio_of([{**ledger(400, goods=240), "occasions_all": 12}]).row(0, named=True)
    assert {one.sign for one in outlook(row, Settings())} == {"", "="}
