import numpy as np
import polars as pl
import pytest

from kw_tui.core.cross_selling.baskets import baskets
from tests.core.cross_selling.carts import TEN, carts, sums


def test_who_buys_what() -> None:
    found = baskets(sums(carts(TEN)[::-1]))
    assert found.customers.to_list() == sorted(TEN)
    assert found.groups.to_list() == ["A", "B", "C"]
    assert found.bought.toarray().sum(axis=0).tolist() == [5, 4, 5]
    assert found.bought.toarray()[4].tolist() == [1, 0, 0]


def test_a_group_is_worth_its_contribution_by_what_is_bought_besides() -> None:
    """A: (100 - 60) / 50; B: (50 - 30) / 100; C is never bought with anything else."""
    assert baskets(sums(carts(TEN))).worth[:2] == pytest.approx([0.8, 0.2])
    assert np.isnan(baskets(sums(carts(TEN))).worth[2])


def test_products_of_a_group_are_one_and_returns_none() -> None:
    rows = carts({"K1": {"A": 10, "B": -5, "C": 4}})
    twice = pl.concat([rows, rows.with_columns(product_id=pl.lit("other"))])
    assert baskets(sums(twice)).groups.to_list() == ["A", "C"]
    assert baskets(sums(twice)).worth == pytest.approx([20 * 0.4 / 8, 8 * 0.4 / 20])


def test_unknown_goods_leave_the_worth_unknown() -> None:
    assert np.isnan(baskets(sums(carts(TEN, goods=None))).worth).all()


def test_without_groups_there_are_no_baskets() -> None:
    assert baskets(sums(carts({}))).is_empty
    nameless = carts(TEN).with_columns(product_group=pl.lit(None, pl.String))
    assert baskets(sums(nameless)).is_empty
