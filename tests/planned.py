"""A price plan made up from one row of a portfolio: an A customer with 55 left of 1,000, who needs 5 % more."""

from typing import Any

import polars as pl

from kw_tui.core.metrics.order_terms import minimum_order
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.workbench.price_plans import PricePlan, Why, plan_of
from tests.core.portfolio_frames import AS_OF, customer, portfolio

NEEDS = {"abc": "A", "abc_sub": "A2", "goods": 885, "handling": 60}
WHY = Why("reprice_loss", "reprice")


def planned(
    customer_id: str = "K", *, step: float | None = None, loss: float | None = None, settings: Settings | None = None,
    **changes: Any,
) -> PricePlan:  # fmt: skip
    """The plan; `changes` are those of the row."""
    used = settings or Settings()
    mine = portfolio(customer(customer_id, **(NEEDS | changes)))
    ratio = pl.when(pl.col("revenue") != 0).then(pl.col("db1").cast(pl.Float64) / pl.col("revenue").cast(pl.Float64))
    orders = mine.with_columns(db1_ratio=ratio).with_columns(
        minimum_order=minimum_order(used),
        small_order_count=pl.lit(2, pl.Int64),
        small_order_amount=pl.lit(100).cast(MONEY),
        small_order_cost=pl.lit("18.50").cast(MONEY),
    )
    return plan_of(orders, used, AS_OF, WHY, step, loss)
