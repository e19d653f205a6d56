from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.assortment import assortment
from tests.core.reduction.ledgers import ENGINES, YEAR, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)


@each_engine
def test_only_sales_of_the_period_count(engine) -> None:
    lines = sales(
        net_amount=["10", "20", "-5", "7", "99"],
        product_id=["P", "P", "P", None, "P"],
        product_group=["G", "G", "G", "G", "G"],
        quantity=["1", "2", "-1", "1", "9"],
        list_price=["12", "11", "12", "1", "12"],
        cost_amount=["6", "11", "-3", "1", "50"],
        invoice_date=[date(2025, 1, 1), date(2025, 5, 5), date(2025, 6, 6), date(2025, 7, 7), date(2024, 1, 1)],
    )
    assert rows(assortment(engine(lines), YEAR)) == [
        {
            "customer_id": "K1",
            "product_id": "P",
            "product_group": "G",
            "revenue_invoiced": Decimal(30),
            "list_revenue": Decimal(34),
            "quantity": Decimal(3),
            "goods": Decimal(17),
        }
    ]


@each_engine
def test_a_line_without_list_price_leaves_the_list_revenue_unknown(engine) -> None:
    lines = sales(net_amount=["10", "20"], product_id=["P", "P"], quantity=["1", "1"], list_price=["12", None])
    (bought,) = rows(assortment(engine(lines), YEAR))
    assert bought["list_revenue"] is None
    assert (bought["quantity"], bought["goods"]) == (Decimal(2), None)
