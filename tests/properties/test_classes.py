"""What holds for every portfolio: each customer has one place, scale does not matter, cost never adds value."""

from datetime import timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.vocabulary.rfm import RFM_SEGMENTS
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, ledger, portfolio_of

METHODS = st.sampled_from(["customers", "cumulated", "absolute"])
AMOUNTS = st.integers(-5_000, 500_000)
COSTS = (
    "goods",
    "ticket_cost",
    "activity_visit_cost",
    "activity_order_cost",
    "freight",
    "concession_cost",
    "cash_discount",
)


@st.composite
def customers(draw: st.DrawFn) -> dict[str, Any]:
    if not draw(st.booleans()) and draw(st.booleans()):
        return ledger(0, lines=0, goods=0)
    last_order = draw(st.none() | st.integers(1, 900).map(lambda days: AS_OF - timedelta(days=days)))
    costs = {cost: draw(st.integers(0, 1000)) for cost in COSTS}
    return ledger(draw(AMOUNTS), lines=1, orders=draw(st.integers(0, 40)), last_order=last_order, **costs)


PORTFOLIOS = st.lists(customers(), max_size=40)
few = settings(max_examples=15, deadline=None)


@few
@given(PORTFOLIOS, METHODS)
def test_each_active_customer_has_exactly_one_class_and_one_rfm_segment(
    rows: list[dict[str, Any]], method: str
) -> None:
    portfolio = portfolio_of(rows, Settings({"abc_method": method}))
    active = pl.col("lines") > 0
    placed = portfolio.filter(active)
    assert placed["abc"].is_in(["A", "B", "C", "N"]).all()
    assert placed["rfm_segment"].is_in([segment.id for segment in RFM_SEGMENTS]).all()
    assert placed.filter(pl.col("abc_sub").str.head(1) != pl.col("abc")).is_empty()
    assert portfolio.filter(~active).select(
        "abc", "abc_sub", "rfm", "rfm_segment"
    ).null_count().sum_horizontal().sum() == (4 * portfolio.filter(~active).height)


@few
@given(PORTFOLIOS, METHODS)
def test_a_larger_revenue_never_has_a_worse_class(rows: list[dict[str, Any]], method: str) -> None:
    portfolio = portfolio_of(rows, Settings({"abc_method": method})).filter(pl.col("abc").is_not_null())
    ordered = portfolio.sort("revenue", descending=True)["abc"].to_list()
    assert ordered == sorted(ordered)
    assert portfolio.group_by("revenue").agg(pl.col("abc").n_unique())["abc"].max() in (None, 1)


@few
@given(PORTFOLIOS, st.sampled_from(["customers", "cumulated"]), st.sampled_from([2, 10, 1000]))
def test_scaling_all_revenues_keeps_the_classes_and_points(rows: list[dict[str, Any]], method: str, by: int) -> None:
    chosen = Settings({"abc_method": method})
    amounts = ("revenue_invoiced", *COSTS)
    larger = [{**row, **{key: row[key] * by for key in amounts if key in row}} for row in rows]
    columns = ["abc", "m", "rfm_segment"]
    assert portfolio_of(larger, chosen).select(columns).equals(portfolio_of(rows, chosen).select(columns))


@few
@given(PORTFOLIOS.filter(bool), st.sampled_from(COSTS), st.integers(1, 1000))
def test_more_cost_never_raises_a_contribution(rows: list[dict[str, Any]], cost: str, more: int) -> None:
    dearer = [{**row, cost: row.get(cost, 0) + more} for row in rows]
    before, after = portfolio_of(rows), portfolio_of(dearer)
    for contribution in ("db1", "db2", "db3", "db4", "relevant_contribution"):
        assert (after[contribution] <= before[contribution]).all()


@few
@given(PORTFOLIOS, st.sampled_from([2, 3, 5, 8]))
def test_equal_values_have_equal_points_within_1_and_k(rows: list[dict[str, Any]], k: int) -> None:
    portfolio = portfolio_of(rows, Settings({"rfm_classes": k})).filter(pl.col("m").is_not_null())
    assert portfolio.select(pl.col("r", "f", "m").is_between(1, k).all()).row(0) == (True, True, True)
    assert portfolio.group_by("revenue").agg(pl.col("m").n_unique())["m"].max() in (None, 1)
    points = portfolio.sort("revenue")["m"].to_list()
    assert points == sorted(points)


@few
@given(PORTFOLIOS)
def test_list_revenue_less_deductions_is_revenue(rows: list[dict[str, Any]]) -> None:
    portfolio = portfolio_of(rows).drop_nulls(["list_revenue", "deductions"])
    assert (portfolio["list_revenue"] - portfolio["deductions"] == portfolio["revenue"]).all()
