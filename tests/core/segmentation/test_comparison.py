import polars as pl

from kw_tui.core.segmentation.comparison import comparison
from tests.core.facts_frames import ledger, portfolio_of


def test_sums_and_medians_of_each_segment_in_the_order_named() -> None:
    portfolio = portfolio_of([ledger(100, goods=50), ledger(300, goods=100), ledger(500, goods=100)]).lazy()
    members = pl.LazyFrame({"segment": ["x", "x", "x", "y", "y"], "customer_id": ["K1", "K1", "K2", "K2", "K2"]})
    table = comparison(portfolio, members, ["y", "x", "empty"]).collect()
    told = table.select("segment", "customers", "revenue", "db1", "median_revenue", "median_orders").rows()
    assert told == [("y", 1, 300, 200, 300, 1.0), ("x", 2, 400, 250, 200, 1.0), ("empty", 0, None, None, None, None)]
    assert table["median_potential"].null_count() == 3
