"""Where customers lie."""

import numpy as np
import polars as pl
import pytest

from kw_tui.core.similar.space import CATEGORY_WEIGHT, space
from tests.core.similar.portfolios import two_kinds


def axis(of, name: str) -> np.ndarray:
    return of.points[:, [one.high for one in of.axes].index(name)]


def test_the_order_of_rows_is_of_no_account() -> None:
    portfolio = two_kinds()
    here, there = space(portfolio), space(portfolio.sample(fraction=1, shuffle=True, seed=3))
    assert here.ids.to_list() == there.ids.to_list() == sorted(portfolio["customer_id"])
    assert np.array_equal(here.points, there.points)


def test_one_giant_moves_nobody_else_much_and_lies_no_farther_than_the_limit() -> None:
    portfolio = two_kinds()
    giant = portfolio.head(1).with_columns(customer_id=pl.lit("Z"), revenue=pl.lit(1e12))
    before, after = space(portfolio), space(pl.concat([portfolio, giant]))
    old, new = (axis(each, "high_revenue") - axis(each, "high_revenue")[0] for each in (before, after))
    assert new[:-1] == pytest.approx(old, rel=0.1, abs=0.02)
    assert new[-1] < 3 * new[:-1].max()


def test_who_has_no_sales_has_no_place() -> None:
    portfolio = two_kinds().with_columns(lines=pl.when(pl.col("customer_id") == "A003").then(0).otherwise(5))
    assert "A003" not in space(portfolio).ids.to_list()


def test_what_is_mostly_unknown_or_the_same_for_all_is_no_axis() -> None:
    portfolio = two_kinds().with_columns(
        orders=pl.lit(4),
        discount_rate=pl.when(pl.col("customer_id") < "A030").then("discount_rate"),
        db1_ratio=pl.when(pl.col("customer_id") > "A030").then("db1_ratio"),
    )
    of = space(portfolio)
    names = {one.high for one in of.axes}
    assert names == {"high_revenue", "high_margin", "high_service", "high_order_size", "high_silence"}
    assert axis(of, "high_margin")[:30].tolist() == [0.0] * 30


def test_what_is_known_of_half_is_an_axis() -> None:
    half = two_kinds().with_columns(discount_rate=pl.when(pl.col("customer_id") < "B").then("discount_rate"))
    assert "high_discount" in {one.high for one in space(half).axes}


def test_few_values_of_a_category_are_axes_and_weigh_less_than_a_number() -> None:
    some, many = ["Bau", "Handel"] * 60, [f"R{number}" for number in range(120)]
    of = space(two_kinds().with_columns(industry=pl.Series(some), region=pl.Series(many)))
    names = [one.high for one in of.axes if one.low is None]
    assert names == ["industry=Bau", "industry=Handel"]
    assert sum(axis(of, name).var() for name in names) == pytest.approx(CATEGORY_WEIGHT, rel=1e-4)


def test_features_that_say_the_same_weigh_as_one() -> None:
    portfolio = two_kinds()
    alone, together = space(portfolio.drop("orders")), space(portfolio)
    assert axis(together, "high_revenue") == pytest.approx(axis(alone, "high_revenue") / 2**0.5, rel=1e-5)


def test_nobody() -> None:
    assert space(two_kinds().head(0)).customers == 0
