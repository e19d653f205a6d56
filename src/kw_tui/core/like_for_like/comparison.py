"""A customer's own discount, and that of the A customers, on the products both of them buy."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.like_for_like.paid import COMPARED

LEAST_A_CUSTOMERS = 3
"""A product is compared if at least so many A customers buy it."""
Floats = NDArray[np.float64]


def compared(paid: pl.DataFrame, is_a: pl.Series) -> pl.DataFrame:
    """`COMPARED`, a row for each of `is_a`: whether a customer is an A customer, in the order of the ids.

    `paid` as `paid.paid` makes it. The yardstick of a product is the median discount of the A customers who buy it.
    """
    if paid.is_empty():
        return pl.DataFrame({name: [None] * len(is_a) for name in COMPARED}, schema=COMPARED)
    customer, product, weight, discount = (paid[name].to_numpy() for name in paid.columns)
    flags = is_a.fill_null(value=False).to_numpy()
    usual = _medians(product, discount, flags[customer])[product]
    is_shared = np.isfinite(usual)
    counted, usual = np.where(is_shared, weight, 0.0), np.where(is_shared, usual, 0.0)
    sums = [np.bincount(customer, counted * values, len(flags)) for values in (1.0, discount, usual)]
    with np.errstate(divide="ignore", invalid="ignore"):
        told = pl.DataFrame(dict(zip(COMPARED, (sums[1] / sums[0], sums[2] / sums[0]), strict=True)))
    # rounded: the order of the rows decides the last digits of a sum of floats
    return told.fill_nan(None).select(pl.all().round(9))


def shared_products(paid: pl.DataFrame, is_a: pl.Series, place: int) -> pl.DataFrame:
    """What `compared` adds up for the customer at a place: a row for each product it shares, in the order of codes.

    `product`, its `list_revenue`, the discounts `discount_own` and `discount_a` (the A customers' median), how many
    `a_customers` these are, and what the product `adds_own` and `adds_a` to the two weighted discounts.
    """
    mine = paid.filter(pl.col("customer") == place)
    others = paid.filter(pl.col("product").is_in(mine["product"].implode()))
    by_a = others.filter(is_a.fill_null(value=False).gather(others["customer"]))
    usual = by_a.group_by("product").agg(discount_a=pl.col("discount").median(), a_customers=pl.len().cast(pl.Int64))
    shared = mine.join(usual.filter(pl.col("a_customers") >= LEAST_A_CUSTOMERS), on="product").sort("product")
    share = pl.col("weight") / pl.col("weight").sum()
    return shared.select(
        "product",
        pl.col("weight").alias("list_revenue"),
        pl.col("discount").alias("discount_own"),
        "discount_a",
        "a_customers",
        adds_own=share * pl.col("discount"),
        adds_a=share * pl.col("discount_a"),
    )


def _medians(product: NDArray[np.uint32], discount: Floats, is_counted: NDArray[np.bool_]) -> Floats:
    """The median of each product over the rows counted, NaN where these are too few; rows lie by product, discount."""
    ends = np.searchsorted(product, np.arange(int(product[-1]) + 2))
    places = np.concatenate([[0], np.cumsum(is_counted)])[ends]
    first, count = places[:-1], np.diff(places)
    values = np.append(discount[is_counted], np.nan)
    lower, upper = (np.minimum(first + np.maximum(count - 1 + more, 0) // 2, len(values) - 1) for more in (0, 1))
    return np.where(count >= LEAST_A_CUSTOMERS, (values[lower] + values[upper]) / 2, np.nan)
