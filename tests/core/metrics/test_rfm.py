from datetime import timedelta

import pytest

from kw_tui.core.metrics.rfm import classes_of, first_segment
from kw_tui.vocabulary.rfm import RFM_SEGMENTS, parse_rfm
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, column_of, ledger, portfolio_of


def buyer(revenue: int, orders: int, days_ago: int) -> dict[str, object]:
    return {**ledger(revenue), "orders": orders, "last_order": AS_OF - timedelta(days=days_ago)}


def test_ten_different_customers_have_two_on_each_point() -> None:
    portfolio = portfolio_of([buyer(100 * place, place, 10 * place) for place in range(1, 11)])
    assert column_of(portfolio, "m") == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert column_of(portfolio, "f") == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert column_of(portfolio, "r") == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert column_of(portfolio, "rfm") == [7, 7, 8, 8, 9, 9, 10, 10, 11, 11]


def test_equal_values_have_equal_points() -> None:
    portfolio = portfolio_of([buyer(100 * place, 1 if place < 8 else place, 5) for place in range(1, 11)])
    assert column_of(portfolio, "f") == [1] * 7 + [4, 5, 5]
    assert set(column_of(portfolio, "r")) == {5}


def test_k_can_be_set() -> None:
    portfolio = portfolio_of(
        [buyer(100 * place, place, 10 * place) for place in range(1, 10)], Settings({"rfm_classes": 3})
    )
    assert column_of(portfolio, "m") == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert column_of(portfolio, "r") == [3, 3, 3, 2, 2, 2, 1, 1, 1]


@pytest.mark.parametrize("k", [2, 3, 4, 5, 7, 10])
def test_every_k_reaches_from_lost_to_champions(k: int) -> None:
    rows = [buyer(100 * place, place, 1000 - 10 * place) for place in range(1, 41)]
    segments = column_of(portfolio_of(rows, Settings({"rfm_classes": k})), "rfm_segment")
    assert (segments[0], segments[-1]) == ("lost", "champions")


def test_customers_without_sales_in_the_period_have_no_points_but_a_recency() -> None:
    portfolio = portfolio_of([buyer(100, 1, 5), {**buyer(0, 0, 500), "lines": 0}])
    assert portfolio.select("r", "f", "m", "rfm", "rfm_segment").row(1) == (None,) * 5
    assert column_of(portfolio, "recency_days") == [5, 500]


def test_whoever_only_returned_goods_and_never_bought_is_the_least_recent() -> None:
    portfolio = portfolio_of([buyer(100, 1, 5), {"revenue_invoiced": -50, "lines": 1, "orders": 0}])
    assert column_of(portfolio, "r") == [5, 1]
    assert column_of(portfolio, "rfm_segment")[1] == "lost"


@pytest.mark.parametrize(
    ("points", "segment"),
    [
        ((5, 5, 5), "champions"),
        ((4, 4, 4), "potential_loyalist"),
        ((2, 2, 2), "loyal"),
        ((3, 1, 3), "promising"),
        ((5, 1, 1), "new"),
        ((1, 3, 5), "cant_lose"),
        ((1, 5, 4), "at_risk"),
        ((1, 3, 3), "need_attention"),
        ((2, 1, 1), "about_to_sleep"),
        ((1, 1, 1), "lost"),
        ((5, 4, 1), "others"),
    ],
)
def test_the_first_segment_that_covers_the_points_names_them(points: tuple[int, int, int], segment: str) -> None:
    assert first_segment(*points).id == segment


def test_each_of_the_segments_can_be_reached() -> None:
    cube = [(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)]
    assert {first_segment(*points) for points in cube} == set(RFM_SEGMENTS)


def test_own_cuts_give_a_point_for_each_one_exceeded() -> None:
    own = Settings({}, parse_rfm({"r": [30, 90], "m": [100, 500, 1000]}))
    rows = [buyer(revenue, 1, days) for revenue, days in ((100, 30), (101, 31), (1000, 90), (5000, 91))]
    portfolio = portfolio_of(rows, own)
    assert column_of(portfolio, "r") == [3, 2, 2, 1]
    assert column_of(portfolio, "m") == [1, 2, 3, 4]
    assert classes_of(own) == {"r": 3, "f": 5, "m": 4}


def test_own_segments_win_in_their_order_and_the_rest_are_others() -> None:
    table = [{"name": "Wertvoll", "m": "4-5"}, {"name": "Champions", "r": "5"}, {"name": "Alles", "m": "3-5"}]
    rows = [buyer(100 * place, 1, 10 * place) for place in range(1, 6)]
    segments = column_of(portfolio_of(rows, Settings({}, parse_rfm({"segment": table}))), "rfm_segment")
    assert segments == ["champions", "others", "Alles", "Wertvoll", "Wertvoll"]
