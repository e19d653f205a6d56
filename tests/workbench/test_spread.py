import pytest

from kw_tui.workbench.spread import POINTS, spread_of
from tests.core.facts_frames import ledger, portfolio_of


def test_the_figures_are_read_off_the_curve() -> None:
    portfolio = portfolio_of([ledger(1000, goods=400), ledger(500, goods=450), ledger(300, goods=500)])
    found = spread_of(portfolio.lazy(), "db1")
    assert found.points == (0.0, pytest.approx(600 / 450), pytest.approx(650 / 450), 1.0)
    assert found.peak == pytest.approx(650 / 450)
    assert found.peak_customers == pytest.approx(2 / 3)
    assert found.eroded == 200
    assert found.top == pytest.approx(600 / 450)


def test_who_has_no_known_value_is_counted_and_of_two_nobody_is_the_best_fifth() -> None:
    found = spread_of(portfolio_of([ledger(1000, goods=400), ledger(500, goods=450), ledger(300)]).lazy(), "db1")
    assert (found.unknown, found.top) == (1, None)


def test_many_customers_are_thinned_to_what_a_screen_shows() -> None:
    found = spread_of(portfolio_of([ledger(1 + n) for n in range(3 * POINTS)]).lazy(), "revenue")
    assert len(found.points) <= POINTS + 2
    assert found.points[-1] == 1


def test_nobody_with_sales_has_no_curve() -> None:
    found = spread_of(portfolio_of([ledger(0)]).lazy(), "revenue")
    assert (found.points, found.peak, found.gini) == ((), None, None)
