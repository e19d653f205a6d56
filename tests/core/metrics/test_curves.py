import polars as pl
import pytest

from kw_tui.core.metrics.curves import gini, top_share, whale_curve, whale_peak
from tests.core.facts_frames import ledger, portfolio_of


def portfolio(*revenues: int) -> pl.LazyFrame:
    return portfolio_of([ledger(value) for value in revenues]).lazy()


def test_the_whale_curve_rises_to_its_peak_and_the_tail_takes_back() -> None:
    curve = whale_curve(portfolio(10, -40, 80, 50, 0), "revenue").collect()
    assert curve["rank"].to_list() == [1, 2, 3, 4]
    assert curve["customers_share"].to_list() == [0.25, 0.5, 0.75, 1.0]
    assert curve["cumulated_share"].to_list() == pytest.approx([0.8, 1.3, 1.4, 1.0])


def test_the_peak_says_how_many_customers_earn_how_much_and_what_the_tail_erodes() -> None:
    peak = whale_peak(whale_curve(portfolio(10, -40, 80, 50), "revenue")).collect().row(0, named=True)
    assert (peak["rank"], peak["cumulated"], peak["eroded"]) == (3, 140, 40)
    assert peak["cumulated_share"] == pytest.approx(1.4)


def test_a_portfolio_that_loses_money_has_no_shares() -> None:
    curve = whale_curve(portfolio(10, -40), "revenue").collect()
    assert curve["cumulated_share"].to_list() == [None, None]


def test_an_empty_portfolio_has_an_empty_curve() -> None:
    assert whale_curve(portfolio(), "revenue").collect().is_empty()
    assert whale_peak(whale_curve(portfolio(), "revenue")).collect().is_empty()


def test_the_share_of_the_top_fifth() -> None:
    assert portfolio(*[1] * 8, 46, 46).select(top_share("revenue")).collect().item() == pytest.approx(0.92)
    assert portfolio(1, 2).select(top_share("revenue")).collect().item() is None, "nobody is a fifth of two"


def test_gini_of_equal_customers_is_nought_and_of_one_holding_all_is_near_one() -> None:
    assert portfolio(5, 5, 5, 5).select(gini("revenue")).collect().item() == pytest.approx(0)
    assert portfolio(1, 2, 3, 4).select(gini("revenue")).collect().item() == pytest.approx(0.25)
    holding_all = portfolio(100, *[-1] * 9).select(gini("revenue")).collect().item()
    assert holding_all == pytest.approx(0.9)


@pytest.mark.parametrize("revenues", [(), (-1, -2)])
def test_nothing_positive_has_neither_gini_nor_top_share(revenues: tuple[int, ...]) -> None:
    figures = portfolio(*revenues).select(gini=gini("revenue"), top=top_share("revenue")).collect()
    assert figures.row(0) == (None, None)
