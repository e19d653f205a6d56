from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.order_terms import ORDER_TERMS, add_order_terms, minimum_order, placed
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

IDS = ["K1", "K2", "K3", "K4"]
ORDERS = pl.DataFrame(
    {
        "customer_id": ["K3", "K1", "K3", "X", "K1", "K4", "K3"],
        "amount": ["20", "29.99", "30", "1", "10", "5", "0.0001"],
        "surcharges": [0, 0, 0, 0, 1, None, 0],
        "cash_discount": ["1", "2", "3", "4", "5", None, "0.5"],
        "discount_days": [15, 14, 16, 99, None, 20, 40],
    },
    schema_overrides={"surcharges": pl.Int64},
).with_columns(pl.col("amount", "cash_discount").cast(MONEY))
MOST = Decimal("99999999999999.9999")


def terms(orders: pl.DataFrame = ORDERS, ids: list[str] = IDS) -> dict[str, tuple[object, ...]]:
    """Orders pay from 30 EUR on; cash discount is due within 14 days."""
    customers = pl.LazyFrame({"customer_id": ids, "db1_ratio": 0.5, "orders": 1, "paid_amount": 1, "cash_discount": 1})
    settings = Settings({"rate_order": 15, "cash_discount_days": 14})
    found = add_order_terms(customers, placed(orders, pl.Series(sorted(ids))), settings).collect(engine="in-memory")
    assert {name: found.schema[name] for name in ORDER_TERMS} == ORDER_TERMS
    return {row[0]: row[1:] for row in found.select("customer_id", *ORDER_TERMS).rows()}


def test_orders_are_added_up_by_customer() -> None:
    assert terms() == {
        "K1": (1, Decimal("29.99"), 0, 0),
        "K2": (None, None, 0, 0),
        "K3": (2, Decimal("20.0001"), 3, Decimal("4.5")),
        "K4": (None, None, 1, 0),
    }


def test_the_order_of_customers_and_orders_does_not_matter() -> None:
    assert terms(ORDERS.reverse(), IDS[::-1]) == terms()


def test_sums_of_some_are_exact_beside_the_largest_amounts_of_others() -> None:
    is_late = pl.when(pl.col("customer_id") == "K1").then(99).otherwise("discount_days")
    amount = pl.when(pl.col("customer_id") == "K1").then(MOST).otherwise("cash_discount")
    large = ORDERS.with_columns(discount_days=is_late, cash_discount=amount.cast(MONEY)).filter(pl.col("amount") != 10)
    assert terms(large) == terms() | {"K1": (1, Decimal("29.99"), 1, MOST)}


def test_customers_without_any_orders_of_anybody() -> None:
    assert terms(ORDERS.clear()) == dict.fromkeys(IDS, (None, None, 0, 0))


def test_a_minimum_order_pays_for_its_handling() -> None:
    """21.50 of labour and 5 of office for an order of 54: it pays at half of DB I, and not at two fifths."""
    ratios = pl.DataFrame({"db1_ratio": [0.5, 0.4, 0.0, None]})
    found = ratios.select(minimum_order(Settings({"rate_order": 26.5}))).to_series().to_list()
    assert found == [Decimal("53.00"), Decimal("66.25"), None, None]
    fixed = ratios.select(minimum_order(Settings({"min_order_value": 50}))).to_series()
    assert fixed.unique().to_list() == [Decimal(50)]
