from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from kw_tui.core.metrics.trend import health_points
from tests.core.facts_frames import column_of, ledger, portfolio_of

LONG_AGO = date(2020, 1, 1)


def months(*amounts: float, **columns: Any) -> dict[str, Any]:
    """A customer of these monthly revenues, as the reduction adds them up."""
    moment = sum((place - 5.5) * amount for place, amount in enumerate(amounts))
    told = {"first_order": LONG_AGO, "trend_revenue": sum(amounts), "trend_moment": float(moment)}
    told |= {"season_revenue": sum(amounts[:3])}
    return {**ledger(100, goods=60), **told, **columns}


def trend(*rows: dict[str, Any]) -> list[float | None]:
    return column_of(portfolio_of(rows), "trend")


def test_slope_of_twelve_months_by_hand() -> None:
    """1, 2 ... 12: the slope is 1 a month, the mean 6.5."""
    assert trend(months(*range(1, 13))) == [pytest.approx(12 / 6.5)]


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_least_squares_line(seed: int) -> None:
    amounts = np.random.default_rng(seed).uniform(0, 900, 12).round(2)
    slope = np.polyfit(np.arange(12), amounts, 1)[0]
    assert trend(months(*amounts)) == [pytest.approx(12 * slope / amounts.mean(), abs=1e-6)]


def test_the_season_is_the_share_of_the_months_that_come_again() -> None:
    rows = months(*[300] * 3, *[100] * 9), months(*[-5] * 12), months(*[100] * 12, first_order=date(2025, 2, 1))
    assert column_of(portfolio_of(rows[:2]), "season_share") == [0.5, None]
    assert column_of(portfolio_of(rows[2:]), "season_share") == [None]


def test_even_months_have_none() -> None:
    assert trend(months(*[0.1] * 12)) == [0]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (months(*[100] * 12, first_order=date(2025, 2, 1)), "the ledger begins in the second month"),
        (months(*[-5] * 12), "negative"),
        (months(*[0] * 12), "nothing sold"),
        (months(), "no month at all"),
        ({"name": "Müller"}, "never bought"),
    ],
)
def test_without_twelve_months_of_revenue_there_is_no_trend(row: dict[str, Any], why: str) -> None:
    portfolio = portfolio_of([row])
    told = [column_of(portfolio, name) for name in ("trend", "health", "health_class")]
    assert told == [[None]] * 3, why


def test_a_new_customer_of_an_old_ledger_bought_nothing_before() -> None:
    rows = [months(*[1] * 12), months(*[0] * 11, 12, first_order=date(2025, 12, 1))]
    assert trend(*rows) == [0, pytest.approx(12 * (66 / 143))]


@pytest.mark.parametrize(
    ("change", "points"),
    [
        (0.26, 100), (0.25, 75), (0.15, 75), (0.149, 60), (0.051, 60), (0.05, 50), (0, 50), (-0.05, 50),
        (-0.051, 40), (-0.15, 40), (-0.151, 25), (-0.25, 25), (-0.251, 0), (-9, 0), (None, None),
    ],
)  # fmt: skip
def test_points_of_the_source(change: float | None, points: int | None) -> None:
    frame = pl.DataFrame({"change": [change]}, schema={"change": pl.Float64})
    assert frame.select(health_points(pl.col("change"))).item() == points


def test_the_ratio_of_both_periods_and_its_change() -> None:
    portfolio = portfolio_of([ledger(100, goods=70) | {"goods_prev": 80}])
    assert column_of(portfolio, "db1_ratio_prev") == [pytest.approx(0.2)]
    assert column_of(portfolio, "db1_ratio_change") == [pytest.approx(0.1)]


def test_without_goods_or_a_period_before_there_is_no_change() -> None:
    loss_before = ledger(100, goods=70) | {"revenue_invoiced_prev": -1}
    rows = [ledger(100), ledger(100, goods=70, prev=False), loss_before]
    assert column_of(portfolio_of(rows), "db1_ratio_change") == [None] * 3


def test_health_is_half_revenue_and_half_margin() -> None:
    """Revenue +185 % is 100 points; the ratio from 40 to 42 % is +5 %: 50 points. Even and even are 50."""
    grown, even, broken = (
        months(*range(1, 13), goods=58),
        months(*[5] * 12),
        months(*range(12, 0, -1), goods=90),
    )
    portfolio = portfolio_of([grown, even, broken])
    assert column_of(portfolio, "health") == [75, 50, 0]
    assert column_of(portfolio, "health_class") == ["good", "fair", "critical"]


def test_more_than_75_points_are_healthy() -> None:
    """The ratio from 40 to 50 % is +25 %: 75 points."""
    portfolio = portfolio_of([months(*range(1, 13), goods=50)])
    assert (column_of(portfolio, "health"), column_of(portfolio, "health_class")) == ([87.5], ["healthy"])
