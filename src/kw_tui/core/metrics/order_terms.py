"""Orders below the minimum without a surcharge, and orders paid late with cash discount, by customer (SPEC 5)."""

from functools import partial

import polars as pl

from kw_tui.core.metrics.recipe import Made
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

ORDER_TERMS: dict[str, pl.DataType | type[pl.DataType]] = {
    "small_order_count": pl.Int64,
    "small_order_amount": MONEY,
    "late_discount_count": pl.Int64,
    "late_discount_amount": MONEY,
}
ORDER_SETTINGS = ("rate_order", "min_order_value", "cash_discount_days")
"""What they rest on."""
_SMALL, _LATE = ("small_order_count", "small_order_amount"), ("late_discount_count", "late_discount_amount")
_MOST = 9.9e13  # the largest amount the store can hold


def order_terms(orders: pl.DataFrame | None, settings: Settings) -> Made:
    """`ORDER_TERMS` as a stage of the portfolio."""
    read = frozenset({"db1_ratio", "orders", "paid_amount", "cash_discount"})
    limits = tuple(settings[id_] for id_ in ORDER_SETTINGS)
    add = partial(add_order_terms, orders=orders, settings=settings)
    return Made(tuple(ORDER_TERMS), read, (orders, *limits), add)


def add_order_terms(portfolio: pl.LazyFrame, orders: pl.DataFrame | None, settings: Settings) -> pl.LazyFrame:
    """Add `ORDER_TERMS` of the period: orders below the minimum without surcharge, and those paid late with discount.

    Needs `db1_ratio`. Null where the orders do not tell; a customer without orders has none of either.
    """
    if orders is None:
        return portfolio.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in ORDER_TERMS.items())
    limited = portfolio.select("customer_id", minimum=minimum_order(settings))
    is_small = (pl.col("amount") < pl.col("minimum")) & (pl.col("surcharges") == 0)
    is_late = pl.col("discount_days") > settings.number("cash_discount_days")
    told = (
        orders.lazy()
        .join(limited, on="customer_id")
        .select(
            "customer_id",
            is_told=is_small.is_not_null(),
            small_order_count=is_small.cast(pl.Int64),
            small_order_amount=pl.when(is_small).then("amount"),
            late_discount_count=is_late.cast(pl.Int64),
            late_discount_amount=pl.when(is_late).then("cash_discount"),
        )
    )
    terms = told.group_by("customer_id").agg(pl.col("is_told").any(), pl.col(*ORDER_TERMS).sum())
    terms = terms.with_columns(pl.when("is_told").then(pl.col(*_SMALL))).drop("is_told")
    joined = portfolio.join(terms, on="customer_id", how="left", maintain_order="left")
    has_none, is_paid = (
        pl.col("orders") == 0,
        pl.col("paid_amount").is_not_null() & pl.col("cash_discount").is_not_null(),
    )
    return joined.with_columns(
        *(pl.when(has_none).then(0).otherwise(pl.col(name)).alias(name) for name in _SMALL),
        *(pl.when(is_paid).then(pl.col(name).fill_null(0)).alias(name) for name in _LATE),
    ).with_columns(pl.col(name).cast(dtype) for name, dtype in ORDER_TERMS.items())


def minimum_order(settings: Settings) -> pl.Expr:
    """The order value of the settings, else the one whose DB I pays for handling the order: rate / DB I ratio."""
    if settings.number("min_order_value") > 0:
        return pl.lit(settings.amount("min_order_value"), MONEY)
    earned = pl.when(pl.col("db1_ratio") > 0).then(settings.number("rate_order") / pl.col("db1_ratio"))
    return earned.clip(0, _MOST).round(2).cast(MONEY)
