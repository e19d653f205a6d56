from decimal import Decimal

import pytest

from kw_tui.core.reduction.lines import told_lines, with_net
from tests.core.reduction.ledgers import ENGINES, on_polars, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)


@each_engine
def test_list_value_prefers_the_amount_then_the_price_then_the_discount(engine) -> None:
    lines = sales(
        net_amount=["75", "75", "75", "75"],
        quantity=["2", "2", "2", "2"],
        list_amount=["90", None, None, None],
        list_price=["50", "50", None, None],
        discount_pct=["25", "25", "25", "100"],
        invoice_no=["1", "2", "3", "4"],
    )
    told = rows(told_lines(engine(lines)), "invoice_no")
    assert [row["list_value"] for row in told] == [Decimal(90), Decimal(100), Decimal(100), None]


@each_engine
def test_goods_prefer_the_booked_cost_then_the_unit_cost_then_the_margin(engine) -> None:
    lines = sales(
        quantity=["2", "2", "2", "2"],
        cost_amount=["60", None, None, None],
        unit_cost=["35", "35", None, None],
        margin_amount=["1", "1", "20", None],
        invoice_no=["1", "2", "3", "4"],
    )
    told = rows(told_lines(engine(lines)), "invoice_no")
    assert [row["goods_value"] for row in told] == [Decimal(60), Decimal(70), Decimal(80), None]


@each_engine
def test_credits_are_told_by_document_or_by_sign(engine) -> None:
    lines = sales(net_amount=["10", "-10", "10", "0"], doc_type=["invoice", None, "cancel", None])
    told = rows(told_lines(engine(lines)), "invoice_no")
    assert [row["is_credit"] for row in told] == [False, True, True, False]
    assert [row["is_sale"] for row in told] == [True, False, False, False]


def test_a_missing_net_amount_follows_from_quantity_price_and_discount() -> None:
    lines = sales(quantity=["3", "2"], unit_price=["10", "5"], discount_pct=["10", None]).drop("net_amount")
    assert [row["net_amount"] for row in rows(with_net(on_polars(lines)), "invoice_no")] == [Decimal(27), Decimal(10)]


def test_nothing_is_concluded_from_absent_columns() -> None:
    (line,) = rows(told_lines(on_polars(sales(net_amount=["5"]))))
    assert line["list_value"] is None
    assert line["goods_value"] is None
