from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.metrics.order_terms import minimum_order
from kw_tui.core.price_plan.fees import fees, surcharge
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

SCHEMA = {
    "customer_id": pl.String, "db1_ratio": pl.Float64, "orders": pl.Int64, "minimum_order": MONEY,
    "small_order_count": pl.Int64, "small_order_amount": MONEY, "small_order_cost": MONEY,
}  # fmt: skip


def told(*row: object, settings: Settings | None = None) -> dict[str, object]:
    frame = pl.LazyFrame([row], schema=SCHEMA, orient="row")
    return fees(frame, settings or Settings()).collect().row(0, named=True)


def test_the_example_of_practice() -> None:
    """Handling of 15 at a DB I ratio of 30 % is carried from 50 on: 15 / 0.30; below, the surcharge is what is not."""
    frame = pl.DataFrame({"db1_ratio": [0.30]})
    assert frame.select(minimum_order(Settings())).item() == Decimal(50)
    asked = pl.DataFrame({"amount": [0.0, 20.0, 50.0, 54.0]}).select(surcharge(pl.col("amount"), 15, pl.lit(0.30)))
    assert asked.to_series().to_list() == pytest.approx([15, 9, 0, 0])


def test_what_surcharges_on_small_orders_would_bring() -> None:
    found = told("K", 0.30, 40, Decimal(50), 4, Decimal(80), Decimal(36))
    assert found == {
        "customer_id": "K",
        "order_cost": Decimal(15),
        "db1_ratio": 0.30,
        "minimum_order": Decimal(50),
        "orders": 40,
        "small_orders": 4,
        "small_order_value": Decimal(20),
        "surcharge": Decimal(9),
        "recovered": Decimal(36),
    }
    assert found["surcharge"] * found["small_orders"] == found["recovered"]  # type: ignore[operator]


def test_without_small_orders_there_is_no_mean() -> None:
    found = told("K", 0.30, 40, Decimal(50), 0, Decimal(0), Decimal(0))
    assert (found["small_orders"], found["small_order_value"], found["surcharge"]) == (0, None, None)


def test_what_is_not_known_stays_unknown() -> None:
    found = told("K", None, 3, None, None, None, None)
    assert [found[name] for name in ("minimum_order", "small_orders", "surcharge", "recovered")] == [None] * 4
