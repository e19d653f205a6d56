"""Orders that fall short of the terms: small ones without surcharge, late ones with cash discount (SPEC 5)."""

from functools import partial

import numpy as np
import polars as pl

from kw_tui.core.metrics.by_place import by_place
from kw_tui.core.metrics.metric import money
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


def placed(orders: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Orders with `customer`, a place among the `ids` of all customers in order, for its id, and sorted by it."""
    places = ids.alias("customer_id").to_frame().with_row_index("customer")
    return orders.join(places, on="customer_id").drop("customer_id").sort("customer")


def order_terms(orders: pl.DataFrame | None, settings: Settings) -> Made:
    """`ORDER_TERMS` as a stage of the portfolio; `orders` as they are `placed`."""
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
    minimum, days = minimum_order(settings).alias("minimum"), settings.number("cash_discount_days")
    summed = portfolio.pipe(by_place, (minimum,), lambda customers: _summed(orders, customers, days), ORDER_TERMS)
    has_none, is_paid = (
        pl.col("orders") == 0,
        pl.col("paid_amount").is_not_null() & pl.col("cash_discount").is_not_null(),
    )
    return summed.with_columns(
        *(pl.when(has_none).then(0).otherwise(pl.col(name)).cast(ORDER_TERMS[name]).alias(name) for name in _SMALL),
        *(pl.when(is_paid).then(pl.col(name)).alias(name) for name in _LATE),
    )


def minimum_order(settings: Settings) -> pl.Expr:
    """The order value of the settings, else the one whose DB I pays for handling the order: rate / DB I ratio."""
    if settings.number("min_order_value") > 0:
        return pl.lit(settings.amount("min_order_value"), MONEY)
    earned = pl.when(pl.col("db1_ratio") > 0).then(settings.number("rate_order") / pl.col("db1_ratio"))
    return money(earned.clip(0).round(2))


def _summed(orders: pl.DataFrame, customers: pl.DataFrame, days: float) -> pl.DataFrame:
    """`ORDER_TERMS` of customers with a `minimum`, in the order of the ids; null where no order tells a small one."""
    minimum = customers["minimum"].gather(orders["customer"])
    is_small = (pl.col("amount") < minimum) & (pl.col("surcharges") == 0)
    is_late = pl.col("discount_days") > days
    told = orders.select(
        is_told=is_small.is_not_null(),
        small_order_count=is_small,
        small_order_amount=pl.when(is_small).then("amount"),
        late_discount_count=is_late,
        late_discount_amount=pl.when(is_late).then("cash_discount"),
    )
    numbers = told.select(pl.col(pl.Boolean).cast(pl.Int64), pl.col(pl.Decimal)).fill_null(0)
    sums = _sums(numbers, np.bincount(orders["customer"].to_numpy(), minlength=customers.height))
    is_told = pl.col("is_told") > 0
    return sums.select(
        *(pl.when(is_told).then(pl.col(name)).cast(ORDER_TERMS[name]).alias(name) for name in _SMALL),
        *(pl.col(name).cast(ORDER_TERMS[name]) for name in _LATE),
    )


def _sums(rows: pl.DataFrame, counts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pl.DataFrame:
    """The sums of so many rows each, one after the other: what a running total grows by from end to end."""
    ends = pl.Series(np.concatenate([[0], np.cumsum(counts)]))
    nothing = pl.DataFrame({name: [0] for name in rows.columns}, schema=rows.schema)
    running = pl.concat([nothing, rows]).select(pl.all().cum_sum().gather(ends))
    return running.select(pl.all().diff().slice(1))
