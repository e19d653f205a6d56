"""Clusters with names that say what sets them apart."""

import numpy as np
import polars as pl
import pytest

from kw_tui.core.similar.clusters import _names, clusters
from kw_tui.core.similar.space import Axis, space
from tests.core.similar.portfolios import two_kinds


def found(portfolio: pl.DataFrame) -> dict[str, str | None]:
    of = space(portfolio)
    revenue = portfolio.sort("customer_id")["revenue"]
    return dict(zip(of.ids, clusters(of, revenue), strict=True))


def test_kinds_that_are_there_are_found_and_named_by_their_difference() -> None:
    names = found(two_kinds())
    of_kind = {id_[0]: name for id_, name in names.items()}
    assert {(id_[0], name) for id_, name in names.items()} == set(of_kind.items())
    assert set(str(of_kind["B"]).split("+")) <= {"high_revenue", "low_service", "high_order_size"}
    assert set(str(of_kind["A"]).split("+")) <= {"low_revenue", "high_service", "low_order_size"}


def test_the_order_of_rows_is_of_no_account() -> None:
    portfolio = two_kinds()
    assert found(portfolio) == found(portfolio.sample(fraction=1, shuffle=True, seed=5))


@pytest.mark.parametrize("portfolio", [two_kinds(14), two_kinds().select("customer_id", "lines", "revenue")])
def test_too_few_customers_or_features_have_no_clusters(portfolio: pl.DataFrame) -> None:
    assert set(found(portfolio).values()) == {None}


AXES = (
    Axis("much", "little", "size"),
    Axis("long", "short", "size"),
    Axis("old", "new", "age"),
    Axis("x=y", None, "x"),
)


@pytest.mark.parametrize(
    ("apart", "name"),
    [
        ([2.0, 1.9, -1.5, 0.0], "much+new"),  # long says the same as much
        ([-2.0, 0.0, 0.9, 0.0], "little"),  # the second is too small beside the first
        ([0.6, 0.0, 0.0, 1.0], "x=y+much"),
        ([0.6, 0.0, 0.0, -2.0], "much"),  # not to be something is no name
        ([0.1, -0.2, 0.3, 0.0], "average"),
    ],
)
def test_names(apart: list[float], name: str) -> None:
    assert _names(np.array([apart]), AXES) == [name]


def test_no_two_clusters_have_the_same_name() -> None:
    alike = np.array([[2.0, 0.0, -1.9, 0.0]] * 4 + [[0.0] * 4] * 2)
    assert _names(alike, AXES) == ["much+new", "much", "much+new+#2", "much+new+#3", "average", "average+#2"]
