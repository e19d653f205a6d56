from decimal import Decimal

import pytest

from kw_tui.core.segmentation.rfm_map import rfm_map
from tests.core.facts_frames import ledger, portfolio_of


def test_everybody_with_points_stands_once_on_the_map() -> None:
    portfolio = portfolio_of([ledger(amount, orders=1 + amount // 30) for amount in (10, 20, 40, 80, 100, 0)])
    table = rfm_map(portfolio.lazy()).collect()
    pointed = portfolio.filter(portfolio["r"].is_not_null())
    assert table["customers"].sum() == pointed.height
    assert table["revenue"].sum() == pointed["revenue"].sum() == Decimal(250)
    assert table["revenue_share"].sum() == pytest.approx(1)
    assert table.select("r", "f").is_unique().all()
    assert table["r"].to_list() == sorted(table["r"], reverse=True)


def test_without_sales_the_map_is_empty() -> None:
    assert rfm_map(portfolio_of([]).lazy()).collect().is_empty()
