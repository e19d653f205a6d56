from decimal import Decimal

import polars as pl

from kw_tui.core.segmentation.migration import migration_table
from tests.core.facts_frames import ledger, portfolio_of


def test_a_row_a_pair_of_classes_with_all_the_money() -> None:
    pairs = [(100, 10), (90, 90), (80, 80), (70, 70), (10, 100), (0, 5)]
    rows = [{**ledger(now, prev=False), "revenue_invoiced_prev": before} for now, before in pairs]
    portfolio = portfolio_of(rows)
    table = migration_table(portfolio.lazy()).collect()
    assert table.select("abc_prev", "abc", "customers").rows() == [
        ("A", "C", 1), ("B", "A", 1), ("B", "B", 3), ("C", None, 1),
    ]  # fmt: skip
    assert table["customers"].sum() == portfolio.height
    assert table["revenue"].sum() == Decimal(350)
    assert table.row(0, named=True)["difference"] == Decimal(-90)
    assert (table["revenue"] - table["revenue_prev"] == table["difference"]).all()


def test_without_a_period_before_its_revenue_is_unknown() -> None:
    table = migration_table(portfolio_of([ledger(100, prev=False)]).lazy()).collect()
    assert table.select("abc_prev", "abc", "revenue_prev").row(0) == (None, "A", None)
    assert table.schema["difference"] == pl.Decimal(18, 4)
    assert migration_table(portfolio_of([]).lazy()).collect().is_empty()
