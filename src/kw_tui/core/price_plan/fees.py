"""What small orders should pay: a minimum order value, and a surcharge below it (SPEC 6, Fees)."""

import polars as pl

from kw_tui.core.proposals.condition import number
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

FEE_INPUTS = (
    "customer_id", "db1_ratio", "orders", "minimum_order", "small_order_count", "small_order_amount",
    "small_order_cost",
)  # fmt: skip
"""The columns of the portfolio that fees rest on."""
FEES = (
    "customer_id", "order_cost", "db1_ratio", "minimum_order", "orders", "small_orders", "small_order_value",
    "surcharge", "recovered",
)  # fmt: skip


def surcharge(amount: pl.Expr, order_cost: float | pl.Expr, ratio: pl.Expr) -> pl.Expr:
    """Return what the DB I of an order of this amount leaves of its handling cost; 0 from the minimum order on."""
    return (order_cost - amount * ratio).clip(lower_bound=0.0)


def fees(portfolio: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """Return `FEES` for a portfolio with `FEE_INPUTS`; null where orders or the DB I ratio are not known.

    `small_orders` are those of the period below the minimum that bear no surcharge, `small_order_value` and `surcharge`
    are means of one of them, `recovered` is what surcharges would bring a year. Money is Decimal.
    """
    cost, count = settings.number("rate_order"), number("small_order_count")
    mean = pl.when(count > 0).then(number("small_order_amount") / count)
    return portfolio.select(FEE_INPUTS).select(
        "customer_id",
        pl.lit(settings.amount("rate_order"), MONEY).alias("order_cost"),
        "db1_ratio",
        pl.col("minimum_order").cast(MONEY),
        "orders",
        pl.col("small_order_count").alias("small_orders"),
        mean.cast(MONEY).alias("small_order_value"),
        surcharge(mean, cost, pl.col("db1_ratio")).cast(MONEY).alias("surcharge"),
        pl.col("small_order_cost").cast(MONEY).alias("recovered"),
    )
