from datetime import date

import pytest

from kw_tui.core.metrics.stratum import STRATA, STRATEGIES
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def customer(revenue: int, goods: int, orders: int, year: int) -> dict[str, object]:
    costs = {"activity_order_cost": 0, "orders": orders}
    return {**ledger(revenue, goods=goods), **costs, "first_order": date(year, 1, 1)}


def test_lasting_and_profitable_make_four_strata() -> None:
    rows = [
        customer(100_000, 50_000, 40, 2010),
        customer(20_000, 1_000, 2, 2024),
        customer(90_000, 89_900, 30, 2011),
        customer(1_000, 900, 1, 2025),
    ]
    portfolio = portfolio_of(rows)
    assert column_of(portfolio, "stratum") == ["core", "opportunistic", "service_drain", "marginal"]
    assert portfolio["lifetime_score"][0] == pytest.approx(87.5)
    assert portfolio["lifetime_score"][3] == pytest.approx(12.5)


def test_known_potential_is_buying_power() -> None:
    rows = [{**customer(100, 50, 1, 2020), "annual_need": 100_000}, customer(200, 50, 1, 2020)]
    scores = column_of(portfolio_of(rows), "lifetime_score")
    assert scores[0] > scores[1]


def test_a_loss_is_never_profitable_and_all_alike_are_together() -> None:
    assert column_of(portfolio_of([customer(100, 200, 1, 2020)] * 3), "stratum") == ["service_drain"] * 3
    assert (
        column_of(portfolio_of([customer(100, 100, 1, 2020)] * 3, Settings({"rate_order": 0})), "stratum")
        == ["service_drain"] * 3
    )
    assert column_of(portfolio_of([customer(100, 20, 1, 2020)] * 3), "stratum") == ["core"] * 3


def test_without_contribution_or_sales_there_is_no_stratum() -> None:
    assert column_of(portfolio_of([ledger(100), ledger(0, lines=0, goods=0)]), "stratum") == [None, None]
    assert column_of(portfolio_of([]), "stratum") == []


def test_each_has_a_norm_strategy() -> None:
    assert {one.strategy for one in STRATA} == set(STRATEGIES)
